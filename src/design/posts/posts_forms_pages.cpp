// The forms of a job description: its sections, its duties, whom to ask, and the word of who
// decides.
#include <algorithm>

#include "design/posts/library.hpp"
#include "design/posts/posts_pages.hpp"
#include "kernel/html/escape.hpp"
#include "kernel/text/text.hpp"
#include "platform/people/people.hpp"

namespace rapport::posts {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int found_max = 12;
constexpr std::string_view shown_framework = "iste_coaches", shown_edition = "2024";

// A form is shown to whoever may send it; after a refusal it comes back to whoever typed.
Hand hand_for(ReadTx& tx, const Reading& request, Act act) {
    Hand hand = hand_at(tx, request);
    if (request.refusal() == nullptr && !hand.may(act)) throw desk::NotFound();
    return hand;
}

std::string_view piece_at(const Reading& request) {
    const auto piece = request.path_text("piece");
    if (std::ranges::find(piece_codes, piece) == std::end(piece_codes)) throw desk::NotFound();
    return piece;
}

bool is_changed_meanwhile(const Reading& request) {
    return request.refusal() != nullptr && request.refusal()->key == Key{"posts.changed_meanwhile"};
}

// After "changed meanwhile" both texts stand there, and sending again means it.
void fill_refused(const Reading& request, FieldView& field) {
    const auto& typed = request.typed();
    if (!typed.has(field.code)) return;
    const std::string kept = field.words;
    field.words = typed.first(field.code);
    const auto seen = number_in(typed.first("seen_" + field.code));
    const bool is_this = request.refusal()->field == field.code;
    if (is_this) {
        field.is_invalid = true;
        field.why = request.speech().say(request.refusal()->key, request.refusal()->with);
    }
    if (is_this && is_changed_meanwhile(request)) {
        field.now = kept;
    } else {
        field.seen = seen.value_or(field.seen);
    }
}

Response show_piece(Reading& request) {
    const Speech& speech = request.speech();
    const auto piece = piece_at(request);
    PieceFormView view;
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, Act::write);
        view.title = hand.description.title;
        view.back = path_of(hand.description);
        view.action = view.back + "/sections/" + std::string(piece);
        view.heading = said("posts.piece_", piece, speech);
        view.draft = hand.description.post.text() + "-" + std::string(piece);
        for (const SectionKind& kind : section_kinds()) {
            if (kind.piece != piece) continue;
            FieldView field{.code = std::string(kind.code),
                            .label = heading_of(kind.code, speech),
                            .help = said("posts.help_", kind.code, speech),
                            .words = hand.words(kind.code),
                            .why = "",
                            .now = "",
                            .seen = hand.version_of(kind.code)};
            field.is_line = kind.form == Form::line || kind.form == Form::hours;
            if (request.refusal() != nullptr) fill_refused(request, field);
            view.fields.push_back(std::move(field));
        }
    });
    return request.page(view.heading, view);
}

// Every change of a description ends on its page, or where it says.
Response change(Writing& request, Key notice, desk::Show again, const std::string& where,
                const std::function<Result<Done>(WriteTx&, const Hand&)>& body) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_at(tx, request);
            const auto done = body(tx, hand);
            if (!done) return done.refusal();
            return Answer::go(path_of(hand.description) + where, notice);
        },
        again);
}

Response write_piece(Writing& request) {
    piece_at(request);
    return change(request, "posts.did_write", show_piece, "", [&](WriteTx& tx, const Hand& hand) {
        return write_sections(tx, hand, sections_in(hand, request.form()));
    });
}

Response write_shares(Writing& request) {
    return change(request, "posts.did_shares", show_description, "#shares",
                  [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
                      const auto shares = shares_in(hand, request.form());
                      if (!shares) return shares.refusal();
                      return set_shares(tx, hand, *shares);
                  });
}

std::vector<Option> standard_options(const Reading& request, const Duty& duty) {
    std::vector<Option> options;
    const auto* framework = standards::find(shown_framework, shown_edition);
    const auto typed = request.typed().all("standards");
    for (const auto& one : framework->standards) {
        if (one.depth == 0) continue;
        const standards::Ref ref{std::string(framework->id), std::string(framework->edition),
                                 std::string(one.code)};
        const bool is_chosen = request.refusal() != nullptr
                                   ? std::ranges::find(typed, ref.text()) != typed.end()
                                   : std::ranges::find(duty.standards, ref) != duty.standards.end();
        options.push_back(
            {ref.text(), ref.code + " " + one.paraphrase(request.speech()), is_chosen});
    }
    return options;
}

