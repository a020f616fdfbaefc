// Who applies for a post: checked at each field, told to those who hire, erased in time.
#include <algorithm>
#include <array>

#include "design/vacancies/vacancies_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/letters/letters.hpp"
#include "platform/people/people.hpp"

namespace rapport::vacancies {

namespace {

constexpr std::size_t file_name_max = 120;
constexpr std::array<std::string_view, 4> kind_codes{"pdf", "docx", "odt", "txt"};
constexpr std::array<std::string_view, 3> holding_codes{"holds", "would", "no"};
constexpr std::array<const char*, 4> types{
    "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text", "text/plain; charset=utf-8"};

bool asks_for(const Vacancy& vacancy, std::string_view credential) {
    return std::ranges::any_of(vacancy.requirements, [&](const Requirement& one) {
        return !one.credential.empty() && one.credential == credential;
    });
}

std::optional<Refusal> wrong_with(const std::vector<Document>& documents) {
    if (documents.size() > documents_max) {
        return Refusal{"vacancies.many_documents",
                       "document",
                       {{"count", static_cast<std::int64_t>(documents_max)}}};
    }
    for (const Document& one : documents) {
        if (one.bytes.size() > document_bytes_max) {
            return Refusal{"vacancies.big_document",
                           "document",
                           {{"name", one.name},
                            {"count", static_cast<std::int64_t>(document_bytes_max >> 20)}}};
        }
        if (kind_of(one.name, one.bytes) != one.kind) {
            return Refusal{"vacancies.odd_document", "document", {{"name", one.name}}};
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view code(FileKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }

const char* media_type(FileKind kind) { return types[static_cast<std::size_t>(kind)]; }

std::string_view code(Holding one) { return holding_codes[static_cast<std::size_t>(one)]; }

std::optional<FileKind> kind_of(std::string_view name, std::string_view bytes) {
    const std::string ending =
        text::lower_ascii(name.substr(std::min(name.rfind('.'), name.size())));
    if (bytes.starts_with("%PDF-") && ending == ".pdf") return FileKind::pdf;
    const bool is_zip = bytes.starts_with("PK\x03\x04");
    if (is_zip && ending == ".docx" && bytes.find("word/") != bytes.npos) return FileKind::docx;
    // OpenDocument 1.2, part 3, 3.3: its type stands first, uncompressed.
    constexpr std::string_view mimetype = "mimetypeapplication/vnd.oasis.opendocument.text";
    if (is_zip && ending == ".odt" && bytes.size() > 30 && bytes.substr(30).starts_with(mimetype))
        return FileKind::odt;
    const bool is_text = !bytes.empty() && bytes.find('\0') == bytes.npos && text::is_utf8(bytes);
    if (is_text && ending == ".txt") return FileKind::txt;
    return std::nullopt;
}

Result<ApplicationId> apply(WriteTx& tx, const Vacancy& vacancy, const TypedApplication& typed) {
    if (const auto reason = against(Act::apply, vacancy)) return *reason;
    Application one{.id = tx.new_id<ApplicationId>(),
                    .vacancy = vacancy.id,
                    .name = std::string(text::trimmed(typed.name)),
                    .email = text::lower_ascii(text::trimmed(typed.email)),
                    .words = std::string(text::trimmed(typed.words)),
                    .made_at = tx.now(),
                    .answers = {},
                    .documents = {}};
    if (one.name.empty()) return Refusal{"vacancies.no_name", "name"};
    if (text::length(one.name) > line_max) {
        return Refusal{"vacancies.long", "name", {{"count", std::int64_t{line_max}}}};
    }
    if (!people::is_address(one.email)) return Refusal{"vacancies.no_email", "email"};
    if (text::length(one.words) > words_max) {
        return Refusal{"vacancies.long", "words", {{"count", std::int64_t{words_max}}}};
    }
    if (one.words.empty() && typed.documents.empty()) {
        return Refusal{"vacancies.nothing_said", "words"};
    }
    if (auto wrong = wrong_with(typed.documents)) return std::move(*wrong);
    for (const CredentialAnswer& each : typed.answers) {
        if (asks_for(vacancy, each.credential)) one.answers.push_back(each);
    }
    store::insert(tx, one);
    std::int64_t position = 0;
    for (Document each : typed.documents) {
        each.name = text::shortened(each.name, file_name_max);
        store::insert_document(tx, one.id, ++position, each);
    }
    audit::record(tx, "vacancy.applied", "vacancy/" + vacancy.id.text());
    letters::leave(tx, {.event = "vacancy.applied",
                        .thing = one.id.text(),
                        .path = "/vacancies/" + vacancy.id.text(),
                        .says = "vacancies.mail_applied",
                        .to = store::hirers(tx)});
    return one.id;
}

std::vector<Application> applications(ReadTx& tx, VacancyId vacancy) {
    return store::applications(tx, vacancy);
}

std::optional<Application> find_application(ReadTx& tx, ApplicationId id) {
    return store::application(tx, id);
}

std::optional<Document> document(ReadTx& tx, ApplicationId id, std::int64_t position) {
    return store::document(tx, id, position);
}

Pool pool_of(const std::vector<Application>& all, std::string_view credential) {
    Pool pool{.required = 0, .preferred = std::ssize(all), .willing = 0};
    for (const Application& one : all) {
        const auto at = std::ranges::find(one.answers, credential, &CredentialAnswer::credential);
        if (at == one.answers.end() || at->holding == Holding::no) continue;
        ++pool.willing;
        if (at->holding == Holding::holds) ++pool.required;
    }
    return pool;
}

}  // namespace rapport::vacancies
