#include "design/posts/posts_pages.hpp"

#include "design/posts/redline.hpp"

namespace rapport::posts {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

PostRow row_of(const Description& one, const Speech& speech) {
    PostRow row{.href = path_of(one),
                .title = one.title,
                .shape = is_valid(one.state) ? "done" : "waiting",
                .signal = said("posts.is_", code(one.state), speech),
                .detail = speech.say("posts.version", {{"number", one.number}})};
    if (one.state == State::review_due) row.shape = "due";
    if (one.state == State::consultation) row.shape = "going";
    if (one.in_force_on) {
        row.detail += " · " + speech.say("posts.since", {{"day", speech.day(*one.in_force_on)}});
    }
    return row;
}

Response show_posts(Reading& request) {
    PostsView view;
    request.read([&](ReadTx& tx) {
        const auto found = all(tx);
        const Standing who = standing(tx);
        view.may_begin = who.is_author || who.is_coach;
        view.is_coach = who.is_coach && !who.is_author;
        view.is_empty = found.empty();
        for (const Description& one : found) {
            auto& rows = is_valid(one.state)  ? view.valid
                         : is_open(one.state) ? view.open
                                              : view.over;
            rows.push_back(row_of(one, request.speech()));
        }
    });
    return request.page(Key{"posts.title"}, view);
}

Response show_begin(Reading& request) {
    const Standing who = request.read([](ReadTx& tx) { return standing(tx); });
    if (!who.is_author && !who.is_coach) throw desk::Forbidden();
    const Speech& speech = request.speech();
    BeginView view;
    for (Template& one : templates(speech)) {
        view.models.push_back({std::move(one.code), std::move(one.name), std::move(one.purpose),
                               view.models.empty()});
    }
    view.models.push_back(
        {"", speech.say("posts.empty_page"), speech.say("posts.empty_page_means")});
    return request.page(Key{"posts.begin"}, view);
}

Response begin_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto made = begin(tx,
                                    {.title = std::string(request.form("title")),
                                     .model = std::string(request.form("model"))},
                                    request.speech());
            if (!made) return made.refusal();
            return Answer::go("/job-descriptions/" + made->text() + "/versions/1",
                              "posts.did_begin");
        },
        show_begin);
}

Response show_newest(Reading& request) {
    return request.read([&](ReadTx& tx) {
        const auto hand = in_hand(tx, request.path<PostId>("post"), std::nullopt);
        if (!hand) throw desk::NotFound();
        return http::see_other(path_of(hand->description));
    });
}

Response show_redline(Reading& request) {
    const auto view = request.read([&](ReadTx& tx) {
        const Hand after = hand_at(tx, request);
        const auto number = number_in(request.query("against"));
        const auto before = number ? in_hand(tx, after.description.post, number) : std::nullopt;
        if (!before) throw desk::NotFound();
        return redline_view(*before, after, request.speech());
    });
    return request.page(Key{"posts.redline"}, view);
}

// "job-description-2": letters of a title are not for every disk.
std::string file_name(const Hand& hand, std::string_view ending) {
    return "job-description-" + std::to_string(hand.description.number) + std::string(ending);
}

Response show_markdown(Reading& request) {
    return request.read([&](ReadTx& tx) {
        const Hand hand = hand_at(tx, request);
        return request.file(file_name(hand, ".md"), "text/markdown; charset=utf-8",
                            markdown_of(blocks_of(tx, hand, request.speech())));
    });
}

Response show_document(Reading& request) {
    return request.read([&](ReadTx& tx) {
        const Hand hand = hand_at(tx, request);
        const std::string language(tag(request.speech().language()));
        return request.file(file_name(hand, ".docx"), document::docx_type,
                            document::docx(blocks_of(tx, hand, request.speech()), language));
    });
}

