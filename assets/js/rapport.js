// What a page gains when scripts run. Everything here is an addition: without it each form, link
// and button does the same by itself. Parts that few pages need are fetched when they are there.
import { guardForms, showRefusal } from './forms.js';
import { keepDrafts } from './drafts.js';
import { keepTimes } from './times.js';
import { watchTables } from './tables.js';

keepDrafts(document.body.dataset.viewer ?? '');
guardForms();
showRefusal();
keepTimes();
watchTables();

const keeps_names = globalThis.caches && (await caches.keys()).length > 0;
if ('logging' in document.body.dataset) {
    const { startOffline } = await import('./offline.js');
    startOffline();
} else if (keeps_names && !document.body.dataset.viewer) {
    const { forgetNames } = await import('./offline.js');
    await forgetNames();
}
if (document.querySelector('[data-picker]')) {
    const { startPickers } = await import('./picker.js');
    startPickers();
}
if (document.querySelector('[data-timer]')) {
    const { startTimer } = await import('./timer.js');
    startTimer(document.body.dataset.viewer ?? '');
}
for (const [mark, start] of [['[data-week]', 'startWeek'], ['[data-live]', 'keepLooking'],
    ['[data-shares]', 'addUp']]) {
    const part = document.querySelector(mark);
    if (part) (await import('./week.js'))[start](part);
}
