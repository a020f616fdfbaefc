#!/usr/bin/env bash
# The week of twelve people beside Today, in turn, in one run: p99 at 8 connections, each request
# with an address of its own, so that none is answered with a page kept from before. Only the ratio
# is a figure.
#
#   bench/week.sh [seconds=3] [rounds=5]      after bin/run has built the release
#
# Needs wrk. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-5}
program=build/release/rapport
port=$((20000 + RANDOM % 5000))
base=http://127.0.0.1:$port
work=$(mktemp -d -p "${BENCH_FOLDER:-build}")
work=$(readlink -f "$work")
server=
clean_up() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT

"$program" sample --data "$work/var" --size twelve >"$work/log"
"$program" serve --data "$work/var" --listen "127.0.0.1:$port" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 100); do curl -sf -o "$work/ready" "$base/readyz" && break; sleep 0.1; done

link=$("$program" sample-links --data "$work/var" --base-url "$base" |
    awk -F'\t' '$1 == "coach" {print $3}')
curl -sf -o "$work/page" "$link"
key=$(grep -o 'name="_key" value="[^"]*"' "$work/page" | head -n 1 | cut -d'"' -f4)
cookie=$(curl -s -o "$work/out" -D - -X POST "$link" --data-urlencode "_key=$key" |
    sed -nE 's/^[Ss]et-[Cc]ookie: s=([^;]*).*/\1/p' | tr -d '\r')

cat >"$work/anew.lua" <<'LUA'
local count = 0
function request()
    count = count + 1
    local joint = wrk.path:find("?", 1, true) and "&" or "?"
    return wrk.format("GET", wrk.path .. joint .. "look=" .. count)
end
LUA
# load PATH [script] : requests a second and p99 in microseconds.
load() {
    wrk -t1 -c8 -d"${seconds}s" --latency ${2:+-s "$2"} -H "Cookie: s=$cookie" "$base$1" \
        >"$work/wrk"
    ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
    awk 'function us(t) {return t ~ /ms$/ ? t * 1000 : t ~ /us$/ ? t + 0 : t * 1000000}
        /99%/ {p99 = us($2)} /Requests\/sec/ {rate = $2} END {print rate, p99}' "$work/wrk"
}
median() { sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

monday=$(date -u -d "next monday" +%F)  # All of it lies ahead, whatever the day of the run.
week="/week?who=all&on=$monday"
curl -sf -H "Cookie: s=$cookie" "$base$week" -o "$work/week.html"
rows=$(grep -c 'scope="row"' "$work/week.html")
cards=$(grep -o 'class="visit ' "$work/week.html" | wc -l)
printf 'the week: %s people, %s visits, %s bytes\n' \
    "$rows" "$cards" "$(stat -c %s "$work/week.html")"
for how in anew kept; do
    : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        script=$([ "$how" = anew ] && printf '%s' "$work/anew.lua" || true)
        read -r _ today < <(load /today "$script")
        read -r _ planner < <(load "$week" "$script")
        awk -v a="$planner" -v b="$today" 'BEGIN {print a / b}' >>"$work/ratios"
    done
    printf '%s: p99 of the week %.2f x that of Today (at most 3); last %s us beside %s us\n' \
        "$how" "$(median <"$work/ratios")" "$planner" "$today"
done
