#!/usr/bin/env bash
# The page of a teacher with 200 sealed notes beside the same page with plain ones, in turn, in one
# run: p99 at 8 connections, each request with an address of its own. The coach has a notes
# passphrase and has unlocked; every second note is shared. The plain notes are the same words in
# the open, shown by the same program but for its door to notes (bench/plain_notes.cpp); that both
# show the same is checked. Only the ratio is a figure.
#
#   bench/notes.sh [seconds=3] [rounds=5]
#   BENCH_LOCKED=1 bench/notes.sh    each note written while locked, so that each begins an epoch, and read
#                                    after unlocking
#
# Needs wrk and sqlite3. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-5} contacts=25 each=8
cmake --preset release -DRAPPORT_BENCH=ON >/dev/null
[ -n "${BENCH_BUILT:-}" ] || cmake --build --preset release --target rapport rapport_plain >/dev/null
source bench/served.sh
"$program" sample --data "$work/var" --size building >"$work/log"
sqlite3 "$work/var/rapport.db" 'DELETE FROM note'
serve
cookie=$(sign_in)

# send PATH FIELD=VALUE… : a form of the coach; prints the headers of the answer.
send() {
    local path=$1 fields=()
    shift
    for pair in "$@"; do fields+=(--data-urlencode "$pair"); done
    curl -s -o "$work/out" -D - -X POST "$base$path" -H "Cookie: s=$cookie$unlocked" \
        -H 'Sec-Fetch-Site: same-origin' --data-urlencode "_token=$token" \
        --data-urlencode "_key=bench-$(date +%s%N)" "${fields[@]}"
}
unlocked=
curl -sf -H "Cookie: s=$cookie" "$base/notes-key" -o "$work/page"
token=$(field _token "$work/page")
passphrase='four quiet bench words'
key=$(send /notes-key "passphrase=$passphrase" "again=$passphrase" |
    sed -nE 's/^[Ss]et-[Cc]ookie: n=([^;]*).*/\1/p' | tr -d '\r')
[ "${BENCH_LOCKED:-}" ] || unlocked="; n=$key"
curl -sf -H "Cookie: s=$cookie" "$base/log" -o "$work/page"
person=$(field person "$work/page") kind=$(field kind "$work/page")

# The words of a note, here and in SQL: about 300 characters.
words='Note %04d. She tried the exit slips with two groups. The quiet ones wrote more than they say; the rubric was too long for a Friday. Next time one question, read aloud, and the timer on the board. He asked whether the podcast could count for reading; we look at it together on Tuesday, with the pupils list at hand.'
made=0
# note PATH FIELD=VALUE… : one note more, every second one shared.
note() {
    local text tier=private
    # shellcheck disable=SC2059
    text=$(printf "$words" "$made")
    [ $((made % 2)) -eq 0 ] || tier=shared
    send "$@" "note=$text" "tier=$tier" >"$work/headers"
    grep -q '303' "$work/headers" || { cat "$work/headers" "$work/out" >&2; exit 1; }
    made=$((made + 1))
}
for _ in $(seq "$contacts"); do
    note /contacts "person=$person" "kind=$kind" minutes=5
    contact=$(sed -nE 's/.*saved=([0-9a-z]{26}).*/\1/p' "$work/headers")
    for _ in $(seq 2 "$each"); do note "/contacts/$contact/notes"; done
done
# Whoever wrote while locked unlocks to read.
[ -z "${BENCH_LOCKED:-}" ] || key=$(send /notes-key/unlocking "known=$passphrase" |
    sed -nE 's/^[Ss]et-[Cc]ookie: n=([^;]*).*/\1/p' | tr -d '\r')
end_serving
cp -r "$work/var" "$work/plain"
sqlite3 "$work/plain/rapport.db" "WITH told AS (
        SELECT district_id, id, ROW_NUMBER() OVER (ORDER BY written_at, id) - 1 AS place FROM note)
    UPDATE note SET sealed = (SELECT printf('$words', told.place) FROM told
        WHERE told.district_id = note.district_id AND told.id = note.id)"

plain_port=$((port + 1))
serve
build/release/rapport_plain serve --data "$work/plain" --listen "127.0.0.1:$plain_port" \
    >"$work/plain.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do
    curl -sf -o "$work/ready" "http://127.0.0.1:$plain_port/readyz" && break
    sleep 0.1
done
looked_at_anew
sealed_base=$base plain_base=http://127.0.0.1:$plain_port
cookie="$cookie; n=$key"
# What is shown but for the keys of the page itself.
shown() {
    curl -sf -H "Cookie: s=$cookie" "$1/people/$person" |
        sed -E 's/(nonce|value)="[^"]*"//g' | grep -o 'Note [0-9]*\.[^<]*'
}
shown "$sealed_base" >"$work/sealed.txt"
shown "$plain_base" >"$work/plain.txt"
cmp "$work/sealed.txt" "$work/plain.txt"
printf 'the page of a teacher: %s notes on it, the same on both\n' "$(wc -l <"$work/sealed.txt")"
[ "$(wc -l <"$work/sealed.txt")" -eq $((contacts * each)) ]

for how in anew kept; do
    : >"$work/ratios"
    for _ in $(seq "$rounds"); do
        script=$([ "$how" = anew ] && printf '%s' "$work/anew.lua" || true)
        base=$plain_base
        read -r _ plain < <(load "/people/$person" "$script")
        base=$sealed_base
        read -r _ sealed < <(load "/people/$person" "$script")
        awk -v a="$sealed" -v b="$plain" 'BEGIN {print a / b}' >>"$work/ratios"
    done
    printf '%s: p99 with sealed notes %.2f x that with plain ones (at most 2); last %s us beside %s us\n' \
        "$how" "$(median <"$work/ratios")" "$sealed" "$plain"
done
