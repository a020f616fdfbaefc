// Three holders of an escrow beside a coach and a teacher: Ada Quill, Dmitri Volkov, Tom Weaver.
#pragma once

#include "platform/escrow/escrow.hpp"
#include "tests/support/sealed_pair.hpp"

namespace rapport::test {

inline constexpr const char* holder_words = "three calm words there";
inline constexpr const char* good_reason = "A court has ordered it, case 12 of 2026.";

struct EscrowTrio : NotesPair {
    Browser ada{school.admin}, dmitri{school.director}, tom{school.technician};

    std::string address_of(Client& who) {
        return school.db().read(school.scope(), [&](ReadTx& tx) {
            std::string found;
            tx.each(
                Sql{"test.address", R"(SELECT COALESCE(a.email, p.email) FROM person p
                                         LEFT JOIN account a ON a.id = p.account_id
                                        WHERE p.district_id = $1 AND p.id = $2)"},
                [&](const db::Row& row) { found = row.text(0); }, tx.district(), who.id());
            return found;
        });
    }
    Form three() {
        return {{"holder_1", address_of(school.admin)},
                {"holder_2", address_of(school.director)},
                {"holder_3", address_of(school.technician)}};
    }
    void name_holders() { EXPECT_EQ(ada.post("/settings/notes/holders", three()).status, 303); }
    static void agree(Browser& who) {
        who.choose("/notes-key", {{"passphrase", holder_words}, {"again", holder_words}});
        EXPECT_EQ(who.post("/notes-escrow/holding").status, 303);
    }
    static void come_back(Browser& who) {  // Signs in anew, and unlocks.
        who.come_back();
        EXPECT_EQ(who.unlock(holder_words).status, 303);
    }
    void hold() {
        name_holders();
        for (Browser* who : {&ada, &dmitri, &tom}) agree(*who);
    }
    Form asking(const std::string& kind) {
        return {{"kind", kind},
                {"people", address_of(school.coach) + "\r\n" + address_of(school.teacher)},
                {"reason", good_reason},
                {"from", "2020-01-01"},
                {"until", "2030-01-01"}};
    }
    // The path of the matter.
    std::string ask(Browser& who, const std::string& kind) {
        const Reply reply = who.post("/notes-escrow/matters", asking(kind));
        EXPECT_EQ(reply.status, 303) << reply.body;
        return reply.location;
    }
    std::string settle(const std::string& kind) {
        const std::string path = ask(ada, kind);
        const Reply reply = tom.post(path + "/agreement");
        EXPECT_EQ(reply.status, 303) << reply.body;
        return path;
    }
    std::int64_t count(const Sql& statement) {
        return school.db().read(school.scope(),
                                [&](ReadTx& tx) { return tx.number(statement, tx.district()); });
    }
    std::int64_t shares() {
        return count(Sql{"test.shares", R"(SELECT COUNT(*) FROM escrow_share
                                            WHERE district_id = $1)"});
    }
};

}  // namespace rapport::test
