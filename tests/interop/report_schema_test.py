#!/usr/bin/python3
"""Lets other programs read our reports: JSON Schema, SARIF, XML, CI logs. Usage: report_schema_test.py SOURCE BUILD
runs conf-validate and conf-patch; report_schema_test.py SCHEMA INSTANCE... checks files (JSON: arrays by element, else by line).
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from checks import Checks  # noqa: E402
from sarif_check import offences_of  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

USER = '<user entity="sip:bob@example.com"/>'
HOSTILE = {
    # Names and contents that have broken reports of other programs.
    "::error file=x::y.xml": "::error::x\n##[error]y\n",
    "a, b:c 100%.xml": f"<conference-info>{USER}{USER}",
    'quote"<&>.xml': '<a b="\x1b[31m" \u202e="{0}">[click](http://x)</a>',
    "latin.xml": b"<a>\xe9\xff</a>",
    "end.xml": "<conference-info\r\n",
    "empty.xml": "",
    "wide.xml": '<?xml version="1.0"?>\n<会議 名="山田">\t<b></会議>\n',
}


def records(text):
    """The JSON values of a report: the elements of an array, or one value per line."""
    if text.lstrip().startswith("["):
        return json.loads(text)
    return [json.loads(line) for line in text.split("\n") if line]


def check_records(checks, name, schema, values):
    validator = jsonschema.Draft7Validator(schema)
    for number, value in enumerate(values):
        checks.check_none(f"{name} record {number} obeys its schema",
                          (f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(value)))


def load_schema(path):
    schema = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return schema


class Reports:
    """conf-validate over the shipped and some hostile documents, once per format."""

    def __init__(self, source, build, folder):
        self.program = str(pathlib.Path(build).resolve() / "bin" / "conf-validate")
        self.folder = folder
        self.names = []
        for name, content in HOSTILE.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
            self.names.append(name)
        shipped = pathlib.Path(source).resolve() / "testdata"
        for number, path in enumerate(sorted(shipped.glob("*valid/*.xml"))):
            copied = f"shipped-{number}-{path.name}"
            (folder / copied).write_bytes(path.read_bytes())
            self.names.append(copied)

    def run(self, *arguments):
        done = subprocess.run([self.program, "--no-config", *arguments], cwd=self.folder, capture_output=True,
                              check=False, timeout=120)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")

    def report(self, checks, form):
        code, out, err = self.run("--format", form, "--", *self.names)
        checks.check(f"{form}: findings and nothing else", code == 1 and err == "", f"exit {code}: {err[:400]}")
        checks.check_none(f"{form}: no raw control character",
                          re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out))
        checks.check(f"{form}: no ##[ of CI runners", "##[" not in out)
        if form != "github":
            checks.check_none(f"{form}: no :: command", re.findall(r"(?m)^\s*::.*", out))
        return out


def mutations(log):
    """Logs that are wrong in one place each, so that a checker that sees nothing is noticed."""
    def change(edit):
        broken = copy.deepcopy(log)
        edit(broken, broken["runs"][0], broken["runs"][0]["results"][0])
        return broken

    def region(result):
        return result["locations"][0]["physicalLocation"]["region"]

    yield change(lambda whole, run, result: whole.update(version="2.1"))
    yield change(lambda whole, run, result: run["tool"]["driver"].pop("name"))
    yield change(lambda whole, run, result: run["invocations"][0].pop("executionSuccessful"))
    yield change(lambda whole, run, result: run.update(columnKind="bytes"))
    yield change(lambda whole, run, result: result.update(level="info"))
    yield change(lambda whole, run, result: result.update(ruleIndex=100000))
    yield change(lambda whole, run, result: result.update(ruleId="x/y"))
    yield change(lambda whole, run, result: result.pop("message"))
    yield change(lambda whole, run, result: result["message"].update(text="a {0} b"))
    yield change(lambda whole, run, result: result.update(suppresions=[]))
    yield change(lambda whole, run, result: result.update(suppressions=[{"status": "accepted"}]))
    yield change(lambda whole, run, result: result.update(partialFingerprints={"confstate": "1"}))
    yield change(lambda whole, run, result: region(result).update(startColumn=0))
    yield change(lambda whole, run, result: region(result).pop("byteLength"))
    yield change(lambda whole, run, result: result["locations"][0]["physicalLocation"]["artifactLocation"].update(
        uri="a b"))
    if len(log["runs"][0]["results"]) > 1:
        yield change(lambda whole, run, result: result.pop("suppressions"))


def check_json(checks, reports, source):
    schemas = pathlib.Path(source) / "schemas"
    lines = records(reports.report(checks, "ndjson"))
    checks.check("json is one array of what ndjson prints per line", records(reports.report(checks, "json")) == lines)
    checks.check("there are records to check", len(lines) > 5)
    check_records(checks, "ndjson", load_schema(schemas / "finding.schema.json"), lines)
    checks.check("a finding in every hostile input", {r["file"] for r in lines} >= set(HOSTILE))
    rules = load_schema(schemas / "rule.schema.json")
    code, out, err = reports.run("--list-rules", "--format", "json")
    checks.check("--list-rules", code == 0 and err == "", f"exit {code}: {err[:400]}")
    check_records(checks, "--list-rules", rules, records(out))
    code, out, err = reports.run("--explain", records(out)[0]["rule"], "--format", "json")
    checks.check("--explain", code == 0 and err == "", f"exit {code}: {err[:400]}")
    check_records(checks, "--explain", rules, records(out))
    return lines


def check_sarif(checks, reports, lines):
    log = json.loads(reports.report(checks, "sarif"))
    checks.check_none("SARIF keeps the standard", offences_of(log))
    results = log["runs"][0]["results"]
    checks.check("SARIF has the findings of ndjson", [r["ruleId"] for r in results] == [r["rule"] for r in lines])
    checks.check("every SARIF result has its rule", all("ruleIndex" in r for r in results))
    checks.check("no clock in SARIF", re.search(r'Utc": ', json.dumps(log)) is None)
    checks.check("no absolute path in SARIF", str(reports.folder) not in json.dumps(log))
    for number, broken in enumerate(mutations(log)):
        checks.check(f"the SARIF checker notices mutation {number}", offences_of(broken))


def check_junit(checks, reports, lines):
    root = xml.etree.ElementTree.fromstring(reports.report(checks, "junit"))
    checks.check("JUnit's root", root.tag == "testsuites")
    checks.check("JUnit has a suite per input", len(root.findall("testsuite")) == len(reports.names))
    for suite in root.findall("testsuite"):
        for count, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            checks.check(f"JUnit counts {count}", int(suite.get(count)) == len(suite.findall(path)), suite.get("name"))
    failures = sum(1 for r in lines if r["severity"] != "info")
    checks.check("JUnit has the findings of ndjson", len(root.findall("testsuite/testcase/failure")) == failures)


def check_ci_logs(checks, reports, lines):
    issues = json.loads(reports.report(checks, "gitlab"))
    checks.check("gitlab has the findings of ndjson", [i["check_name"] for i in issues] == [r["rule"] for r in lines])
    for issue in issues:
        checks.check("gitlab's form", set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
                     and issue["severity"] in ("info", "minor", "major", "critical", "blocker")
                     and issue["location"]["lines"]["begin"] >= 1, str(issue)[:200])
    shape = re.compile(r"::(error|warning|notice) file=[^,:\r\n]+,line=\d+(,col=\d+)?(,endLine=\d+)?(,endColumn=\d+)?"
                       r",title=[a-z]+/[a-z0-9-]+::.+")
    commands = reports.report(checks, "github").splitlines()
    checks.check("github has the findings of ndjson", len(commands) == len(lines))
    checks.check_none("github's form", (c for c in commands if not shape.fullmatch(c)))
    shape = re.compile(r"[^\r\n]+:\d+:\d+: (error|warning|info): .+ \[[a-z]+/[a-z0-9-]+\]")
    brief = reports.report(checks, "short").splitlines()
    checks.check("short has the findings of ndjson", len(brief) == len(lines))
    checks.check_none("short's form", (b for b in brief if not shape.fullmatch(b)))
    reports.report(checks, "text")


NEXT = ('<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="{}" state="{}" version="{}">{}'
        '</conference-info>')
ROSTER = ('<conference-description/><users><user entity="sip:a@example.com"/><user entity="sip:b@example.com"/>'
          '<user entity="sip:c@example.com"/></users>')
EVENTS = [
    # Every event, every reason but those of a profile, every note.
    NEXT.format("sip:c@example.com", "partial", 1, ""), "<conference-info", "<other/>",
    NEXT.format("sip:c@example.com", "full", 2, ROSTER), NEXT.format("sip:c@example.com", "full", 2, ROSTER),
    NEXT.format("sip:d@example.com", "Partial", "x", ""), NEXT.format("sip:c@example.com", "partial", 9, ""),
    '<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:c@example.com"/>',
    NEXT.format("sip:c@example.com", "partial", 3, '<users state="partial"><user/><user entity="::error"/>'
                '<user entity="::error"/></users>'),
    NEXT.format("sip:c@example.com", "partial", 3, '<users state="partial"><user entity="##[z" state="deleted"/></users>'
                '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"/>'),
    NEXT.format("sip:c@example.com", "partial", 4, '<users><user entity="sip:a@example.com"><endpoint entity="e" '
                'state="deleted"/><endpoint entity="f" state="partial"/></user></users>'),
    NEXT.format("sip:c@example.com", "deleted", 5, ""), NEXT.format("sip:c@example.com", "partial", 6, ""),
]


def check_events(checks, source, build, folder):
    names = [f"{number}.xml" for number in range(len(EVENTS))] + list(HOSTILE)
    for name, text in zip(names, EVENTS):
        (folder / name).write_text(text)
    program = str(pathlib.Path(build).resolve() / "bin" / "conf-patch")
    done = subprocess.run([program, "--no-config", "--from-empty", "--events", "events.ndjson", "--", *names], cwd=folder,
                          capture_output=True, check=False, timeout=120)
    checks.check("conf-patch: rejected updates are exit 1", done.returncode == 1, done.stderr.decode()[:400])
    schemas = pathlib.Path(source) / "schemas"
    lines = records((folder / "events.ndjson").read_text(encoding="utf-8"))
    schema = load_schema(schemas / "event.schema.json")
    check_records(checks, "events", schema, lines)
    check_records(checks, "findings of events", load_schema(schemas / "finding.schema.json"),
                  [finding for line in lines for finding in line["findings"]])
    checks.check("an event per document", [line["file"] for line in lines] == names, str(len(lines)))
    kinds = {line["event"] for line in lines}
    checks.check("every kind of event", kinds == set(schema["properties"]["event"]["enum"]), str(kinds))
    reasons = {each["reason"] for line in lines for each in line["reasons"]} | {"judged-wrong"}
    checks.check("every reason", reasons == set(schema["definitions"]["reason"]["properties"]["reason"]["enum"]),
                 str(reasons))
    notes = {each["note"] for line in lines for each in line["notes"]}
    checks.check("every note", notes == set(schema["definitions"]["note"]["properties"]["note"]["enum"]), str(notes))
    log = done.stderr.decode("utf-8")
    checks.check_none("conf-patch: no command of a CI runner", re.findall(r"(?m)^\s*::.*|##\[", log))
    checks.check_none("conf-patch: no raw control character", re.findall(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", log))


def main(arguments):
    checks = Checks()
    if jsonschema is None:
        checks.skip_judge("python3-jsonschema")
        checks.finish()
    if pathlib.Path(arguments[0]).is_dir():
        with tempfile.TemporaryDirectory() as folder:
            reports = Reports(arguments[0], arguments[1], pathlib.Path(folder))
            lines = check_json(checks, reports, arguments[0])
            check_sarif(checks, reports, lines)
            check_junit(checks, reports, lines)
            check_ci_logs(checks, reports, lines)
            check_events(checks, arguments[0], arguments[1], pathlib.Path(folder))
    else:
        schema = load_schema(arguments[0])
        for path in arguments[1:]:
            check_records(checks, path, schema, records(pathlib.Path(path).read_text(encoding="utf-8")))
    checks.finish()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
