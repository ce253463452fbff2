"""Measures conf-validate against xmllint, conf-diff against xmldiff and conf-validate, and conf-generate against cat, in the
same run, alternating, and prints medians: bench.py [--update] [--build DIR] [--runs N]. With --update the tables of
tests/bench/README.md are rewritten. Inputs are made in a temporary folder; everything is read once before it is
measured."""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import inputs  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
XMLDIFF_LIMIT = 300  # seconds
SCHEMA = str(SOURCE / "schemas" / "conference-info.xsd")


class Bench:
    def __init__(self, build, folder):
        self.measure = str(build / "bin" / "measure")
        self.ours = [str(build / "bin" / "conf-validate")]
        self.diff = [str(build / "bin" / "conf-diff")]
        self.generate = [str(build / "bin" / "conf-generate")]
        self.parse = str(build / "bin" / "parse_trace")
        self.diagnose = [str(build / "bin" / "conf-trace"), "diagnose", "--format", "short", "--exit-zero"]
        self.xmllint = ["xmllint", "--noout", "--nonet", "--schema", SCHEMA]
        self.folder = folder

    def once(self, command, output="/dev/null"):
        """(wall, cpu, peak KiB) of one run, which must end with exit code 0, or 1 where documents differ."""
        line = subprocess.run([self.measure, output, *command], capture_output=True, text=True, check=True).stdout
        wall, cpu, peak, code = line.split()
        if code != ("1" if command[0] in self.diff else "0"):
            sys.exit(f"exit code {code}: {' '.join(command[:8])} ...")
        return float(wall), float(cpu), int(peak)

    def alternate(self, runs, *commands):
        """The medians of each command, measured in turns."""
        taken = [[] for _ in commands]
        for each in range(runs + 1):
            for list_of, command in zip(taken, commands):
                sample = self.once(command)
                if each:  # the first only warms the cache
                    list_of.append(sample)
        return [tuple(statistics.median(column) for column in zip(*samples)) for samples in taken]

    def at_once(self, commands, cpus):
        """Seconds until all are done, each on a CPU of its own."""
        began = time.monotonic()
        running = [subprocess.Popen(["taskset", "-c", str(cpu), *command], stdout=subprocess.DEVNULL)
                   for cpu, command in zip(cpus, commands)]
        for process in running:
            process.wait()
        return time.monotonic() - began

    def cores(self, runs, command, cpus):
        """How many times the work of one process two of them do, side by side: 2 where both cores are idle and share
        nothing."""
        alone, both = [], []
        for _ in range(runs):
            alone.append(self.at_once([command], cpus))
            both.append(self.at_once([command, command], cpus))
        return 2 * statistics.median(alone) / statistics.median(both)

    def same_output(self, first, second):
        one, two = self.folder / "one.out", self.folder / "two.out"
        self.once(first, str(one))
        self.once(second, str(two))
        return one.read_bytes() == two.read_bytes()


def pin(cpus):
    os.sched_setaffinity(0, cpus)


def row(what, ours, theirs, goal, ratio, unit="s"):
    scale = 1000 if unit == "ms" else 1
    return (f"| {what} | {ours[0] * scale:.3g} {unit} | {theirs[0] * scale:.3g} {unit} | {ratio} | {goal} "
            f"| {ours[1] * scale:.3g} / {theirs[1] * scale:.3g} {unit} "
            f"| {ours[2] / 1024:.1f} / {theirs[2] / 1024:.1f} MiB |")


