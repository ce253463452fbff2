#!/bin/bash
# Installs what is missing, builds a release into build/ and judges the documents that come with the project.
set -eu
cd "$(dirname "$0")"
. cmake/packages.sh
# shellcheck disable=SC2086  # a list of words
install_missing $packages_build
. cmake/launcher.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ -x build/bin/conf-validate ] || echo "Building; the first time takes some minutes."
{
  cmake --preset release && cmake --build --preset release -j "$(nproc)" --target conf-validate conf-show conf-diff
} >"$log" 2>&1 || { tail -n 60 "$log"; exit 2; }

# Shows a command with its output and its exit code, which must be the one that is expected.
run() {
  local expected=$1 code=0
  shift
  echo
  echo "\$ $*"
  PATH="$PWD/build/bin:$PATH" "$@" || code=$?
  echo "(exit code $code)"
  [ "$code" -eq "$expected" ] || { echo "exit code $expected was expected" >&2; exit 2; }
}

echo "The programs are in build/bin."
run 0 conf-show testdata/valid/board.xml
run 0 conf-validate testdata/valid/board.xml
echo
echo "The same meeting as a careless focus would send it; exit code 1 says that there are findings."
run 1 conf-validate testdata/invalid/board.xml
echo
echo "What changed between two documents of a conference; exit code 1 says that they differ."
run 1 conf-diff testdata/valid/standup.xml testdata/valid/standup-later.xml