std::vector<Option> kind_options(ReadTx& tx, const Duty& duty, const Speech& speech) {
    std::vector<Option> options;
    for (const kinds::Kind& kind : kinds::all(tx)) {
        const bool is_chosen = std::ranges::find(duty.kinds, kind.id) != duty.kinds.end();
        if (kind.is_retired && !is_chosen) continue;
        options.push_back({kind.id.text(), kind.name.in(speech), is_chosen});
    }
    return options;
}

// Those that have no box of their own: of another framework or edition, or a whole standard.
std::string other_standards(const Duty& duty, const std::vector<Option>& boxes) {
    std::string all;
    for (const auto& ref : duty.standards) {
        if (std::ranges::find(boxes, ref.text(), &Option::value) != boxes.end()) continue;
        all += (all.empty() ? "" : " ") + ref.text();
    }
    return all;
}

void fill_duty(ReadTx& tx, const Reading& request, const Duty& duty, DutyFormView& view) {
    const Speech& speech = request.speech();
    view.words = duty.words;
    view.seen = duty.version;
    view.is_essential = duty.is_essential;
    for (const Place place : {Place::district, Place::building}) {
        view.places.push_back({std::string(code(place)), said("posts.duties_", code(place), speech),
                               duty.place == place});
    }
    for (const std::string_view heading : heading_codes) {
        view.headings.push_back(
            {std::string(heading), said("heading.", heading, speech), duty.heading == heading});
    }
    view.kinds = kind_options(tx, duty, speech);
    view.standards = standard_options(request, duty);
    view.more = other_standards(duty, view.standards);
    if (is_changed_meanwhile(request)) {
        view.now = duty.words;
    } else if (request.refusal() != nullptr) {
        view.seen = number_in(request.typed().first("seen")).value_or(view.seen);
    }
}

Response show_new_duty(Reading& request) {
    DutyFormView view;
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, Act::write);
        view.title = hand.description.title;
        view.back = path_of(hand.description);
        view.action = view.back + "/duties";
        view.heading = request.speech().say("posts.new_duty");
        view.is_new = true;
        view.draft = "new-" + hand.description.post.text();
        fill_duty(tx, request, {.heading = "collaboration"}, view);
    });
    return request.page(Key{"posts.new_duty"}, view);
}

Response show_duty(Reading& request) {
    DutyFormView view;
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, Act::write);
        const Duty* duty = hand.duty(request.path<DutyId>("duty"));
        if (duty == nullptr) throw desk::NotFound();
        view.title = hand.description.title;
        view.back = path_of(hand.description);
        view.action = view.back + "/duties/" + duty->id.text();
        view.heading = request.speech().say("posts.change_duty");
        view.draft = duty->id.text();
        fill_duty(tx, request, *duty, view);
    });
    return request.page(view.heading, view);
}

Response show_library(Reading& request) {
    const Speech& speech = request.speech();
    LibraryView view;
    view.q = text::trimmed(request.query("q"));
    if (request.refusal() != nullptr) view.q = request.typed().first("q");
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, Act::write);
        view.title = hand.description.title;
        view.back = path_of(hand.description);
        view.here = view.back + "/library";
        view.action = view.back + "/duties";
        view.new_href = view.back + "/duties/new";
        for (const library::Entry* entry : library::search(view.q, speech)) {
            EntryRow row{std::string(entry->code), said("duty.", entry->code, speech),
                         said("heading.", entry->heading, speech),
                         said("posts.duties_", code(entry->place), speech)};
            row.is_there =
                std::ranges::find(hand.duties, row.words, &Duty::words) != hand.duties.end();
            view.rows.push_back(std::move(row));
        }
        view.count = speech.say("posts.library_count", {{"count", std::ssize(view.rows)}});
    });
    return request.page(Key{"posts.library"}, view);
}

Response add_one_duty(Writing& request) {
    const bool is_from_library = !request.form("library").empty();
    std::string where = is_from_library ? "/library" : "#shares";
    if (is_from_library && !request.form("q").empty()) {
        where += "?q=";
        html::url_encode_into(where, request.form("q"));
    }
    return change(request, "posts.did_add", is_from_library ? show_library : show_new_duty, where,
                  [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
                      const auto duty = duty_in(tx, request.form(), request.speech());
                      if (!duty) return duty.refusal();
                      const auto made = add_duty(tx, hand, *duty);
                      if (!made) return made.refusal();
                      return Done{};
                  });
}

Response write_one_duty(Writing& request) {
    const auto id = request.path<DutyId>("duty");
    return change(request, "posts.did_write", show_duty, "#duty-" + id.text(),
                  [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
                      if (hand.duty(id) == nullptr) throw desk::NotFound();
                      const auto duty = duty_in(tx, request.form(), request.speech());
                      if (!duty) return duty.refusal();
                      const auto seen = number_in(request.form("seen")).value_or(0);
                      return write_duty(tx, hand, id, *duty, seen);
                  });
}

