// The proposal for the board: what the steps say, as one document.
#include "design/starter_kit/making.hpp"
#include "design/starter_kit/starter_kit.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::starter_kit {

using document::Block;
using document::Kind;
using locale::Speech;

namespace {

const Field& field_of(std::string_view code) {
    for (const Field& one : fields()) {
        if (one.code == code) return one;
    }
    throw Bug("a proposal names a field that no step has");
}

std::vector<std::string> lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const std::string_view line : text::split(words, '\n')) {
        if (!text::trimmed(line).empty()) lines.emplace_back(text::trimmed(line));
    }
    return lines;
}

// Writes one proposal: a heading only where something stands below it.
class Paper {
  public:
    Paper(const Kit& kit, const Speech& speech) : kit_(kit), speech_(speech) {}

    void heading(Key says) {
        drop_empty();
        blocks_.push_back({Kind::heading, speech_.say(says)});
    }
    void title(std::string words) { blocks_.push_back({Kind::title, std::move(words)}); }
    void text(std::string words) {
        if (!words.empty()) blocks_.push_back({Kind::text, std::move(words)});
    }
    void fact(Key label, std::string words) {
        if (words.empty()) return;
        std::string says = speech_.say(label);
        if (!says.ends_with('?')) says += ':';
        blocks_.push_back({Kind::fact, std::move(words), std::move(says)});
    }
    void items(std::string_view words) {
        for (std::string& line : lines_of(words)) {
            blocks_.push_back({Kind::item, std::move(line)});
        }
    }
    void item(std::string words) { blocks_.push_back({Kind::item, std::move(words)}); }
    void phase(std::string says, std::string_view field) {
        if (kit_.in(field).empty()) return;
        blocks_.push_back({Kind::subheading, std::move(says)});
        items(kit_.in(field));
    }
    // What was chosen in a field, by its names: "Principals, Teachers".
    std::string chosen(std::string_view field) const {
        std::string names;
        for (const Option& option : options_of(field_of(field), speech_)) {
            for (const std::string& code : lines_of(kit_.in(field))) {
                if (code == option.code) names += (names.empty() ? "" : ", ") + option.label;
            }
        }
        return names;
    }
    std::string meant(std::string_view field) const {
        for (const Option& option : options_of(field_of(field), speech_)) {
            if (option.code == kit_.in(field)) return option.means;
        }
        return "";
    }
    std::vector<Block> take() {
        drop_empty();
        return std::move(blocks_);
    }

  private:
    void drop_empty() {
        if (!blocks_.empty() && blocks_.back().kind == Kind::heading) blocks_.pop_back();
    }

    const Kit& kit_;
    const Speech& speech_;
    std::vector<Block> blocks_;
};

void put_numbers(const Kit& kit, const Speech& speech, Paper& paper) {
    if (kit.at(Step::ratio).version == 0) return;
    const models::Outcome it = models::outcome(numbers_of(kit));
    paper.heading("starter_kit.paper_numbers");
    paper.fact("starter_kit.teachers", speech.number(numbers_of(kit).teachers));
    paper.fact("starter_kit.fte_percent", speech.number(it.fte_percent) + " %");
    paper.fact("models.at_once", speech.number(it.at_once));
    paper.fact("models.a_year", speech.number(it.a_year));
    paper.fact("models.years_to_all",
               it.years_to_all == 0 ? speech.say("models.never") : speech.number(it.years_to_all));
    if (it.cost > 0) paper.fact("models.cost_all", speech.number(it.cost));
    if (it.cost_a_teacher > 0) {
        paper.fact("models.cost_a_teacher", speech.number(it.cost_a_teacher));
    }
    paper.text(speech.say("models.how"));
}

void put_people(const Kit& kit, Paper& paper) {
    paper.heading("starter_kit.step_who");
    paper.fact("starter_kit.candidate", paper.chosen("candidate"));
    paper.fact("starter_kit.asked", paper.chosen("asked"));
    paper.heading("starter_kit.step_supervisor");
    paper.fact("starter_kit.leads", paper.chosen("leads"));
    paper.fact("starter_kit.guides", paper.chosen("guides"));
    paper.fact("starter_kit.evaluator", paper.chosen("evaluator"));
    paper.fact("starter_kit.rubric", kit.in("rubric"));
}

void put_money(const Kit& kit, const Speech& speech, Paper& paper) {
    paper.heading("starter_kit.step_money");
    paper.fact("starter_kit.sources", paper.chosen("sources"));
    if (const auto ends = Day::parse(kit.in("ends_on"))) {
        paper.fact("starter_kit.ends_on", speech.long_day(*ends));
    }
    paper.fact("starter_kit.pay", kit.in("pay"));
}

void put_first_days(const Kit& kit, const Speech& speech, Paper& paper) {
    const auto starts = Day::parse(kit.in("starts_on"));
    if (!starts) return;
    paper.heading("starter_kit.step_first_days");
    constexpr std::int64_t phase = 30;  // Days.
    std::int64_t from = 0;
    for (const std::string_view field : {"first_30", "next_30", "last_30"}) {
        paper.phase(speech.say("starter_kit.phase",
                               {{"from", speech.day(starts->plus(from))},
                                {"until", speech.day(starts->plus(from + phase - 1))}}),
                    field);
        from += phase;
    }
}

void put_asking(const Kit& kit, const Speech& speech, Paper& paper) {
    paper.heading("starter_kit.paper_asks");
    const std::string& title = kit.in("job_title");
    if (!title.empty()) {
        paper.item(speech.say("starter_kit.asks_post", {{"title", title}}));
        paper.item(speech.say("starter_kit.asks_description", {{"title", title}}));
    }
    if (!kit.in("sources").empty()) paper.item(speech.say("starter_kit.asks_money"));
    if (const auto starts = Day::parse(kit.in("starts_on"))) {
        paper.item(
            speech.say("starter_kit.asks_report", {{"day", speech.long_day(starts->plus(365))}}));
    }
}

void put_told(const Kit& kit, const Speech& speech, Paper& paper) {
    paper.heading("starter_kit.paper_told");
    for (int i = 0; i < step_count; ++i) {
        const auto step = static_cast<Step>(i);
        if (kit.at(step).version == 0) continue;
        for (const Told& one : told(step, speech)) {
            paper.item(one.words + " (" + one.source + ")");
        }
    }
}

}  // namespace

std::vector<Block> proposal(ReadTx& tx, const Kit& kit, const Speech& speech) {
    if (kit.answered() == 0) return {};
    Paper paper(kit, speech);
    paper.title(speech.say("starter_kit.paper_title", {{"district", districts::name(tx)}}));
    paper.text(speech.long_day(speech.today()));
    paper.heading("starter_kit.step_why");
    paper.text(kit.in("better"));
    paper.fact("starter_kit.seen_by", kit.in("seen_by"));
    paper.heading("starter_kit.step_where");
    paper.items(kit.in("buildings"));
    paper.heading("starter_kit.step_model");
    paper.fact("starter_kit.model", paper.chosen("model"));
    paper.text(paper.meant("model"));
    paper.text(kit.in("model_why"));
    put_people(kit, paper);
    put_numbers(kit, speech, paper);
    put_money(kit, speech, paper);
    paper.heading("starter_kit.step_agreement");
    paper.fact("starter_kit.profile", paper.chosen("profile"));
    paper.text(paper.meant("profile"));
    put_first_days(kit, speech, paper);
    put_asking(kit, speech, paper);
    put_told(kit, speech, paper);
    return paper.take();
}

}  // namespace rapport::starter_kit
