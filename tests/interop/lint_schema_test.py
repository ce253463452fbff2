"""What conf-lint writes for scripts follows its schemas, and no text of a hostile policy breaks out of a report.
Usage: lint_schema_test.py SOURCE BUILD"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

EVIL = "::error::\u202e\x1b[31m##[x]"
HOSTILE = {"schemaVersion": 1, "id": EVIL, "description": EVIL, "conference": {"uri": "sip:b@conf.example.com"},
           "membership": {"allow": [{"id": EVIL, "match": {"uri": EVIL}},
                                    {"id": "b", "match": {"pattern": "sip:" + EVIL + "*@x"}}],
                          "deny": [{"id": EVIL + "2", "match": {"domain": EVIL}}]},
           "roles": {EVIL: {"may": ["kick"]}}, "identity": {"trust": [{"id": EVIL, "peers": [EVIL]}]},
           EVIL: 1, "x-note": EVIL}
CASES = [{"name": EVIL, "who": "sip:" + EVIL, "expect": "admit"}, {"asks": "dial-out", "who": "sip:a@b", "expect": "bye"},
         {"who": "sip:alice@example.com", "given": ["locked", "privacy"], "expect": "reject 403"}]
RAW = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"


class Lint:
    def __init__(self, program, folder, result):
        self.program, self.folder, self.result = program, folder, result

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, check=False, timeout=120)
        text = done.stdout.decode("utf-8")
        name = " ".join(arguments)[:80].encode("ascii", "replace").decode()
        self.result.check(f"{name}: no crash", done.returncode in (0, 1, 2), str(done.returncode))
        self.result.check_none(f"{name}: no raw control character", re.findall(RAW, text))
        commands = r"(?m)^\s*##\[.*" if "github" in arguments else r"(?m)^\s*(?:::|##\[).*"
        self.result.check_none(f"{name}: no line is a command of a CI system", re.findall(commands, text))
        return text


def records(text):
    return [json.loads(line) for line in text.split("\n") if line]


def try_records(result, name, lines, schemas):
    result.check(f"{name}: something is written", bool(lines))
    for line in lines:
        result.check_none(f"{name}: a record of {line['schema']} obeys its schema",
                          (f"{list(e.absolute_path)}: {e.message[:200]}"
                           for e in schemas[line["schema"]].iter_errors(line)))


def try_findings(lint, schemas):
    for policy in ("hostile.json", "misconfigured.json"):
        for form in ("text", "short", "json", "ndjson", "sarif", "junit", "gitlab", "github"):
            lint.run("check", "--no-config", policy, "--format", form)
        try_records(lint.result, policy, records(lint.run("check", "--no-config", policy, "--format", "ndjson")), schemas)
        lint.run("check", "--no-config", policy, "--diff")


def try_replies(lint, schemas):
    for policy in ("misconfigured.json", "secure.json", "open.json"):
        try_records(lint.result, policy, records(lint.run("explain", policy, "--format", "json")), schemas)
        lint.run("explain", policy)
        for who in ("sip:alice@example.com", "sip:" + EVIL, "tel:+4930123456"):
            for asks in ("dial-in", "join", "replaces", "dial-out", "refer"):
                text = lint.run("explain", policy, "--who", who, "--asks", asks, "--format", "json")
                try_records(lint.result, f"{policy} {asks}", records(text), schemas)
                lint.run("explain", policy, "--who", who, "--asks", asks)
        lines = records(lint.run("test", policy, "cases.json", "--format", "ndjson"))
        try_records(lint.result, f"{policy} cases", lines, schemas)
        array = json.loads(lint.run("test", policy, "cases.json", "--format", "json"))
        lint.result.check(f"{policy}: json is an array of what ndjson prints", array == lines)
        lint.run("test", policy, "cases.json")


def try_proofs(lint, schemas):
    policies = ("misconfigured.json", "secure.json", "open.json", "evil.json")
    for policy in policies:
        proofs = json.loads(lint.run("prove", policy, "--format", "json"))
        try_records(lint.result, f"{policy} proofs", proofs, schemas)
        lint.run("prove", policy)
        for other in policies:
            compared = json.loads(lint.run("compare", policy, other, "--format", "json"))
            try_records(lint.result, f"{policy} and {other}", [compared], schemas)
            lint.run("compare", policy, other)
            same = compared["relation"] == "equivalent"
            lint.result.check(f"{policy} and {other}: only a policy is what it is", same or policy != other)


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if jsonschema is None:
        checks.skip_judge("python3-jsonschema")
        return
    result = checks.Checks()
    schemas = {}
    for name in ("finding", "reply", "effective", "case", "proof", "comparison"):
        schema = json.loads((source / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        schemas[f"confstate.{name}/1"] = jsonschema.Draft7Validator(schema)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "hostile.json").write_text(json.dumps(HOSTILE))
        evil = {key: HOSTILE[key] for key in ("schemaVersion", "id", "conference", "x-note")}
        evil["membership"] = {"allow": [{"id": EVIL, "match": {"uri": "sip:a@b.example"}}]}
        (folder / "evil.json").write_text(json.dumps(evil))
        (folder / "cases.json").write_text(json.dumps(CASES))
        for policy in ("open", "secure", "misconfigured"):
            (folder / f"{policy}.json").write_bytes((source / "testdata/policies" / f"{policy}.json").read_bytes())
        lint = Lint(str(build / "bin" / "conf-lint"), folder, result)
        try_findings(lint, schemas)
        try_replies(lint, schemas)
        try_proofs(lint, schemas)
    result.finish()


if __name__ == "__main__":
    main()
