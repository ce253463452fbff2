"""What a subscriber holds beside merge_oracle.py, an independent reading of RFC 4575 section 4.6: its vectors, and
seeded random series of notifications, of which every step must agree. Usage: merge_test.py SOURCE BUILD [SEED [COUNT]]"""
import copy
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402
import notifications  # noqa: E402

Q = "{" + notifications.NAMESPACE + "}"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
WORDS = {"REJECT": "rejected", "DISCARD": "discarded", "RESYNC": "resync", "REPLACED": "replaced", "MERGED": "merged",
         "ENDED": "ended"}
COUNT, BATCH = 20000, 500


def load_oracle(folder):
    spec = importlib.util.spec_from_file_location("merge_oracle", folder / "merge_oracle.py")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def rounds(count):
    """As rounds.hpp does it."""
    factor = int(os.environ.get("CONFSTATE_ROUNDS", "1") or 1)
    return max(1, count * factor // int(os.environ.get("CONFSTATE_ROUNDS_DIVISOR", "1") or 1))


def foreign_said(element):
    return (element.tag, tuple(sorted(element.attrib.items())), element.text or "",
            tuple((foreign_said(child), child.tail or "") for child in element))


def said(element):
    """What an element says: white space between elements of the vocabulary says nothing."""
    if not element.tag.startswith(Q):
        return foreign_said(element)
    text = "" if len(element) or not (element.text or "").strip(" \t\r\n") else element.text
    return element.tag, tuple(sorted(element.attrib.items())), text, tuple(said(child) for child in element)


def oracle_state(oracle, subscriber):
    """What the oracle holds, as our document says it: without a signature, with <users/> where none are held."""
    if subscriber.doc is None:
        return None
    held = copy.copy(subscriber.doc)
    held.set("version", str(subscriber.v))
    held.set("state", "deleted" if subscriber.ended else "full")
    for signature in held.findall(SIGNATURE):
        held.remove(signature)
    if not subscriber.ended and held.find(Q + "users") is None:
        oracle.insert(held, ET.Element(Q + "users"), "conference")
    return said(held)


def outcome_of(oracle, subscriber, document):
    """The action and the number of notes."""
    try:
        words = subscriber.feed(ET.fromstring(document))
    except ET.ParseError:
        words = "REJECT"
    return WORDS[words.split(" ")[0].split(";")[0]], 0 if words.startswith("RE" "J") else words.count("; ")


class Steps:
    """Our side: what merge_steps says of many series."""

    def __init__(self, program, batch):
        text = b"".join(b"series\n" + b"".join(b"document %d\n%s\n" % (len(d), d) for d in each) for each in batch)
        self.out = subprocess.run([program], input=text, stdout=subprocess.PIPE, check=True).stdout
        self.at = 0

    def next(self):
        """(action, notes, state) of the next document; the state is None where it has not changed."""
        end = self.out.index(b"\n", self.at)
        action, notes, size = self.out[self.at:end].decode().split(" ")
        self.at = end + 1 + (0 if size == "=" else int(size))
        return action, int(notes), None if size == "=" else self.out[end + 1:self.at]


def compare(oracle, steps, documents, counts):
    """What is wrong with the first step of a series that differs, or nothing. Reads all steps of the series."""
    subscriber, wrong = oracle.Sub(), None
    for number, document in enumerate(documents, 1):
        expected = outcome_of(oracle, subscriber, document)
        action, notes, state = steps.next()
        if wrong:
            continue
        counts[action] = counts.get(action, 0) + 1
        applied = action in ("replaced", "merged", "ended")
        if (action, notes) != expected:
            wrong = f"document {number}: we say {action} with {notes} notes, the oracle {expected}"
        elif not applied and state is not None:
            wrong = f"document {number} was {action}, but the state changed"
        elif applied and (state is None or said(ET.fromstring(state)) != oracle_state(oracle, subscriber)):
            wrong = f"document {number}: another state\n{(state or b'').decode()}\n{subscriber.dump()}"
    return wrong


def compare_random(result, oracle, program, seed, count):
    """One check per series; the first that differ are printed with their documents."""
    batch, counts = [], {}

    def flush():
        steps = Steps(program, batch)
        for documents in batch:
            wrong = compare(oracle, steps, documents, counts)
            result.check("a random series", not wrong, f"{wrong}\n" + "\n".join(d.decode() for d in documents))
            if result.failed > 3:
                result.finish()
        batch.clear()

    for documents in notifications.many(seed, count):
        batch.append(documents)
        if len(batch) == BATCH:
            flush()
    flush()
    print(f"seed {seed}: " + ", ".join(f"{number} {word}" for word, number in sorted(counts.items())))
    result.check("every action occurs", len(counts) == len(WORDS) or count < 1000, str(counts))


def expected_of(path):
    """The outcomes and the final state that a vector demands."""
    lines = path.read_text().splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(("<", "(no state)")))
    outcomes = [line.split(": ", 1)[1] for line in lines[:begin]]
    state = "\n".join(lines[begin:])
    return outcomes, ET.fromstring(state) if state.startswith("<") else None


