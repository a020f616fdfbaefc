#!/usr/bin/env bash
# Pages while a week is being solved, beside the same pages while nothing is: p99 and requests a
# second at 8 connections, in turn, in one run, each request with an address of its own. The week is
# proposed as a coach proposes it, by the form of the page, for as long as the page allows; it is
# stopped, by its page too, when the load is over. Beside the ratios stands how much of a core the
# solver got meanwhile: were that nothing, the ratios would say nothing.
#
#   bench/while_solving.sh [seconds=4] [rounds=3]      after bin/run has built the release
#
# Needs wrk. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-4} rounds=${2:-3}
solve=120  # Seconds: the most that the page takes (planner::seconds_max).
[ "$seconds" -le $((solve / 2)) ] || { printf 'at most %s seconds of load\n' $((solve / 2)) >&2; exit 2; }
source bench/served.sh
"$program" sample --data "$work/var" --size "${BENCH_SIZE:-twelve}" >"$work/log"
serve
cookie=$(sign_in)
monday=$(date -u -d "next monday" +%F)
looked_at_anew
# post ADDRESS FORM [NAME=VALUE&…] : sends the form as the page has it; prints where it leads.
post() {
    curl -s -o "$work/out" -D - -H "Cookie: s=$cookie" -H "Origin: $base" \
        --data-urlencode "_token=$(field _token "$2")" --data-urlencode "_key=$(field _key "$2")" \
        --data "${3:-}" "$base$1" | sed -nE 's/^[Ll]ocation: ([^?[:space:]]*).*/\1/p' | tr -d '\r'
}
# propose : begins a solve that outlasts the load on one page; sets $proposal, its address.
propose() {
    curl -sf -H "Cookie: s=$cookie" "$base/week?who=all&on=$monday" -o "$work/all"
    grep -o 'action="/schedules">.*' "$work/all" >"$work/form"
    proposal=$(post /schedules "$work/form" "from=$monday&weeks=4&seconds=$solve")
    case $proposal in /schedules/*) ;; *) grep "<h1" "$work/out" >&2; return 1 ;; esac
    for _ in $(seq 100); do
        [ "$(solver_ticks)" -gt 0 ] && return
        sleep 0.1
    done
    printf 'nothing is being solved\n' >&2
    return 1
}
# solver_ticks : the CPU time, in ticks, of the threads that step behind all others.
solver_ticks() {
    cat "/proc/$server/task/"*/stat 2>/dev/null |
        awk '{sub(/.*\) /, "")} $17 == 19 {sum += $12 + $13} END {print sum + 0}'
}
is_working() {
    curl -sf -H "Cookie: s=$cookie" "$base$proposal" -o "$work/proposal" &&
        grep -q data-live "$work/proposal"
}
stop() {
    grep -A9 "action=\"$proposal/cancellation\"" "$work/proposal" >"$work/form"
    post "$proposal/cancellation" "$work/form" >"$work/stopped"
    while is_working || [ "$(solver_ticks)" -gt 0 ]; do sleep 0.2; done
}

for path in /today "/requests?show=waiting"; do
    : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        read -r rate p99 < <(load "$path" "$work/anew.lua")
        propose
        before=$(solver_ticks)
        read -r rate_then p99_then < <(load "$path" "$work/anew.lua")
        after=$(solver_ticks)
        is_working || { printf 'the solve ended before the load\n' >&2; exit 1; }
        stop
        awk -v a="$p99_then" -v b="$p99" -v c="$rate" -v d="$rate_then" \
            -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" -v seconds="$seconds" \
            'BEGIN {print a / b, c / d, 100 * ticks / hertz / seconds}' >>"$work/ratios"
    done
    column() { cut -d' ' -f"$1" "$work/ratios" | median; }
    printf '%-24s p99 %.2f x, requests a second %.2f x fewer while a week is solved (at most 1.5)' \
        "$path" "$(column 1)" "$(column 2)"
    printf '; the solver had %.0f %% of a core\n' "$(column 3)"
done
