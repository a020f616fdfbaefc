#!/usr/bin/env bash
# T-05: what is pressed twice, or sent again over a broken network, happens once. Contacts are
# logged through faultproxy, each with one key and one to five times at once, until acknowledged;
# meanwhile the server is killed again and again, and on PostgreSQL one of its processes too. Then
# they are counted. The control sends every try with a key of its own and must show doubles.
#
#   tests/durability/nothing_twice.sh <folder of rapport, faultproxy, faultload> [operations=10000]
#                                     [seed] [sqlite|postgres]
#
# Leaves nothing behind.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
programs=$(realpath "${1:?folder of the programs}")
operations=${2:-10000}
seed=${3:-$RANDOM}
engine=${4:-sqlite}
port=$((20000 + RANDOM % 10000))
work=$(mktemp -d -t rapport-twice.XXXXXX)
chmod a+x "$work"  # PostgreSQL's folder is inside, and belongs to somebody else.
running=()
clean_up() {
    touch "$work/over"
    [ ! -e "$work/server" ] || running+=("$(cat "$work/server")")
    for pid in "${running[@]}"; do kill "$pid" 2> "$work/gone" || true; done
    wait || true
    rm -rf "$work"
}
trap clean_up EXIT

at=(--data "$work/data")
if [ "$engine" = postgres ]; then
    "$here/postgres" "$work/pg" > "$work/ready" &
    running+=($!)
    until [ -s "$work/ready" ]; do
        kill -0 "${running[0]}"
        sleep 0.1
    done
    at+=(--database "postgresql://rapport@/rapport?host=$work/pg")
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

# Begins again whenever it is killed, as a district's supervisor would.
serve() {
    while [ ! -e "$work/over" ]; do
        "$programs/rapport" serve "${at[@]}" --listen "127.0.0.1:$port" >> "$work/serve.log" 2>&1 &
        echo $! > "$work/server"
        wait $! || sleep 0.1
    done
}
# One of the processes that serve a connection: PostgreSQL ends all the others too, and recovers.
kill_backend() {
    local backend
    backend=$(psql -X -At -h "$work/pg" -U rapport rapport -c "
        SELECT pid FROM pg_stat_activity WHERE usename = 'rapport' AND pid <> pg_backend_pid()
         ORDER BY random() LIMIT 1") && [ -n "$backend" ] && kill -9 "$backend"
}
trouble() {
    while sleep "0.$((5 + RANDOM % 5))"; do
        kill -9 "$(cat "$work/server")" && echo server
        [ "$engine" = postgres ] || continue
        sleep "1.$((RANDOM % 10))"
        kill_backend && echo backend
    done >> "$work/kills" 2>> "$work/gone"
}
serve 2> "$work/gone" &
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
trouble &
trouble=$!
running+=($trouble)
load "$operations" same
kill "$trouble"
wait "$trouble" || true
printf 'killed meanwhile: the server %d times, a process of PostgreSQL %d times\n' \
    "$(grep -c server "$work/kills")" "$(grep -c backend "$work/kills" || true)"
[ -s "$work/kills" ] || { echo "Nothing was killed: this test is too short." >&2; exit 1; }
if load $((operations / 50 + 10)) fresh; then
    echo "The control should have shown doubles: this test sees nothing." >&2
    exit 1
fi
kill "$proxy"
wait "$proxy"
cat "$work/proxy.log"
echo "$engine, seed $seed: nothing was lost and nothing happened twice; the control failed, as it must."
