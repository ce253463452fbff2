"""Compiles every header by itself, without warnings. Usage: headers_alone.py SOURCE [COMPILER]. Not part of ctest: .ci/run
calls it once, with clang, which is the quicker one; in the builds both compilers see each header as the first include
of its source."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror",
         "-x", "c++", "-"]


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
        for job in [pool.submit(compile_header, compiler, source, header) for header in headers]:
            header, code, text = job.result()
            result.check(str(header.relative_to(source)), code == 0, text)
    result.finish()


main()
