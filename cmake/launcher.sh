# What the scripts that build have in common; sourced by start.sh, test.sh and .ci/run.
# shellcheck shell=bash
# A compiler cache where there is one.
if command -v ccache >/dev/null && [ -z "${CMAKE_CXX_COMPILER_LAUNCHER:-}" ]; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi

# Runs the tests of a build folder and prints the sum of their cases.
run_tests() {
  ctest --test-dir "$1" -j "$(nproc)" --output-on-failure --output-junit results.xml \
    --test-output-size-passed 4000000 --test-output-size-failed 4000000 >"$1/ctest.log" 2>&1 </dev/null ||
    grep -v -e ' Passed ' -e '^ *Start ' "$1/ctest.log" | tail -n 200
  /usr/bin/python3 tests/support/summary.py "$1/results.xml"
}
