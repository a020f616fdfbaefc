// `rapport import directory FILE [--apply]`.
#include <filesystem>
#include <fstream>

#include "design/directory/directory.hpp"
#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::directory {

namespace {

Result<DistrictId> district_of(ReadTx& tx, const std::string& named) {
    const auto all = districts::all(tx);
    if (named.empty() && all.size() == 1) return all.front();
    if (named.empty()) return Refusal{.key = "directory.cli_which_district"};
    if (const auto by_name = districts::by_name(tx, named)) return *by_name;
    for (const DistrictId id : all) {
        if (id.view() == named) return id;
    }
    return Refusal{.key = "directory.cli_no_district", .field = "", .with = {{"name", named}}};
}

void tell_rows(const std::vector<Bad>& rows, const locale::Speech& speech, const Print& out) {
    for (const Bad& one : rows) {
        std::string line = speech.say("directory.cli_row", {{"row", one.row}}) + " ";
        line += speech.say(one.reason);
        if (!one.cell.empty()) line += " (" + one.cell + ")";
        out(line + "\n");
    }
}

void tell(const Report& report, const locale::Speech& speech, const Print& out) {
    if (report.refused > 0) {
        out(speech.say("directory.cli_refused") + "\n");
        tell_rows(report.bad, speech, out);
    }
    if (!report.notes.empty()) {
        out(speech.say("directory.cli_notes") + "\n");
        tell_rows(report.notes, speech, out);
    }
    out(speech.say("directory.cli_sum", {{"rows", report.rows},
                                         {"added", report.added},
                                         {"changed", report.changed},
                                         {"same", report.same},
                                         {"refused", report.refused}}) +
        "\n");
    if (report.mended > 0) {
        out(speech.say("directory.cli_mended", {{"count", report.mended}}) + "\n");
    }
}

}  // namespace

int import_directory(Db& db, const ImportOrder& order, const Print& out, const Print& err) {
    const auto language = locale::parse_language(order.language);
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(),
                               db.clock().now());
    const auto refuse = [&](const Refusal& refusal) {
        err(plain.say(refusal.key, refusal.with) + "\n");
        return 1;
    };
    const auto district =
        db.read(Scope::whole(), [&](ReadTx& tx) { return district_of(tx, order.district); });
    if (!district) return refuse(district.refusal());
    std::ifstream file(order.path, std::ios::binary);
    if (!file || std::filesystem::is_directory(order.path)) {
        return refuse(
            {.key = "directory.cli_no_file", .field = "", .with = {{"name", order.path}}});
    }
    const Origin origin{.name = std::filesystem::path(order.path).filename().string(),
                        .source = order.source,
                        .licence = order.licence};
    const auto bytes = [&file](char* buffer, std::size_t size) {
        file.read(buffer, static_cast<std::streamsize>(size));
        return static_cast<std::size_t>(file.gcount());
    };
    const Doing doing = order.is_applied ? Doing::take : Doing::look;
    const auto report = read_list(db, *district, bytes, origin, doing);
    if (!report) return refuse(report.refusal());
    tell(*report, plain, out);
    out(plain.say(order.is_applied ? Key{"directory.cli_applied"} : Key{"directory.cli_dry"}) +
        "\n");
    return 0;
}

}  // namespace rapport::directory
