#include <charconv>

#include "platform/settings/settings.hpp"
#include "platform/settings/words.hpp"

namespace rapport::settings {

namespace sql {
constexpr Sql one{"settings.one", R"(
    SELECT value
      FROM setting
     WHERE district_id = $1 AND name = $2)"};
constexpr Sql all{"settings.all", R"(
    SELECT name, value
      FROM setting
     WHERE district_id = $1)"};
constexpr Sql put{"settings.put", R"(
    INSERT INTO setting (district_id, name, value)
    VALUES ($1, $2, $3)
        ON CONFLICT (district_id, name) DO UPDATE SET value = excluded.value)"};
constexpr Sql bump{"settings.bump", R"(
    UPDATE district
       SET settings_version = settings_version + 1
     WHERE id = $1)"};
}  // namespace sql

std::optional<std::string> text(ReadTx& tx, std::string_view name) {
    return tx.maybe<std::string>(
        sql::one, [](const db::Row& row) { return row.text(0); }, tx.district(), name);
}

std::int64_t number(ReadTx& tx, std::string_view name, std::int64_t otherwise) {
    const auto value = text(tx, name);
    if (!value) return otherwise;
    std::int64_t parsed = otherwise;
    std::from_chars(value->data(), value->data() + value->size(), parsed);
    return parsed;
}

void put(WriteTx& tx, std::string_view name, std::string_view value) {
    tx.run(sql::put, tx.district(), name, value);
    tx.run(sql::bump, tx.district());
}

Settings load(ReadTx& tx) {
    Settings settings;
    tx.each(
        sql::all, [&](const db::Row& row) { settings.values[row.text(0)] = row.text(1); },
        tx.district());
    settings.english = words_of(settings, locale::Language::english);
    settings.french = words_of(settings, locale::Language::french);
    return settings;
}

const locale::Words& Settings::words(locale::Language language) const {
    return language == locale::Language::french ? french : english;
}

std::string_view Settings::get(std::string_view name, std::string_view otherwise) const {
    const auto at = values.find(name);
    return at == values.end() ? otherwise : std::string_view(at->second);
}

}  // namespace rapport::settings
