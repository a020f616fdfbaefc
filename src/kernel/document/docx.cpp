#include <zip.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "kernel/document/document.hpp"
#include "kernel/text/utf8.hpp"

namespace rapport::document {

namespace {

constexpr std::string_view prolog = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
)";
constexpr std::string_view word_space =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" )"
    R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.wordprocessingml.styles+xml"/>)"
    R"(<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-)"
    R"(officedocument.wordprocessingml.numbering+xml"/>)"
    R"(<Override PartName="/docProps/core.xml" )"
    R"(ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";

constexpr std::string_view relations_space =
    R"(xmlns="http://schemas.openxmlformats.org/package/2006/relationships")";
constexpr std::string_view office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(type) +
           "\" Target=\"" + std::string(target) + "\"/>";
}

std::string relations(std::string_view all) {
    return "<Relationships " + std::string(relations_space) + ">" + std::string(all) +
           "</Relationships>";
}

bool is_of_xml(char32_t c) {
    if (c < 0x20) return c == '\t';
    return c != 0xFFFE && c != 0xFFFF;
}

void put_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = text::next_letter(text, at);
        if (!is_of_xml(c)) continue;
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '&') {
            out += "&amp;";
        } else {
            out += text.substr(begin, at - begin);
        }
    }
}

// Words as runs; a line end is a break.
void put_run(std::string& out, std::string_view words, std::string_view look) {
    while (true) {
        const std::size_t end = words.find('\n');
        out += "<w:r>" + std::string(look) + "<w:t xml:space=\"preserve\">";
        put_escaped(out, words.substr(0, end));
        out += "</w:t></w:r>";
        if (end == words.npos) return;
        out += "<w:r><w:br/></w:r>";
        words.remove_prefix(end + 1);
    }
}

std::string_view style_of(Kind kind) {
    constexpr std::array<std::string_view, 6> styles{"Title",  "Heading1",   "Heading2",
                                                     "Normal", "ListBullet", "Normal"};
    return styles[static_cast<std::size_t>(kind)];
}

std::string document_of(const std::vector<Block>& blocks) {
    std::string out(prolog);
    out += "<w:document " + std::string(word_space) + "><w:body>";
    for (const Block& block : blocks) {
        out +=
            "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style_of(block.kind)) + "\"/></w:pPr>";
        if (!block.label.empty()) put_run(out, block.label + " ", "<w:rPr><w:b/></w:rPr>");
        put_run(out, block.words, "");
        out += "</w:p>";
    }
    // Letter paper with an inch around; word processors fit it to the paper at hand.
    out += R"(<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" )"
           R"(w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>)"
           R"(</w:sectPr></w:body></w:document>)";
    return out;
}

std::string style(std::string_view id, std::string_view name, std::string_view looks) {
    return "<w:style w:type=\"paragraph\" w:styleId=\"" + std::string(id) + "\"><w:name w:val=\"" +
           std::string(name) + "\"/><w:basedOn w:val=\"Normal\"/>" + std::string(looks) +
           "</w:style>";
}

std::string styles_of(const std::string& language) {
    std::string out(prolog);
    out += "<w:styles " + std::string(word_space) +
           R"(><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val=")" + language +
           R"("/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" )"
           R"(w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
           R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal">)"
           R"(<w:name w:val="Normal"/></w:style>)";
    out += style("Title", "Title", R"(<w:rPr><w:sz w:val="44"/></w:rPr>)");
    out += style("Heading1", "heading 1",
                 R"(<w:pPr><w:keepNext/><w:spacing w:before="320"/><w:outlineLvl w:val="0"/>)"
                 R"(</w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr>)");
    out += style("Heading2", "heading 2",
                 R"(<w:pPr><w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="1"/>)"
                 R"(</w:pPr><w:rPr><w:b/><w:sz w:val="25"/></w:rPr>)");
    out += style("ListBullet", "List Bullet",
                 R"(<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>)");
    return out + "</w:styles>";
}

std::string numbering() {
    return std::string(prolog) + "<w:numbering " + std::string(word_space) +
           R"(><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>)"
           R"(<w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl>)"
           R"(</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>)"
           R"(</w:numbering>)";
}

std::string core_of(const std::vector<Block>& blocks, const std::string& language) {
    std::string out(prolog);
    out += R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/)"
           R"(metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)";
    if (!blocks.empty()) put_escaped(out, blocks.front().words);
    return out + "</dc:title><dc:language>" + language + "</dc:language></cp:coreProperties>";
}

struct Dropped {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

struct Part {
    const char* name;
    std::string bytes;
};

[[noreturn]] void fail() { throw std::runtime_error("a document could not be put together"); }

void add(zip_t* archive, const Part& part) {
    zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    if (source == nullptr) fail();
    const auto index = zip_file_add(archive, part.name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        fail();
    }
    constexpr time_t always = 315'619'200;  // 1980-01-02: the same bytes for the same words.
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), always, 0);
}

std::string bytes_of(zip_source_t* source) {
    zip_stat_t about;
    if (zip_source_stat(source, &about) < 0 || zip_source_open(source) < 0) fail();
    std::string bytes(static_cast<std::size_t>(about.size), '\0');
    const auto read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read != static_cast<zip_int64_t>(bytes.size())) fail();
    return bytes;
}

}  // namespace

std::string docx(const std::vector<Block>& blocks, const std::string& language) {
    const std::string of_package =
        relation("rId1", std::string(office) + "officeDocument", "word/document.xml") +
        relation("rId2",
                 "http://schemas.openxmlformats.org/package/2006/"
                 "relationships/metadata/core-properties",
                 "docProps/core.xml");
    const std::string of_document =
        relation("rId1", std::string(office) + "styles", "styles.xml") +
        relation("rId2", std::string(office) + "numbering", "numbering.xml");
    const std::array<Part, 7> parts{
        {{"[Content_Types].xml", std::string(prolog) + std::string(content_types)},
         {"_rels/.rels", std::string(prolog) + relations(of_package)},
         {"word/_rels/document.xml.rels", std::string(prolog) + relations(of_document)},
         {"word/document.xml", document_of(blocks)},
         {"word/styles.xml", styles_of(language)},
         {"word/numbering.xml", numbering()},
         {"docProps/core.xml", core_of(blocks, language)}}};
    const std::unique_ptr<zip_source_t, Dropped> source(
        zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!source) fail();
    zip_source_keep(source.get());  // The archive takes one reference, the reading below another.
    std::unique_ptr<zip_t, Dropped> archive(
        zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(source.get());
        fail();
    }
    for (const Part& part : parts) add(archive.get(), part);
    if (zip_close(archive.get()) < 0) fail();
    (void)archive.release();  // Closed, it is gone.
    return bytes_of(source.get());
}

}  // namespace rapport::document
