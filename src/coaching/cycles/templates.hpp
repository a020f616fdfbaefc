// A cycle template: a way to run a coaching cycle, as stages with a question each, a usual length
// and how often the two meet. Some are shipped, in our own words; a district changes one and so
// makes a new version. A cycle keeps the version it was proposed with.
//
// The guards are no part of a template, for no district may switch them off: a baseline before the
// doing, evidence before "met", and a teacher who may stop at any time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::cycles {

enum class Phase : std::uint8_t { preparing, doing, reflecting };
std::string_view code(Phase);
std::optional<Phase> parse_phase(std::string_view code);

struct Stage {
    Phase phase = Phase::preparing;
    std::string code;          // Of the shipped stage; "" of one a district added.
    std::string name, prompt;  // The district's own; "": as shipped.
    std::string called(const locale::Speech&) const;
    std::string asks(const locale::Speech&) const;  // The question; may be "".
};

struct Template {
    std::string code;
    std::int64_t number = 1;  // 1: as shipped.
    std::string name;         // The district's own; "": as shipped.
    int weeks = 1;
    int rhythm_days = 7;  // A meeting or visit every so many days; 0: one conversation.
    bool is_offered = true;
    std::vector<Stage> stages;  // In order of phase; the last one reflects.
    std::string called(const locale::Speech&) const;
    std::string says(const locale::Speech&) const;  // What it is good for, in a line.
};

inline constexpr std::size_t template_name_max = 80, prompt_max = 400;
inline constexpr int stages_max = 9, weeks_max = 40, rhythm_max = 60;

std::vector<Template> templates(ReadTx&);   // The newest version of each, in the shipped order.
int shipped_rhythm(std::string_view code);  // Days; 0 where it is one conversation, or unknown.
std::optional<Template> find_template(ReadTx&, std::string_view code);  // The newest version.
std::optional<Template> find_template(ReadTx&, std::string_view code, std::int64_t number);
bool is_shipped(std::string_view code);

// A new version. Refuses one without stages, out of order, or that does not end in looking back.
Result<Done> change_template(WriteTx&, const Template&);
// Offered for new cycles or not; those under way keep theirs.
Result<Done> offer_template(WriteTx&, std::string_view code);
Result<Done> retire_template(WriteTx&, std::string_view code);

namespace store {
std::vector<Template> own_templates(ReadTx&, std::string_view code);  // "" for all; by number.
void insert_template(WriteTx&, const Template&);
}  // namespace store

}  // namespace rapport::cycles
