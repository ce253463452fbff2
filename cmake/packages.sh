# The Debian packages of each job, in one place; start.sh, test.sh and .ci/run source this file.
# shellcheck shell=bash disable=SC2034
# What the programs are built from.
packages_build="g++ cmake ninja-build libfmt-dev libcli11-dev nlohmann-json3-dev libexpected-dev zlib1g-dev libzstd-dev \
libidn2-dev libssl-dev libyaml-cpp-dev libvalijson-dev"
# What the tests need besides: doctest, the programs that judge with us, readers of man pages and JSON schemas,
# programs that make and record SIP traffic, and namespaces to record it in without root.
packages_test="doctest-dev libexpat1-dev libxml2-dev libpugixml-dev libxml2-utils python3 python3-jsonschema \
mandoc jq gzip zstd git binutils tshark ngrep sip-tester tcpdump iproute2 util-linux pkg-config libosip2-dev \
libsofia-sip-ua-dev z3"
# What continuous integration needs besides: the second compiler, its tools, the benchmark library.
packages_ci="clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev libfuzzer-14-dev libbenchmark-dev"
# What the benchmark compares with besides.
packages_bench="xmldiff"

# Installs those of the named packages that are missing. Asks for root only when something is missing.
install_missing() {
  local missing=() package
  for package in "$@"; do
    # shellcheck disable=SC2016  # ${Status} is for dpkg-query
    if [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" != "install ok installed" ]; then
      missing+=("$package")
    fi
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "missing packages: ${missing[*]}; install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    root=(sudo)
  fi
  echo "installing: ${missing[*]}" >&2
  "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
      >/dev/null </dev/null
}
