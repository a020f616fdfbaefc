// What help is called in a district: the kinds a contact can be of and the focus tags it can carry.
// A district starts with a shipped list and rewords, adds, orders and retires as it likes. What is
// retired stays under the contacts that had it; it is only offered no more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::kinds {

using KindId = Id<struct KindTag>;
using FocusId = Id<struct FocusTag>;

enum class Shape : std::uint8_t { person, group, alone };  // Whom it is for.
enum class Branch : std::uint8_t { coach, support, other };

std::string_view code(Shape);
std::string_view code(Branch);
std::optional<Shape> parse_shape(std::string_view code);
std::optional<Branch> parse_branch(std::string_view code);

// How a kind or focus is called: the district's own label, or the shipped sentence of its code.
struct Name {
    std::string code, label;
    std::string in(const locale::Speech&) const;  // "Fixing something"
};
// What was done, as one sentence of a history: "You fixed something." or "Jo fixed something."
std::string told_to_doer(const Name&, const locale::Speech&);
std::string told_of(const Name&, std::string_view doer, const locale::Speech&);

struct Kind {
    KindId id;
    Name name;
    Shape shape = Shape::person;
    Branch branch = Branch::coach;
    bool is_retired = false;
};

struct Focus {
    FocusId id;
    Name name;
    bool is_retired = false;
};

struct NewKind {
    std::string label;
    Shape shape = Shape::person;
    Branch branch = Branch::coach;
};

enum class Step : std::uint8_t { up, down };

// Gives a new district the shipped kinds and focus tags. Does nothing where there are some.
void seed(WriteTx&);

// In the district's order, retired ones too.
std::vector<Kind> all(ReadTx&);
std::vector<Focus> all_focus(ReadTx&);
std::optional<Kind> find(ReadTx&, KindId);

Result<KindId> add(WriteTx&, const NewKind&);
Result<Done> rename(WriteTx&, KindId, std::string_view label);  // '' gives the shipped name back.
Result<Done> move(WriteTx&, KindId, Step);
Result<Done> retire(WriteTx&, KindId);  // Refuses the last one.
Result<Done> bring_back(WriteTx&, KindId);

Result<FocusId> add_focus(WriteTx&, std::string_view label);
Result<Done> rename_focus(WriteTx&, FocusId, std::string_view label);
Result<Done> move_focus(WriteTx&, FocusId, Step);
Result<Done> retire_focus(WriteTx&, FocusId);
Result<Done> bring_back_focus(WriteTx&, FocusId);

// /settings/kinds and /api/v1/kinds.
void mount_kinds(desk::Routes&);

}  // namespace rapport::kinds
