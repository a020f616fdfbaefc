// Where posts are kept. For the rules of the slice alone; others use posts.hpp.
#pragma once

#include "design/posts/posts.hpp"

namespace rapport::posts {

// Words as they are kept: nothing at the ends, lines ended as everywhere else.
std::string kept(std::string_view typed);

}  // namespace rapport::posts

namespace rapport::posts::store {

Standing standing(ReadTx&);

// Whoever may read them: the rules ask that. States as stored, not as of today.
std::vector<Description> descriptions(ReadTx&);  // Newest of a post first.
std::vector<Description> descriptions(ReadTx&, PostId);
std::vector<Section> sections(ReadTx&, const Description&);
std::vector<Duty> duties(ReadTx&, const Description&);

void insert_post(WriteTx&, PostId);
void insert(WriteTx&, const Description&);
void put(WriteTx&, const Description&);  // State and days.
void put_section(WriteTx&, const Description&, const Section&);
void insert_duty(WriteTx&, const Description&, const Duty&, std::int64_t position);
void put_duty(WriteTx&, const Duty&);
void put_share(WriteTx&, DutyId, std::int64_t share);
void erase_duty(WriteTx&, DutyId);
std::int64_t last_position(ReadTx&, const Description&);

bool is_here(ReadTx&, PersonId);  // Works in the district.
std::vector<PersonId> holders(ReadTx&, std::string_view role);
struct Named {
    PersonId id;
    std::string name;
};
std::vector<Named> authors(ReadTx&);  // Directors and administrators of today, by name.
std::vector<Consulted> consulted(ReadTx&, const Description&);
bool ask(WriteTx&, const Description&, PersonId);  // Whether they had not been asked.
std::vector<Comment> comments(ReadTx&, const Description&);
void insert_comment(WriteTx&, const Description&, const Comment&);
void put_answer(WriteTx&, CommentId, const TypedAnswer&);
std::vector<Event> events(ReadTx&, const Description&);
void append_event(WriteTx&, const Description&, std::string_view act, const Word&);

}  // namespace rapport::posts::store
