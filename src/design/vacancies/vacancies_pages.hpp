// What the pages of vacancies show: to those who hire, and to everybody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/vacancies/vacancies.hpp"
#include "kernel/document/document.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"
#include "platform/strangers/strangers.hpp"

namespace rapport::vacancies {

struct VacancyRow {
    std::string href, title, shape, signal, detail;
};
void render(Html&, const VacancyRow&);
struct VacanciesView {
    std::vector<VacancyRow> open, over;
    std::string board;  // "" before the first posting.
    bool is_empty = false;
};
void render(Html&, const VacanciesView&);

struct Option {
    std::string value, label;
    bool is_chosen = false;
};
struct CredentialChoice {
    std::string code, name, means;
    std::vector<Option> options;
};
struct FormView {
    std::string action, back, heading, draft;
    std::string title, place, summary, begins, hours, pay, apply_how, apply_by;
    std::string required, preferred, willing;
    std::vector<Option> posts;
    std::vector<CredentialChoice> credentials;
    bool takes_applications = true, are_credentials_open = false;
    std::int64_t version = 0;
};
void render(Html&, const FormView&);

struct Group {  // What is required, what preferred, what one is willing to get.
    std::string code, heading;
    std::vector<std::string> lines;
};
// The advertisement itself, marked as a JobPosting (schema.org) for programs that read pages.
struct WordsView {
    std::string title, district, language, place, summary, begins, hours, pay, apply_by, apply_how;
    std::string posted_on, apply_until;  // As dates for programs; "" for none.
    std::string identifier, link, is_direct;
    std::vector<std::string> duties;
    std::vector<Group> groups;
};
void render(Html&, const WordsView&);

struct PoolRow {
    std::string name, wording;
    std::string required, preferred, willing;  // In the register of the network.
    std::int64_t among_required = 0, among_preferred = 0, among_willing = 0;  // Applicants.
};
struct DocumentRow {
    std::string href, name, size;
};
struct ApplicationView {
    std::string id, name, email, mail_to, words;
    Instant at;
    std::vector<std::string> answers;
    std::vector<DocumentRow> documents;
};
void render(Html&, const ApplicationView&);
struct EventRow {
    std::string when, says;
};
struct VacancyView {
    std::string id, title, shape, signal, link, poster_says;
    WordsView words;
    std::string erase_on;
    bool may_write = false, may_post = false, may_fill = false, may_close = false;
    bool is_public = false, is_over = false, has_register = false;
    std::vector<PoolRow> pools;
    std::vector<ApplicationView> applications;
    std::vector<EventRow> events;
};
void render(Html&, const VacancyView&);

struct CredentialQuestion {
    std::string code, name;
    std::vector<Option> options;
};
struct AdvertView {
    WordsView words;
    std::string board, pdf, action;
    bool takes_applications = false, is_past_day = false;
    strangers::Trap trap;
    std::vector<CredentialQuestion> questions;
    std::int64_t keep_days = 0, documents = 0, megabytes = 0;
};
void render(Html&, const AdvertView&);
struct BoardView {
    std::string district, atom, json;
    std::vector<VacancyRow> rows;
};
void render(Html&, const BoardView&);
struct ThanksView {
    std::string title, district, back;
    std::int64_t keep_days = 0;
};
void render(Html&, const ThanksView&);

// The sentence whose key is the two put together.
std::string said(std::string_view stem, std::string_view code, const locale::Speech&);
Vacancy vacancy_at(ReadTx&,
                   const desk::Reading&);  // The one of the address; NotFound where none is.
std::string path_of(const Vacancy&);       // For those who hire.
std::string path_of(std::string_view address, std::int64_t number);  // For everybody.
VacancyRow row_of(const Vacancy&, const locale::Speech&);
// What a form or a program says.
Result<Typed> typed_in(const http::Fields&);
WordsView words_view(ReadTx&, const Vacancy&, const desk::Reading&);
std::vector<document::Block> blocks_of(const WordsView&, const locale::Speech&);
VacancyView vacancy_view(ReadTx&, const Vacancy&, desk::Reading&);

void mount_adverts(desk::Routes&);
void mount_vacancies_api(desk::Routes&);

}  // namespace rapport::vacancies
