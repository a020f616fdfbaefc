#!/usr/bin/env bash
# A roster of a quarter million users: what it takes to look at it, to bring it in, and to bring it
# in again, as peak memory and as a ratio to `sqlite3 .import` of the same files in the same run.
#
#   bench/roster.sh <folder of rapport and roster_bundle> [users=250000] [rounds=3]
#
# Needs sqlite3 and GNU time (Debian: time). Leaves nothing behind.
set -euo pipefail

programs=$(cd "${1:?folder of rapport and roster_bundle}" && pwd)
users=${2:-250000}
rounds=${3:-3}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$programs/roster_bundle" "$work/bundle" "$users" 1
printf 'bundle: %s users, %s rows, %s MB\n' "$users" \
    "$(cat "$work"/bundle/*.csv | wc -l)" "$(du -sm "$work/bundle" | cut -f1)"

{
    echo '.mode csv'
    for file in "$work"/bundle/*.csv; do
        echo ".import $file $(basename "$file" .csv)"
    done
} > "$work/import.sql"

# timed NAME COMMAND…: seconds, seconds of processor and peak kilobytes into $work/NAME.
timed() {
    local name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/$name" "$@" > "$work/out" 2> "$work/err" ||
        { cat "$work/err"; exit 1; }
}

roster() { timed "$1" "$programs/rapport" import roster "$work/bundle" --data "$work/data" "${@:2}"; }

for round in $(seq "$rounds"); do
    rm -rf "$work/data" "$work/plain.db"
    timed plain sqlite3 "$work/plain.db" ".read $work/import.sql"
    "$programs/rapport" migrate --data "$work/data" > "$work/out"
    "$programs/rapport" district add --data "$work/data" --name Lakes > "$work/out"
    roster look
    roster first --apply
    roster again --apply
    awk -v round="$round" '
        FNR == 1 { name = FILENAME; sub(/.*\//, "", name); wall[name] = $1; cpu[name] = $2 + $3; kb[name] = $4 }
        END {
            printf "round %d: .import %.2f s, %.2f s of processor\n", round, wall["plain"], cpu["plain"]
            split("look first again", steps, " ")
            for (i = 1; i <= 3; ++i) {
                n = steps[i]
                printf "  %-6s %.2f s (%.2f of .import), %.2f s of processor (%.2f of it), peak %.0f MB\n",
                    n, wall[n], wall[n] / wall["plain"], cpu[n], cpu[n] / cpu["plain"], kb[n] / 1024
            }
        }' "$work/plain" "$work/look" "$work/first" "$work/again"
done
