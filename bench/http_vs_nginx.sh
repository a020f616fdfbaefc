#!/usr/bin/env bash
# The transport beside nginx: both answer the same bytes, in turn, under the same load, and only
# their ratio is a figure. nginx serves a file (with sendfile, one worker, its open-file cache on);
# http_hello answers through its worker pool.
#
#   bench/http_vs_nginx.sh <path to http_hello> [bytes=12] [connections=32] [seconds=3] [rounds=5]
#
# Needs nginx and wrk. Prints one line a round and the medians; leaves nothing behind.
set -euo pipefail

hello=${1:?path to http_hello}
bytes=${2:-12}
connections=${3:-32}
seconds=${4:-3}
rounds=${5:-5}
nginx_port=$((20000 + RANDOM % 10000))
hello_port=$((nginx_port + 1))

work=$(mktemp -d)
hello_pid=
nginx_pid=
clean_up() {
    [ -z "$hello_pid" ] || { kill "$hello_pid"; wait "$hello_pid" || true; }
    [ -z "$nginx_pid" ] || { kill "$nginx_pid"; wait "$nginx_pid" || true; }
    rm -rf "$work"
}
trap clean_up EXIT

chmod 755 "$work"
mkdir "$work/www"
head -c "$bytes" /dev/zero | tr '\0' x > "$work/www/index.html"
cat > "$work/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 4096; }
http {
    types { text/html html; }
    charset utf-8;
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

nginx -e "$work/error.log" -c "$work/nginx.conf" & nginx_pid=$!
"$hello" "$hello_port" "$bytes" & hello_pid=$!
for port in $nginx_port $hello_port; do
    for _ in $(seq 50); do
        curl -sf -o "$work/$port" "http://127.0.0.1:$port/" && break
        sleep 0.1
    done
done
cmp "$work/$nginx_port" "$work/$hello_port"

# Requests a second, p99 in microseconds, CPU microseconds a request.
measure() {
    local port=$1 pid=$2 before after
    before=$(cpu_ticks "$pid")
    wrk -t2 -c"$connections" -d"${seconds}s" --latency "http://127.0.0.1:$port/" > "$work/wrk"
    after=$(cpu_ticks "$pid")
    awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" '
        function us(t) { return t ~ /ms$/ ? t * 1000 : t ~ /us$/ ? t + 0 : t * 1000000 }
        /99%/ { p99 = us($2) }
        /requests in/ { count = $1 }
        /Non-2xx|Socket errors/ { print > "/dev/stderr" }
        /Requests\/sec/ { rate = $2 }
        END { printf "%d %d %.2f\n", rate, p99, ticks / hertz * 1000000 / count }' "$work/wrk"
}
# Of the process and of its children, which for nginx do the work.
cpu_ticks() {
    local pid total=0 fields
    for pid in "$1" $(cat "/proc/$1/task/$1/children"); do
        read -r -a fields < "/proc/$pid/stat"
        total=$((total + fields[13] + fields[14]))
    done
    echo "$total"
}

echo "$bytes bytes, $connections connections, ${seconds}s a turn"
for round in $(seq "$rounds"); do
    read -r n_rate n_p99 n_cpu < <(measure "$nginx_port" "$nginx_pid")
    read -r r_rate r_p99 r_cpu < <(measure "$hello_port" "$hello_pid")
    awk -v round="$round" -v nr="$n_rate" -v rr="$r_rate" -v np="$n_p99" -v rp="$r_p99" \
        -v nc="$n_cpu" -v rc="$r_cpu" 'BEGIN {
        printf "round %d  requests/s %6d of %6d = %.2f   p99 %5d of %5d us = %.2f   cpu %.1f of %.1f us = %.2f\n",
            round, rr, nr, rr / nr, rp, np, rp / np, rc, nc, rc / nc }' | tee -a "$work/rounds"
done
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
echo "median    requests/s ratio $(grep -o 'requests/s .* p99' "$work/rounds" | grep -o '= [0-9.]*' | cut -c3- | median)" \
    "  p99 ratio $(grep -o 'p99 .* cpu' "$work/rounds" | grep -o '= [0-9.]*' | cut -c3- | median)" \
    "  cpu ratio $(grep -o 'cpu .*' "$work/rounds" | grep -o '= [0-9.]*' | cut -c3- | median)"
