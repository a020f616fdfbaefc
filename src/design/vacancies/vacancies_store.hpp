// Rows of vacancies and of applications. For the rules of the slice alone; others use
// vacancies.hpp.
#pragma once

#include "design/vacancies/vacancies.hpp"

namespace rapport::vacancies::store {

std::vector<PersonId> hirers(ReadTx&);  // Directors and administrators of today.

// States as stored, not as of today; newest first.
std::vector<Vacancy> vacancies(ReadTx&);
std::optional<Vacancy> vacancy(ReadTx&, VacancyId);
std::optional<Vacancy> numbered(ReadTx&, std::int64_t number);
std::int64_t last_number(ReadTx&);
void insert(WriteTx&, const Vacancy&);
void put(WriteTx&, const Vacancy&);  // All but its number; one version on.
void put_requirements(WriteTx&, const Vacancy&);
void append_event(WriteTx&, VacancyId, std::string_view act);
std::vector<Event> events(ReadTx&, VacancyId);

std::optional<std::string> address(ReadTx&);
std::optional<DistrictId> district_at(ReadTx&, std::string_view address);
bool take_address(WriteTx&, std::string_view address);  // False where another district has it.

void insert(WriteTx&, const Application&);
void insert_document(WriteTx&, ApplicationId, std::int64_t position, const Document&);
std::vector<Application> applications(ReadTx&, VacancyId);
std::optional<Application> application(ReadTx&, ApplicationId);
std::optional<Document> document(ReadTx&, ApplicationId, std::int64_t position);
std::int64_t erase_applications(WriteTx&, VacancyId);  // How many there were.

}  // namespace rapport::vacancies::store
