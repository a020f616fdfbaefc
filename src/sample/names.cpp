#include "sample/names.hpp"

#include <array>

#include "kernel/text/text.hpp"

namespace rapport::sample {

namespace {

struct Culture {
    bool is_family_first;
    std::array<std::string_view, 12> given, family;
};

constexpr std::array<Culture, 12> cultures{{
    {false,
     {"Amina", "Fatou", "Ousmane", "Mariama", "Cheikh", "Awa", "Ibrahima", "Khady", "Moussa",
      "Aïssatou", "Mamadou", "Ndeye"},
     {"Diallo", "Ndiaye", "Sow", "Traoré", "Keïta", "Ba", "Camara", "Cissé", "Diop", "Koné", "Fall",
      "Touré"}},
    {false,
     {"Rosa", "Mateo", "Lucía", "Diego", "Ximena", "Andrés", "Inés", "Joaquín", "Paloma", "Raúl",
      "Marisol", "Tomás"},
     {"Lima Ortega", "Peña", "Ibáñez", "Cruz Mejía", "Núñez", "Salazar", "Quiroga", "Bermúdez",
      "Vega", "Márquez Solís", "Zapata", "Rojas"}},
    {true,
     {"Minh Anh", "Thị Hương", "Quang Huy", "Thanh Tâm", "Đức Long", "Ngọc Lan", "Bảo Châu",
      "Văn Khôi", "Phương Linh", "Hoàng Nam", "Thu Thủy", "Gia Hân"},
     {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"}},
    {false,
     {"Margaret", "Daniel", "Susan", "Owen", "Hannah", "Peter", "Grace", "Samuel", "Ruth", "Walter",
      "Joan", "Elliot"},
     {"Whitfield", "O’Brien", "Ashworth", "Pruitt", "McAllister", "Johnson", "Hale", "Bennett",
      "Sutter", "Lindqvist", "Carver", "Doyle"}},
    {false,
     {"Łukasz", "Agnieszka", "Paweł", "Małgorzata", "Zofia", "Grzegorz", "Ewa", "Mikołaj",
      "Katarzyna", "Jędrzej", "Hanna", "Wojciech"},
     {"Wiśniewski", "Kowalczyk", "Zając", "Wójcik", "Dąbrowska", "Pająk", "Szymański", "Górska",
      "Nowak", "Lewandowska", "Mazur", "Król"}},
    {false,
     {"Priya", "Arjun", "Meera", "Vikram", "Ananya", "Rohan", "Lakshmi", "Sanjay", "Kavya",
      "Nikhil", "Deepa", "Harish"},
     {"Raman", "Iyer", "Deshpande", "Chatterjee", "Nair", "Bhattacharya", "Patel", "Kulkarni",
      "Reddy", "Banerjee", "Menon", "Joshi"}},
    {false,
     {"Layla", "Omar", "Nadia", "Yusuf", "Samira", "Karim", "Hala", "Tariq", "Rania", "Bilal",
      "Dina", "Faisal"},
     {"Haddad", "al-Masri", "Khoury", "Rahman", "Nasser", "Farouk", "Saleh", "Mansour", "Aziz",
      "Darwish", "Qasim", "Shahin"}},
    {true,
     {"小龙", "Wei", "Xiuying", "Jie", "Hua", "Mei", "Lei", "Yan", "Jun", "Li", "Ping", "Tao"},
     {"李", "Wang", "Zhang", "Chen", "Liu", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun"}},
    {false,
     {"Élodie", "François", "Hélène", "Gaëlle", "Benoît", "Chloé", "Noémie", "Thibault", "Agnès",
      "Jérôme", "Océane", "Rémi"},
     {"Lefèvre", "Garçon", "Bélanger", "Côté", "Gauthier", "Mercier", "Pelletier", "Roy", "Dubé",
      "Lévesque", "Fournier", "Girard"}},
    {false,
     {"Ayşe", "Mehmet", "Elif", "Çağlar", "Zeynep", "Ömer", "Gülşen", "Barış", "Işıl", "Kerem",
      "Dilek", "Ufuk"},
     {"Yıldız", "Şahin", "Öztürk", "Çelik", "Aydın", "Güneş", "Kılıç", "Doğan", "Arslan", "Polat",
      "Koç", "Erdoğdu"}},
    {false,
     {"Kwame", "Abena", "Chidi", "Ngozi", "Thandiwe", "Sipho", "Adaeze", "Tunde", "Wanjiru", "Kofi",
      "Zanele", "Emeka"},
     {"Mensah", "Okafor", "Nkosi", "Adeyemi", "Kamau", "Owusu", "Eze", "Dlamini", "Balogun",
      "Mwangi", "Boateng", "Moyo"}},
    {false,
     {"Søren", "Freya", "Björn", "Ingrid", "Åsa", "Mikkel", "Sigrid", "Jørgen", "Astrid", "Eirik",
      "Maja", "Håkon"},
     {"Størmer", "Ångström", "Kjær", "Bergström", "Nygård", "Ødegaard", "Lindholm", "Rønning",
      "Sjöberg", "Dahl", "Høyer", "Strand"}},
}};

std::string mail_of(std::string_view name) {
    std::string mail = text::folded(name);
    for (char& c : mail) {
        if (c == ' ') c = '.';
    }
    return mail;
}

}  // namespace

PersonName person_name(std::size_t number) {
    const Culture& culture = cultures[number % cultures.size()];
    const std::size_t turn = number / cultures.size();
    const auto given = culture.given[turn % 12];
    // A full turn of the given names shifts the families, so that pairs do not
    // repeat.
    const auto family = culture.family[(turn * 5 + turn / 12 + number) % 12];
    PersonName person;
    person.name = culture.is_family_first ? std::string(family) + " " + std::string(given)
                                          : std::string(given) + " " + std::string(family);
    person.sort_name = std::string(family) + ", " + std::string(given);
    person.mail = mail_of(person.name);
    // A mail address is ASCII here; names in other scripts get a number.
    for (const char c : person.mail) {
        if (static_cast<unsigned char>(c) >= 128) {
            person.mail = "staff";
            break;
        }
    }
    if (number >= cultures.size() * 12 || person.mail == "staff") {
        person.mail += std::to_string(number);
    }
    return person;
}

}  // namespace rapport::sample
