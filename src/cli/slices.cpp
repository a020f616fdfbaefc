#include "cli/slices.hpp"

#include "coaching/kinds/kinds.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/context.hpp"
#include "platform/home/home.hpp"
#include "platform/people/people.hpp"
#include "platform/settings/settings_pages.hpp"
#include "platform/signin/signin.hpp"
#include "platform/who/who.hpp"

namespace rapport::cli {

desk::Routes all_routes() {
    desk::Routes on;
    home::mount_home(on);
    signin::mount_signin(on);
    signin::mount_account(on);
    settings::mount_settings(on);
    people::mount_people_settings(on);
    audit::mount_audit(on);
    who::mount_who(on);
    return on;
}

void wire(desk::Services&) {}

void furnish(WriteTx& tx) { kinds::seed(tx); }

}  // namespace rapport::cli
