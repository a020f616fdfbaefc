#include "cli/slices.hpp"

#include "coaching/contacts/contacts_pages.hpp"
#include "coaching/kinds/kinds.hpp"
#include "coaching/my_help/my_help_pages.hpp"
#include "coaching/people/people_pages.hpp"
#include "coaching/requests/requests_pages.hpp"
#include "coaching/today/today_pages.hpp"
#include "insight/programme/programme_pages.hpp"
#include "platform/audit/audit.hpp"
#include "platform/home/home.hpp"
#include "platform/people/people.hpp"
#include "platform/roster/roster_pages.hpp"
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
    roster::mount_roster(on);
    audit::mount_audit(on);
    who::mount_who(on);
    today::mount_today(on);
    contacts::mount_contacts(on);
    kinds::mount_kinds(on);
    coachees::mount_people(on);
    requests::mount_requests(on);
    my_help::mount_my_help(on);
    programme::mount_programme(on);
    return on;
}

void furnish(WriteTx& tx) { kinds::seed(tx); }

}  // namespace rapport::cli
