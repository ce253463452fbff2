"""What conf-rooms writes for scripts follows its schemas, and no form of a hostile address breaks out of a report.
Usage: rooms_schema_test.py SOURCE BUILD"""
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

DOCUMENT = ('<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="{}" version="{}">'
            "<conference-description><service-uris>{}</service-uris></conference-description><users/>"
            "</conference-info>")
ENTRY = "<entry><uri>{}</uri><display-text>{}</display-text><purpose>{}</purpose></entry>"
ADDRESSES = [
    "xmpp:board@example.com", "xmpp:board@example.com@evil.example.net", "javascript:alert(1)",
    "::error::x", "##[error]x", "xmpp:b@[2001:db8::1]",
    "xmpp:b%6fard%1b[31m@xn--exmple-4nf.com:5222/x", "xmpp:board@ex&#x430;mple.com", "https://&#x202e;moc.elpmaxe@b/",
    "sip:board@example.com;maddr=evil.example.net?Route=x", "xmpp://a@example.com/b@evil.example.net",
    "", "%", "%zz", "xmpp:%ff@%ff", "xmpp:@", "irc://example.com/%23board", "https://xn--a.xn--zzzzzz/", "tel:+1",
    "xmpp:" + "a" * 5000 + "@example.com", "https://" + "a." * 200 + "example/",
]
POLICY = {"schemaVersion": 1, "id": "p", "conference": {"uri": "sips:board@example.com"},
          "chatRooms": {"autoJoin": "always", "sameDomain": "warn", "maxRooms": 3, "mirrorModeration": True}}


def write_inputs(folder):
    rooms = [ENTRY.format(address, "::error::&#x1f; ##[x]".replace("&#x1f;", "&#x202e;"), purpose)
             for address in ADDRESSES for purpose in ("grouptextchat", "groupertextchat")]
    (folder / "1.xml").write_text(DOCUMENT.format("sips:board@example.com", 1, "".join(rooms[:4])))
    (folder / "2.xml").write_text(DOCUMENT.format("sips:board@example.com", 2, "".join(rooms)))
    (folder / "3.xml").write_text(DOCUMENT.format("", 3, "".join(rooms)))
    (folder / "policy.json").write_text(json.dumps(POLICY))


def run(program, folder, *arguments):
    done = subprocess.run([program, "--no-config", *arguments, "1.xml", "2.xml", "3.xml"], cwd=folder,
                          capture_output=True, check=False, timeout=120)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"), done.returncode


def try_records(result, name, lines, schemas):
    for line in lines:
        validator = schemas[line["schema"]]
        result.check_none(f"{name}: a record of {line['schema']} obeys its schema",
                          (f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(line)))
    rooms = [line for line in lines if line["schema"] == "confstate.room/1"]
    errors = {(line["file"], line["line"], line["byte"]) for line in lines
              if line["schema"] == "confstate.finding/1" and line["severity"] == "error"}
    refused = {(room["file"], room["line"], room["byte"]) for room in rooms if room["verdict"] == "refuse"}
    result.check(f"{name}: what is refused has an error at its address", refused <= errors, str(refused - errors)[:300])
    return rooms


def try_forms(result, name, program, folder, arguments, schemas):
    out, err, code = run(program, folder, *arguments, "--format", "ndjson")
    lines = [json.loads(line) for line in out.split("\n") if line]
    result.check(f"{name}: findings", code == 1, err[:400])
    rooms = try_records(result, name, lines, schemas)
    array, _, _ = run(program, folder, *arguments, "--format", "json")
    result.check(f"{name}: json is an array of what ndjson prints", json.loads(array) == lines)
    for form in ("text", "short", "json", "ndjson", "sarif", "junit", "gitlab", "github"):
        out, _, _ = run(program, folder, *arguments, "--format", form)
        result.check_none(f"{name} {form}: no raw control character",
                          re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", out))
        result.check(f"{name} {form}: no ##[ of CI runners", "##[" not in out)
        if form != "github":
            result.check_none(f"{name} {form}: no :: command", re.findall(r"(?m)^\s*::.*", out))
    return rooms


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if jsonschema is None:
        checks.skip_judge("python3-jsonschema")
        return
    result = checks.Checks()
    schemas = {}
    for name in ("room", "finding"):
        schema = json.loads((source / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        schemas[f"confstate.{name}/1"] = jsonschema.Draft7Validator(schema)
    program = str(build / "bin" / "conf-rooms")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_inputs(folder)
        plain = try_forms(result, "without a policy", program, folder, [], schemas)
        result.check("every room is told", len(plain) == 4 + 2 * 2 * len(ADDRESSES), str(len(plain)))
        try_forms(result, "with a policy", program, folder, ["--policy", "policy.json", "--carried", "tls"], schemas)
        watched = try_forms(result, "watched", program, folder, ["--watch"], schemas)
        result.check("what happened is told", any(room["change"] for room in watched))
    result.finish()


if __name__ == "__main__":
    main()
