#!/usr/bin/env bash
# Durable contacts through HTTP: how many a second 64 clients, each signed in for itself, get
# answered, beside how often a second the same disk can sync, in turn, in one run. First on this
# disk as it is, then held to 309 syncs a second, the disk that the goal of 20 x was written for
# (bench/held_disk.cpp). With each, what the program itself spent of a core on a contact.
#
#   bench/contacts.sh [seconds=3] [rounds=5]
#
# Needs wrk and sqlite3. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-5} clients=64
cmake --preset release -DRAPPORT_BENCH=ON >/dev/null
cmake --build --preset release --target sync_rate held_disk rapport >/dev/null
source bench/served.sh

"$program" sample --data "$work/var" --size "${BENCH_SIZE:-district}" >"$work/log"
serve
: >"$work/sessions"
for _ in $(seq "$clients"); do
    cookie=$(sign_in)
    curl -sf -H "Cookie: s=$cookie" "$base/log" -o "$work/log.html"
    printf '{"%s", "%s"},\n' "$cookie" "$(field _token "$work/log.html")" >>"$work/sessions"
done
# Everybody whom the page offers is helped in turn.
grep -o 'name="person" value="[^"]*"' "$work/log.html" | cut -d'"' -f4 |
    sed 's/.*/"&",/' >"$work/people"
kind=$(field kind "$work/log.html")

# Requests are joined from pieces made beforehand: the generator shall cost little.
cat >"$work/post.lua" <<LUA
local sessions = {
$(<"$work/sessions")
}
local people = {
$(<"$work/people")
}
local run, count, requests = string.format("%d%06d", os.time(), os.clock() * 1e6 % 1e6), 0, {}
for place, session in ipairs(sessions) do
    local body = "_token=" .. session[2] .. "&person=" .. people[place % #people + 1] ..
        "&kind=$kind&minutes=5&_key=bench-" .. run .. "-"
    requests[place] = "POST /contacts HTTP/1.1\r\nHost: 127.0.0.1:$port\r\nCookie: s=" ..
        session[1] .. "\r\nSec-Fetch-Site: same-origin\r\n" ..
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " .. #body + 8 ..
        "\r\n\r\n" .. body
end
function request()
    count = count + 1
    return requests[count % #requests + 1] .. string.format("%08d", count)
end
LUA

# spent : what the program has used of the cores so far, in microseconds.
spent() { awk -v tick="$(getconf CLK_TCK)" '{print ($14 + $15) * 1000000 / tick}' "/proc/$server/stat"; }
logged() { sqlite3 "$work/var/rapport.db" 'SELECT COUNT(*) FROM contact'; }

# contacts NAME [LIBRARY] : the figures of a disk, slowed by the library or not.
contacts() {
    : >"$work/ratios" && : >"$work/costs" && : >"$work/rates" && : >"$work/disk"
    for _ in $(seq "$rounds"); do
        LD_PRELOAD=${2:-} build/release/sync_rate "$work" >"$work/syncs"
        local before began=$(spent) count
        before=$(logged)
        wrk -t1 -c"$clients" -d"${seconds}s" --latency -s "$work/post.lua" "$base/" >"$work/wrk"
        ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
        awk '/Requests\/sec/ {print $2}' "$work/wrk" >"$work/rate"
        count=$(awk '/requests in/ {print $1}' "$work/wrk")
        # Every answer is a contact of its own: none was a repetition.
        if [ $(($(logged) - before)) -lt "$count" ]; then
            echo "$count answers, but only $(($(logged) - before)) contacts" >&2
            exit 1
        fi
        cat "$work/rate" >>"$work/rates" && cat "$work/syncs" >>"$work/disk"
        awk -v a="$(<"$work/rate")" -v b="$(<"$work/syncs")" 'BEGIN {print a / b}' >>"$work/ratios"
        awk -v a="$(spent)" -v b="$began" -v n="$count" 'BEGIN {print (a - b) / n}' >>"$work/costs"
    done
    printf '%-10s %6.0f contacts/s durable through HTTP, %5.0f syncs/s: %5.2f x;  %3.0f us of a core each;  p99 %s\n' \
        "$1" "$(median <"$work/rates")" "$(median <"$work/disk")" "$(median <"$work/ratios")" \
        "$(median <"$work/costs")" "$(awk '/99%/ {print $2}' "$work/wrk")"
}
contacts 'this disk'
printf 'memory under that load        %s kB (at most 204,800)\n' "$(memory)"
end_serving
library=$PWD/build/release/libheld_disk.so
serve "LD_PRELOAD=$library"
contacts 'held disk' "$library"
