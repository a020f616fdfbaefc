// Names of an invented staff, from many cultures. Nobody here is real.
#pragma once

#include <string>

#include "kernel/id/random.hpp"

namespace rapport::sample {

struct PersonName {
    std::string name, sort_name,
        mail;  // "Amina Diallo", "Diallo, Amina", "amina.diallo"
};

// A name that fits together; different for each number below 2,000.
PersonName person_name(std::size_t number);

}  // namespace rapport::sample
