// What a compiled template costs, beside hand-written code that copies the same bytes piece by
// piece without escaping, and beside one single copy; what saying a sentence costs.
//
//     cmake --preset release -DRAPPORT_BENCH=ON; ninja -C build/release html_bench; html_bench
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/table.hpp"
#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"

namespace {

using namespace std::string_view_literals;
using rapport::Html;
using rapport::bench::Row;
using rapport::bench::Table;

Table make_table() {
    constexpr std::string_view names[] = {"Amina Diallo", "Siobhán O’Brien", "Nguyễn Thị Hương",
                                          "María José García", "Łukasz Kowalczyk"};
    constexpr std::string_view notes[] = {"Fixed the projector; she asked about podcasts & audio",
                                          "Planned a unit on maps with 4th grade", "",
                                          "Tom's class needs headphones", "Follow up on Friday"};
    Table table{.title = "Contacts of March", .rows = {}};
    for (std::size_t at = 0; at < 100; ++at) {
        table.rows.push_back({.id = {},
                              .name = std::string(names[at % 5]),
                              .building = "Lincoln Elementary",
                              .kind = "Planning together",
                              .note = std::string(notes[at % 5]),
                              .on = "Tue 3 Mar",
                              .minutes = static_cast<int>(5 + at % 60)});
    }
    return table;
}

// The same page by hand: memcpy of every piece into memory that is large enough, no escaping.
class Copier {
  public:
    explicit Copier(char* at) : begin_(at), at_(at) {}
    void put(std::string_view piece) {
        std::memcpy(at_, piece.data(), piece.size());
        at_ += piece.size();
    }
    std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }

  private:
    char* begin_;
    char* at_;
};

std::size_t by_hand(char* out, const Table& table, const std::vector<std::string>& numbers) {
    Copier copier(out);
    copier.put("<section class=\"rows\">\n<h1>"sv);
    copier.put(table.title);
    copier.put(
        "</h1>\n<table class=\"table\">\n<thead>\n<tr><th>Who</th><th>Where</th>"
        "<th>What</th><th>When</th><th>Minutes</th><th>Note</th></tr>\n</thead>\n"
        "<tbody>\n"sv);
    for (std::size_t at = 0; at < table.rows.size(); ++at) {
        const Row& row = table.rows[at];
        copier.put("<tr>\n<td><a href=\"/people/"sv);
        copier.put(row.id.view());
        copier.put("\">"sv);
        copier.put(row.name);
        copier.put("</a></td>\n<td>"sv);
        copier.put(row.building);
        copier.put("</td>\n<td><span class=\"chip\">"sv);
        copier.put(row.kind);
        copier.put("</span></td>\n<td class=\"quiet\">"sv);
        copier.put(row.on);
        copier.put("</td>\n<td class=\"figure\">"sv);
        copier.put(numbers[at]);
        copier.put("</td>\n<td>"sv);
        copier.put(row.note);
        copier.put("</td>\n</tr>\n"sv);
    }
    copier.put("</tbody>\n</table>\n</section>\n"sv);
    return copier.size();
}

// Microseconds a call in the fastest of many rounds, as others may be using the machine.
template <class Work>
double least_us(int calls, Work work) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> rounds;
    for (int round = 0; round < 31; ++round) {
        const auto begin = Clock::now();
        for (int call = 0; call < calls; ++call) work();
        const std::chrono::duration<double, std::micro> spent = Clock::now() - begin;
        rounds.push_back(spent.count() / calls);
    }
    return *std::min_element(rounds.begin(), rounds.end());
}

volatile std::size_t sink;  // Keeps the compiler from leaving the work out.

void compare_pages(const rapport::PageContext& context) {
    const Table table = make_table();
    std::vector<std::string> numbers;
    for (const Row& row : table.rows) numbers.push_back(std::to_string(row.minutes));
    std::vector<char> memory(1 << 20);
    const double compiled = least_us(200, [&] {
        Html html(context);
        rapport::bench::render(html, table);
        sink = html.take().size();
    });
    const double fresh = least_us(200, [&] {
        std::vector<char> own(1 << 15);
        sink = by_hand(own.data(), table, numbers);
    });
    const double hand = least_us(200, [&] { sink = by_hand(memory.data(), table, numbers); });
    Html html(context);
    rapport::bench::render(html, table);
    const std::string page = html.take();
    const double single = least_us(200, [&] {
        std::memcpy(memory.data(), page.data(), page.size());
        sink = static_cast<std::size_t>(memory[page.size() / 2]);
    });
    fmt::print("page of 100 rows, 6 columns {:8} bytes\n", page.size());
    fmt::print("compiled template           {:8.2f} us\n", compiled);
    fmt::print("by hand, memory of its own  {:8.2f} us   template {:.2f} x\n", fresh,
               compiled / fresh);
    fmt::print("by hand, memory at hand     {:8.2f} us   template {:.2f} x\n", hand,
               compiled / hand);
    fmt::print("one memcpy of the page      {:8.2f} us\n", single);
}

void time_speech(const rapport::locale::Speech& speech) {
    std::string out;
    const auto say = [&](rapport::Key key, std::span<const rapport::Argument> with) {
        out.clear();
        speech.say_into(out, key, with);
        sink = out.size();
    };
    const rapport::Argument with[] = {{"count", 20}};
    const double plain = least_us(2000, [&] { say("locale.today", {}); });
    const double counted = least_us(2000, [&] { say("locale.minutes_ago", with); });
    const double day = least_us(2000, [&] { sink = speech.day({2026, 3, 3}).size(); });
    const double when = least_us(2000, [&] { sink = speech.when({1772556000000}).size(); });
    fmt::print("say: plain {:.3f} us, plural {:.3f} us; day {:.3f} us, when {:.3f} us\n", plain,
               counted, day, when);
}

void time_search() {
    namespace text = rapport::text;
    const auto match = [](std::string_view typed) {
        sink = static_cast<std::size_t>(text::match(typed, "amina diallo"));
    };
    const double ascii = least_us(2000, [] { sink = text::folded("Siobhan O'Brien").size(); });
    const double marks = least_us(500, [] { sink = text::folded("Nguyễn-Lê Thị Hương").size(); });
    const double hit = least_us(2000, [&] { match("am dia"); });
    const double miss = least_us(2000, [&] { match("jonson"); });
    fmt::print("fold: plain {:.3f} us, with marks {:.3f} us\n", ascii, marks);
    fmt::print("match: hit {:.3f} us, miss {:.3f} us\n", hit, miss);
}

}  // namespace

int main() {
    const auto language = rapport::locale::Language::english;
    const rapport::locale::Speech speech(language, rapport::locale::default_words(language),
                                         rapport::Zone::utc(), {1772556000000});
    const rapport::PageContext context{.speech = &speech};
    compare_pages(context);
    time_speech(speech);
    time_search();
    return 0;
}
