// One's own contacts as a table to take along. Every export is audited, each time it is made; a
// private note goes along only when its author says so.
#include <array>
#include <map>

#include "coaching/contacts/contacts_form.hpp"
#include "coaching/contacts/contacts_pages.hpp"
#include "kernel/csv/csv.hpp"
#include "kernel/text/text.hpp"
#include "kernel/xlsx/xlsx.hpp"
#include "platform/audit/audit.hpp"

namespace rapport::contacts {

using desk::Writing;
using http::Response;

namespace {

constexpr std::int64_t span_max = 5 * 366;

enum class Format : std::uint8_t { csv, xlsx };

struct Order {
    notes::Span span;
    Format format = Format::csv;
    bool has_notes = false;
};

Result<Order> parse_order(const http::Fields& fields) {
    const auto from = Day::parse(text::trimmed(fields.first("from")));
    const auto to = Day::parse(text::trimmed(fields.first("to")));
    if (!from) return Refusal{"contacts.day_unreadable", "from"};
    if (!to || *to < *from) return Refusal{"contacts.span_backwards", "to"};
    if (to->number() - from->number() > span_max) return Refusal{"contacts.span_long", "to"};
    Order order{{*from, *to}};
    if (fields.first("format") == "xlsx") order.format = Format::xlsx;
    order.has_notes = fields.first("notes") == "1";
    return order;
}

struct Exported {
    std::vector<Contact> contacts;
    std::map<ContactId, std::string> focus;  // Labels, joined.
    std::map<ContactId, std::string> notes;
};

Exported gather(ReadTx& tx, const Order& order, const locale::Speech& speech) {
    Exported found;
    found.contacts = mine_between(tx, order.span);
    const auto labels = kinds::all_focus(tx);
    for (const auto& [contact, focus] : focus_between(tx, order.span)) {
        for (const auto& label : labels) {
            if (label.id != focus) continue;
            std::string& joined = found.focus[contact];
            joined += (joined.empty() ? "" : "; ") + label.name.in(speech);
        }
    }
    if (!order.has_notes) return found;
    for (const auto& note : notes::mine(tx, order.span)) {
        const auto* contact = std::get_if<ContactId>(&note.beside);
        if (contact == nullptr) continue;
        std::string& joined = found.notes[*contact];
        joined += (joined.empty() ? "" : "\n\n") + note.body;
    }
    return found;
}

const std::array columns{
    Key{"contacts.day"},      Key{"contacts.what"},        Key{"contacts.minutes"},
    Key{"contacts.whom"},     Key{"contacts.heads_there"}, Key{"contacts.students"},
    Key{"contacts.building"}, Key{"contacts.focus"},       Key{"contacts.began_by"},
    Key{"contacts.place"},    Key{"contacts.next_step"},   Key{"contacts.next_on"}};

std::string names_of(const Contact& contact) {
    std::string names;
    for (const auto& helped : contact.people) names += (names.empty() ? "" : "; ") + helped.name;
    return names;
}

template <class Enum>
std::string said(std::string_view stem, const std::optional<Enum>& maybe,
                 const locale::Speech& speech) {
    if (!maybe) return "";
    const std::string key = std::string(stem) + std::string(code(*maybe));
    return speech.say(Key::of(key));
}

// One row to whatever writes cells: text(), number(), day(), blank().
template <class Sheet>
void write_row(Sheet& sheet, const Contact& contact, const Exported& all,
               const locale::Speech& speech) {
    sheet.day(contact.on);
    sheet.text(contact.kind_name.in(speech));
    sheet.number(contact.minutes);
    sheet.text(names_of(contact));
    sheet.number(contact.heads);
    contact.students ? sheet.number(*contact.students) : sheet.blank();
    sheet.text(contact.building_name);
    const auto focus = all.focus.find(contact.id);
    sheet.text(focus == all.focus.end() ? "" : focus->second);
    sheet.text(said("contacts.began_by_", contact.began_by, speech));
    sheet.text(said("contacts.place_", contact.place, speech));
    sheet.text(contact.next_step);
    contact.next_on ? sheet.day(*contact.next_on) : sheet.blank();
}

template <class Sheet>
std::string write_all(Sheet& sheet, const Order& order, const Exported& all,
                      const locale::Speech& speech) {
    for (const Key& column : columns) sheet.heading(speech.say(column));
    if (order.has_notes) sheet.heading(speech.say(Key{"contacts.my_notes"}));
    sheet.end_row();
    for (const Contact& contact : all.contacts) {
        write_row(sheet, contact, all, speech);
        if (order.has_notes) {
            const auto note = all.notes.find(contact.id);
            sheet.text(note == all.notes.end() ? "" : note->second);
        }
        sheet.end_row();
    }
    return sheet.take();
}

// The same cells as lines of text, with a mark at the head that tells spreadsheets it is UTF-8.
class CsvSheet {
  public:
    void heading(std::string_view words) { text(words); }
    void text(std::string_view words) {
        separate();
        csv::cell(out_, words);
    }
    void number(std::int64_t number) {
        separate();
        csv::cell(out_, number);
    }
    void day(Day on) { text(on.iso()); }
    void blank() { separate(); }
    void end_row() {
        out_ += "\r\n";
        is_first_ = true;
    }
    std::string take() { return std::move(out_); }

  private:
    void separate() {
        if (!is_first_) out_ += ',';
        is_first_ = false;
    }
    std::string out_{csv::byte_order_mark};
    bool is_first_ = true;
};

// Written down first, so that no export leaves without a trace. Not by act(): each is a new one.
void note_export(Writing& request, const Order& order, std::size_t count) {
    const std::string detail = R"({"contacts":)" + std::to_string(count) + R"(,"from":")" +
                               order.span.from.iso() + R"(","to":")" + order.span.to.iso() +
                               R"(","notes":)" + (order.has_notes ? "true" : "false") + "}";
    request.db().write(request.scope(),
                       [&](WriteTx& tx) { audit::record(tx, "contacts.exported", "", detail); });
}

Response export_mine(Writing& request) {
    const auto order = parse_order(request.form());
    if (!order) return request.again(show_mine, order.refusal());
    const auto& speech = request.speech();
    const auto all = request.read([&](ReadTx& tx) { return gather(tx, *order, speech); });
    note_export(request, *order, all.contacts.size());
    const std::string name = "contacts-" + order->span.from.iso() + "-" + order->span.to.iso();
    if (order->format == Format::csv) {
        CsvSheet sheet;
        return request.file(name + ".csv", "text/csv; charset=utf-8",
                            write_all(sheet, *order, all, speech));
    }
    xlsx::Book book("Rapport");
    return request.file(name + ".xlsx", xlsx::content_type, write_all(book, *order, all, speech));
}

}  // namespace

void mount_export(desk::Routes& on) {
    on.post("/contacts/exports", Right::log_contacts, export_mine);
}

}  // namespace rapport::contacts
