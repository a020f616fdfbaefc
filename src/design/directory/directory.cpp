#include "design/directory/directory.hpp"

#include "design/directory/directory_store.hpp"
#include "design/search/search.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::directory {

namespace {

constexpr std::size_t chunk_rows = 2'000;

void say(std::string& words, std::string_view more) {
    if (more.empty()) return;
    if (!words.empty()) words += " · ";
    words += more;
}

search::Document document_of(const School& one) {
    search::Document made{.thing = one.scheme + "/" + one.identifier,
                          .href = "/directory/" + one.scheme + "/" + one.identifier,
                          .title = one.name,
                          .words = ""};
    for (const auto* text : {&one.city, &one.region, &one.county, &one.level, &one.identifier}) {
        say(made.words, *text);
    }
    return made;
}

struct Sorted {
    std::vector<School> added, changed;
    std::int64_t same = 0;
};

Sorted sorted(ReadTx& tx, const std::vector<School>& chunk) {
    Sorted found;
    for (const School& one : chunk) {
        const auto kept = store::school(tx, one.scheme, one.identifier);
        if (!kept) {
            found.added.push_back(one);
        } else if (*kept == one) {
            ++found.same;
        } else {
            found.changed.push_back(one);
        }
    }
    return found;
}

Sorted taken(WriteTx& tx, const std::vector<School>& chunk, const Origin& origin) {
    Sorted found = sorted(tx, chunk);
    if (found.added.empty() && found.changed.empty()) return found;
    store::keep_source(tx, origin);
    for (const School& one : found.added) store::add(tx, one, origin.name);
    for (const School& one : found.changed) store::change(tx, one, origin.name);
    std::vector<search::Document> documents;
    for (const auto* schools : {&found.added, &found.changed}) {
        for (const School& one : *schools) documents.push_back(document_of(one));
    }
    search::put(tx, search::Kind::school, documents);
    return found;
}

}  // namespace

Result<Report> read_list(Db& db, const DistrictId& district, csv::Source source,
                         const Origin& origin, Doing doing) {
    auto list = List::open(std::move(source));
    if (!list) return list.refusal();
    const Scope scope{.district = district, .actor = {}};
    if (doing == Doing::take) search::open_space(db, district);
    Report report;
    std::vector<School> chunk;
    const auto pass = [&] {
        const Sorted found =
            doing == Doing::look
                ? db.read(scope, [&](ReadTx& tx) { return sorted(tx, chunk); })
                : db.write(scope, [&](WriteTx& tx) { return taken(tx, chunk, origin); });
        report.added += std::ssize(found.added);
        report.changed += std::ssize(found.changed);
        report.same += found.same;
        chunk.clear();
    };
    for (School one; list->next(one);) {
        chunk.push_back(one);
        if (chunk.size() == chunk_rows) pass();
    }
    if (!chunk.empty()) pass();
    report.rows = list->rows_read();
    report.refused = list->bad_count();
    report.mended = list->mended_count();
    report.bad = list->bad();
    report.notes = list->notes();
    const bool is_changed = report.added + report.changed > 0;
    if (doing == Doing::take && is_changed) {
        db.write(scope, [&](WriteTx& tx) {
            store::count_source(tx, origin, report);
            audit::record(tx, "directory.read", "",
                          R"({"added":)" + std::to_string(report.added) + R"(,"changed":)" +
                              std::to_string(report.changed) + "}");
        });
    }
    return report;
}

std::optional<School> find(ReadTx& tx, std::string_view scheme, std::string_view identifier) {
    return store::school(tx, scheme, identifier);
}

std::int64_t count(ReadTx& tx) { return store::count(tx); }

}  // namespace rapport::directory
