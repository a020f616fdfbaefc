// What a district chooses about the ledgers of its coaches: how long help is remembered, or that
// there are none.
#include <boost/json.hpp>

#include "coaching/ledger/ledger_pages.hpp"

namespace rapport::ledger {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

Response show_policy(Reading& request) {
    const Policy chosen = request.read([](ReadTx& tx) { return policy(tx); });
    return request.page(Key{"ledger.settings"},
                        PolicyView{.is_kept = chosen.is_kept, .weeks = chosen.half_life_weeks});
}

Response show_ending(Reading& request) {
    const Policy chosen = request.read([](ReadTx& tx) { return policy(tx); });
    return request.page(Key{"ledger.off_title"}, EndingView{.is_kept = chosen.is_kept});
}

Result<Done> do_half_life(WriteTx& tx, const http::Fields& fields) {
    return set_half_life(tx, fields.first("half_life_weeks"));
}
Result<Done> do_off(WriteTx& tx, const http::Fields&) {
    switch_off(tx);
    return Done{};
}
Result<Done> do_on(WriteTx& tx, const http::Fields&) {
    switch_on(tx);
    return Done{};
}

using Deed = Result<Done> (*)(WriteTx&, const http::Fields&);

template <Deed deed>
Response on_page(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = deed(tx, request.form());
            if (!done) return done.refusal();
            return Answer::go("/settings/ledger", "settings.saved");
        },
        show_policy);
}

json::object policy_json(ReadTx& tx) {
    const Policy chosen = policy(tx);
    return {{"is_kept", chosen.is_kept}, {"half_life_weeks", chosen.half_life_weeks}};
}

Response get_policy(Reading& request) { return request.json(request.read(policy_json)); }

template <Deed deed>
Response on_api(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = deed(tx, request.form());
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(policy_json(tx)));
    });
}

}  // namespace

void mount_ledger_settings(desk::Routes& on) {
    const Right right = Right::change_settings;
    on.get("/settings/ledger", right, show_policy);
    on.post("/settings/ledger", right, on_page<do_half_life>);
    on.get("/settings/ledger/ending", right, show_ending);
    on.post("/settings/ledger/ending", right, on_page<do_off>);
    on.del("/settings/ledger/ending", right, on_page<do_on>);
    using K = desk::Field::Kind;
    const std::vector<desk::Field> output{
        {"is_kept", K::flag, true, "False: switched off, and nothing of it remains."},
        {"half_life_weeks", K::number, true, "After so many weeks a deed counts half."}};
    const std::string api = "/api/v1/settings/ledger";
    on.api_get(api, right, get_policy,
               {.summary = "How coaches’ ledgers are kept.", .output = output});
    on.api_post(api, right, on_api<do_half_life>,
                {.summary = "How long help is remembered.",
                 .input = {{"half_life_weeks", K::number, true, "2 to 104."}},
                 .output = output});
    on.api_post(api + "/ending", right, on_api<do_off>,
                {.summary = "Switches the ledgers off and removes what they held, for good.",
                 .output = output});
    on.api_del(
        api + "/ending", right, on_api<do_on>,
        {.summary = "Lets coaches keep ledgers again, beginning from nothing.", .output = output});
}

}  // namespace rapport::ledger