def rows(bench, many, big, small, runs):
    cpus = sorted(os.sched_getaffinity(0))
    pin(cpus[:1])
    one, other = [*bench.ours, "--jobs", "1", *many], [*bench.xmllint, *many]
    ours, theirs = bench.alternate(runs, one, other)
    yield row(f"{len(many)} documents of 5 KB, one core", ours, theirs, "at least 4 times as fast",
              f"{theirs[0] / ours[0]:.2f} times as fast")
    ours, theirs = bench.alternate(max(3, runs // 2), [*bench.ours, "--jobs", "1", big],
                                   [*bench.xmllint, "--huge", big])
    yield row("one document of 100,000 users, 62 MiB", ours, theirs,
              "at least 3 times as fast, half the memory",
              f"{theirs[0] / ours[0]:.2f} times as fast, {ours[2] / theirs[2]:.2f} of the memory")
    ours, theirs = bench.alternate(runs * 40, [*bench.ours, small], [*bench.xmllint, small])
    yield row("one small document, whole process", ours, theirs, "at most 1.5 times the time",
              f"{ours[0] / theirs[0]:.2f} times the time", "ms")
    if len(cpus) < 2:
        return
    pin(cpus[:2])
    two = [*bench.ours, "--jobs", "2", *many]
    ours, theirs = bench.alternate(runs, two, one)
    same = "same bytes" if bench.same_output(two, one) else "OUTPUT DIFFERS"
    yield row("the same documents, `--jobs 2` (left) beside `--jobs 1`", ours, theirs,
              "at least 1.7 times as fast where two cores are idle",
              f"{theirs[0] / ours[0]:.2f} times as fast, {same}; two processes at once do "
              f"{bench.cores(runs, one, cpus):.2f} times the work of one")
    pin(cpus)


def beside_xmldiff(bench, pair, runs):
    ours, = bench.alternate(runs, [*bench.diff, *pair])
    began = time.monotonic()
    limit = ["timeout", str(XMLDIFF_LIMIT), "xmldiff", *pair]
    code = subprocess.run(limit, stdout=subprocess.DEVNULL, check=False).returncode if shutil.which("xmldiff") else 127
    taken = time.monotonic() - began
    if code != 0:
        ratio = "xmldiff is not installed" if code == 127 else f"not finished: over {taken / ours[0]:.0f} times as fast"
    else:
        ratio = f"{taken / ours[0]:.0f} times as fast"
    return (f"| 1,000 users, 10 changes | {ours[0] * 1000:.3g} ms | xmldiff, once: {taken:.3g} s | {ratio} "
            f"| at least 200 times as fast | {ours[2] / 1024:.1f} MiB |")


def diff_rows(bench, pairs, runs):
    """conf-diff beside xmldiff, and beside conf-validate of both documents."""
    cpus = sorted(os.sched_getaffinity(0))
    pin(cpus[:1])
    yield beside_xmldiff(bench, pairs[1000], runs)
    taken = {}
    for users in (10_000, 100_000):
        ours, theirs = bench.alternate(max(3, runs // 2), [*bench.diff, *pairs[users]],
                                       [*bench.ours, "--jobs", "1", *pairs[users]])
        taken[users] = ours[0]
        yield (f"| {users:,} users, 10 changes | {ours[0]:.3g} s | conf-validate of both: {theirs[0]:.3g} s "
               f"| {ours[0] / theirs[0]:.2f} times the time | under 3 times the time | {ours[2] / 1024:.1f} MiB |")
    yield (f"| ten times the users | {taken[100_000]:.3g} s | {taken[10_000]:.3g} s "
           f"| {taken[100_000] / taken[10_000]:.1f} times the time | at most 12 times the time | |")
    pin(cpus)


def generate_rows(bench, runs):
    """conf-generate beside cat of the same bytes and the start of a process that does nothing."""
    cpus = sorted(os.sched_getaffinity(0))
    pin(cpus[:1])
    for what in ("users=100000,endpoints=1-2,media=audio", "users=100000,endpoints=1-2,media=audio+video,languages,joins"):
        command = [*bench.generate, "--synthetic", what]
        made = bench.folder / "made.xml"
        bench.once(command, str(made))
        ours, cat, start = bench.alternate(runs * 3, command, ["cat", str(made)], ["true"])
        whole = cat[0] + start[0]
        yield (f"| `{what}`, {made.stat().st_size >> 20} MiB | {ours[0] * 1000:.3g} ms | {cat[0] * 1000:.3g} ms "
               f"| {start[0] * 1000:.3g} ms | {ours[0] / whole:.2f} times the time | at most 2 times the time "
               f"| {ours[2] / 1024:.1f} MiB |")
    pin(cpus)


FIELDS = ("frame.time_epoch", "ip.src", "ip.dst", "udp.srcport", "udp.dstport", "sip.Method", "sip.Status-Code",
          "sip.Call-ID", "sip.CSeq.seq", "sip.from.tag", "sip.to.tag", "sip.Via.branch")


def trace_rows(bench, folder, messages):
    """Our reader and conf-trace diagnose beside tshark with twelve fields, over the same capture; and how memory grows."""
    cpus = sorted(os.sched_getaffinity(0))
    pin(cpus[:1])
    capture, long = folder / "calls.pcap", folder / "long.pcap"
    inputs.write_capture(capture, messages)
    tshark = ["tshark", "-r", str(capture), "-Y", "sip", "-T", "fields", *sum((["-e", field] for field in FIELDS), [])]
    parse, diagnose = [bench.parse, str(capture)], [*bench.diagnose, str(capture)]
    seen = subprocess.run(tshark, capture_output=True, text=True, check=True).stdout.count("\n")
    ours = int(subprocess.run(parse, capture_output=True, text=True, check=True).stdout.split()[0])
    if (ours, seen) != (messages, messages):
        sys.exit(f"of {messages} messages tshark finds {seen}, we find {ours}")
    taken = bench.alternate(3, parse, diagnose, tshark)
    for (what, goal), one in zip((("read and parsed, with SDP", 50), ("`diagnose`", 15)), taken):
        yield (f"| {messages:,} messages, {capture.stat().st_size / 1e6:.1f} MB: {what} | {one[0]:.3g} s "
               f"| {messages / one[0] / 1000:,.0f} k | {taken[2][0]:.3g} s | {messages / taken[2][0] / 1000:,.0f} k "
               f"| {taken[2][0] / one[0]:.1f} times as fast | at least {goal} times as fast | {one[2] / 1024:.1f} MiB |")
    inputs.write_capture(long, messages * 10)
    more, = bench.alternate(1, [*bench.diagnose, str(long)])
    yield (f"| ten times the messages: `diagnose` | {more[0]:.3g} s | {10 * messages / more[0] / 1000:,.0f} k | | "
           f"| {more[2] / taken[1][2]:.2f} times the memory | at most 1.3 times the memory | {more[2] / 1024:.1f} MiB |")
    pin(cpus)


def table_of(head, lines):
    columns = head.count("|") - 1
    return "\n".join([head, "|" + "---|" * columns, *lines]) + "\n"


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    version = subprocess.run(["xmllint", "--version"], capture_output=True, text=True, check=False).stderr
    return (f"{model[1] if model else 'unknown CPU'}, {os.cpu_count()} CPUs; xmllint of libxml2 "
            f"{re.search(r'[0-9]+', version)[0]}; medians, wall time first")


def update_readme(name, table):
    page = SOURCE / "tests" / "bench" / "README.md"
    text = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda m: m[1] + table + m[2], page.read_text(), flags=re.S)
    page.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--users", type=int, default=100000)
    parser.add_argument("--diff", action="store_true", help="measure conf-diff only")
    parser.add_argument("--generate", action="store_true", help="measure conf-generate only")
    parser.add_argument("--trace", action="store_true", help="measure conf-trace only")
    parser.add_argument("--messages", type=int, default=100_000)
    settings = parser.parse_args()
    every = not (settings.diff or settings.generate or settings.trace)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(settings.build.resolve(), pathlib.Path(name))
        tables = {}
        if every or settings.generate:
            tables["generate"] = table_of("| what | conf-generate | cat | process start | ratio to both | goal | peak memory |",
                                          generate_rows(bench, settings.runs))
        if every or settings.diff:
            pairs = inputs.make_pairs(name, (1_000, 10_000, 100_000))
            tables["diff"] = table_of("| what | conf-diff | beside | ratio | goal | peak memory |",
                                      diff_rows(bench, pairs, settings.runs))
        if every or settings.trace:
            tables["trace"] = table_of("| what | we | messages a second | tshark | messages a second | ratio | goal "
                                       "| peak memory |", trace_rows(bench, pathlib.Path(name), settings.messages))
        if every:
            many, big, small = inputs.make_inputs(name, settings.documents, settings.users)
            tables["table"] = table_of("| what | conf-validate | xmllint | ratio | goal | CPU time of both "
                                       "| peak memory of both |", rows(bench, many, big, small, settings.runs))
    for table, text in tables.items():
        text += f"\n{machine()}.\n"
        print(text)
        if settings.update:
            update_readme(table, text)


if __name__ == "__main__":
    main()
