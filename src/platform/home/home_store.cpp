#include "platform/home/home_store.hpp"

namespace rapport::home {

namespace sql {
constexpr Sql beat{"home.beat", R"(
    INSERT INTO heartbeat (id, at)
    VALUES (1, $1)
        ON CONFLICT (id) DO UPDATE SET at = excluded.at)"};
}  // namespace sql

void beat(WriteTx& tx) { tx.run(sql::beat, tx.now()); }

}  // namespace rapport::home
