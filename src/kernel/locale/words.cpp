#include "kernel/locale/words.hpp"

#include <algorithm>

#include "kernel/locale/sentence.hpp"

namespace rapport::locale {
namespace {

using Presets = std::vector<Preset>;

// English forms, from the word and its plural.
Preset english(std::string_view name, std::string_view one, std::string_view many,
               std::string_view article = "a") {
    const std::string thing(one);
    return {name,
            {thing, std::string(many), "the " + thing, std::string(article) + " " + thing,
             "of the " + thing}};
}

// French masculine, feminine and elided forms.
Preset masculine(std::string_view name, const std::string& one, std::string_view many) {
    return {name, {one, std::string(many), "le " + one, "un " + one, "du " + one}};
}
Preset feminine(std::string_view name, const std::string& one, std::string_view many) {
    return {name, {one, std::string(many), "la " + one, "une " + one, "de la " + one}};
}
Preset elided(std::string_view name, const std::string& one, std::string_view many,
              std::string_view article) {
    return {name,
            {one, std::string(many), "l’" + one, std::string(article) + " " + one, "de l’" + one}};
}

Presets english_presets(std::string_view word) {
    if (word == "coach") {
        return {
            english("Coach", "coach", "coaches"),
            english("Technology coach", "technology coach", "technology coaches"),
            english("eCoach", "eCoach", "eCoaches", "an"),
            english("Digital learning coach", "digital learning coach", "digital learning coaches"),
            english("Instructional coach", "instructional coach", "instructional coaches", "an"),
            english("Technology integrator", "technology integrator", "technology integrators"),
            english("Technology facilitator", "technology facilitator", "technology facilitators"),
            english("ITRT", "ITRT", "ITRTs", "an"),
            english("Technology specialist", "technology specialist", "technology specialists"),
            english("Mentor", "mentor", "mentors")};
    }
    if (word == "teacher") {
        return {english("Teacher", "teacher", "teachers"),
                english("Educator", "educator", "educators", "an"),
                english("Instructor", "instructor", "instructors", "an"),
                english("Staff member", "staff member", "staff members"),
                english("Colleague", "colleague", "colleagues")};
    }
    if (word == "principal") {
        return {english("Principal", "principal", "principals"),
                english("Head of school", "head of school", "heads of school"),
                english("Headteacher", "headteacher", "headteachers"),
                english("Building leader", "building leader", "building leaders"),
                english("Director", "director", "directors")};
    }
    if (word == "technician") {
        return {english("Technician", "technician", "technicians"),
                english("eSupport technician", "eSupport technician", "eSupport technicians", "an"),
                english("IT support", "IT support person", "IT support people", "an"),
                english("Help desk", "help desk technician", "help desk technicians")};
    }
    return {};
}

Presets french_presets(std::string_view word) {
    if (word == "coach") {
        return {masculine("Coach", "coach", "coachs"),
                elided("e-coach", "e-coach", "e-coachs", "un"),
                masculine("Coach numérique", "coach numérique", "coachs numériques"),
                masculine("Conseiller pédagogique", "conseiller pédagogique",
                          "conseillers pédagogiques"),
                feminine("Conseillère pédagogique", "conseillère pédagogique",
                         "conseillères pédagogiques"),
                masculine("Conseiller technopédagogique", "conseiller technopédagogique",
                          "conseillers technopédagogiques"),
                feminine("Conseillère technopédagogique", "conseillère technopédagogique",
                         "conseillères technopédagogiques"),
                masculine("Référent numérique", "référent numérique", "référents numériques"),
                elided("Intégrateur technologique", "intégrateur technologique",
                       "intégrateurs technologiques", "un"),
                elided("Intégratrice technologique", "intégratrice technologique",
                       "intégratrices technologiques", "une"),
                masculine("Facilitateur technologique", "facilitateur technologique",
                          "facilitateurs technologiques"),
                feminine("Facilitatrice technologique", "facilitatrice technologique",
                         "facilitatrices technologiques"),
                feminine("Personne-ressource", "personne-ressource", "personnes-ressources"),
                masculine("Mentor", "mentor", "mentors")};
    }
    if (word == "teacher") {
        return {elided("Enseignant", "enseignant", "enseignants", "un"),
                elided("Enseignante", "enseignante", "enseignantes", "une"),
                masculine("Professeur", "professeur", "professeurs"),
                feminine("Professeure", "professeure", "professeures"),
                masculine("Membre du personnel", "membre du personnel", "membres du personnel"),
                masculine("Collègue", "collègue", "collègues")};
    }
    if (word == "principal") {
        return {feminine("Direction", "direction", "directions"),
                feminine("Direction d’école", "direction d’école", "directions d’école"),
                masculine("Directeur", "directeur", "directeurs"),
                feminine("Directrice", "directrice", "directrices"),
                masculine("Chef d’établissement", "chef d’établissement", "chefs d’établissement")};
    }
    if (word == "technician") {
        return {
            masculine("Technicien", "technicien", "techniciens"),
            feminine("Technicienne", "technicienne", "techniciennes"),
            masculine("Service informatique", "service informatique", "services informatiques")};
    }
    return {};
}

struct Shelf {
    Presets of[std::size(word_names)];
    Words defaults;
};

Shelf fill(Presets (*offered)(std::string_view)) {
    Shelf shelf;
    for (std::size_t at = 0; at < std::size(word_names); ++at) {
        shelf.of[at] = offered(word_names[at].one);
        shelf.defaults.entries.emplace_back(std::string(word_names[at].one),
                                            shelf.of[at].front().forms);
    }
    return shelf;
}

const Shelf& shelf_of(Language language) {
    static const Shelf english_shelf = fill(english_presets);
    static const Shelf french_shelf = fill(french_presets);
    return language == Language::french ? french_shelf : english_shelf;
}

}  // namespace

const Word* Words::find(std::string_view name) const {
    for (const auto& [known, word] : entries) {
        if (known == name) return &word;
    }
    return nullptr;
}

std::span<const Preset> presets(std::string_view word, Language language) {
    const Shelf& shelf = shelf_of(language);
    for (std::size_t at = 0; at < std::size(word_names); ++at) {
        if (word_names[at].one == word) return shelf.of[at];
    }
    return {};
}

const Words& default_words(Language language) { return shelf_of(language).defaults; }

}  // namespace rapport::locale
