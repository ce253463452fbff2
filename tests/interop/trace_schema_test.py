"""What conf-trace writes for scripts follows its schemas, and the files of `extract` are byte for byte what a reader of
another kind finds: the bodies in the capture. Usage: trace_schema_test.py SOURCE BUILD"""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def conforms(result, name, records, schema):
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    faults = [fault.message for record in records for fault in validator.iter_errors(record)]
    result.check(f"{name} follows its schema", records and not faults, "\n".join(faults[:5]))


def run(tool, *arguments):
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=False).stdout


def try_trace(result, tool, schemas, trace):
    conforms(result, f"list of {trace.name}", lines(run(tool, "list", "--format", "ndjson", trace)),
             schemas["trace-row"])
    conforms(result, f"findings in {trace.name}", lines(run(tool, "diagnose", "--format", "ndjson", "--strict", trace)),
             schemas["finding"])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "out"
        run(tool, "extract", "-o", folder, trace)
        index = lines((folder / "index.ndjson").read_text())
        conforms(result, f"index of {trace.name}", index, schemas["extract"])
        capture = trace.read_bytes()
        for row in index:
            content = (folder / row["file"]).read_bytes()
            result.check(f"{row['file']} is as long as the index says", len(content) == row["bytes"])
            result.check(f"{row['file']} is in the capture", content[:500] in capture)  # the rest may be segmented


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if jsonschema is None:
        checks.skip_judge("python3-jsonschema")
        return
    result = checks.Checks()
    schemas = {name: json.loads((source / "schemas" / f"{name}.schema.json").read_text())
               for name in ("trace-row", "finding", "extract")}
    try_trace(result, build / "bin" / "conf-trace", schemas, source / "testdata" / "captures" / "board.pcap")
    result.finish()


main()
