# Shared by the benches that serve a district: a folder of their own, the program in it, people who
# are signed in. Sourced from the project's folder, after build/release was built.
# shellcheck shell=bash
program=build/release/rapport
port=$((20000 + RANDOM % 5000))
base=http://127.0.0.1:$port
work=$(readlink -f "$(mktemp -d -p "${BENCH_FOLDER:-build}")")
pids=()
clean_up() {
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT

# serve [VARIABLE=VALUE…] : the program on $base, with more in its environment; sets $server.
serve() {
    env "$@" "$program" serve --data "$work/var" --listen "127.0.0.1:$port" >"$work/log" 2>&1 &
    server=$!
    pids+=("$server")
    for _ in $(seq 100); do curl -sf -o "$work/ready" "$base/readyz" && break; sleep 0.1; done
}
end_serving() { kill "$server" && wait "$server" || true; }

field() { grep -o "name=\"$1\" value=\"[^\"]*\"" "$2" | head -n 1 | cut -d'"' -f4; }
# sign_in : one more session of the coach of the sample; prints its cookie.
sign_in() {
    local link
    link=$("$program" sample-links --data "$work/var" --base-url "$base" |
        awk -F'\t' '$1 == "coach" {print $3}')
    curl -sf -o "$work/page" "$link"
    curl -s -o "$work/out" -D - -X POST "$link" --data-urlencode "_key=$(field _key "$work/page")" |
        sed -nE 's/^[Ss]et-[Cc]ookie: s=([^;]*).*/\1/p' | tr -d '\r'
}
memory() { awk '/^VmRSS/ {print $2}' "/proc/$server/status"; }
median() { sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

# looked_at_anew : writes $work/anew.lua, with which wrk gives each request an address of its own, so
# that none is answered with a page kept from before.
looked_at_anew() {
    cat >"$work/anew.lua" <<'LUA'
local count = 0
function request()
    count = count + 1
    local joint = wrk.path:find("?", 1, true) and "&" or "?"
    return wrk.format("GET", wrk.path .. joint .. "look=" .. count)
end
LUA
}
# load PATH [SCRIPT] : for $seconds by whoever has $cookie; requests a second, p99 in microseconds.
load() {
    wrk -t1 -c8 -d"${seconds}s" --latency ${2:+-s "$2"} -H "Cookie: s=$cookie" "$base$1" \
        >"$work/wrk"
    ! grep -E 'Non-2xx|Socket errors' "$work/wrk" >&2
    awk 'function us(t) {return t ~ /ms$/ ? t * 1000 : t ~ /us$/ ? t + 0 : t * 1000000}
        /99%/ {p99 = us($2)} /Requests\/sec/ {rate = $2} END {print rate, p99}' "$work/wrk"
}
