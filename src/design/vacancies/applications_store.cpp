// Applications and their documents.
#include "design/vacancies/vacancies_store.hpp"
#include "kernel/crypto/crypto.hpp"

namespace rapport::vacancies::store {

namespace sql {
constexpr Sql insert{"applications.insert", R"(
    INSERT INTO application (district_id, id, vacancy_id, name, email, words, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
constexpr Sql insert_answer{"applications.insert_answer", R"(
    INSERT INTO application_answer (district_id, application_id, credential, answer)
    VALUES ($1, $2, $3, $4))"};
constexpr Sql insert_document{"applications.insert_document", R"(
    INSERT INTO application_document (district_id, application_id, position, kind, name, bytes,
                                      body)
    VALUES ($1, $2, $3, $4, $5, $6, $7))"};
// Rides application_vacancy.
constexpr Sql of_vacancy{"applications.of_vacancy", R"(
    SELECT id, vacancy_id, name, email, words, made_at
      FROM application
     WHERE district_id = $1 AND vacancy_id = $2
     ORDER BY made_at, id)"};
constexpr Sql one{"applications.one", R"(
    SELECT id, vacancy_id, name, email, words, made_at
      FROM application
     WHERE district_id = $1 AND id = $2)"};
constexpr Sql answers{"applications.answers", R"(
    SELECT credential, answer
      FROM application_answer
     WHERE district_id = $1 AND application_id = $2
     ORDER BY credential)"};
constexpr Sql documents{"applications.documents", R"(
    SELECT position, kind, name, bytes
      FROM application_document
     WHERE district_id = $1 AND application_id = $2
     ORDER BY position)"};
constexpr Sql document{"applications.document", R"(
    SELECT kind, name, body
      FROM application_document
     WHERE district_id = $1 AND application_id = $2 AND position = $3)"};
constexpr Sql erase_documents{"applications.erase_documents", R"(
    DELETE FROM application_document
     WHERE district_id = $1
       AND application_id IN (SELECT id
                                FROM application
                               WHERE district_id = $1 AND vacancy_id = $2))"};
constexpr Sql erase_answers{"applications.erase_answers", R"(
    DELETE FROM application_answer
     WHERE district_id = $1
       AND application_id IN (SELECT id
                                FROM application
                               WHERE district_id = $1 AND vacancy_id = $2))"};
constexpr Sql erase{"applications.erase", R"(
    DELETE FROM application
     WHERE district_id = $1 AND vacancy_id = $2)"};
}  // namespace sql

namespace {

FileKind file_kind(std::string_view text) {
    for (const FileKind kind : {FileKind::pdf, FileKind::docx, FileKind::odt}) {
        if (code(kind) == text) return kind;
    }
    return FileKind::txt;
}

Holding holding(std::string_view text) {
    for (const Holding one : {Holding::holds, Holding::would}) {
        if (code(one) == text) return one;
    }
    return Holding::no;
}

Application application_of(const db::Row& row) {
    return {.id = row.id<ApplicationId>(0),
            .vacancy = row.id<VacancyId>(1),
            .name = row.text(2),
            .email = row.text(3),
            .words = row.text(4),
            .made_at = row.instant(5),
            .answers = {},
            .documents = {}};
}

void complete(ReadTx& tx, Application& one) {
    one.answers = tx.all<CredentialAnswer>(
        sql::answers,
        [](const db::Row& row) {
            return CredentialAnswer{row.text(0), holding(row.view(1))};
        },
        tx.district(), one.id);
    one.documents = tx.all<DocumentLine>(
        sql::documents,
        [](const db::Row& row) {
            return DocumentLine{row.integer(0), file_kind(row.view(1)), row.text(2),
                                row.integer(3)};
        },
        tx.district(), one.id);
}

}  // namespace

void insert(WriteTx& tx, const Application& one) {
    tx.run(sql::insert, tx.district(), one.id, one.vacancy, one.name, one.email, one.words,
           tx.now());
    for (const CredentialAnswer& each : one.answers) {
        tx.run(sql::insert_answer, tx.district(), one.id, each.credential, code(each.holding));
    }
}

void insert_document(WriteTx& tx, ApplicationId id, std::int64_t position, const Document& one) {
    tx.run(sql::insert_document, tx.district(), id, position, code(one.kind), one.name,
           static_cast<std::int64_t>(one.bytes.size()), crypto::base64url(one.bytes));
}

std::vector<Application> applications(ReadTx& tx, VacancyId vacancy) {
    auto found = tx.all<Application>(sql::of_vacancy, application_of, tx.district(), vacancy);
    for (Application& one : found) complete(tx, one);
    return found;
}

std::optional<Application> application(ReadTx& tx, ApplicationId id) {
    auto found = tx.maybe<Application>(sql::one, application_of, tx.district(), id);
    if (found) complete(tx, *found);
    return found;
}

std::optional<Document> document(ReadTx& tx, ApplicationId id, std::int64_t position) {
    return tx.maybe<Document>(
        sql::document,
        [](const db::Row& row) {
            const auto bytes = crypto::from_open_base64url(row.view(2));
            must(bytes.has_value(), "a stored document cannot be read");
            return Document{file_kind(row.view(0)), row.text(1), *bytes};
        },
        tx.district(), id, position);
}

std::int64_t erase_applications(WriteTx& tx, VacancyId vacancy) {
    tx.run(sql::erase_documents, tx.district(), vacancy);
    tx.run(sql::erase_answers, tx.district(), vacancy);
    return tx.run(sql::erase, tx.district(), vacancy);
}

}  // namespace rapport::vacancies::store
