#!/usr/bin/env bash
# T-05: what is pressed twice, or sent again over a broken network, happens once. Contacts are
# logged in a few districts at once, through faultproxy, each with one key and one to five times at
# the same moment, until acknowledged; meanwhile the server is killed again and again, and on PostgreSQL one of its processes too. Then
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
# Programs die here, not machines: what the kernel has is kept, so memory does as well as a disk,
# and the hurry is the same on a busy one.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
work=$(mktemp -d -t rapport-twice.XXXXXX)
chmod a+x "$work"  # PostgreSQL's folder is inside, and belongs to somebody else.
running=()
clean_up() {
    touch "$work/over"
    [ ! -e "$work/server" ] || kill -9 "$(cat "$work/server")" 2> "$work/gone" || true
    for pid in "${running[@]}"; do kill "$pid" 2> "$work/gone" || true; done
    for pid in "${running[@]}"; do
        # Not by `wait`: that does not wait while this script is itself being ended.
        while kill -0 "$pid" 2> "$work/gone"; do sleep 0.1; done
    done
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
districts=(Lakeside Harbor Cedar Summit Prairie Mesa Delta Ridge)
tokens=()
for name in "${districts[@]}"; do
    rapport district add "${at[@]}" --name "$name" >> "$work/log"
    rapport user add "${at[@]}" --district "$name" --name 'Rosa Lima' --email "rosa@$name.example" \
        --role coach >> "$work/log"
    rapport user add "${at[@]}" --district "$name" --name 'Amina Diallo' \
        --email "amina@$name.example" --role teacher >> "$work/log"
    tokens+=("$(rapport token add "${at[@]}" --user "rosa@$name.example")")
done

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
serve 2> "$work/gone" &
running+=($!)
"$programs/faultproxy" --listen $((port + 1)) --to "$port" --seed "$seed" > "$work/proxy.log" &
proxy=$!
running+=($proxy)
ask() { curl -sf -m 10 -H "Authorization: Bearer $1" "http://127.0.0.1:$port$2"; }
for _ in $(seq 100); do ask "${tokens[0]}" /api/v1/kinds > "$work/kinds" && break || sleep 0.1; done
first_id() { grep -o '"id":"[0-9a-z]*"' | head -n 1 | cut -d'"' -f4; }
kinds=() people=()
for token in "${tokens[@]}"; do
    kinds+=("$(ask "$token" /api/v1/kinds | first_id)")
    people+=("$(ask "$token" '/api/v1/people?q=amina' | first_id)")
done

# load DISTRICT OPERATIONS KEYS
load() {
    local body="{\"kind\":\"${kinds[$1]}\",\"people\":[\"${people[$1]}\"],\"minutes\":5"
    "$programs/faultload" --via $((port + 1)) --direct "$port" --seed $((seed + $1)) \
        --operations "$2" --keys "$3" --lanes 4 --post /api/v1/contacts \
        --list '/api/v1/contacts?limit=100' --items contacts \
        --header "Authorization: Bearer ${tokens[$1]}" --header 'Idempotency-Key: {key}' \
        --body "$body,\"next_step\":\"operation {n}\"}"
}
# The lines of all districts as one, and whether each was good.
load_all() {
    local loads=() good=0
    for i in "${!districts[@]}"; do
        load "$i" $(($1 / ${#districts[@]})) "$2" > "$work/load$i" &
        loads+=($!) running+=($!)
    done
    for pid in "${loads[@]}"; do wait "$pid" || good=1; done
    cat "$work"/load* | tr -d '{}"' | tr ',' '\n' | awk -F: '
        !($1 in sum) {order[++count] = $1} {sum[$1] += $NF}
        END {for (i = 1; i <= count; ++i) if (order[i] ~ /^[a-z_]+$/ && order[i] != "answers")
            printf "%s%s %d", i == 1 ? "" : ", ", order[i], sum[order[i]]; print ""}'
    return "$good"
}
# A second of work after each recovery, however slow the machine is. PostgreSQL needs seconds to
# recover, so only every eighth death is its own.
trouble() {
    local deaths=0
    while true; do
        until ask "${tokens[0]}" /api/v1/kinds > "$work/answer"; do sleep 0.1; done
        sleep "1.$((RANDOM % 10))"
        deaths=$((deaths + 1))
        if [ "$engine" = postgres ] && [ $((deaths % 8)) -eq 0 ]; then
            kill_backend && echo backend
        else
            kill -9 "$(cat "$work/server")" && echo server
        fi
    done >> "$work/kills" 2>> "$work/gone"
}
trouble &
trouble=$!
running+=($trouble)
load_all "$operations" same
kill "$trouble"
wait "$trouble" || true
printf 'killed meanwhile: the server %d times, a process of PostgreSQL %d times\n' \
    "$(grep -c server "$work/kills")" "$(grep -c backend "$work/kills" || true)"
[ -s "$work/kills" ] || { echo "Nothing was killed: this test is too short." >&2; exit 1; }
if load_all $((operations / 50 + 40)) fresh; then
    echo "The control should have shown doubles: this test sees nothing." >&2
    exit 1
fi
kill "$proxy"
wait "$proxy"
cat "$work/proxy.log"
echo "$engine, seed $seed: nothing was lost and nothing happened twice; the control failed, as it must."
