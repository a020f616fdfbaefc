#!/usr/bin/env bash
# The week of twelve people beside Today, in turn, in one run: p99 at 8 connections. As people get
# it, both are kept while nothing changes; made anew, each request has an address of its own, so that
# none is answered with a page kept from before. Only the ratio is a figure.
#
#   bench/week.sh [seconds=3] [rounds=5]      after bin/run has built the release
#
# Needs wrk. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-5}
source bench/served.sh
"$program" sample --data "$work/var" --size twelve >"$work/log"
serve
cookie=$(sign_in)
looked_at_anew

monday=$(date -u -d "next monday" +%F)  # All of it lies ahead, whatever the day of the run.
week="/week?who=all&on=$monday"
curl -sf -H "Cookie: s=$cookie" "$base$week" -o "$work/week.html"
rows=$(grep -c 'scope="row"' "$work/week.html")
cards=$(grep -o 'class="visit ' "$work/week.html" | wc -l)
printf 'the week: %s people, %s visits, %s bytes\n' \
    "$rows" "$cards" "$(stat -c %s "$work/week.html")"
for how in kept anew; do
    : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        script=$([ "$how" = anew ] && printf '%s' "$work/anew.lua" || true)
        read -r _ today < <(load /today "$script")
        read -r _ planner < <(load "$week" "$script")
        awk -v a="$planner" -v b="$today" 'BEGIN {print a / b}' >>"$work/ratios"
    done
    goal=$([ "$how" = anew ] || printf ' (at most 3)')
    printf '%s: p99 of the week %.2f x that of Today%s; last %s us beside %s us\n' \
        "$how" "$(median <"$work/ratios")" "$goal" "$planner" "$today"
done
