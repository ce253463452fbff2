"""Laws of conf-trace redact over made captures, made conferences, and the captures of the corpus: nobody can be told,
the diagnosis is the same at the same messages, one key gives the same pseudonyms twice, times stay.
Usage: redact_test.py SOURCE BUILD"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import captures  # noqa: E402
import checks  # noqa: E402

# What a redacted trace cannot say again: it has one interface, plain packets, and times in the order of completion.
ABOUT_THE_FILE = {"capture/damaged", "capture/unknown-link", "capture/doubled", "capture/tls",
                  "capture/keys-present", "capture/stream-overlap", "capture/fragment-overlap", "capture/clock-back",
                  "capture/clock-assumed", "capture/log-record", "capture/log-length"}
SAID_AS = {"capture/cut-record": "capture/snapped"}
# Names for documentation stay; here are others, as long, so that captures stay as they are.
REAL = [(b"example.com", b"acme-co.com"), (b"example.net", b"acme-co.net"), (b"example.org", b"acme-co.org"),
        (b"192.0.2.10", b"10.20.30.4"), (b"198.51.100.7", b"172.16.100.7"), (captures.A4, bytes([10, 20, 30, 4])),
        (captures.B4, bytes([172, 16, 100, 7])), (captures.A6[:4], bytes.fromhex("2a00db8a"))]
NAMES = re.compile(rb"sips?:([A-Za-z][A-Za-z0-9_.-]{3,})@([A-Za-z0-9.-]+)|<display-text>([^<]{4,})</")
WORD = re.compile(rb"[A-Za-z]{4,}")
FAULTS = ["gap", "duplicate", "reorder", "partial-first", "same-version", "restart", "other-entity", "delete-unknown",
          "after-end"]


def made_real(data):
    for old, new in REAL:
        data = data.replace(old, new)
    return data


class Tools:
    def __init__(self, build, folder):
        self.build, self.folder, self.key = build / "bin", folder, folder / "key"
        self.key.write_bytes(b"a key that the test makes, long enough")

    def run(self, *words):
        return subprocess.run([self.build / words[0], *words[1:]], capture_output=True, check=False)

    def redact(self, path, out):
        return self.run("conf-trace", "redact", path, "-o", out, "--redact-key", self.key)

    def messages(self, path):
        """Frame, time and flags of each message."""
        lines = self.run("capture_messages", path).stdout.decode("utf-8", "replace").splitlines()
        rows = [line.split(" ") for line in lines if line.startswith("message ")]
        return [(int(row[1]), int(row[3]), row[8]) for row in rows]

    def findings(self, path):
        out = self.run("conf-trace", "diagnose", "--no-config", "--format", "ndjson", "--limit", "findings=100000", path)
        rows = [json.loads(line) for line in out.stdout.splitlines()]
        return [(row["rule"], row["packet"]["frame"] if row["packet"] else 0) for row in rows]


def by_message(findings, messages):
    """How often each rule speaks about each message; about no message (0) where it speaks of the capture."""
    place = {}
    for number, (frame, _, _) in enumerate(messages, 1):
        place.setdefault(frame, number)
    return collections.Counter(
        (SAID_AS.get(rule, rule), 0 if rule.startswith("capture/") else place.get(frame, 0)) for rule, frame in findings
        if rule not in ABOUT_THE_FILE)


def merged(counter, before):
    """Several messages of one frame count as the first of them."""
    first, out = {}, collections.Counter()
    for number, (frame, _, _) in enumerate(before, 1):
        first[number] = first.setdefault(("frame", frame), number)
    for (rule, number), count in counter.items():
        out[rule, first.get(number, 0)] += count
    return out


def words_of(data):
    """Who is in it: users, hosts and words of names."""
    found = set()
    for user, host, text in NAMES.findall(data):
        found.update(part for part in (user, host) if part)
        found.update(WORD.findall(text))
    plain = {b"audio", b"video", b"main", b"text", b"anonymous", b"conference", b"location"}
    return {word for word in found if word.lower() not in plain and not re.search(rb"exa|\.test$|invalid$", word)}


def check_trace(result, tools, name, data, same_times=True):
    path, out, twice = (tools.folder / word for word in ("in", "out", "twice"))
    path.write_bytes(data)
    out.unlink(missing_ok=True)
    done = tools.redact(path, out)
    if not result_is_there(result, name, done, out):
        return
    made = out.read_bytes()
    result.check_none(f"{name}: who is in it", 
                      sorted(word.decode() for word in words_of(data)
                             if re.search(rb"(?<![A-Za-z])" + re.escape(word) + rb"(?![A-Za-z])", made, re.I)))
    before, after = tools.messages(path), tools.messages(out)
    result.check(f"{name}: messages", [row[2] for row in before] == [row[2] for row in after], f"{before}\n{after}")
    if same_times:
        result.check(f"{name}: times", [row[1] for row in before] == [row[1] for row in after])
    said, says = (merged(by_message(tools.findings(p), rows), before) for p, rows in ((path, before), (out, after)))
    result.check(f"{name}: diagnosis", said == says, f"\n  before {said - says}\n  after {says - said}")
    tools.redact(path, twice)
    result.check(f"{name}: the same key gives the same", twice.read_bytes() == made)
    tools.redact(out, twice)
    again = tools.messages(twice)
    result.check(f"{name}: redacted twice", [row[2] for row in again] == [row[2] for row in after])


def result_is_there(result, name, done, out):
    result.check(f"{name}: redacted", done.returncode == 0 and out.exists(), done.stderr.decode("utf-8", "replace"))
    return done.returncode == 0 and out.exists()


def made_captures():
    packed = {"gzip", "zstd", "bzip2", "xz", "SIP over WebSocket"}
    unread = {"GRE", "VXLAN", "802.11", "802.11 with radiotap", "SCTP"}
    for name, data in captures.everything():
        if name not in packed | unread:
            yield name, made_real(data)


def conferences(tools):
    for form in ("pcap", "trace"):
        for seed, fault in enumerate(["", *FAULTS]):
            path = tools.folder / "series"
            words = ["--faults", fault] if fault else []
            tools.run("conf-generate", "--series", "12", "--seed", str(seed), "--format", form,
                      *words, "-o", path)
            yield f"series as {form}, {fault or 'no fault'}", made_real(path.read_bytes())


def check_refusals(result, tools):
    path = tools.folder / "in"
    path.write_bytes(captures.pcap(captures.PLAIN))
    onto = tools.redact(path, path)
    result.check("never onto the trace itself", onto.returncode == 2 and b"is the trace itself" in onto.stderr)
    result.check("the trace is as it was", path.read_bytes() == captures.pcap(captures.PLAIN))
    (tools.folder / "short").write_bytes(b"short")
    done = tools.run("conf-trace", "redact", path, "-o", tools.folder / "none", "--redact-key", tools.folder / "short")
    result.check("a short key is refused", done.returncode == 2 and not (tools.folder / "none").exists())
    one, other = (tools.run("conf-trace", "redact", path, "-o", "-").stdout for _ in range(2))
    result.check("documentation names stay, whatever the key", one.count(b"example.com") == other.count(b"example.com") > 0)
    path.write_bytes(made_real(captures.pcap(captures.PLAIN)))
    one, other = (tools.run("conf-trace", "redact", path, "-o", "-").stdout for _ in range(2))
    result.check("each run has a key of its own", one != other and len(one) > 0)


def main():
    build = pathlib.Path(sys.argv[2]).resolve()
    result = checks.Checks()
    with tempfile.TemporaryDirectory() as place:
        tools = Tools(build, pathlib.Path(place))
        for name, data in made_captures():
            check_trace(result, tools, name, data)
        for name, data in conferences(tools):
            check_trace(result, tools, name, data)
        corpus = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "")) / "corpus" / "captures"
        if not corpus.is_dir():
            result.skip(f"{corpus} is not here")
        for path in sorted(corpus.glob("*")) if corpus.is_dir() else []:
            check_trace(result, tools, path.name, path.read_bytes())
        check_refusals(result, tools)
    result.finish()


main()
