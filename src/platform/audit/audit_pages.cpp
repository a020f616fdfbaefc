#include "platform/audit/audit_pages.hpp"

#include <charconv>

#include "platform/audit/audit.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::audit {

namespace {

constexpr int page_max = 100;

http::Response show_audit(desk::Reading& request) {
    Instant before{request.speech().now().ms + 1};
    const auto typed = request.query("before");
    std::from_chars(typed.data(), typed.data() + typed.size(), before.ms);
    AuditView view;
    const auto found = request.read([&](ReadTx& tx) { return entries(tx, before, page_max); });
    for (const Entry& entry : found) {
        // Which contact or request it was stays out: an administrator learns that,
        // not about whom.
        const std::string kind = entry.object.substr(0, entry.object.find('/'));
        view.lines.push_back({entry.at, entry.actor, entry.action, kind});
    }
    if (static_cast<int>(found.size()) == page_max) view.older_than = found.back().at.ms;
    return request.page(Key{"audit.title"}, view);
}

}  // namespace

void mount_audit(desk::Routes& on) { on.get("/settings/audit", Right::see_audit, show_audit); }

}  // namespace rapport::audit
