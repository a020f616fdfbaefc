#include "coaching/openings/openings_pages.hpp"

#include <algorithm>

#include "coaching/meetings/meetings.hpp"
#include "coaching/notes/notes.hpp"
#include "platform/escrow/escrow_pages.hpp"

namespace rapport::openings {

using desk::Answer;
using desk::Writing;
using http::Response;

namespace {

std::vector<escrow::Opened> texts_of(ReadTx& tx, const escrow::Opening& opening,
                                     const locale::Speech& speech) {
    auto all = notes::in_opening(tx, opening, speech);
    auto of_meetings = meetings::in_opening(tx, opening, speech);
    std::move(of_meetings.begin(), of_meetings.end(), std::back_inserter(all));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.written_at < b.written_at; });
    return all;
}

// The reading goes on record first; only this answer holds the words.
Response read_opening(Writing& request) {
    const auto id = request.path<escrow::MatterId>("matter");
    const std::string back = "/notes-escrow/matters/" + id.text();
    OpeningView view{.back_href = back, .people = "", .texts = {}};
    bool is_fresh = false;
    auto response = request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto matter = escrow::find(tx, id);
            if (!matter) throw desk::NotFound();
            const auto opening = escrow::open(tx, id);
            if (!opening) return opening.refusal();
            view.people = matter->people;
            view.texts = texts_of(tx, *opening, request.speech());
            is_fresh = true;
            return Answer::go(back);
        },
        escrow::show_matter);
    if (!is_fresh || response.status != 303) return response;
    return request.page(Key{"openings.title"}, view);
}

}  // namespace

void mount_openings(desk::Routes& on) {
    on.post("/notes-escrow/matters/{matter}/reading", Right::signed_in, read_opening);
}

}  // namespace rapport::openings
