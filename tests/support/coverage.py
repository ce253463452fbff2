"""Line coverage of libcore from gcov's JSON: coverage.py SOURCE BUILD. Exit code 1 below 90 %."""
import collections
import json
import pathlib
import subprocess
import sys

GOAL = 90.0


def lines_of(source, build):
    """file -> line -> how often it ran, over all objects."""
    counts = collections.defaultdict(collections.Counter)
    library = source / "libcore"
    data = [str(p) for p in build.rglob("*.gcda")]
    for start in range(0, len(data), 50):
        output = subprocess.run(["gcov", "--stdout", "--json-format", *data[start:start + 50]], capture_output=True,
                                check=True).stdout
        for line in output.splitlines():
            for entry in json.loads(line)["files"]:
                path = pathlib.Path(entry["file"])
                if library in path.parents:
                    for each in entry["lines"]:
                        counts[path.relative_to(library)][each["line_number"]] += each["count"]
    return counts


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    rooms = collections.defaultdict(lambda: [0, 0])
    weak = []
    for path, lines in lines_of(source, build).items():
        ran = sum(1 for count in lines.values() if count)
        for key in (path.parts[0], "libcore"):
            rooms[key][0] += ran
            rooms[key][1] += len(lines)
        if ran < 0.9 * len(lines):
            missed = sorted(number for number, count in lines.items() if not count)
            weak.append(f"{path}: {100 * ran / len(lines):.0f} %, not run: {' '.join(map(str, missed[:12]))}")
    print("\n".join(sorted(weak)))
    for room in sorted(rooms, key=lambda name: (name == "libcore", name)):
        ran, lines = rooms[room]
        print(f"{room:<10} {ran:>6} of {lines:>6} lines  {100 * ran / lines:5.1f} %")
    ran, lines = rooms["libcore"]
    sys.exit(0 if lines and 100 * ran / lines >= GOAL else 1)


main()
