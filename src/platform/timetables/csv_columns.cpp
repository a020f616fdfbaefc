#include "platform/timetables/csv_columns.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"

namespace rapport::timetables {
namespace {

using Column = std::optional<std::size_t> CsvColumns::*;
struct Spelling {
    Column column;
    std::string_view words;  // Folded, by "|".
};

constexpr Spelling spellings[] = {
    {&CsvColumns::key,
     "teacher id|teacher number|staff id|staff number|employee id|id teacher|teacher code|staff "
     "code|matricule|id enseignant|code enseignant|identifiant|numero d enseignant"},
    {&CsvColumns::email,
     "email|e mail|mail|teacher email|staff email|email address|courriel|adresse courriel|adresse "
     "electronique|adresse e mail|adresse mail"},
    {&CsvColumns::first_name, "first name|firstname|given name|teacher first name|prenom"},
    {&CsvColumns::last_name,
     "last name|lastname|surname|family name|teacher last name|nom|nom de famille"},
    {&CsvColumns::teacher,
     "teacher|teachers|teacher name|name|staff|staff name|instructor|faculty|teacher "
     "s|enseignant|enseignants|enseignante|enseignant e|enseignant s|nom de l enseignant|nom de l "
     "enseignante|professeur|professeurs|professeur e|prof|nom du "
     "professeur|intervenant|personnel"},
    {&CsvColumns::day,
     "day|days|weekday|day of week|day of the week|cycle day|day of cycle|school day|jour|jours|"
     "jour de la semaine|jour cycle|jour du cycle"},
    {&CsvColumns::period,
     "period|periods|hour|hours|slot|block|lesson|period name|class period|time|times|time slot|"
     "bell|heure|heures|periode|periodes|creneau|seance|plage|plage horaire|horaire|bloc|cours no"},
    {&CsvColumns::begins,
     "start|starts|begin|begins|start time|begin time|from|time in|debut|heure de debut|heure "
     "debut|de|commence|commence a"},
    {&CsvColumns::ends,
     "end|ends|end time|finish|to|until|time out|fin|heure de fin|heure fin|a|jusqu a|finit|finit "
     "a|se termine"},
    {&CsvColumns::subject,
     "subject|subjects|course|course name|course title|title|activity|matiere|matieres|discipline|"
     "cours|intitule|libelle|activite"},
    {&CsvColumns::group,
     "class|classes|group|groups|section|sections|grade|students|class name|homeroom|classe|groupe|"
     "groupes|division|niveau|eleves|foyer"},
    {&CsvColumns::room,
     "room|rooms|room number|location|classroom|place|salle|salles|local|lieu|no de salle|piece"},
    {&CsvColumns::week, "week|weeks|week no|rotation|semaine|semaines"},
    {&CsvColumns::term,
     "term|terms|semester|quarter|trimester|session|trimestre|semestre|etape|periode scolaire"},
    {&CsvColumns::use,
     "use|kind|type|kind of period|period type|status|nature|sorte|genre|type de periode|statut"}};

struct Meaning {
    Use use;
    std::string_view words;
};
constexpr Meaning meanings[] = {
    {Use::common,
     "common planning|common plan|common prep|common|plc|team planning|team meeting|shared "
     "planning|planification commune|preparation commune|temps commun|concertation|rencontre d "
     "equipe|heure commune"},
    {Use::planning,
     "planning|plan|prep|prep period|preparation|planning period|plan period|conference|conference "
     "period|conf|planification|prepa|preparation de cours|temps de preparation|periode de "
     "planification"},
    {Use::duty,
     "duty|supervision|lunch duty|recess duty|bus duty|hall duty|hall monitor|monitoring|"
     "surveillance|permanence|surveillance de recreation|garde"},
    {Use::lunch, "lunch|lunch break|diner|dejeuner|repas|pause repas|pause de midi|pause du midi"},
    {Use::free, "free|off|none|not contracted|libre|temps libre|trou"},
    {Use::unknown, "unknown|inconnu|inconnue"},
    {Use::teaching, "teaching|class|lesson|instruction|course|enseignement|cours|classe|lecon"},
};

bool has_word(std::string_view words, const std::string& word) {
    const auto all = text::split(words, '|');
    return std::ranges::find(all, std::string_view(word)) != all.end();
}

}  // namespace

CsvColumns csv_columns(const Row& header) {
    CsvColumns columns;
    for (std::size_t at = 0; at < header.size(); ++at) {
        const std::string word = text::folded(header[at]);
        for (const Spelling& spelling : spellings) {
            if (!has_word(spelling.words, word)) continue;
            if (!(columns.*spelling.column)) columns.*spelling.column = at;
            break;
        }
    }
    return columns;
}

std::optional<Use> use_of(std::string_view words) {
    const std::string word = text::folded(words);
    for (const Meaning& meaning : meanings) {
        if (has_word(meaning.words, word)) return meaning.use;
    }
    return std::nullopt;
}

}  // namespace rapport::timetables
