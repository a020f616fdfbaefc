#!/usr/bin/env bash
# Search over 100,000 made schools and 20,000 made documents beside the same query straight on the
# full text of the database (FTS5, GIN), in turn, in one run, on both engines. Only the ratio of the
# p99 is a figure; it may be 2 at most. The product's side holds the district's range, the rows that
# are shown, their excerpts and marks; the other side the numbers of the rows alone.
#
#   bench/search.sh [schools=100000] [documents=20000] [rounds=3]
#
# Works in a folder of its own; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

cmake --preset release -DRAPPORT_BENCH=ON >/dev/null
[ -n "${BENCH_BUILT:-}" ] || cmake --build --preset release --target search_bench >/dev/null
work=$(mktemp -d -p "${BENCH_FOLDER:-build}")
trap 'rm -rf "$work"' EXIT
code=0
build/release/search_bench "$work/made.db" "$@" || code=$?
# shellcheck disable=SC2016
tests/with_postgres bash -c 'build/release/search_bench "$RAPPORT_TEST_DATABASE" "$@"' bench "$@" ||
    code=$?
exit "$code"
