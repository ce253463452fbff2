#!/bin/bash
# Installs what the tests need and is missing, builds everything into build/, runs every test and counts the cases.
set -eu
cd "$(dirname "$0")"
. cmake/packages.sh
# shellcheck disable=SC2086  # lists of words
install_missing $packages_build $packages_test
. cmake/launcher.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Continuous integration takes warnings for errors, and optimises less: what is compiled is run for a minute or two.
options=()
if [ "${CONFSTATE_CI:-}" = 1 ]; then
  options=(-DCONFSTATE_WERROR=ON -DCONFSTATE_TEST_BATCHES=ON "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG")
fi
cmake --preset release "${options[@]}" >"$log" 2>&1 || { cat "$log"; exit 2; }
cmake --build --preset release -j "$(nproc)" >>"$log" 2>&1 || { tail -n 60 "$log"; exit 2; }
run_tests build
