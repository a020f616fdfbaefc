# Shared by the commands of bin/: where the project is, and how a preset is built. Sourced.
# shellcheck shell=bash
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

say() { printf '%s\n' "$*" >&2; }

# The comment that opens a command is its help.
help_of() { awk 'NR > 1 && !/^#/ {exit} NR > 1 {sub(/^# ?/, ""); print}' "$1"; }

# build PRESET TARGET… : configures when that was never done here, then builds.
build() {
    local preset=$1 folder=build/$1
    shift
    # A build folder that came along in a copy of the project belongs to another place.
    if [ -f "$folder/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    if [ ! -f "$folder/build.ninja" ]; then
        cmake --preset "$preset" >&2
    fi
    # One unit a core: a third finds no cache of its own left.
    cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@" >&2
}

# True when nothing that the build reads is newer than the file.
is_newest() {
    [ -f "$1" ] && [ -z "$(find CMakeLists.txt CMakePresets.json src assets migrations tools \
        bin/setup -newer "$1" -print -quit 2>/dev/null)" ]
}

# fill_var PROGRAM : makes ./var with the sample district. It appears whole or not at all; one that
# is there already is kept and only migrated.
fill_var() {
    local program=$1
    if [ -n "$(ls -A var 2>/dev/null)" ]; then
        "$program" migrate --data var >&2
        return
    fi
    rm -rf build/var
    mkdir -p build/var
    say "Filling ./var with a sample district."
    "$program" migrate --data build/var >&2
    "$program" sample --data build/var --size district >build/sample.log
    rm -rf var
    mv build/var var
}

# print_links PROGRAM PORT : one-time sign-in links for the people of the sample.
print_links() {
    local program=$1 port=$2 role name url
    printf '\nRapport is at http://127.0.0.1:%s\n\n' "$port"
    printf 'Sign in as (each link works once; the next start makes new ones):\n'
    "$program" sample-links --data var --base-url "http://127.0.0.1:$port" |
        while IFS=$'\t' read -r role name url; do
            printf '  %-22s %-26s %s\n' "$role" "$name" "$url"
        done
    printf '\nCtrl-C stops it; what is in hand is finished first.\n\n'
}

# refuse_taken_port PORT COMMAND
refuse_taken_port() {
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        say "Port $1 is taken. Choose another: $2 --port $(($1 + 1))"
        exit 1
    fi
}

# port_of ARGUMENTS… : the number after --port, or 8080.
port_of() {
    local port=8080
    while [ $# -gt 0 ]; do
        case $1 in
            --port) port=${2:-}; shift ;;
            --port=*) port=${1#--port=} ;;
            *) say "Unknown: $1 (--help says what there is)"; return 2 ;;
        esac
        shift
    done
    case $port in
        '' | *[!0-9]*) say "--port needs a number"; return 2 ;;
    esac
    printf '%s' "$port"
}
