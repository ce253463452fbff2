"""The JSON form beside what another XML parser sees: for every document that has one, all significant text and
attributes of the RFC 4575 namespace stand in it at their place and nothing else does, extensions are carried as other
people's C14N writes them, and it validates against schemas/conference-state.schema.json (rows likewise).
Usage: conference_json_test.py SOURCE BUILD"""
import collections
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

SPACE = "{urn:ietf:params:xml:ns:conference-info}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NUMBERS = {"version", "user-count", "maximum-user-count"}
TRUTHS = {"active": True, "locked": True}
LISTS = {"keywords", "languages"}


def value_of(name, text):
    """A simple value as the JSON form types it."""
    if name in NUMBERS:
        return int(text)
    if name in TRUTHS:
        return text.strip() in ("true", "1")
    return text


def own_text(element):
    return (element.text or "") + "".join(child.tail or "" for child in element)


def attribute_name(name):
    if name.startswith(XML):
        return "@xml:" + name[len(XML):]
    return "@" + name if name.startswith("{") else name


def facts_of_xml(root):
    """(path, value) for all that is significant, told from the XML alone."""
    facts = collections.Counter()
    stack = [(root, "")]
    while stack:
        element, path = stack.pop()
        children = [child for child in element if isinstance(child.tag, str)]
        local = element.tag[len(SPACE):]
        if local in LISTS:
            facts.update((path, word) for word in own_text(element).split())
            continue
        if not children and own_text(element).strip():  # hints for schema processors aside, leaves have no attributes
            facts[(path, value_of(local, own_text(element)))] += 1
            continue
        facts.update((path + "/" + attribute_name(name), value_of(name, value))
                     for name, value in element.attrib.items())
        for child in children:
            if child.tag.startswith(SPACE):
                stack.append((child, path + "/" + child.tag[len(SPACE):]))
            else:
                facts[(path + "/+xml", ElementTree.canonicalize(outer_xml(child)))] += 1
    return facts


def parse(file):
    """The tree with the instructions that canonical XML keeps, without comments."""
    builder = ElementTree.TreeBuilder(insert_pis=True)
    return ElementTree.parse(file, ElementTree.XMLParser(target=builder)).getroot()


def outer_xml(element):
    tail, element.tail = element.tail, None
    text = ElementTree.tostring(element, encoding="unicode")
    element.tail = tail
    return text


def renamed(text):
    """Canonical XML without the names of prefixes, which two writers may choose differently."""
    return ElementTree.canonicalize(text, rewrite_prefixes=True)


def facts_of_json(root):
    facts = collections.Counter()
    stack = [(root, "")]
    while stack:
        value, path = stack.pop()
        if isinstance(value, dict):
            stack.extend((each, path + "/" + name) for name, each in value.items() if name != "$schema")
        elif isinstance(value, list):
            stack.extend((each, path) for each in value)
        else:
            facts[(path, value)] += 1
    return facts


def compared(facts):
    """Both sides in one form: extensions without prefixes, blank leaves left out."""
    return collections.Counter({(path, renamed(value) if path.endswith("/+xml") else value): count
                                for (path, value), count in facts.items()
                                if not isinstance(value, str) or value.strip()})


def documents(source):
    folders = [source / "testdata" / "valid"]
    oracles = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "") or source / "absent")
    folders += [oracles / "corpus", oracles / "oracle" / "examples", oracles / "oracle" / "merge"]
    return oracles.is_dir(), [file for folder in folders for file in sorted(folder.rglob("*.xml"))]


def show(build, *arguments):
    return subprocess.run([build / "bin" / "conf-show", *arguments], capture_output=True, check=False)


def try_document(result, build, file, schemas):
    """False where the document has no JSON form."""
    done = show(build, "--format", "json", file)
    if done.returncode != 0:
        result.check(f"{file.name} fails with a message and no output", done.stderr != b"" and done.stdout == b"")
        return False
    form = json.loads(done.stdout)
    seen, wanted = compared(facts_of_json(form)), compared(facts_of_xml(parse(file)))
    result.check_none(f"{file.name} is whole in JSON", [f"{fact}: lost" for fact in (wanted - seen)] +
                      [f"{fact}: invented" for fact in (seen - wanted)])
    rows = [json.loads(line) for kind in ("users", "endpoints", "media")
            for line in show(build, "--format", "ndjson", "--rows", kind, file).stdout.splitlines()]
    for schema, instances in ((schemas[0], [form]), (schemas[1], rows)):
        if schema:
            result.check_none(f"{file.name} validates", [error.message for each in instances
                                                         for error in schema.iter_errors(each)])
    return True


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    result = checks.Checks()
    schemas = [None, None]
    if jsonschema is None:
        result.skip_judge("python3-jsonschema")
    else:
        texts = [json.loads((source / "schemas" / f"conference-{name}.schema.json").read_text())
                 for name in ("state", "row")]
        for text in texts:
            jsonschema.Draft7Validator.check_schema(text)
        schemas = [jsonschema.Draft7Validator(text) for text in texts]
    has_oracles, files = documents(source)
    if not has_oracles:
        result.skip("no oracles: the corpus was not compared")
    shown = sum(try_document(result, build, file, schemas) for file in files)
    result.check("some documents have a JSON form", shown > 0)
    print(f"{shown} of {len(files)} documents have a JSON form")
    result.finish()


main()
