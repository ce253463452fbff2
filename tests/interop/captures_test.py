"""Captures of every kind (tests/support/captures.py): what is in them, what we find, what tshark finds; byte for byte.
Usage: captures_test.py SOURCE BUILD [--table]; with --table the table of interop/README.md is printed."""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import captures  # noqa: E402
import checks  # noqa: E402

# (whole messages, messages that are cut short) where they are not (8, 0).
EXPECTED = {
    "cut in the last record": (7, 1),
    "snaplen 200": (0, 8),
    "two messages in a datagram": (4, 0),  # the second one is no message (RFC 3261 18.3): a notice
    "last fragment lost": (0, 8),
    "TCP, from the middle on": (7, 0),
    "TCP, a segment lost": (7, 1),
    **dict.fromkeys(["GRE", "VXLAN", "802.11", "802.11 with radiotap", "SCTP"], (0, 0)),  # not yet; said
    "bzip2": (0, 0),
    "xz": (0, 0),
}
REFUSED = {"bzip2", "xz"}


def fnv(data):
    state = 0xCBF29CE484222325
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def known_messages():
    """The hash of each message that the captures hold, with its Call-ID."""
    known = {}
    for number in range(8):
        for text in (captures.message(number), captures.message(number, 2600), captures.text(number),
                     captures.text(number, b"WS"), captures.message(number, end=b"\n")):
            known[fnv(text)] = f"call-{number}@192.0.2.10"
    return known


class Ours:
    """What capture_messages says of a file."""

    def __init__(self, program, path, *words):
        out = subprocess.run([program, path, *words], capture_output=True, check=False).stdout.decode("utf-8", "replace")
        lines = [line.split(" ") for line in out.splitlines()]
        self.messages = [line for line in lines if line[0] == "message"]
        self.whole = [line for line in self.messages if "t" not in line[8]]
        self.notices = [line for line in lines if line[0] == "notice"]
        self.failure = " ".join(next((line for line in lines if line[0] == "failure"), []))
        self.frames = next((int(line[1]) for line in lines if line[0] == "totals"), None)


def tshark(path, *words):
    done = subprocess.run(["tshark", "-r", path, *words], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace").split("\n")[:-1]


def judge(path):
    """The messages that tshark finds, its frames, their times in nanoseconds."""
    found = [name for line in tshark(path, "-Y", 'sip.Method=="OPTIONS"', "-T", "fields", "-e", "sip.Call-ID")
             for name in line.split(",") if name]
    times = [int(line.replace(".", "")) for line in tshark(path, "-T", "fields", "-e", "frame.time_epoch") if line]
    return found, times


def check_variant(result, name, ours, known):
    whole, cut = EXPECTED.get(name, (8, 0))
    result.check(f"{name}: messages", (len(ours.whole), len(ours.messages) - len(ours.whole)) == (whole, cut),
                 f"{len(ours.whole)} whole of {len(ours.messages)}, expected {whole} and {cut} that are cut short")
    result.check_none(f"{name}: messages byte for byte",
                      [" ".join(line) for line in ours.whole if known.get(line[10]) != line[11]])
    result.check(f"{name}: each once", len({line[11] for line in ours.whole}) == len(ours.whole))
    result.check(f"{name}: refused", bool(ours.failure) == (name in REFUSED), ours.failure)
    # What is not whole, or is more than messages, is said.
    loud = cut or whole != 8 or name == "line feeds alone"
    result.check(f"{name}: nothing in silence", bool(ours.notices or ours.failure) == bool(loud), str(ours.notices))


def check_times(result, name, ours, times):
    """Numbers and times of frames, as tshark has them."""
    if name in ("pcapng, simple packets", "HEP3 in UDP", *REFUSED):
        return  # without times of their own, or with those of an agent
    result.check(f"{name}: frames", ours.frames == len(times) or "cut" in name, f"{ours.frames}, tshark {len(times)}")
    result.check_none(f"{name}: times", [" ".join(line) for line in ours.messages if int(line[1]) <= len(times)
                                         and times[int(line[1]) - 1] != int(line[3])])


def check_tcpdump(result, name, path, ours):
    done = subprocess.run(["tcpdump", "-nr", path, "--count"], capture_output=True, check=False)
    words = done.stdout.split()
    if done.returncode == 0 and words:  # libpcap refuses some
        result.check(f"{name}: frames beside tcpdump", int(words[0]) == ours.frames, f"{words[0]}, {ours.frames}")


def check_corpus(result, program):
    folder = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "")) / "corpus" / "captures"
    if not folder.is_dir():
        result.skip(f"{folder} is not here")
        return
    for path in sorted(folder.glob("*.pcap*")):
        ours = Ours(program, path)
        lines = tshark(path, "-Y", "sip", "-T", "fields", "-e", "sip.Call-ID")
        found = sum(len(line.split(",")) for line in lines if line)
        result.check(f"{path.name}: messages", len(ours.messages) == found and not ours.failure,
                     f"{len(ours.messages)}, tshark {found}")


def check_salvage(result, program, folder):
    """Damage in the middle of every container costs no more than its record."""
    for name, data in (("pcap", captures.pcap(captures.PLAIN)), ("pcapng", dict(captures.containers())[
            "pcapng, one interface"])):
        path = folder / "damaged"
        path.write_bytes(data[:2000] + b"\xff" * 40 + data[2040:])
        ours = Ours(program, path, "salvage")
        result.check(f"{name}: salvaged", len(ours.whole) >= 6 and not ours.failure, f"{len(ours.whole)}")


def main():
    build = pathlib.Path(sys.argv[2]).resolve()
    program = build / "bin" / "capture_messages"
    result, known, rows = checks.Checks(), known_messages(), []
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        files = []
        for number, (name, data) in enumerate(captures.everything()):
            files.append((name, folder / f"{number}.bin"))
            files[-1][1].write_bytes(data)
        result.check("there are variants", len(files) >= 57, str(len(files)))
        has_tshark = shutil.which("tshark") is not None
        if not has_tshark:
            result.skip_judge("tshark")
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            judged = list(pool.map(judge, [path for _, path in files])) if has_tshark else [([], [])] * len(files)
        for (name, path), (found, times) in zip(files, judged):
            ours = Ours(program, path)
            check_variant(result, name, ours, known)
            if has_tshark:
                check_times(result, name, ours, times)
            if shutil.which("tcpdump"):
                check_tcpdump(result, name, path, ours)
            cut = len(ours.messages) - len(ours.whole)
            rows.append(f"| {name} | {len(ours.whole)}{f' + {cut} cut short' if cut else ''} | {len(found)} |")
        check_salvage(result, program, folder)
        if has_tshark:
            check_corpus(result, program)
    if "--table" in sys.argv:
        print("| capture | we | tshark |\n|---|---|---|\n" + "\n".join(rows))
    result.finish()


main()
