#!/usr/bin/python3
"""Lets other programs read the records of conf-diff: JSON Schema, and a comparison of our own that knows nothing of the
library's. Usage: change_schema_test.py SOURCE BUILD"""
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from checks import Checks  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

HEAD = '<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" xmlns:x="urn:x" entity="sip:c@x" version="1">'
HOSTILE = [
    HEAD + '<users><user entity="sip:a@x"><display-text>::error::x</display-text></user></users></conference-info>',
    HEAD + '<users><user entity="sip:a@x"><display-text>##[error]&#x202E;&#13;"\\</display-text></user>'
    '<user entity="##[x"/></users><x:a> ##[y]</x:a></conference-info>',
    HEAD + '<users x:a="1"><user entity="a]b\\c"><endpoint entity="&#10;"><media id=""/></endpoint></user>stray</users>'
    '<conference-state><user-count>none</user-count><active>1</active></conference-state></conference-info>',
    HEAD + "</conference-info>",
]
NAMES = "{urn:ietf:params:xml:ns:conference-info}"


def said(element):
    """What an element says, without `state` and without an order of rows."""
    attributes = sorted((name, value) for name, value in element.attrib.items()
                        if name != "state" or not element.tag.startswith(NAMES))
    return (element.tag, attributes, (element.text or "").strip(), sorted(said(child) for child in element))


def roster(path):
    """The users of the main roster by entity."""
    root = xml.etree.ElementTree.parse(path).getroot()
    return {user.get("entity"): said(user) for user in root.iterfind(f"{NAMES}users/{NAMES}user")}


def diff(build, *arguments):
    return subprocess.run([build / "bin" / "conf-diff", *arguments], capture_output=True, check=False, timeout=60)


def check_records(checks, validator, name, done):
    text = done.stdout.decode()
    values = [json.loads(line) for line in text.splitlines()]
    checks.check(f"{name}: exit code and output agree", done.returncode == (1 if values else 0), str(done.returncode))
    checks.check(f"{name}: no command of a CI system", "##[" not in text and "\n::" not in text)
    if validator:
        checks.check_none(f"{name} obeys the schema", (f"{list(e.absolute_path)}: {e.message[:200]}"
                                                       for value in values for e in validator.iter_errors(value)))
    return values


def check_pair(checks, validator, build, one, other):
    name = f"{one.name} to {other.name}"
    done = diff(build, "--format", "ndjson", one, other)
    if done.returncode == 2:
        checks.check(f"{name}: a message and no output", done.stderr != b"" and done.stdout == b"")
        return 0
    values = check_records(checks, validator, name, done)
    array = diff(build, "--format", "json", one, other)
    checks.check(f"{name}: json is one array of what ndjson prints per line", json.loads(array.stdout) == values)
    back = diff(build, "--format", "ndjson", other, one)
    checks.check(f"{name}: as many changes on the way back", back.stdout.count(b"\n") == len(values))
    before, after = roster(one), roster(other)
    rows = [value for value in values if value["sidebar"] is None and value["user"] is not None]
    for operation, users in (("added", set(after) - set(before)), ("removed", set(before) - set(after))):
        whole = {value["user"] for value in rows if value["operation"] == operation and value["endpoint"] is None and
                 "entity" in (value["old"] or value["new"])}
        checks.check(f"{name}: users {operation}", whole == users or not before or not after, f"{whole} {users}")
    changed = {user for user in set(before) & set(after) if before[user] != after[user]}
    checks.check(f"{name}: users changed", {value["user"] for value in rows} & set(before) & set(after) == changed)
    return len(values)


def main(source, build):
    checks = Checks()
    validator = None
    if jsonschema is None:
        checks.skip_judge("python3-jsonschema")
    else:
        schema = json.loads((source / "schemas" / "change.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
    with tempfile.TemporaryDirectory() as name:
        files = sorted((source / "testdata" / "valid").glob("*.xml"))
        for number, text in enumerate(HOSTILE):
            files.append(pathlib.Path(name) / f"hostile-{number}.xml")
            files[-1].write_text(text, encoding="utf-8")
        changes = sum(check_pair(checks, validator, build, *pair) for pair in itertools.product(files, files))
    checks.check("there are changes to check", changes > 100)
    print(f"{changes} changes between {len(files)} documents")
    checks.finish()


main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
