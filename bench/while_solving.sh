#!/usr/bin/env bash
# Pages while a week is being solved, beside the same pages while nothing is: p99 and requests a
# second at 8 connections, in turn, in one run, each request with an address of its own. The week is
# proposed as a coach proposes it, by the form of the page. Only the ratios are figures.
#
#   bench/while_solving.sh [seconds=4] [rounds=3]      after bin/run has built the release
#
# Needs wrk. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-4} rounds=${2:-3}
source bench/served.sh
"$program" sample --data "$work/var" --size "${BENCH_SIZE:-twelve}" >"$work/log"
serve
cookie=$(sign_in)
monday=$(date -u -d "next monday" +%F)
looked_at_anew
# propose : begins a solve that outlasts the load on one page; sets $proposal, its address.
propose() {
    curl -sf -H "Cookie: s=$cookie" "$base/week?who=all&on=$monday" -o "$work/all"
    grep -o 'action="/schedules">.*' "$work/all" | head -n 1 >"$work/form"
    proposal=$(curl -s -o "$work/out" -D - -H "Cookie: s=$cookie" -H "Origin: $base" \
        --data-urlencode "_token=$(field _token "$work/form")" --data-urlencode "_key=$(field _key "$work/form")" \
        --data "from=$monday&weeks=4&seconds=$((seconds + 4))" "$base/schedules" |
        sed -nE 's/^[Ll]ocation: ([^?[:space:]]*).*/\1/p' | tr -d '\r')
    case $proposal in /schedules/*) ;; *) grep "<h1" "$work/out" >&2; return 1 ;; esac
    sleep 1  # Until the job has begun: its working is what is looked for below.
}
is_working() {
    curl -sf -H "Cookie: s=$cookie" "$base$proposal" | grep -q data-live
}
finish() { while is_working; do sleep 0.5; done; }

for path in /today "/requests?show=waiting"; do
    : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        read -r rate p99 < <(load "$path" "$work/anew.lua")
        propose
        is_working || { printf 'nothing is being solved\n' >&2; exit 1; }
        read -r rate_then p99_then < <(load "$path" "$work/anew.lua")
        is_working || { printf 'the solve ended before the load\n' >&2; exit 1; }
        finish
        awk -v a="$p99_then" -v b="$p99" -v c="$rate" -v d="$rate_then" \
            'BEGIN {print a / b, c / d}' >>"$work/ratios"
    done
    printf '%-26s p99 %.2f x, requests a second %.2f x fewer while a week is solved (at most 1.5)\n' \
        "$path" "$(cut -d' ' -f1 "$work/ratios" | median)" "$(cut -d' ' -f2 "$work/ratios" | median)"
done
