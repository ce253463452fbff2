"""The examples of README and of the manual pages, run: every `$ command` of a ```console block of README.md and of a
literal display (.Bd -literal) of man/*.1 must print what stands below it. A line "..." stands for any lines. And every
option of --help stands in the manual page, and the other way round. With --update what stands below a command is
rewritten, except where it has a "..." line. Usage: docs_test.py SOURCE BUILD [--update]"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402


README_BLOCK = re.compile(r"^```console\n(?P<text>.*?)^```$", re.S | re.M)
MANUAL_BLOCK = re.compile(r"^\.Bd -literal[^\n]*\n(?P<text>.*?)^\.Ed$", re.S | re.M)
# What roff reads otherwise in a literal display.
ESCAPES = [("\\e", "\\"), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ti", "~"), ("\\(ha", "^"), ("\\-", "-"), ("\\&", "")]


def from_manual(text):
    for escape, meant in ESCAPES[1:]:
        text = text.replace(escape, meant)
    return text.replace(*ESCAPES[0])


def to_manual(text):
    for escape, meant in ESCAPES[:5]:
        text = text.replace(meant, escape)
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.M)


def commands(block):
    """(command, expected output) for each "$ " line; a command goes on where its line ends in a backslash."""
    found = []
    continued = False
    for line in block.splitlines():
        if continued:
            found[-1][0] += "\n" + line
        elif line.startswith("$ "):
            found.append([line[2:], []])
        elif found:
            found[-1][1].append(line)
        continued = bool(found) and not found[-1][1] and found[-1][0].endswith("\\")
    return [(command, "\n".join(output).strip("\n")) for command, output in found]  # blank lines around are layout


def matches(expected, seen):
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"[ ]*\n" for line in expected.splitlines())
    return re.fullmatch(pattern, seen.strip("\n") + "\n" if seen.strip("\n") else "") is not None


def sandbox_of(source, folder):
    """A copy of what a reader of the examples has before them."""
    for name in ("README.md", "testdata", "schemas", "man"):
        path = source / name
        if path.is_dir():
            shutil.copytree(path, folder / name)
        elif path.exists():
            shutil.copy(path, folder / name)


def run(command, folder, build):
    environment = {"PATH": f"{build}/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def try_block(result, name, block, folder, build, update):
    """The block as it should stand: as it does where every command holds or nothing is to be updated."""
    written = []
    for command, expected in commands(block):
        seen = run(command, folder, build)
        if update and "..." not in expected.splitlines():
            expected = seen.strip("\n")
        difference = "\n".join(difflib.unified_diff(expected.splitlines(), seen.splitlines(), "written", "seen",
                                                    lineterm=""))
        result.check(f"{name}: $ {command}", matches(expected, seen), difference)
        written.append(f"$ {command}\n" + (expected + "\n\n" if expected else ""))
    return "".join(written).rstrip("\n") + "\n" if written and update else block


def try_page(result, page, build, source, update):
    readme = page.suffix == ".md"
    text = page.read_text()
    found = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sandbox_of(source, folder)

        def replace(match):
            nonlocal found
            block = match["text"] if readme else from_manual(match["text"])
            found += len(commands(block))
            new = try_block(result, page.name, block, folder, build, update)
            return match[0].replace(match["text"], match["text"] if new == block else new if readme else to_manual(new))

        updated = (README_BLOCK if readme else MANUAL_BLOCK).sub(replace, text)
    result.check(f"{page.name} has examples", found > 0)
    if updated != text:
        page.write_text(updated)
        print(f"updated {page.name}")


def try_examples(result, source, build, update):
    for page in [source / "README.md", *sorted(source.glob("man/*.1"))]:
        if page.exists():
            try_page(result, page, build, source, update)
        else:
            result.check(f"{page.name} exists", False)


def help_of(tool):
    """What --help says, for a tool with views that of each as well."""
    text = subprocess.run([tool, "--help"], capture_output=True, text=True, check=False).stdout
    views = re.search(r"^VIEWS\n(.*?)\n\n", text, re.M | re.S)
    for view in re.findall(r"^  ([a-z]+)", views[1] if views else "", re.M):
        text += subprocess.run([tool, view, "--help"], capture_output=True, text=True, check=False).stdout
    return text


def try_options(result, source, build):
    for page in sorted(source.glob("man/conf-*.1")):
        tool = build / "bin" / page.stem
        text = help_of(tool)
        offered = set(re.findall(r"(?<![\w-])--([a-z0-9][a-z0-9-]*)", text))
        explained = {each for line in re.findall(r"^\.It .*", page.read_text(), re.M)
                     for each in re.findall(r"Fl \\?-([a-z0-9][a-z0-9-]*)", line)}
        result.check(f"{page.name} explains all options", offered <= explained, " ".join(sorted(offered - explained)))
        result.check(f"{page.name} invents no option", explained <= offered, " ".join(sorted(explained - offered)))


def main():
    source, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.environ.pop("NO_COLOR", None)
    result = checks.Checks()
    try_examples(result, source, build, "--update" in sys.argv)
    try_options(result, source, build)
    result.finish()


main()
