// The page on which a holder of the escrow reads what two of them have opened.
#include "coaching/notes/notes_pages.hpp"
#include "platform/escrow/escrow.hpp"
#include "platform/escrow/escrow_pages.hpp"

namespace rapport::notes {

using desk::Answer;
using desk::Writing;
using http::Response;

namespace {

// The reading goes on record first; only this answer holds the words.
Response read_opening(Writing& request) {
    const auto id = request.path<escrow::MatterId>("matter");
    const std::string back = "/notes-escrow/matters/" + id.text();
    OpeningView view{.back_href = back, .people = "", .notes = {}};
    bool is_fresh = false;
    auto response = request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto matter = escrow::find(tx, id);
            if (!matter) throw desk::NotFound();
            const auto opening = escrow::open(tx, id);
            if (!opening) return opening.refusal();
            view.people = matter->people;
            view.notes = in_opening(tx, *opening, request.speech().zone());
            is_fresh = true;
            return Answer::go(back);
        },
        escrow::show_matter);
    if (!is_fresh || response.status != 303) return response;
    return request.page(Key{"notes.opened_title"}, view);
}

}  // namespace

void mount_openings(desk::Routes& on) {
    on.post("/notes-escrow/matters/{matter}/reading", Right::signed_in, read_opening);
}

}  // namespace rapport::notes