Response show_pdf(Reading& request) {
    return request.read([&](ReadTx& tx) {
        const Hand hand = hand_at(tx, request);
        const std::string language(tag(request.speech().language()));
        return request.file(
            file_name(hand, ".pdf"), document::pdf_type,
            document::pdf(blocks_of(tx, hand, request.speech()), language, tx.now()));
    });
}

// A refusal about words belongs to the box they were typed in.
Refusal at_box(Refusal refusal, const std::string& box) {
    if (refusal.field == "words") refusal.field = box;
    return refusal;
}

Response comment_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_at(tx, request);
            const auto named = request.form("duty");
            const auto duty = DutyId::parse(named);
            if (!named.empty() && !duty) return Refusal{"posts.duty_is_gone"};
            const auto done = comment(tx, hand, duty, request.form("words"));
            const std::string of = duty ? duty->text() : "whole";
            if (!done) return at_box(done.refusal(), "words-" + of);
            return Answer::go(path_of(hand.description) + "#talk-" + of, "posts.did_comment");
        },
        show_description);
}

Response answer_one(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_at(tx, request);
            const auto id = request.path<CommentId>("comment");
            const auto done = answer(tx, hand, id,
                                     {.words = std::string(request.form("words")),
                                      .is_taken_up = request.form("taken_up") == "1"});
            if (!done) return at_box(done.refusal(), "answer-" + id.text());
            return Answer::go(path_of(hand.description), "posts.did_answer");
        },
        show_description);
}

}  // namespace

Hand hand_at(ReadTx& tx, const Reading& request) {
    const auto number = number_in(request.path_text("number"));
    if (!number) throw desk::NotFound();
    auto hand = in_hand(tx, request.path<PostId>("post"), number);
    if (!hand) throw desk::NotFound();
    return std::move(*hand);
}

Response show_description(Reading& request) {
    const auto view = request.read(
        [&](ReadTx& tx) { return description_view(tx, hand_at(tx, request), request); });
    return request.page(view.title, view);
}

RedlineView redline_view(const Hand& before, const Hand& after, const Speech& speech) {
    RedlineView view;
    view.back = path_of(after.description);
    view.title = after.description.title;
    view.from = speech.say("posts.version", {{"number", before.description.number}});
    view.to = speech.say("posts.version", {{"number", after.description.number}});
    for (const Change& change : changes(before, after)) {
        ChangeView one;
        one.heading =
            change.section.empty() ? speech.say("posts.duty") : heading_of(change.section, speech);
        if (change.before != nullptr && change.after != nullptr &&
            change.before->share != change.after->share) {
            one.detail = speech.say("posts.share_from_to",
                                    {{"from", change.before->share}, {"to", change.after->share}});
        } else if (change.section.empty() && change.before == nullptr) {
            one.detail = speech.say("posts.duty_new", {{"share", change.after->share}});
        } else if (change.section.empty() && change.after == nullptr) {
            one.detail = speech.say("posts.duty_out", {{"share", change.before->share}});
        }
        for (const Piece& piece : change.pieces) {
            one.pieces.push_back({piece.text, piece.mark == Mark::gone, piece.mark == Mark::fresh});
        }
        view.changes.push_back(std::move(one));
    }
    return view;
}

void mount_posts(desk::Routes& on) {
    const Right read = Right::signed_in, write = Right::see_programme;
    const std::string all = "/job-descriptions", post = all + "/{post}";
    const std::string one = post + "/versions/{number}";
    on.get(all, read, show_posts);
    on.get(all + "/new", write, show_begin);
    on.post(all, write, begin_one);
    on.get(post, read, show_newest);
    on.get(one, read, show_description);
    on.get(one + "/redline", read, show_redline);
    on.get(one + "/markdown", read, show_markdown);
    on.get(one + "/document", read, show_document);
    on.get(one + "/pdf", read, show_pdf);
    on.post(one + "/comments", read, comment_one);
    on.post(one + "/comments/{comment}/answer", write, answer_one);
    mount_posts_forms(on);
    mount_posts_api(on);
}

}  // namespace rapport::posts
