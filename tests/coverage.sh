#!/bin/bash
# Line coverage of libcore by the tests: builds the coverage preset, runs ctest, sums up what gcov says.
set -eu
cd "$(dirname "$0")/.."
. cmake/launcher.sh
cmake --preset coverage >/dev/null
cmake --build --preset coverage -j "$(nproc)" >/dev/null
find build-coverage -name '*.gcda' -delete
run_tests build-coverage
/usr/bin/python3 tests/support/coverage.py . build-coverage
