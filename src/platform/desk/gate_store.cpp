// Who comes: one statement finds the session or token, the person and the roles
// held today.
#include "kernel/crypto/crypto.hpp"
#include "platform/desk/context.hpp"

namespace rapport::desk {

namespace sql {
constexpr Sql by_cookie{"gate.by_cookie", R"(
    SELECT s.id, s.csrf_token, s.ends_at, s.seen_at, s.is_second_factor_due,
           a.id, a.email, COALESCE(a.language, ''), a.disabled_at,
           d.id, d.name, d.zone, d.language, d.settings_version,
           p.id, p.name, p.ended_on, COALESCE(b.zone, ''),
           r.role, r.building_id, r.begins_on, r.ends_on, '', s.notes_secret
      FROM session s
      JOIN account a ON a.id = s.account_id
      JOIN district d ON d.id = s.district_id
      JOIN person p ON p.district_id = s.district_id AND p.id = s.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE s.token_hash = $1)"};
constexpr Sql by_token{"gate.by_token", R"(
    SELECT t.id, '', t.made_at, t.made_at, FALSE,
           a.id, a.email, COALESCE(a.language, ''), a.disabled_at,
           d.id, d.name, d.zone, d.language, d.settings_version,
           p.id, p.name, p.ended_on, COALESCE(b.zone, ''),
           r.role, r.building_id, r.begins_on, r.ends_on, t.scopes, ''
      FROM api_token t
      JOIN account a ON a.id = t.account_id
      JOIN district d ON d.id = t.district_id
      JOIN person p ON p.district_id = t.district_id AND p.id = t.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL)"};
constexpr Sql touch{"gate.touch", R"(
    UPDATE session
       SET seen_at = $2,
           notes_secret = CASE WHEN $2 - seen_at > $3 THEN '' ELSE notes_secret END
     WHERE token_hash = $1 AND seen_at < $2)"};
}  // namespace sql

namespace {

constexpr std::int64_t idle_ms = 60 * 60 * 1000;        // R-17.
constexpr std::int64_t notes_idle_ms = 30 * 60 * 1000;  // reliability.md, section 4.

void read_guest(Guest& guest, const db::Row& row) {
    guest.session_id = row.text(0);
    guest.csrf_token = row.text(1);
    guest.ends_at = row.instant(2);
    guest.seen_at = row.instant(3);
    guest.is_second_factor_due = row.flag(4);
    guest.viewer.account = row.id<AccountId>(5);
    guest.viewer.email = row.text(6);
    guest.language = row.text(7);
    guest.viewer.district = row.id<DistrictId>(9);
    guest.district_name = row.text(10);
    guest.district_zone = row.text(11);
    guest.district_language = row.text(12);
    guest.settings_version = row.integer(13);
    guest.viewer.person = row.id<PersonId>(14);
    guest.viewer.name = row.text(15);
    guest.building_zone = row.text(17);
    guest.is_limited = !row.view(22).empty();
    guest.notes_secret = row.text(23);
}

bool is_in_force(const db::Row& row, const std::string& today) {
    if (!row.is_null(20) && row.view(20) > today) return false;
    return row.is_null(21) || row.view(21) >= today;
}

void read_role(Guest& guest, const db::Row& row, const std::string& today) {
    Role role;
    if (row.is_null(18) || !parse_role(row.view(18), role) || !is_in_force(row, today)) return;
    guest.viewer.held.push_back({role, row.maybe_id<BuildingId>(19).value_or(BuildingId())});
    guest.viewer.rights |= rights_of(role);
}

std::optional<Guest> find(ReadTx& tx, const Sql& sql, const std::string& hash) {
    std::optional<Guest> found;
    std::string today;
    bool is_gone = false;
    Rights most = Rights().set();  // What the key may do of what its person may.
    tx.each(
        sql,
        [&](const db::Row& row) {
            if (!found) {
                read_guest(found.emplace(), row);
                const Zone* zone = Zone::find(found->district_zone);
                today = (zone != nullptr ? *zone : Zone::utc()).day(tx.now()).iso();
                if (found->is_limited) most = parse_rights(row.view(22)).value_or(Rights());
                is_gone = !row.is_null(8) || (!row.is_null(16) && row.view(16) <= today);
                most.set(static_cast<std::size_t>(Right::anyone));
                most.set(static_cast<std::size_t>(Right::signed_in));
                found->viewer.rights.set(static_cast<std::size_t>(Right::anyone));
                found->viewer.rights.set(static_cast<std::size_t>(Right::signed_in));
            }
            read_role(*found, row, today);
        },
        hash);
    if (is_gone) return std::nullopt;
    if (found) found->viewer.rights &= most;
    return found;
}

}  // namespace

std::optional<Guest> guest_of_cookie(ReadTx& tx, std::string_view token) {
    if (token.size() < 20 || token.size() > 100) return std::nullopt;
    const std::string hash = crypto::sha256_hex(token);
    auto guest = find(tx, sql::by_cookie, hash);
    if (!guest) return guest;
    guest->session_hash = hash;
    const bool is_over = tx.now() >= guest->ends_at || tx.now().ms - guest->seen_at.ms > idle_ms;
    if (is_over) return std::nullopt;
    if (tx.now().ms - guest->seen_at.ms > notes_idle_ms) guest->notes_secret.clear();
    return guest;
}

std::optional<Guest> guest_of_api_token(ReadTx& tx, std::string_view token) {
    if (!token.starts_with("rpt_") || token.size() > 100) return std::nullopt;
    return find(tx, sql::by_token, crypto::sha256_hex(token));
}

void SeenSessions::note(const std::string& token_hash, Instant at) {
    const std::scoped_lock lock(mutex_);
    seen_[token_hash] = at;
}

void SeenSessions::write(Db& db) {
    std::map<std::string, Instant> seen;
    {
        const std::scoped_lock lock(mutex_);
        seen.swap(seen_);
    }
    if (seen.empty()) return;
    db.write(Scope::whole(), [&](WriteTx& tx) {
        for (const auto& [hash, at] : seen) tx.run(sql::touch, hash, at, notes_idle_ms);
    });
}

}  // namespace rapport::desk
