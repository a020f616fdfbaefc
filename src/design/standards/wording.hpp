// The owner's own wording of a framework, where a district has a licence for it: pasted by those
// who lead its programme, shown to its people beside our paraphrase, and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/standards/standards.hpp"
#include "kernel/db/db.hpp"
#include "kernel/result.hpp"
#include "platform/people/people.hpp"

namespace rapport::standards {

struct Worded {
    std::string code, words;
};

struct Wording {
    std::string licence;   // Who allowed it, and when.
    std::string language;  // "en", "fr".
    std::int64_t version = 0;
    std::vector<Worded> codes;                         // In the order of the framework.
    std::string_view of(std::string_view code) const;  // "" where there is none.
    std::string pasted() const;                        // As `divided` reads it.
};

struct TypedWording {
    std::string words, licence, language;
    std::int64_t version = 0;  // Of what was changed; 0 where there was none.
};

// A pasted text by its codes: each begins a line ("4.5.a", "4.5.a.", "45a:"), its words follow on
// that line and the next. Refuses words before the first code, a code twice, and too many words.
Result<std::vector<Worded>> divided(const Framework&, std::string_view pasted);

bool may_put_wording(const Viewer&);  // Directors and administrators.
std::optional<Wording> wording(ReadTx&, const Framework&);
// Replaces all of it; without words, takes it away.
Result<Done> put_wording(WriteTx&, const Framework&, const TypedWording&);

}  // namespace rapport::standards
