// The template compiler: docs/templates.md in, one C++ file out.
//
//     tplc --root REPOSITORY coaching/contacts/log.html OUT.cpp
#include <cstdio>
#include <string_view>

#include "tplc/nodes.hpp"

namespace {

int fail(const std::string& message) {
    std::fputs(message.c_str(), stderr);
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5 || std::string_view(argv[1]) != "--root") {
        return fail("usage: tplc --root REPOSITORY TEMPLATE OUT\n");
    }
    const std::string root = argv[2];
    const std::string path = root + "/src/" + argv[3];
    auto text = tplc::read_file(path);
    if (!text) return fail(path + ":1:1: error: this template cannot be read\n");

    const tplc::Source source(path, std::move(*text));
    tplc::Complaints complaints(source);
    tplc::Template made = tplc::parse(source, complaints);
    std::string generated;
    if (complaints.is_empty()) {  // What follows trusts the form of every hole.
        tplc::markup(source, made, complaints);
        tplc::check_sentences(made, root, complaints);
        generated = tplc::generate(source, made, root, complaints);
    }
    if (!complaints.is_empty()) return fail(complaints.text());
    if (!tplc::write_if_changed(argv[4], generated)) {
        return fail(std::string(argv[4]) + ":1:1: error: this file cannot be written\n");
    }
    return 0;
}