def try_vector(result, oracle, program, folder):
    documents = [p.read_bytes() for p in sorted(folder.glob("doc*.xml"), key=lambda p: int(p.stem[3:]))]
    outcomes, state = expected_of(folder / "expected.txt")
    steps, last = Steps(program, [documents]), None
    for number, outcome in enumerate(outcomes, 1):
        action, notes, now = steps.next()
        expected = WORDS[outcome.split(" ")[0].split(";")[0]], 0 if outcome.startswith("REJ") else outcome.count("; ")
        result.check(f"{folder.name} document {number}", (action, notes) == expected, f"{action}, {notes}: {outcome}")
        last = now or last
    if state is not None and state.get("state") == "full" and state.find(Q + "users") is None:
        oracle.insert(state, ET.Element(Q + "users"), "conference")
    result.check(f"{folder.name} final state", (said(ET.fromstring(last)) if last else None)
                 == (None if state is None else said(state)), (last or b"nothing held").decode())


def try_tool(result, oracle, program, folder):
    """The same vectors by conf-patch: its events, its last state."""
    names = sorted((p.name for p in folder.glob("doc*.xml")), key=lambda name: int(name[3:-4]))
    outcomes, state = expected_of(folder / "expected.txt")
    with tempfile.TemporaryDirectory() as place:
        events = pathlib.Path(place) / "events.ndjson"
        done = subprocess.run([program, "--no-config", "--from-empty", "--events", events, *names], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        lines = [json.loads(line) for line in events.read_text().splitlines()]
    result.check(f"conf-patch on {folder.name}: events", [line["event"] for line in lines] == [
        WORDS[outcome.split(" ")[0].split(";")[0]] for outcome in outcomes], str([line["event"] for line in lines]))
    fine = all(line["event"] != "rejected" for line in lines) and not lines[-1]["needs_resync"]
    result.check(f"conf-patch on {folder.name}: exit code", done.returncode == (0 if fine else 1), str(done.returncode))
    if state is not None and state.get("state") == "full" and state.find(Q + "users") is None:
        oracle.insert(state, ET.Element(Q + "users"), "conference")
    result.check(f"conf-patch on {folder.name}: state", (said(ET.fromstring(done.stdout)) if done.stdout else None)
                 == (None if state is None else said(state)), done.stdout.decode())


def main():
    build = pathlib.Path(sys.argv[2]).resolve()
    seed, count = (sys.argv[3:] + [1])[0], int(sys.argv[4]) if len(sys.argv) > 4 else rounds(COUNT)
    folder = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "")) / "oracle" / "merge"
    result = checks.Checks()
    if not (folder / "merge_oracle.py").is_file():
        result.skip(f"{folder} is not here")
        result.finish()
    oracle = load_oracle(folder)
    vectors = sorted(p.parent for p in folder.glob("*/expected.txt"))
    result.check("there are vectors", len(vectors) >= 34, str(len(vectors)))
    for vector in vectors:
        try_vector(result, oracle, build / "bin" / "merge_steps", vector)
        try_tool(result, oracle, build / "bin" / "conf-patch", vector)
    compare_random(result, oracle, build / "bin" / "merge_steps", seed, count)
    result.finish()


main()
