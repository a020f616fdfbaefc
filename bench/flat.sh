#!/usr/bin/env bash
# Does Today stay as quick when a district has a hundred times the contacts? The sample district is
# filled up to 20,000 and to 2,000,000 contacts (ten years of them, for the same coaches), both are
# served at once, and the same load goes to each in turn. Every look is made anew, none is kept.
#
#   bench/flat.sh [seconds=3] [rounds=7] [few=20000] [many=2000000]
#
# Needs wrk and sqlite3. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-7} few=${3:-20000} many=${4:-2000000}
program=build/release/rapport
work=$(readlink -f "$(mktemp -d -p "${BENCH_FOLDER:-build}")")
pids=()
clean_up() {
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT

# fill FOLDER COUNT : copies of the sample's own contacts, days earlier.
fill() {
    "$program" sample --data "$1" --size district >"$work/log"
    sqlite3 -bail "$1/rapport.db" <<SQL
PRAGMA foreign_keys = OFF;
PRAGMA synchronous = OFF;
CREATE TEMP TABLE own AS SELECT row_number() OVER () AS n, contact.* FROM contact;
CREATE TEMP TABLE times AS
  WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t
                           WHERE i <= $2 / (SELECT COUNT(*) FROM own))
  SELECT i, i % 3650 AS back FROM t;
CREATE TEMP TABLE made AS
  SELECT '1' || substr(lower(hex(randomblob(13))), 2) AS new_id, own.id AS old_id, back
    FROM times CROSS JOIN own
   LIMIT max(0, $2 - (SELECT COUNT(*) FROM own));
INSERT INTO contact (district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                     building_id, began_by, place, people_count, student_count, next_step,
                     next_step_on, next_done_at, entered_at)
SELECT o.district_id, m.new_id, o.coach_id, o.kind_id, date(o.happened_on, '-' || m.back || ' days'),
       o.happened_at - m.back * 86400000, o.minutes, o.building_id, o.began_by, o.place,
       o.people_count, o.student_count, '', NULL, NULL, o.entered_at - m.back * 86400000
  FROM made m JOIN contact o ON o.id = m.old_id;
INSERT INTO contact_person (district_id, contact_id, person_id, happened_on, happened_at)
SELECT p.district_id, m.new_id, p.person_id, date(p.happened_on, '-' || m.back || ' days'),
       p.happened_at - m.back * 86400000
  FROM made m JOIN contact_person p ON p.contact_id = m.old_id;
SELECT COUNT(*) || ' contacts' FROM contact;
PRAGMA wal_checkpoint(TRUNCATE);
SQL
}

field() { grep -o "name=\"$1\" value=\"[^\"]*\"" "$2" | head -n 1 | cut -d'"' -f4; }
# open NAME COUNT : serves it, signs the coach in; sets base_NAME and cookie_NAME.
open() {
    local port=$((20000 + RANDOM % 10000))
    local base=http://127.0.0.1:$port
    fill "$work/$1" "$2"
    "$program" serve --data "$work/$1" --listen "127.0.0.1:$port" >"$work/log.$1" 2>&1 & pids+=($!)
    for _ in $(seq 100); do curl -sf -o "$work/ready" "$base/readyz" && break; sleep 0.1; done
    local link
    link=$("$program" sample-links --data "$work/$1" --base-url "$base" |
        awk -F'\t' '$1 == "coach" {print $3}')
    curl -sf -o "$work/page" "$link"
    printf -v "cookie_$1" %s "$(curl -s -o "$work/out" -D - -X POST "$link" \
        --data-urlencode "_key=$(field _key "$work/page")" |
        sed -nE 's/^[Ss]et-[Cc]ookie: s=([^;]*).*/\1/p' | tr -d '\r')"
    printf -v "base_$1" %s "$base"
}
open few "$few"
open many "$many"
cat >"$work/anew.lua" <<'LUA'
local count = 0
function request()
    count = count + 1
    return wrk.format("GET", wrk.path .. "?look=" .. count)
end
LUA
# load BASE COOKIE PAGE : p99 in microseconds.
load() {
    wrk -t1 -c8 -d"${seconds}s" --latency -s "$work/anew.lua" -H "Cookie: s=$2" "$1$3" >"$work/wrk"
    ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
    awk 'function us(t) {return t ~ /ms$/ ? t * 1000 : t ~ /us$/ ? t + 0 : t * 1000000}
        /99%/ {print us($2)}' "$work/wrk"
}
median() { sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
for page in /today /requests /contacts /people; do
    : >"$work/few.p99" && : >"$work/many.p99" && : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        a=$(load "$base_few" "$cookie_few" "$page")
        b=$(load "$base_many" "$cookie_many" "$page")
        echo "$a" >>"$work/few.p99" && echo "$b" >>"$work/many.p99"
        awk -v a="$a" -v b="$b" 'BEGIN {print b / a}' >>"$work/ratios"
    done
    printf '%-10s p99 %s us with %s contacts, %s us with %s: %.2f x (Today at most 1.5)\n' "$page" \
        "$(median <"$work/few.p99")" "$few" "$(median <"$work/many.p99")" "$many" \
        "$(median <"$work/ratios")"
done
