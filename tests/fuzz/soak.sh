#!/bin/bash
# Runs fuzz drivers: tests/fuzz/soak.sh [SECONDS [DRIVER...]], all of them for a minute each where nothing is said; with
# SOAK_RUNS=N in the environment each tries N inputs from a fixed seed instead. Starts from testdata/, keeps what it learns
# in build-fuzz/corpus/<driver>, and leaves what crashes in testdata/regress/<driver>, where ctest replays it for ever.
set -eu
cd "$(dirname "$0")/../.."
. cmake/launcher.sh
how=(-max_total_time="${1:-60}")
shift || true
if [ -n "${SOAK_RUNS:-}" ]; then how=(-runs="$SOAK_RUNS" -seed=1); fi
if [ $# -eq 0 ]; then
  for source in tests/fuzz/*_fuzz.cpp; do set -- "$@" "$(basename "$source" .cpp)"; done
fi
[ -f build-fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" --target "$@" >/dev/null

passed=0 failed=0
for driver in "$@"; do
  corpus=build-fuzz/corpus/$driver kept=testdata/regress/$driver log=build-fuzz/$driver.log code=0
  mkdir -p "$corpus" "$kept"
  "build-fuzz/bin/$driver" "${how[@]}" -max_len=16384 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$kept/" "$corpus" testdata/valid testdata/invalid testdata/policies "$kept" >"$log" 2>&1 </dev/null || code=$?
  rmdir --ignore-fail-on-non-empty "$kept"
  if [ "$code" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); tail -n 40 "$log"; fi
  echo "$driver: exit code $code, $(grep -o 'number_of_executed_units: *[0-9]*' "$log" | grep -o '[0-9]*$') inputs"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
