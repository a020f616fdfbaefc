// What the pages of agreements show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "coaching/agreements/agreements.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::agreements {

struct AgreementRow {
    AgreementId id;
    std::string name, place;  // The other of the two; the building of a principal.
    std::string stands, shape, signal;
};
struct AgreementRows {
    std::vector<AgreementRow> rows;
};
void render(Html&, const AgreementRows&);
struct AgreementsView {
    bool can_propose = false, is_teacher = false, is_principal = false;
    AgreementRows waiting, current;
    std::vector<AgreementRow> over;
    bool is_empty = false;
};
void render(Html&, const AgreementsView&);

// What one version says, in words.
struct SectionView {
    std::string title, words;
};
struct ProfileView {
    std::string label, means;
};
struct VersionView {
    std::vector<SectionView> sections;
    ProfileView profile;
    std::string words;  // What they agreed besides.
};
void render(Html&, const VersionView&);

struct HistoryRow {
    std::string when, says;
};
struct AgreementView {
    AgreementId id;
    std::string title, name, stands, shape;
    std::string question, answer;  // "Will I be evaluated?"; "" for a principal's.
    VersionView shown;
    std::int64_t number = 0;
    bool is_mine_to_sign = false, is_waiting = false, is_in_force = false, is_over = false;
    std::string until_then;  // What holds while a proposal waits.
    Day review_on;
    std::vector<HistoryRow> history;
};
void render(Html&, const AgreementView&);

struct ProfileChoice {
    std::string code, label, means;
    bool is_chosen = false;
};
struct WordingChoice {
    std::string code, label;
    bool is_chosen = false;
};
struct TermsView {
    std::vector<WordingChoice> wordings;  // More than one to choose from.
    std::vector<ProfileChoice> profiles;
    std::string words;
    Day begins_on, review_on;
};
void render(Html&, const TermsView&);

struct ChangeView {
    AgreementId id;
    std::string name;
    TermsView terms;
};
void render(Html&, const ChangeView&);

struct FoundRow {
    PersonId id;
    std::string name, detail;
};
struct NewView {
    std::string q, person, name;  // Nobody chosen yet while `person` is "".
    std::vector<FoundRow> found;
    bool found_nobody = false;
    TermsView terms;
};
void render(Html&, const NewView&);

// Of a form or an API call; a day left out is today, or the usual time later.
Result<Terms> terms_in(const http::Fields&, const Terms& otherwise);
std::int64_t number_in(const http::Fields&);
Terms usual_terms(Side, Day today);

// Also for the pages of a cycle: what a profile means, and the question on everybody's mind.
ProfileView profile_in_words(Side, Profile, const locale::Speech&);
VersionView version_in_words(const Agreement&, const Version&, const locale::Speech&);
std::string stands(const Agreement&, PersonId reader, Day today, const locale::Speech&);

void mount_agreements_api(desk::Routes&);

}  // namespace rapport::agreements
