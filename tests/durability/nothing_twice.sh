#!/usr/bin/env bash
# T-05: what is pressed twice, or sent again over a broken network, happens once. Contacts are
# logged through faultproxy, each with one key and one to five times at once, until acknowledged;
# then they are counted. The control sends every try with a key of its own and must show doubles.
#
#   tests/durability/nothing_twice.sh <folder of rapport, faultproxy, faultload> [operations=10000]
#                                     [seed] [database url]
#
# Without a database url it uses SQLite in a folder of its own. Leaves nothing behind.
set -euo pipefail

programs=$(realpath "${1:?folder of the programs}")
operations=${2:-10000}
seed=${3:-$RANDOM}
url=${4:-}
port=$((20000 + RANDOM % 10000))
work=$(mktemp -d)
running=()
clean_up() {
    for pid in "${running[@]}"; do kill "$pid" 2> "$work/gone" || true; done
    wait || true
    rm -rf "$work"
}
trap clean_up EXIT

if [ -n "$url" ]; then
    at=(--data "$work/data" --database "$url")
else
    at=(--data "$work/data")
fi
mkdir "$work/data"
rapport() { "$programs/rapport" "$@"; }
rapport migrate "${at[@]}" > "$work/log"
rapport district add "${at[@]}" --name Lakeside >> "$work/log"
rapport user add "${at[@]}" --district Lakeside --name 'Rosa Lima' --email rosa@lakeside.example \
    --role coach >> "$work/log"
rapport user add "${at[@]}" --district Lakeside --name 'Amina Diallo' \
    --email amina@lakeside.example --role teacher >> "$work/log"
token=$(rapport token add "${at[@]}" --user rosa@lakeside.example)

rapport serve "${at[@]}" --listen "127.0.0.1:$port" > "$work/serve.log" 2>&1 &
running+=($!)
"$programs/faultproxy" --listen $((port + 1)) --to "$port" --seed "$seed" > "$work/proxy.log" &
proxy=$!
running+=($proxy)
ask() { curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:$port$1"; }
for _ in $(seq 100); do ask /api/v1/kinds > "$work/kinds" && break || sleep 0.1; done
first_id() { grep -o '"id":"[0-9a-z]*"' | head -n 1 | cut -d'"' -f4; }
kind=$(first_id < "$work/kinds")
person=$(ask '/api/v1/people?q=amina' | first_id)

load() {
    "$programs/faultload" --via $((port + 1)) --direct "$port" --seed "$seed" --operations "$1" \
        --keys "$2" --post /api/v1/contacts --list '/api/v1/contacts?limit=100' --items contacts \
        --header "Authorization: Bearer $token" --header 'Idempotency-Key: {key}' \
        --body "{\"kind\":\"$kind\",\"people\":[\"$person\"],\"minutes\":5,\"next_step\":\"operation {n}\"}"
}
echo "seed $seed"
load "$operations" same
if load $((operations / 50 + 10)) fresh; then
    echo "The control should have shown doubles: this test sees nothing." >&2
    exit 1
fi
kill "$proxy"
wait "$proxy"
cat "$work/proxy.log"
echo "Nothing was lost and nothing happened twice; the control failed, as it must."