Response erase_one_duty(Writing& request) {
    const auto id = request.path<DutyId>("duty");
    return change(request, "posts.did_remove", show_description, "#shares",
                  [&](WriteTx& tx, const Hand& hand) { return remove_duty(tx, hand, id); });
}

Response show_consultation(Reading& request) {
    ConsultationView view;
    view.q = text::trimmed(request.refusal() == nullptr ? request.query("q")
                                                        : request.typed().first("q"));
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, Act::consult);
        view.title = hand.description.title;
        view.back = path_of(hand.description);
        view.action = view.here = view.back + "/consultation";
        const auto before = hand.description.consult_until;
        const Day today = request.speech().today();
        view.until = before && *before > today ? *before : today.plus(consult_days);
        const auto asked = consulted(tx, hand);
        for (const Consulted& one : asked) view.asked.push_back(one.name);
        if (view.q.empty()) return;
        for (const auto& one : people::search(tx, view.q, found_max)) {
            const bool is_asked = std::ranges::find(asked, one.id, &Consulted::id) != asked.end();
            view.found.push_back({one.id.text(), one.name, one.building, is_asked});
        }
    });
    view.found_nobody = !view.q.empty() && view.found.empty();
    return request.page(Key{"posts.ask"}, view);
}

Response ask_them(Writing& request) {
    return change(request, "posts.did_ask", show_consultation, "",
                  [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
                      const auto asking = asking_in(request.form());
                      if (!asking) return asking.refusal();
                      return consult(tx, hand, *asking);
                  });
}

template <Act act>
const Deed& deed_of() {
    return *std::ranges::find(deeds(), act, &Deed::act);
}

template <Act act>
Response show_word(Reading& request) {
    const Speech& speech = request.speech();
    const std::string_view name = code(act);
    WordView view;
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_for(tx, request, act);
        view.title = hand.description.title;
        view.back = path_of(hand.description);
    });
    view.action = view.back + "/" + std::string(deed_of<act>().noun);
    view.heading = said("posts.do_", name, speech);
    view.means = said("posts.means_", name, speech);
    view.label = said("posts.word_", name, speech);
    view.button = view.heading;
    view.day = speech.today();
    view.has_day = act != Act::set_aside;
    view.is_grave = act == Act::retire || act == Act::set_aside;
    return request.page(view.heading, view);
}

template <Act act>
Response do_deed(Writing& request) {
    desk::Show again = show_description;
    if constexpr (act != Act::send && act != Act::revise) again = show_word<act>;
    const std::string notice = "posts.did_" + std::string(code(act));
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_at(tx, request);
            const auto done = deal(tx, hand, act, request.form());
            if (!done) return done.refusal();
            std::string where = path_of(hand.description);
            if (act == Act::revise) {
                where = path_of(versions_of(tx, hand.description.post).front());
            }
            return Answer::go(std::move(where), Key::of(notice));
        },
        again);
}

}  // namespace

void mount_posts_forms(desk::Routes& on) {
    const Right write = Right::see_programme;
    const std::string one = "/job-descriptions/{post}/versions/{number}";
    const std::string piece = one + "/sections/{piece}", duty = one + "/duties/{duty}";
    on.get(piece, write, show_piece);
    on.post(piece, write, write_piece);
    on.post(one + "/shares", write, write_shares);
    on.get(one + "/library", write, show_library);
    on.get(one + "/duties/new", write, show_new_duty);
    on.post(one + "/duties", write, add_one_duty);
    on.get(duty, write, show_duty);
    on.post(duty, write, write_one_duty);
    on.del(duty, write, erase_one_duty);
    on.get(one + "/consultation", write, show_consultation);
    on.post(one + "/consultation", write, ask_them);
    on.post(one + "/sending", write, do_deed<Act::send>);
    on.post(one + "/revision", write, do_deed<Act::revise>);
    on.get(one + "/endorsement", write, show_word<Act::endorse>);
    on.post(one + "/endorsement", write, do_deed<Act::endorse>);
    on.get(one + "/approval", write, show_word<Act::approve>);
    on.post(one + "/approval", write, do_deed<Act::approve>);
    on.get(one + "/review", write, show_word<Act::review>);
    on.post(one + "/review", write, do_deed<Act::review>);
    on.get(one + "/return", write, show_word<Act::give_back>);
    on.post(one + "/return", write, do_deed<Act::give_back>);
    on.get(one + "/setting-aside", write, show_word<Act::set_aside>);
    on.post(one + "/setting-aside", write, do_deed<Act::set_aside>);
    on.get(one + "/retirement", write, show_word<Act::retire>);
    on.post(one + "/retirement", write, do_deed<Act::retire>);
}

}  // namespace rapport::posts
