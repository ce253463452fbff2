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
werror=OFF
# In groups it takes half the time; start.sh compiles what is shipped, file by file.
if [ "${CONFSTATE_CI:-}" = 1 ]; then werror=ON; fi
cmake --preset release -DCONFSTATE_WERROR=$werror -DCONFSTATE_BATCHES=$werror >"$log" 2>&1 || { cat "$log"; exit 2; }
cmake --build --preset release -j "$(nproc)" >>"$log" 2>&1 || { tail -n 60 "$log"; exit 2; }
run_tests build
