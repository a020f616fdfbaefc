// {{t key name=value}} against the English catalogue: the sentence must be there, and mention
// exactly what the template gives it.
#include <algorithm>

#include "../catalogue.hpp"
#include "kernel/locale/sentence.hpp"
#include "nodes.hpp"

namespace tplc {
namespace {

using catalogue::Entry;
using rapport::locale::Mention;

class SentenceCheck {
  public:
    SentenceCheck(std::vector<Entry> entries, Complaints& complaints)
        : entries_(std::move(entries)), complaints_(complaints) {}

    void nodes(const std::vector<Node>& nodes) {
        for (const Node& node : nodes) {
            if (node.form == Form::say) say(node);
            this->nodes(node.body);
            this->nodes(node.otherwise);
        }
    }

  private:
    void say(const Node& node) {
        const auto found = std::lower_bound(
            entries_.begin(), entries_.end(), node.word,
            [](const Entry& entry, const std::string& key) { return entry.key < key; });
        if (found == entries_.end() || found->key != node.word) {
            complaints_.at(node.word_at, "no .en.txt has the sentence " + node.word);
            return;
        }
        const auto sentence = rapport::locale::parse_sentence(found->sentence);
        const std::vector<Mention> mentioned = rapport::locale::mentions(sentence.pieces);
        for (const Operand& given : node.operands) {
            const bool is_mentioned =
                std::any_of(mentioned.begin(), mentioned.end(),
                            [&](const Mention& mention) { return mention.name == given.name; });
            if (is_mentioned) continue;
            complaints_.at(given.at - given.name.size() - 1,
                           node.word + " does not mention {" + given.name + "}");
        }
        for (const Mention& mention : mentioned) {
            const bool is_given =
                std::any_of(node.operands.begin(), node.operands.end(),
                            [&](const Operand& operand) { return operand.name == mention.name; });
            if (is_given || mention.is_word) continue;
            complaints_.at(node.word_at, node.word + " needs " + mention.name + "=…");
        }
    }

    std::vector<Entry> entries_;
    Complaints& complaints_;
};

}  // namespace

void check_sentences(const Template& made, const std::string& root, Complaints& complaints) {
    std::string mistakes;  // Those of the files themselves are told by the embedder.
    SentenceCheck(catalogue::read_all(root, "en", mistakes), complaints).nodes(made.nodes);
}

}  // namespace tplc
