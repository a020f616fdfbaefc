#include "platform/timetables/edfi_tree.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/text/text.hpp"

namespace rapport::timetables {
namespace {

namespace json = boost::json;

std::string element_name(std::string_view key) {
    std::string name(key);
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    return name;
}

std::string text_of(const json::value& value) {
    if (const auto* text = value.if_string()) return std::string(text->c_str());
    return json::serialize(value);
}

// Depth: the parser refuses more than 32.
void append(pugi::xml_node parent, std::string_view key, const json::value& value) {
    if (const auto* list = value.if_array()) {
        for (const json::value& item : *list) append(parent, key, item);
        return;
    }
    if (value.is_null()) return;
    pugi::xml_node node = parent.append_child(element_name(key).c_str());
    if (const auto* object = value.if_object()) {
        for (const auto& [name, inner] : *object) append(node, name, inner);
    } else {
        node.text().set(text_of(value).c_str());
    }
}

struct Resource {
    const char* element;
    const char* first;
    const char* second;
};
constexpr Resource resources[] = {
    {"BellSchedule", "bellScheduleName", "classPeriods"},
    {"StaffSectionAssociation", "staffReference", "sectionReference"},
    {"Section", "sectionIdentifier", "courseOfferingReference"},
    {"ClassPeriod", "classPeriodName", "schoolReference"},
    {"CalendarDate", "date", "calendarEvents"},
    {"Session", "sessionName", "beginDate"},
    {"Staff", "staffUniqueId", "lastSurname"},
};

void append_resource(const json::value& value, pugi::xml_document& tree) {
    const auto* object = value.if_object();
    if (object == nullptr) return;
    for (const Resource& resource : resources) {
        if (object->contains(resource.first) && object->contains(resource.second)) {
            append(tree, resource.element, value);
            return;
        }
    }
}

// The next in document order below `root`, or nothing.
pugi::xml_node after(pugi::xml_node node, pugi::xml_node root) {
    if (node.first_child()) return node.first_child();
    while (node != root && !node.next_sibling()) node = node.parent();
    return node == root ? pugi::xml_node() : node.next_sibling();
}

}  // namespace

bool append_json(std::string_view text, pugi::xml_document& tree) {
    boost::system::error_code error;
    const auto whole = json::parse(text, error);
    if (!error) {
        if (const auto* list = whole.if_array()) {
            for (const json::value& item : *list) append_resource(item, tree);
        } else {
            append_resource(whole, tree);
        }
        return true;
    }
    bool is_any = false;
    for (const std::string_view line : text::split(text, '\n')) {
        if (text::trimmed(line).empty()) continue;
        const auto value = json::parse(text::trimmed(line), error);
        if (error) return false;
        append_resource(value, tree);
        is_any = true;
    }
    return is_any;
}

pugi::xml_node below(pugi::xml_node root, const char* name) {
    for (auto node = after(root, root); node; node = after(node, root)) {
        if (std::string_view(node.name()) == name) return node;
    }
    return {};
}

std::vector<pugi::xml_node> all_below(pugi::xml_node root, std::string_view name) {
    std::vector<pugi::xml_node> all;
    for (auto node = after(root, root); node; node = after(node, root)) {
        if (name == node.name()) all.push_back(node);
    }
    return all;
}

std::string text_below(pugi::xml_node root, const char* name) {
    return std::string(text::trimmed(below(root, name).text().get()));
}

}  // namespace rapport::timetables
