// The starter kit: twelve short steps from "we want a coach" to an approved post, an advertisement
// and a public role page (practice.md 1.5). Each step asks little, shows what others did, and can
// be left and come back to. What a step makes is the real thing: a draft of a job description, a
// vacancy, the role page; from then on it lives where it belongs, and the kit only says where.
//
// Those who hire write it; nobody else reads it. What the steps say together is the proposal for
// the board.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/document/document.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::starter_kit {

enum class Step : std::uint8_t {
    why,
    where,
    who,
    model,
    ratio,
    supervisor,
    money,
    agreement,
    job_description,
    advertisement,
    role_page,
    first_days,
};
inline constexpr int step_count = 12;
std::string_view code(Step);  // "job_description", as stored.
std::string name(Step);       // "job-description", as in an address.
std::optional<Step> parse_step(std::string_view name);

enum class Form : std::uint8_t { text, line, list, number, day, choice, choices };

struct Field {
    std::string_view code;
    Step step = Step::why;
    Form form = Form::text;
    bool is_required = false;
    std::span<const std::string_view> options = {};  // Of a choice; those of the library where
                                                     // they are read from it: see options_of().
};
std::span<const Field> fields();

// By the code of a field. Of choices and of a list: one a line.
using Answers = std::map<std::string, std::string, std::less<>>;

struct Saved {
    Answers answers;
    std::string made;          // Where the thing lives that the step made: "/vacancies/…"; or "".
    std::int64_t version = 0;  // 0: nobody has answered it yet.
};

struct Kit {
    std::array<Saved, step_count> steps;
    const Saved& at(Step step) const { return steps[static_cast<std::size_t>(step)]; }
    const std::string& in(std::string_view field) const;  // "" for none.
    int answered() const;
    std::optional<Step> next() const;  // The first that nobody has answered.
};
Kit load(ReadTx&);

// What may be chosen in a field: a code and what it is called.
struct Option {
    std::string code, label, means;
};
std::vector<Option> options_of(const Field&, const locale::Speech&);

// What a field holds before anybody wrote in it, from the steps before: the title of the post, the
// buildings, a first draft of ninety days.
std::string proposed(ReadTx&, const Kit&, const Field&, const locale::Speech&);

// What others did, with where it stands. Facts from what was published, in our words.
struct Told {
    std::string words, source, link;
};
std::vector<Told> told(Step, const locale::Speech&);

// Refuses what is missing, too long, no number or no day at its field, and a step that somebody
// else has answered since. Makes what the step makes, once.
Result<Done> save(WriteTx&, Step, const Answers&, std::int64_t seen, const locale::Speech&);

// The proposal: what the steps say, in order, as a document. Empty while no step is answered.
std::vector<document::Block> proposal(ReadTx&, const Kit&, const locale::Speech&);

// /starter-kit and its twins below /api/v1.
void mount_starter_kit(desk::Routes&);

}  // namespace rapport::starter_kit
