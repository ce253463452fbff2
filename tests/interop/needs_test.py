"""What each program needs at run time, as `readelf -d` says: OpenSSL costs every start, so only those have it that
hash with a key, and yaml-cpp only those that read policies. Usage: needs_test.py SOURCE BUILD"""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

WITH_OPENSSL = {"conf-trace"}
WITH_YAML = {"conf-lint", "conf-rooms"}
NEVER = ["libxml2", "libexpat", "libpcap", "libosip2", "libsofia", "libpugixml"]


def main():
    source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    result = checks.Checks()
    tools = re.findall(r"^conf_tool\(([\w-]+)\)", (source / "CMakeLists.txt").read_text(), re.M)
    result.check("there are tools", len(tools) >= 6, str(tools))
    if not shutil.which("readelf"):
        result.skip_judge("readelf")
        tools = []
    for tool in tools:
        out = subprocess.run(["readelf", "-d", build / "bin" / tool], capture_output=True, check=False).stdout.decode()
        needed = re.findall(r"\(NEEDED\).*\[([^\]]+)\]", out)
        result.check(f"{tool} is there", needed != [])
        result.check(f"{tool}: OpenSSL", ("libcrypto" in " ".join(needed)) == (tool in WITH_OPENSSL), str(needed))
        result.check(f"{tool}: yaml-cpp", ("libyaml-cpp" in " ".join(needed)) == (tool in WITH_YAML), str(needed))
        result.check_none(f"{tool}: no judges", [name for name in needed if any(name.startswith(n) for n in NEVER)])
    result.finish()


main()
