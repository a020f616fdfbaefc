// What stands around every page: the sheet's title, the places, the log bar,
// what was saved or refused, and who is signed in. The desk fills it; no page
// ever does.
#pragma once

#include <string>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::desk {

// One of at most five places a person can go from anywhere.
struct Place {
    std::string href, label;
    std::string icon;  // A name in assets/icons: "today".
    bool is_current = false;
};

// Somebody the coach helped lately; a tap on the initials opens the log with
// that person chosen.
struct Recent {
    std::string href, name, initials;
};

struct LanguageChoice {
    std::string tag, own_name;
    bool is_current = false;
};

struct LayoutView {
    std::string title;
    std::string language;  // "en", "fr": the page's own.
    std::string product;   // "Rapport", or the name a district gave it.
    std::string path;      // Of this page, so that changing the language comes back to it.

    // assets::url() of "app.css", "rapport.js", "vollkorn.woff2" and
    // "favicon.svg".
    std::string stylesheet, script, font, favicon;
    std::string nonce;  // For the script tag.

    bool is_signed_in = false;
    std::string home;  // Where the word mark leads.
    std::string district_name, viewer_name, viewer_initials;
    std::string viewer_key;  // Keeps one person's drafts from the next: a hash,
                             // never an id.
    std::vector<Place> places;
    std::string settings;  // Their address, when they are not among the places.
    std::vector<LanguageChoice> languages;

    bool is_logging = false;    // May log help: scripts keep what is logged without a network.
    bool has_log_bar = false;   // For coaches, on every page but the log itself.
    bool is_log_first = false;  // On Today: the cursor waits in the bar's field, on a laptop.
    std::vector<Recent> recents;

    std::string notice;         // Said once, after an act: "Saved."
    std::string refusal;        // The sentence; empty when nothing was refused.
    std::string refusal_field;  // The id of the input it concerns, or empty.
    bool has_secret = false;    // A password or code was among what was typed: it is asked again.
    bool is_unsure = false;     // An outcome nobody knows: drafts are kept.

    SafeHtml main;
};

void render(Html&, const LayoutView&);

}  // namespace rapport::desk
