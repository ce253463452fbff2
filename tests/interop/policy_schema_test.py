"""What our reader says of policies is what python3-jsonschema says by schemas/policy.schema.json: of policies with slips, of
those that we ship, and of the samples of the specification. Usage: policy_schema_test.py SOURCE BUILD"""
import json
import os
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


def verdicts(build, *files):
    out = subprocess.run([build / "bin" / "policy_verdicts", *files], capture_output=True, check=True).stdout.decode()
    return [json.loads(line) for line in out.splitlines()]


def compare(result, name, validator, rows):
    """Our faults against theirs; returns how many of the policies are right."""
    right = 0
    for number, row in enumerate(rows):
        theirs = [f"{list(e.absolute_path)}: {e.message[:120]}" for e in validator.iter_errors(row["policy"])]
        result.check(f"{name} {number}", bool(theirs) == bool(row["faults"]),
                     f"{json.dumps(row['policy'])}\n  ours {row['faults']}\n  theirs {theirs}")
        right += not theirs
    return right


def samples(folder):
    """The policies among the examples of the specification, as files; none where it is not there."""
    text = pathlib.Path(os.environ.get("CONFSTATE_ORACLES", "/nonexistent")) / "spec" / "policy.md"
    if not text.is_file():
        return []
    files = []
    for block in re.findall(r"^```json\n(.*?)^```", text.read_text(encoding="utf-8"), re.M | re.S):
        if '"schemaVersion"' in block:
            files.append(folder / f"{len(files)}.json")
            files[-1].write_text(block, encoding="utf-8")
    return files


def main():
    source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    result = checks.Checks()
    if jsonschema is None:
        result.skip_judge("python3-jsonschema")
        result.finish()
    schema = json.loads((source / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    rows = verdicts(build)
    right = compare(result, "policy with slips", validator, rows)
    result.check("some are right and some are not", 0 < right < len(rows), f"{right} of {len(rows)}")
    shipped = sorted((source / "testdata" / "policies").glob("*.json"))
    result.check("all shipped policies are right",
                 compare(result, "shipped policy", validator, verdicts(build, *shipped)) == len(shipped) == 3)
    with tempfile.TemporaryDirectory() as folder:
        files = samples(pathlib.Path(folder))
        if files:
            seen = compare(result, "sample", validator, verdicts(build, *files))
            result.check("all samples of the specification are right", seen == len(files) == 3, f"{seen} of {len(files)}")
        else:
            result.skip("the specification is not there")
    result.finish()


main()
