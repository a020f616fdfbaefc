// What a district shows others: what may be ticked, and what happens then. Inside exchange only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "design/exchange/document.hpp"
#include "kernel/locale/speech.hpp"

namespace rapport::exchange {

inline constexpr std::size_t question_max = 2000;  // Characters.

struct Profile {
    std::string address;  // "lakes", of "/published/lakes/index.json".
    std::string name, contact_name, licence, public_key;
    PersonId contact;
    std::int64_t sequence = 0, version = 0;  // 0: nothing was published yet.
    Instant published_at;
};
std::optional<Profile> profile(ReadTx&);

// An item as it was published.
struct Published {
    std::string id;
    Kind kind = Kind::job_description;
    std::string thing, source, title, digest, document;
    std::int64_t number = 1;
    Instant published_at;
    bool is_withdrawn = false;
};

// What can be ticked: what is in force, public or counted; and what is published already.
struct Offer {
    Kind kind = Kind::job_description;
    std::string thing, title;
    std::string source;  // Which state of the thing: another one is newer.
    bool is_published = false;
    bool is_newer = false;  // It has changed since it was published.
    std::string value() const { return std::string(code(kind)) + ":" + thing; }
};
std::vector<Offer> offers(ReadTx&, const locale::Speech&);

struct Named {
    PersonId id;
    std::string name;
};
std::vector<Named> contacts(ReadTx&);  // Who may be named: coaches, directors, administrators.

struct TypedPublication {
    std::string name, address, licence;
    std::optional<PersonId> contact;
    std::vector<std::string> ticked;  // Values of offers.
    std::string inquiry = {};         // The link of one more inquiry whose table is public; or "".
    std::int64_t version = 0;         // That the writer saw.
};
// From now on exactly what is ticked is published, as it stands now. `base` is the address of this
// program. Refuses what is empty or unknown at its field, and what somebody changed meanwhile.
Result<Done> publish(WriteTx&, const TypedPublication&, std::string_view base,
                     const locale::Speech&);

// What is no longer public, counted or in force is taken back here too.
void withdraw_what_is_gone(WriteTx&, std::string_view base);

// For everybody: the district of an address, with Scope::whole(); then inside it.
std::optional<DistrictId> district_at(ReadTx&, std::string_view address);
std::optional<std::string> index_document(ReadTx&);
std::optional<Published> published(ReadTx&, std::string_view item);  // None once it is withdrawn.

struct TypedQuestion {
    std::string name, reply_to, words;
};
struct AskedQuestion {
    std::string title, name, reply_to, words;
    Instant made_at;
};
// To the person named, by letter and on a page. The actor is nobody.
Result<Done> ask(WriteTx&, const Published&, const TypedQuestion&);
std::vector<AskedQuestion> questions(ReadTx&);  // Newest first.

}  // namespace rapport::exchange
