"""What conf-generate makes, beside other people's programs: xmllint with the schema, conf-validate --strict, JSON
schemas, merge_oracle.py, tshark, and a reader of captures of our own that shares nothing with the writer.
Usage: generated_test.py SOURCE BUILD"""
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

FLAGS = ("languages", "roles", "aors", "joins", "calls", "statuses")
WORDS = {"REJECT": "rejected", "DISCARD": "discarded", "RESYNC": "resync", "REPLACED": "replaced", "MERGED": "merged",
         "ENDED": "ended"}
FAULTS = "gap,duplicate,reorder,partial-first,same-version,restart,other-entity,delete-unknown,after-end"
MEDIA = ("audio", "audio+video", "message+text+image+application+video+audio")


class Suite:
    def __init__(self, source, build, folder):
        self.source, self.build, self.folder = source, build, folder
        self.result = checks.Checks()

    def run(self, tool, *arguments, stdin=b""):
        return subprocess.run([self.build / "bin" / tool, *map(str, arguments)], input=stdin, capture_output=True,
                              check=False)

    def generate(self, *arguments, stdin=b""):
        done = self.run("conf-generate", *arguments, stdin=stdin)
        self.result.check(f"conf-generate {' '.join(map(str, arguments))}", done.returncode == 0 and not done.stderr,
                          done.stderr.decode())
        return done.stdout


def make_documents(suite):
    """Documents of every kind, in files."""
    chance = random.Random(4575)
    for seed in range(60):
        words = [f"users={chance.randrange(200)}", f"endpoints={chance.randrange(2)}-{chance.randrange(1, 5)}",
                 f"media={chance.choice(MEDIA)}", f"sidebars={chance.randrange(4)}",
                 f"references={chance.randrange(3)}", *(flag for flag in FLAGS if chance.random() < 0.5)]
        shape = chance.choice(["plain", "all"])
        layout = chance.choice(["compact", "indented"])
        suite.generate("--synthetic", ",".join(words), "--seed", seed, "--shape", shape, "--layout", layout,
                       "-o", suite.folder / f"synthetic{seed}.xml")
    suite.generate("--entity", "sip:c@example.com", "--subject", "<&>\"", "--room", "xmpp:dev@conference.example.com",
                   "--user", "sip:bob@example.com,display=Bob\\, the man,role=chair,status=connected,media=audio:sendrecv",
                   "-o", suite.folder / "options.xml")
    for seed in range(10):
        suite.generate("--series", 60, "--seed", seed, "-o", suite.folder / f"series{seed}")
    for document in sorted((suite.source / "testdata" / "valid").glob("*.xml")):
        form = suite.run("conf-show", "--format", "json", document)
        if form.returncode == 0:
            suite.generate("--from", "-", "-o", suite.folder / f"json-{document.name}", stdin=form.stdout)
    rows = suite.run("conf-show", "--format", "csv", "--rows", "media", suite.source / "testdata/valid/board.xml")
    suite.generate("--csv", "-", "-o", suite.folder / "roster.xml", stdin=rows.stdout)
    again = suite.run("conf-show", "--format", "csv", "--rows", "media", suite.folder / "roster.xml")
    strip = re.compile(rb"^[^,]*,", re.M)  # the name of the file
    suite.result.check("rows of conf-show survive conf-generate --csv",
                       strip.sub(b"", again.stdout) == strip.sub(b"", rows.stdout))


def judge_documents(suite):
    files = sorted(suite.folder.rglob("*.xml"))
    suite.result.check("there are documents to judge", len(files) > 500)
    schema = suite.source / "schemas" / "conference-info.xsd"
    if shutil.which("xmllint"):
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, *files], capture_output=True,
                              text=True, check=False)
        bad = [line for line in done.stderr.splitlines() if not line.endswith(" validates")]
        suite.result.check_none(f"xmllint accepts {len(files)} documents", bad)
    else:
        suite.result.skip_judge("xmllint")
    made = [file for file in files if not file.name.startswith("json-")]
    done = suite.run("conf-validate", "--strict", "--format", "short", *made)
    suite.result.check(f"conf-validate --strict accepts {len(made)} documents", done.returncode == 0,
                       done.stdout.decode()[:2000])


def checksum(data):
    total = sum(struct.unpack(f">{len(data) // 2}H", data)) if len(data) % 2 == 0 else checksum_odd(data)
    while total > 0xffff:
        total = (total & 0xffff) + (total >> 16)
    return total


def checksum_odd(data):
    return sum(struct.unpack(f">{(len(data) + 1) // 2}H", data + b"\0"))


def packets(data):
    magic, major, minor, _, _, _, link = struct.unpack("<IHHiIII", data[:24])
    assert (magic, major, minor, link) == (0xa1b2c3d4, 2, 4, 1)
    at = 24
    while at < len(data):
        seconds, micros, kept, length = struct.unpack("<IIII", data[at:at + 16])
        assert kept == length
        yield seconds + micros / 1e6, data[at + 16:at + 16 + kept]
        at += 16 + kept


