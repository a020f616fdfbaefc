// "Who can see this?", answered by name for any record.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::who {

// One person who can see a thing, and why, as a sentence ("She logged it.").
struct Seer {
    std::string name;
    Key reason;
};
struct Thing {
    std::string title;  // "Help on Tue 3 Mar"; nothing confidential.
    std::vector<Seer> seers;
};

// Answers for one kind of record; nullopt when the viewer may not see the
// record itself.
using Explain = std::function<std::optional<Thing>(ReadTx&, const Viewer&, const locale::Speech&,
                                                   std::string_view id)>;
struct Explainer {
    std::string_view kind;  // "contact": /who-can-see/contact/{id}
    Explain explain;
};

void mount_who(desk::Routes&);

}  // namespace rapport::who
