// The pages of coming in, and of one's own account.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"
#include "platform/signin/signin.hpp"

namespace rapport::signin {

struct SigninView {
    std::string next;  // Where to go afterwards: a path of our own, or empty.
    bool is_link_sent = false;
};
void render(Html&, const SigninView&);

struct LinkView {
    std::string token, name, district;
    bool asks_password = false;  // An invitation, or a forgotten password.
};
void render(Html&, const LinkView&);

struct CodeView {};
void render(Html&, const CodeView&);

struct Choice {
    std::string value, label;
    bool is_chosen = false;
};

struct SessionsView {
    std::vector<SessionLine> sessions;
};
void render(Html&, const SessionsView&);

struct TokensView {
    std::vector<TokenLine> tokens;
    std::string new_token;  // Shown once.
};
void render(Html&, const TokensView&);

struct AccountView {
    std::string name, email;
    std::vector<Choice> languages;
    SessionsView sessions_view;
    TokensView tokens_view;
    std::vector<Place> places;  // Only when there are several.
    bool has_password = false;
    bool has_second_factor = false;
    std::string totp_secret;  // While enrolling.
    SafeHtml totp_picture;
};
void render(Html&, const AccountView&);

void mount_account_api(desk::Routes&);

}  // namespace rapport::signin
