"""Every header compiles by itself, without warnings. Where a source of the same name has it as its first include, every
build of that source shows it; the others are compiled here. Usage: headers_alone.py SOURCE [COMPILER]. Not part of ctest:
.ci/run calls it once, with clang, which is the quicker one."""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror",
         "-x", "c++", "-"]


FIRST_INCLUDE = re.compile(r'^#include +"([^"]+)"', re.M)


def is_shown(header):
    """True where the builds compile it alone: as what its own source includes before anything else."""
    source = header.with_suffix(".cpp")
    first = FIRST_INCLUDE.search(re.split(r"^#include +<", source.read_text(), maxsplit=1, flags=re.M)[0]) \
        if source.exists() else None
    return first is not None and str(header).endswith("/" + first[1])


def compile_header(compiler, source, header):
    paths = [f"-I{source / folder}" for folder in ("libcore", "tools", "tests")]
    defines = ['-DCONFSTATE_ORACLES="."', '-DCONFSTATE_SOURCE_DIR="."', "-DCONFSTATE_ROUNDS_DIVISOR=1"]
    run = subprocess.run([compiler, *FLAGS, *paths, *defines], capture_output=True, text=True,
                         input=f'#include "{header}"\n')
    return header, run.returncode, run.stderr


def main():
    source = pathlib.Path(sys.argv[1])
    headers = sorted(p for folder in ("libcore", "tools", "tests") for p in (source / folder).rglob("*.hpp"))
    result = checks.Checks()
    compiler = sys.argv[2] if len(sys.argv) > 2 else "clang++-14"
    if shutil.which(compiler) is None:
        result.skip_judge(compiler)
        result.finish()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        alone = [header for header in headers if not is_shown(header)]
        for job in [pool.submit(compile_header, compiler, source, header) for header in alone]:
            header, code, text = job.result()
            result.check(str(header.relative_to(source)), code == 0, text)
        for header in headers:
            if header not in alone:
                result.check(str(header.relative_to(source)), True)
    result.finish()


main()
