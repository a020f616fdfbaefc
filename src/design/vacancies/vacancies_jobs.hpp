// When applications are erased: left when their vacancy ends, done in the morning of the day.
#pragma once

#include <string_view>

#include "design/vacancies/vacancies.hpp"

namespace rapport::vacancies {

inline constexpr std::string_view erasure_job = "application_erasure";

void erase_on(WriteTx&, const Vacancy&);
// Does what one left. For the runner.
void erase(WriteTx&, std::string_view left);

}  // namespace rapport::vacancies
