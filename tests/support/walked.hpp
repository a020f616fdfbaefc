// What a journey walks of a state machine, so that a test of the program can hold the two together.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "kernel/locale/catalogue.hpp"

namespace rapport::test {

// The table of the journey: lines such as `  agree: "proposed agreed",` in `const allowed = {`; as
// "agree proposed" for each.
inline std::set<std::string> walked_by(const std::string& journey) {
    std::ifstream file(std::string(RAPPORT_SOURCE_DIR) + "/tests/journeys/" + journey +
                       ".journey.mjs");
    std::set<std::string> all;
    bool is_inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("const allowed = {")) is_inside = true;
        if (line.starts_with("};")) is_inside = false;
        const auto colon = line.find(": \"");
        if (!is_inside || colon == std::string::npos) continue;
        const std::string act = line.substr(2, colon - 2);
        std::istringstream states(line.substr(colon + 3, line.rfind('"') - colon - 3));
        for (std::string state; states >> state;) all.insert(act + " " + state);
    }
    return all;
}

// The same of a machine: `against(Act, State)` gives the reason, or nothing.
template <class Act, class State>
std::set<std::string> allowed_by_machine(int acts, int states) {
    std::set<std::string> all;
    for (int act = 0; act < acts; ++act) {
        for (int state = 0; state < states; ++state) {
            const auto what = static_cast<Act>(act);
            const auto when = static_cast<State>(state);
            if (against(what, when)) continue;
            all.insert(std::string(code(what)) + " " + std::string(code(when)));
        }
    }
    return all;
}

// How many acts it forbids in some state; each has its reason in every language.
template <class Act, class State>
int forbidden_with_reasons(int acts, int states) {
    int forbidden = 0;
    for (int act = 0; act < acts; ++act) {
        for (int state = 0; state < states; ++state) {
            const auto reason = against(static_cast<Act>(act), static_cast<State>(state));
            if (!reason) continue;
            ++forbidden;
            for (const auto language : locale::shipped_languages) {
                EXPECT_NE(locale::catalogue(language).find(*reason), nullptr) << reason->name;
            }
        }
    }
    return forbidden;
}

}  // namespace rapport::test
