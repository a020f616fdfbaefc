// How facts from the literature are shown, on their page and among what others publish.
#pragma once

#include <string>
#include <vector>

#include "design/exchange/facts.hpp"
#include "kernel/html/html.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::exchange {

struct TopicOption {
    std::string value, label;
    bool is_chosen = false;
};
struct FactsListView {
    std::vector<Fact> rows;
};
void render(Html&, const FactsListView&);

struct FactsView {
    std::string typed;
    std::vector<TopicOption> topics;
    FactsListView list;
    bool is_empty = false, sees_exchange = false;
};
void render(Html&, const FactsView&);

void mount_facts(desk::Routes&);

}  // namespace rapport::exchange
