// A school's timetable comes from a file: read the dry run, say yes, see a teacher's week, and put
// a slot right in two taps.
import assert from "node:assert/strict";
import { addWish, comingMonday, propose } from "./planning.mjs";
import { journey } from "./stage.mjs";

const school = "Cedar Elementary";

// A club that meets whoever teaches every day in the first period, and somebody unknown.
function table(name) {
  const rows = ["teacher,day,period,subject,class,room"];
  for (let day = 1; day <= 6; day += 1) rows.push(`${name},Day ${day},1,Robotics,Club,12`);
  rows.push("Wilhelmina Nobody,Day 1,1,Chess,Club,3");
  return rows.join("\n");
}

async function bringIn(admin, name) {
  await admin.go("/settings/timetables");
  await admin.page.locator("main a.row", { hasText: school }).click();
  await admin.page.locator("#files").setInputFiles({
    name: "robotics.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(table(name)),
  });
  await admin.page.locator('form[action$="/imports"] button.first').click();
  await admin.page.waitForURL("**/imports/*");
}

// The next week with school in it, whatever the holidays are.
async function seeWeek(teacher) {
  await teacher.go("/my-week");
  for (let weeks = 0; weeks < 4; weeks += 1) {
    if (await teacher.page.getByText("Robotics · Club").count()) return;
    await teacher.page.locator('nav.pages a[rel="next"]').click();
  }
  assert.fail("no week shows what was brought in");
}

for (const script of [true, false]) {
  for (const on of ["laptop", "phone"]) {
    const how = `on a ${on}${script ? "" : " without script"}`;
    journey(`a timetable is looked at, brought in and put right ${how}`, async ({ visit }) => {
      const teacher = await visit("teacher", { on, script });
      const admin = await visit("district_admin", { on, script });
      await bringIn(admin, teacher.name);
      await admin.says(/Wilhelmina Nobody/);
      if (script) {
        await admin.axe();
        await admin.fits();
        await admin.shot(`timetable-look-${on}`);
      }
      await admin.page.locator('form[action$="/application"] button.first').click();
      await admin.says(/The timetable is in/);
      if (script) {
        await admin.axe();
        await admin.fits();
        await admin.shot(`timetable-setting-${on}`);
      }
      await seeWeek(teacher);
      if (script) {
        await teacher.axe();
        await teacher.fits();
        await teacher.shot(`week-${on}`);
      }
      await teacher.page.locator("details.slot summary").first().click();
      await teacher.page.locator('details.slot[open] button[value$=".duty"]').first().click();
      await teacher.says(/said so/);
      assert.ok(await teacher.page.locator("details.slot").count() > 0);
      const coach = await visit("coach", { on, script });
      await coach.go("/timetables");
      await coach.page.locator("main a.row", { hasText: school }).click();
      const free = coach.page.getByText("Free for planning").first();
      for (let days = 0; days < 20 && !(await free.count()); days += 1) {
        await coach.page.locator('nav.pages a[rel="next"]').click();
      }
      await coach.says(/Free for planning/);
      if (script) {
        await coach.axe();
        await coach.fits();
        await coach.shot(`building-day-${on}`);
      }
    });
  }
}

journey("a timetable is brought in, and the next proposal plans by it", async ({ visit }) => {
  const teacher = await visit("teacher");
  const admin = await visit("district_admin");
  await bringIn(admin, teacher.name);
  await admin.axe();
  await admin.page.locator('form[action$="/application"] button.first').click();
  await admin.says(/The timetable is in/);
  await admin.axe();
  const coach = await visit("coach");
  await addWish(coach, teacher.name, "45", comingMonday(4));
  await propose(coach, comingMonday(4));
  await coach.says(new RegExp(teacher.name));
  await coach.axe();
  await coach.fits();
});
