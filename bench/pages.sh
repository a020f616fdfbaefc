#!/usr/bin/env bash
# What people open all day, beside nginx serving the very same bytes as files: requests a second and
# p99 at 32 connections, in turn, in one run; only the ratios are figures. Then memory under that
# load. Durable contacts are bench/contacts.sh.
#
#   bench/pages.sh [seconds=3] [rounds=5]      after bin/run has built the release
#
# Needs nginx, wrk and sqlite3. Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

seconds=${1:-3} rounds=${2:-5}
cmake --preset release -DRAPPORT_BENCH=ON >/dev/null && cmake --build --preset release --target rapport >/dev/null
source bench/served.sh
nginx_port=$((25000 + RANDOM % 5000))

"$program" sample --data "$work/var" --size "${BENCH_SIZE:-district}" >"$work/log"
# A list of 50: finished requests of the sample are opened again.
sqlite3 "$work/var/rapport.db" "UPDATE request SET state = 'waiting', closed_at = NULL, holder_id = NULL
    WHERE id IN (SELECT id FROM request WHERE closed_at IS NOT NULL LIMIT 43)"
serve
cookie=$(sign_in)
printf 'memory idle with the sample   %s kB (at most 65,536)\n' "$(memory)"

mkdir "$work/www"
curl -sf -H "Cookie: s=$cookie" "$base/today" -o "$work/www/today"
curl -sf -H "Cookie: s=$cookie" "$base/requests?show=waiting" -o "$work/www/requests"
chmod -R a+rX "$work"
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
    default_type text/html;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=100 inactive=60s;
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
    uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
    server { listen 127.0.0.1:$nginx_port; root $work/www; }
}
CONF
nginx -e "$work/error.log" -c "$work/nginx.conf" & pids+=($!)
for _ in $(seq 100); do curl -sf -o "$work/out" "http://127.0.0.1:$nginx_port/today" && break; sleep 0.1; done

# load URL [script] : requests a second and p99 in microseconds.
load() {
    wrk -t1 -c32 -d"${seconds}s" --latency ${2:+-s "$2"} -H "Cookie: s=$cookie" "$1" >"$work/wrk"
    ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
    awk 'function us(t) {return t ~ /ms$/ ? t * 1000 : t ~ /us$/ ? t + 0 : t * 1000000}
        /99%/ {p99 = us($2)} /Requests\/sec/ {rate = $2} END {print rate, p99}' "$work/wrk"
}

looked_at_anew
for page in today 'requests?show=waiting'; do
    name=${page%%\?*}
    : >"$work/rates" && : >"$work/p99s" && : >"$work/made"
    for _ in $(seq "$rounds"); do
        read -r ours our_p99 < <(load "$base/$page")
        read -r theirs their_p99 < <(load "http://127.0.0.1:$nginx_port/$name")
        awk -v a="$ours" -v b="$theirs" 'BEGIN {print a / b}' >>"$work/rates"
        awk -v a="$our_p99" -v b="$their_p99" 'BEGIN {print a / b}' >>"$work/p99s"
        read -r made made_p99 < <(load "$base/$page" "$work/anew.lua")
        awk -v a="$made" -v b="$theirs" 'BEGIN {print a / b}' >>"$work/made"
    done
    printf '%-10s %6s bytes  rate %.2f x nginx (at least 0.35)  p99 %.1f x nginx (at most 3)  last %s/s beside %s/s\n' \
        "$name" "$(stat -c %s "$work/www/$name")" "$(median <"$work/rates")" \
        "$(median <"$work/p99s")" "$ours" "$theirs"
    printf '           made anew at every look: rate %.2f x nginx, last %s/s, p99 %s us beside %s us\n' \
        "$(median <"$work/made")" "$made" "$made_p99" "$their_p99"
done

printf 'memory under that load        %s kB (at most 204,800)\n' "$(memory)"
