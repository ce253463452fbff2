"""Real traffic: SIPp plays a focus and a participant over loopback (tests/interop/sipp), both logs are read back, and
where it is allowed tcpdump records the same traffic, with IP fragments and over TCP. Every message must be there, the
same on both sides. Usage: sipp_test.py SOURCE BUILD"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

CALLS, MESSAGES = 3, 10
RECORD = re.compile(rb"-{47} [^\n]*\n(\w+) message (sent|received) [(\[](\d+)[)\]]? ?bytes[)\]]? ?:\n\n")

# Recorded inside a network namespace: loopback has packets of 1500 bytes there, so that the notification is fragmented.
# tcpdump needs --immediate-mode, as the last packets would not be written otherwise, and a filter that lets later
# fragments through. It is ready when it says so.
RECORDING = r"""
ip link set lo up mtu 1500 2>/dev/null || exit 77
tcpdump --immediate-mode -U $1 -i lo -w all.pcap \
  'port 15070 or (ip[6:2] & 0x3fff != 0)' 2>tcpdump.err &
recorder=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q 'listening on' tcpdump.err && break
  kill -0 $recorder 2>/dev/null || exit 77
  sleep 0.1
done
shift
"$@"; status=$?
kill -INT $recorder; wait $recorder
exit $status
"""
# Both programs end by themselves after their calls; the focus needs a moment to listen, so the participant tries again.
PLAYING = r"""
sipp -sf "$1/focus.xml" -i 127.0.0.1 -p 15070 -t $2 -m $3 -nostdin -trace_msg -message_file focus.log -timeout 20s \
  >focus.out 2>&1 &
focus=$!
for i in 1 2 3 4 5 6 7 8 9 10; do
  grep -q -E ':3(A|a)DE ' /proc/net/udp /proc/net/tcp && break
  sleep 0.1
done
sipp -sf "$1/part.xml" 127.0.0.1:15070 -i 127.0.0.1 -p 15071 -t $2 -m $3 -r 5 -nostdin -trace_msg \
  -message_file part.log -timeout 20s >part.out 2>&1
