#include "platform/roster/report.hpp"

#include <boost/json.hpp>
#include <map>

#include "kernel/csv/csv.hpp"

namespace rapport::roster {

namespace {

namespace json = boost::json;
constexpr std::size_t changes_in_part = 200, rejects_in_part = 300;

std::string_view code(Weight weight) {
    switch (weight) {
        case Weight::note:
            return "note";
        case Weight::loss:
            return "loss";
        case Weight::stop:
            return "stop";
    }
    return "";
}

json::object tally_json(const Tally& tally) {
    return {{"added", tally.added},
            {"changed", tally.changed},
            {"ended", tally.ended},
            {"kept", tally.kept},
            {"same", tally.same}};
}

json::object flaw_json(const Flaw& flaw) {
    json::array rows;
    for (const auto& range : flaw.rows) rows.push_back(json::array{range.first, range.last});
    const auto& text = text_of(flaw.kind);
    return {
        {"kind", text.code},       {"weight", code(text.weight)},
        {"file", flaw.file},       {"field", flaw.field},
        {"found", flaw.found},     {"count", flaw.count},
        {"rows", std::move(rows)}, {"done", text.done.name.substr(text.done.name.rfind('.') + 1)}};
}

json::object change_json(const Step& step) {
    json::array fields;
    for (const auto& field : step.fields) {
        fields.push_back(json::array{field.field, field.before, field.after});
    }
    return {{"entity", rapport::roster::code(step.entity)},
            {"act", rapport::roster::code(step.act)},
            {"name", step.name},
            {"moved", step.is_moved},
            {"back", step.is_back},
            {"fields", std::move(fields)}};
}

json::array stops_json(const Plan& plan) {
    json::array stops;
    for (const auto& stop : plan.stops) {
        stops.push_back(json::object{{"entity", rapport::roster::code(stop.entity)},
                                     {"removed", stop.removed},
                                     {"of", stop.of}});
    }
    return stops;
}

json::array merges_json(const Plan& plan) {
    json::array merges;
    for (const auto& merge : plan.merges) {
        merges.push_back(json::object{{"entity", rapport::roster::code(merge.entity)},
                                      {"name", merge.name},
                                      {"old", merge.old_key},
                                      {"new", merge.new_key},
                                      {"why", rapport::roster::code(merge.why)},
                                      {"email", merge.email},
                                      {"taken", merge.is_taken}});
    }
    return merges;
}

json::array left_json(const Plan& plan) {
    json::array left;
    for (const auto& one : plan.left) {
        left.push_back(json::object{{"name", one.name},
                                    {"field", one.field},
                                    {"kept", one.kept},
                                    {"roster", one.roster_says}});
    }
    return left;
}

// Steps by building, in the order of the alphabet; '' (the district's own) comes first.
std::map<std::string_view, std::vector<const Step*>> by_building(const Plan& plan) {
    std::map<std::string_view, std::vector<const Step*>> groups;
    for (const auto& step : plan.steps) groups[step.building].push_back(&step);
    return groups;
}

json::array buildings_json(const Plan& plan) {
    json::array buildings;
    for (const auto& [name, steps] : by_building(plan)) {
        Tally tally;
        for (const Step* step : steps) {
            tally.added += step->act == Act::add ? 1 : 0;
            tally.changed += step->act == Act::change ? 1 : 0;
            tally.ended += step->act == Act::end ? 1 : 0;
            tally.kept += step->act == Act::keep ? 1 : 0;
        }
        auto one = tally_json(tally);
        one["name"] = name;
        buildings.push_back(std::move(one));
    }
    return buildings;
}

void put_plan(json::object& summary, const Plan& plan) {
    json::object counts;
    for (int i = 0; i < entity_count; ++i) {
        counts[rapport::roster::code(static_cast<Entity>(i))] = tally_json(plan.tallies[i]);
    }
    summary["counts"] = std::move(counts);
    summary["stops"] = stops_json(plan);
    summary["merges"] = merges_json(plan);
    summary["left"] = left_json(plan);
    summary["buildings"] = buildings_json(plan);
    summary["is_empty"] = plan.is_empty();
}

json::object summary_of(const Look& look) {
    const auto& in = look.reading.incoming;
    json::object summary{{"format", "OneRoster CSV"},
                         {"version", rapport::roster::code(in.version)},
                         {"source", look.source_name},
                         {"system", in.system},
                         {"rows", in.row_count},
                         {"students", in.student_count},
                         {"stop_percent", look.settings.stop_percent}};
    summary["files"] = json::object{{"orgs", rapport::roster::code(in.orgs)},
                                    {"academicSessions", rapport::roster::code(in.terms)},
                                    {"courses", rapport::roster::code(in.courses)},
                                    {"classes", rapport::roster::code(in.classes)},
                                    {"users", rapport::roster::code(in.people)},
                                    {"enrollments", rapport::roster::code(in.seats)}};
    put_plan(summary, look.plan);
    json::array flaws;
    for (const auto& flaw : look.reading.flaws.all()) flaws.push_back(flaw_json(flaw));
    for (const auto& flaw : look.plan.flaws.all()) flaws.push_back(flaw_json(flaw));
    summary["flaws"] = std::move(flaws);
    json::object rejects;
    for (const auto& [name, file] : look.reading.rejects.files()) rejects[name] = file.count;
    summary["rejects"] = std::move(rejects);
    return summary;
}

}  // namespace

std::string_view code(Merge::Why why) {
    switch (why) {
        case Merge::Why::email:
            return "email";
        case Merge::Why::id_case:
            return "id_case";
        case Merge::Why::name:
            return "name";
        case Merge::Why::identifier:
            return "identifier";
    }
    return "";
}

std::string summary_json(const Look& look) { return json::serialize(summary_of(look)); }

std::string summary_after(std::string_view summary, const Plan& plan) {
    auto parsed = json::parse(summary);
    put_plan(parsed.as_object(), plan);
    return json::serialize(parsed);
}

void print_json(const Look& look, const Print& print) {
    std::string text = json::serialize(summary_of(look));
    text.pop_back();
    print(text);
    print(",\"changes\":{");
    bool is_first_building = true;
    for (const auto& [name, steps] : by_building(look.plan)) {
        print(is_first_building ? "" : ",");
        is_first_building = false;
        print(json::serialize(json::string(name)) + ":[");
        for (std::size_t i = 0; i < steps.size(); ++i) {
            print((i > 0 ? "," : "") + json::serialize(change_json(*steps[i])));
        }
        print("]");
    }
    print("}}\n");
}

void each_part_of_changes(const Plan& plan, const PutPart& put) {
    for (const auto& [name, steps] : by_building(plan)) {
        std::int64_t seq = 0;
        json::array part;
        for (const Step* step : steps) {
            part.push_back(change_json(*step));
            if (part.size() < changes_in_part) continue;
            put(std::string(name), seq++, json::serialize(part));
            part.clear();
        }
        if (!part.empty()) put(std::string(name), seq, json::serialize(part));
    }
}

void each_part_of_rejects(const Rejects& rejects, const PutPart& put) {
    for (const auto& [name, file] : rejects.files()) {
        const json::array columns(file.columns.begin(), file.columns.end());
        std::int64_t seq = 0;
        for (std::size_t at = 0; at < file.rows.size(); at += rejects_in_part) {
            json::array rows;
            const std::size_t end = std::min(file.rows.size(), at + rejects_in_part);
            for (std::size_t i = at; i < end; ++i) {
                const auto& reject = file.rows[i];
                json::array row{reject.row, text_of(reject.kind).code, reject.field};
                for (const auto& cell : reject.cells) row.emplace_back(cell);
                rows.push_back(std::move(row));
            }
            put(name, seq++, json::serialize(json::object{{"columns", columns}, {"rows", rows}}));
        }
    }
}

std::string rejects_csv(const std::vector<std::string>& bodies, std::string_view file,
                        const locale::Speech& speech) {
    std::string out(csv::byte_order_mark);
    for (const auto& body : bodies) {
        const auto part = json::parse(body).as_object();
        if (out.size() == csv::byte_order_mark.size()) {
            for (const auto& column : part.at("columns").as_array()) {
                csv::cell(out, std::string_view(column.as_string()));
                out += ',';
            }
            out += "error\r\n";
        }
        for (const auto& value : part.at("rows").as_array()) {
            const auto& row = value.as_array();
            for (std::size_t i = 3; i < row.size(); ++i) {
                csv::cell(out, std::string_view(row[i].as_string()));
                out += ',';
            }
            const Flaw flaw{kind_of(std::string_view(row[1].as_string())),
                            std::string(file),
                            std::string(row[2].as_string()),
                            "",
                            1,
                            {}};
            const std::string number = std::to_string(row[0].to_number<std::int64_t>());
            csv::cell(out, speech.say("roster.row", {{"row", number}}) + " " +
                               rapport::roster::said(flaw, speech));
            out += "\r\n";
        }
    }
    return out;
}

}  // namespace rapport::roster
