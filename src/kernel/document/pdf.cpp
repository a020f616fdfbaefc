// Pango sets the lines, Cairo writes the file; both stay here. Cairo 1.16 tags what it is told to,
// but says neither that nor the language, so a catalogue that does is appended, as an update.
#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "kernel/document/document.hpp"

namespace rapport::document {

namespace {

// Letter paper, in points.
constexpr double width = 612, height = 792, margin = 64, indent = 16;
constexpr double line_spacing = 1.15;

struct Look {
    const char* tag;
    double size, before;  // Points of the letters, and of the space above.
    bool is_bold = false;
};

Look look_of(Kind kind) {
    constexpr std::array<Look, 6> looks{{{"H1", 21, 0},
                                         {"H2", 15, 18, true},
                                         {"H3", 12, 10, true},
                                         {"P", 11, 5},
                                         {"LI", 11, 3},
                                         {"P", 11, 3}}};
    return looks[static_cast<std::size_t>(kind)];
}

struct Freed {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoLayoutIter* at) const { pango_layout_iter_free(at); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
template <class T>
using Held = std::unique_ptr<T, Freed>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int size) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

// Without signs that are no letters.
std::string clean(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') out += c;
        if (c == '\t') out += ' ';
    }
    return out;
}

class Sheet {
  public:
    Sheet(std::string& bytes, const std::string& title, const std::string& language,
          const std::string& made_at)
        : surface_(cairo_pdf_surface_create_for_stream(append, &bytes, width, height)),
          cairo_(cairo_create(surface_.get())),
          language_(pango_language_from_string(language.c_str())) {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                       made_at.c_str());
    }

    void put(const Block& block) {
        const bool is_item = block.kind == Kind::item;
        if (is_item && !is_in_list_) begin("L");
        if (!is_item && is_in_list_) end("L");
        is_in_list_ = is_item;
        const Look look = look_of(block.kind);
        const Held<PangoLayout> layout = laid_out(block, look);
        y_ += y_ > margin ? look.before : 0;
        const bool is_heading = block.kind == Kind::heading || block.kind == Kind::subheading;
        if (is_heading && y_ + 4 * look.size > height - margin) turn();  // Not alone at the foot.
        put_lines(layout.get(), look.tag, is_item ? indent : 0);
    }

    void finish() {
        if (is_in_list_) end("L");
        cairo_.reset();
        cairo_surface_finish(surface_.get());
        if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS) {
            throw std::runtime_error("a document could not be written");
        }
    }

  private:
    void begin(const char* tag) { cairo_tag_begin(cairo_.get(), tag, nullptr); }
    void end(const char* tag) { cairo_tag_end(cairo_.get(), tag); }

    void turn() {
        if (is_in_list_) end("L");
        cairo_show_page(cairo_.get());
        y_ = margin;
        if (is_in_list_) begin("L");
    }

    Held<PangoLayout> laid_out(const Block& block, const Look& look) {
        Held<PangoLayout> layout(pango_cairo_create_layout(cairo_.get()));
        pango_context_set_language(pango_layout_get_context(layout.get()), language_);
        const Held<PangoFontDescription> font(pango_font_description_from_string("sans"));
        pango_font_description_set_absolute_size(font.get(), look.size * PANGO_SCALE);
        if (look.is_bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(layout.get(), font.get());
        const double room = width - 2 * margin - (block.kind == Kind::item ? indent : 0);
        pango_layout_set_width(layout.get(), static_cast<int>(room * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        const std::string label = clean(block.label);
        const std::string words = (label.empty() ? "" : label + " ") + clean(block.words);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        if (!label.empty()) {
            // A label and its words are read in the direction of the document.
            pango_layout_set_auto_dir(layout.get(), FALSE);
            const Held<PangoAttrList> marks(pango_attr_list_new());
            PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
            bold->start_index = 0;
            bold->end_index = static_cast<guint>(label.size());
            pango_attr_list_insert(marks.get(), bold);
            pango_layout_set_attributes(layout.get(), marks.get());
        }
        return layout;
    }

    // A block that goes on over the page is two of its kind, so that no tag is open across pages.
    void put_lines(PangoLayout* layout, const char* tag, double from) {
        const Held<PangoLayoutIter> at(pango_layout_get_iter(layout));
        begin(tag);
        do {
            PangoRectangle logical;
            pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
            const double high = logical.height / static_cast<double>(PANGO_SCALE);
            if (y_ + high > height - margin) {
                end(tag);
                turn();
                begin(tag);
            }
            const int baseline = pango_layout_iter_get_baseline(at.get()) - logical.y;
            cairo_move_to(cairo_.get(),
                          margin + from + logical.x / static_cast<double>(PANGO_SCALE),
                          y_ + baseline / static_cast<double>(PANGO_SCALE));
            pango_cairo_show_layout_line(cairo_.get(),
                                         pango_layout_iter_get_line_readonly(at.get()));
            y_ += high * line_spacing;
        } while (pango_layout_iter_next_line(at.get()));
        end(tag);
    }

    Held<cairo_surface_t> surface_;
    Held<cairo_t> cairo_;
    PangoLanguage* language_;
    double y_ = margin;
    bool is_in_list_ = false;
};

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
    const std::size_t at = text.rfind(begin);
    if (at == text.npos) throw std::runtime_error("a document has no " + std::string(begin));
    const std::size_t from = at + begin.size();
    return text.substr(from, text.find(end, from) - from);
}

// Appends the catalogue once more, with the language, as PDF 1.7 §7.5.6 has it.
void say_language(std::string& bytes, const std::string& language) {
    const std::string before(between(bytes, "startxref\n", "\n"));
    const std::string trailer(between(bytes, "trailer\n<<", ">>"));
    const std::string root(between(trailer, "/Root ", " "));
    const std::string opening = "\n" + root + " 0 obj\n<<";
    const std::string catalogue(between(bytes, opening, "endobj"));
    bytes += "\n";
    const std::size_t at = bytes.size();
    bytes += root + " 0 obj\n<< /Lang (" + language +
             ") /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>" +
             catalogue + "endobj\n";
    const std::size_t table = bytes.size();
    bytes += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<<{}/Prev {} >>\nstartxref\n{}\n",
                         root, at, trailer, before, table);
    bytes += "%%EOF\n";
}

}  // namespace

std::string pdf(const std::vector<Block>& blocks, const std::string& language, Instant made_at) {
    std::string bytes;
    const std::string title = blocks.empty() ? "" : clean(blocks.front().words);
    // Cairo wants no fractions of a second.
    const std::string when = made_at.rfc3339().substr(0, 19) + "Z";
    Sheet sheet(bytes, title, language, when);
    for (const Block& block : blocks) sheet.put(block);
    sheet.finish();
    say_language(bytes, language);
    return bytes;
}

}  // namespace rapport::document