part=$?
wait $focus
exit $((part + $?))
"""


def raw_messages(log):
    """The messages of a log by the lengths in it: a reader of our own that shares nothing with the library."""
    found, at = [], 0
    for match in iter(lambda: RECORD.search(log, at), None):
        size = int(match[3])
        found.append((match[2].decode(), log[match.end():match.end() + size]))
        at = match.end() + size
    return found


def fnv1a(data):
    value = 0xcbf29ce484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return f"{value:016x}"


def content_length_fits(message):
    head, _, body = message.partition(b"\r\n\r\n")
    return int(re.search(rb"Content-Length: *(\d+)", head)[1]) == len(body)


class Suite:
    def __init__(self, source, build):
        self.scenarios, self.build = source / "tests" / "interop" / "sipp", build
        self.result = checks.Checks()

    def read(self, file):
        done = subprocess.run([self.build / "bin" / "capture_messages", file], capture_output=True, text=True,
                              check=False)
        self.result.check(f"{file.name} is read", done.returncode == 0, done.stdout[-500:])
        rows = [line.split(" ") for line in done.stdout.splitlines()]
        return [row[1:] for row in rows if row[0] == "message"], [row[1:] for row in rows if row[0] == "notice"]

    def play(self, folder, transport, around=()):
        """Runs both programs in a folder; their exit status, 77 where that is not allowed."""
        done = subprocess.run([*around, "bash", "-c", PLAYING, "play", self.scenarios, transport, str(CALLS)],
                              cwd=folder, capture_output=True, text=True, check=False)
        return done.returncode

    def check_log(self, file):
        raw = raw_messages(file.read_bytes())
        messages, notices = self.read(file)
        name = f"{file.parent.name}/{file.name}"
        self.result.check(f"{name}: {CALLS * MESSAGES} messages", len(raw) == CALLS * MESSAGES, len(raw))
        self.result.check(f"{name}: all are found", [(fnv1a(m), str(len(m))) for _, m in raw] ==
                          [(row[9], row[8]) for row in messages])
        self.result.check(f"{name}: directions", [way == "sent" for way, _ in raw] ==
                          [row[6] == "out" for row in messages])
        self.result.check(f"{name}: Content-Length fits", all(content_length_fits(m) for _, m in raw))
        self.result.check(f"{name}: both ends are known", all("127.0.0.1:150" in row[3] and "127.0.0.1:150" in row[4]
                                                              for row in messages), messages[:2])
        times = [int(row[2]) for row in messages]
        self.result.check(f"{name}: times go on", times == sorted(times) and times[0] > 1_700_000_000 * 10**9)
        self.result.check(f"{name}: only the zone is assumed", len(notices) == 1, notices)
        return messages

    def check_logs(self, folder):
        focus, part = self.check_log(folder / "focus.log"), self.check_log(folder / "part.log")
        for way, other in (("in", "out"), ("out", "in")):
            self.result.check(f"{folder.name}: what goes {way} here goes {other} there",
                              sorted(row[9] for row in focus if row[6] == way) ==
                              sorted(row[9] for row in part if row[6] == other))
        return focus

    def check_capture(self, folder, focus):
        messages, notices = self.read(folder / "all.pcap")
        name = folder.name
        self.result.check(f"{name}: the capture has the messages of the log", sorted(row[9] for row in messages) ==
                          sorted(row[9] for row in focus), f"{len(messages)} and {len(focus)}")
        self.result.check(f"{name}: no message is cut", all(row[7] == "-" for row in messages), messages[:3])
        self.result.check(f"{name}: nothing is wrong", not notices, notices[:3])
        if name == "udp":
            split = [row for row in messages if row[0] != row[1]]
            self.result.check("udp: the notifications came in fragments", len(split) == CALLS, len(split))

    def check_others(self, folder, focus):
        """What ngrep and tshark write of the same capture is read back as well."""
        programs = {"ngrep": ["ngrep", "-q", "-t", "-W", "byline", "-I", "all.pcap"],
                    "tshark": ["tshark", "-r", "all.pcap", "-d", "udp.port==15070,sip", "-d", "tcp.port==15070,sip",
                               "-Y", "sip", "-T", "json", "-x", "--no-duplicate-keys"]}
        for program, command in programs.items():
            if not shutil.which(program):
                self.result.skip_judge(program)
                continue
            log = folder / f"{program}.log"
            with log.open("wb") as out:
                subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.DEVNULL, check=False,
                               env={**os.environ, "TZ": "UTC", "LC_ALL": "C"})
            messages, _ = self.read(log)
            self.result.check(f"{folder.name}: {program} has the messages of the log",
                              sorted(row[9] for row in messages) == sorted(row[9] for row in focus),
                              f"{len(messages)} and {len(focus)}")

    def record(self, folder, transport):
        """The same inside a namespace, with tcpdump; as root without one of users. 77 where that is not allowed."""
        root = os.geteuid() == 0
        around = ["unshare", "-n"] if root else ["unshare", "-n", "--map-current-user", "--keep-caps"]
        around += ["bash", "-c", RECORDING, "record", "-Zroot" if root else "-p"]
        return self.play(folder, transport, around)


def main():
    suite = Suite(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    if not shutil.which("sipp"):
        suite.result.skip_judge("sipp")
        suite.result.finish()
    with tempfile.TemporaryDirectory() as temporary:
        for name, transport in (("udp", "u1"), ("tcp", "t1")):
            folder = pathlib.Path(temporary) / name
            folder.mkdir()
            status = suite.record(folder, transport) if shutil.which("tcpdump") and shutil.which("unshare") else 77
            recorded = status == 0 and (folder / "all.pcap").is_file()
            if not recorded:
                suite.result.skip(f"{name}: packets may not be recorded here; the logs alone are read")
                status = suite.play(folder, transport)
            suite.result.check(f"{name}: SIPp plays", status == 0, status)
            if status == 0:
                focus = suite.check_logs(folder)
                if recorded:
                    suite.check_capture(folder, focus)
                    suite.check_others(folder, focus)
    suite.result.finish()


main()