def streams(suite, data):
    """The bytes of both directions, as TCP puts them together."""
    sent, following, times = {}, {}, []
    for time, frame in packets(data):
        times.append(time)
        total = struct.unpack(">H", frame[16:18])[0]
        header, segment = frame[14:34], frame[34:14 + total]
        pseudo = header[12:20] + struct.pack(">HH", 6, len(segment))
        suite.result.check("checksums are right", checksum(header) == 0xffff and checksum(pseudo + segment) == 0xffff)
        ports, sequence, _, offset, flags = struct.unpack(">IIIBB", segment[:14])
        payload = segment[(offset >> 4) * 4:]
        suite.result.check("frames fit Ethernet", total <= 1500)
        if ports in following:
            suite.result.check("no byte is missing", following[ports] == sequence)
        following[ports] = sequence + len(payload) + bool(flags & 3)
        sent[ports] = sent.get(ports, b"") + payload
    suite.result.check("time goes on", times == sorted(times))
    return sent


def messages(stream):
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        length = int(re.search(rb"^Content-Length: (\d+)", head, re.M)[1])
        yield head.decode(), rest[:length]
        stream = rest[length:]


def bodies_of_trace(text):
    """The bodies of NOTIFY requests in a log as SIPp writes it."""
    start = re.compile(rb"-{47} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\nTCP message (?:received \[(\d+)\] bytes :|"
                       rb"sent \((\d+) bytes\):)\n\n")
    at, found = 0, []
    while at < len(text):
        match = start.match(text, at)
        if not match:
            return None
        length = int(match[1] or match[2])
        found += [body for head, body in messages(text[match.end():match.end() + length]) if head.startswith("NOTIFY")]
        at = match.end() + length + 1
    return found


def judge_series(suite):
    common = ["--series", 40, "--seed", 3]
    lines = [json.loads(line) for line in suite.generate(*common, "--format", "ndjson").splitlines()]
    bodies = [line["xml"].encode() for line in lines]
    suite.result.check("versions go up by one", [line["version"] for line in lines] == list(range(1, 42)))
    suite.result.check("a trace carries the same documents",
                       bodies_of_trace(suite.generate(*common, "--format", "trace")) == bodies)
    capture = suite.folder / "series.pcap"
    suite.generate(*common, "--format", "pcap", "-o", capture)
    sent = streams(suite, capture.read_bytes())
    heads = {kind: list(messages(stream)) for kind, stream in sent.items()}
    focus = next(all_of for all_of in heads.values() if all_of[0][0].startswith("SIP/2.0 200"))
    suite.result.check("a capture carries the same documents",
                       [body for head, body in focus if head.startswith("NOTIFY")] == bodies)
    dialogs = {re.search(r"^Call-ID: (.*)\r$", head, re.M)[1] for head, _ in itertools.chain(*heads.values())}
    suite.result.check("there is one dialog", len(dialogs) == 1)
    judge_with_tshark(suite, capture, len(bodies))


def judge_with_tshark(suite, capture, count):
    if not shutil.which("tshark"):
        suite.result.skip_judge("tshark")
        return

    def fields(choice, field):
        done = subprocess.run(["tshark", "-r", capture, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
                               "-Y", choice, "-T", "fields", "-e", field], capture_output=True, text=True, check=True)
        return done.stdout.split()

    methods = ",".join(fields("sip", "sip.Method")).split(",")
    suite.result.check("tshark sees every request", methods.count("NOTIFY") == count and "SUBSCRIBE" in methods)
    suite.result.check_none("tshark finds no broken frame",
                            fields("tcp.checksum.status == 0 or ip.checksum.status == 0 or _ws.malformed or "
                                   "tcp.analysis.lost_segment or tcp.analysis.retransmission", "frame.number"))


def judge_schemas(suite):
    if jsonschema is None:
        suite.result.skip_judge("python3-jsonschema")
        return
    suite.generate("--series", 60, "--faults", FAULTS, "-o", suite.folder / "faulty")
    expected = json.loads((suite.folder / "faulty" / "expected.json").read_text())
    lines = [json.loads(line) for line in suite.generate("--series", 60, "--faults", FAULTS).splitlines()]
    for name, instances in (("expected", [expected]), ("notification", lines)):
        schema = json.loads((suite.source / "schemas" / f"{name}.schema.json").read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        suite.result.check_none(f"{name}.schema.json holds", [error.message for each in instances
                                                              for error in validator.iter_errors(each)])
    suite.result.check("every document has its finding", [row["rules"] for row in expected["notifications"]] ==
                       [line["rules"] for line in lines])
    files = [row["file"] for row in expected["notifications"]]
    suite.result.check("every file is there", all((suite.folder / "faulty" / name).is_file() for name in files))


def judge_outcomes(suite):
    """What the oracle does with broken series beside what is written beside them."""
    oracle = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "") or suite.source / "absent") / "oracle/merge/merge_oracle.py"
    if not oracle.is_file():
        suite.result.skip("no oracles: nobody else judged the outcomes of broken series")
        return
    for seed in range(20):
        folder = suite.folder / f"outcomes{seed}"
        suite.generate("--series", 80, "--seed", seed, "--faults", FAULTS, "-o", folder)
        expected = json.loads((folder / "expected.json").read_text())["notifications"]
        done = subprocess.run([sys.executable, "-B", oracle, *(folder / row["file"] for row in expected)],
                              capture_output=True, text=True, check=False)
        seen = [WORDS[word] for word in re.findall(r"^[0-9]+\.xml: ([A-Z]+)", done.stdout, re.M)]
        suite.result.check(f"outcomes of series {seed}", seen == [row["outcome"] for row in expected], done.stderr[:500])


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as name:
        suite = Suite(source, build, pathlib.Path(name))
        make_documents(suite)
        judge_documents(suite)
        judge_series(suite)
        judge_schemas(suite)
        judge_outcomes(suite)
    suite.result.finish()


main()
