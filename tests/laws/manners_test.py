"""Law 3: libcore is silent and pure. Law 5: element names stand in the vocabulary only. And the measures of the
house: lengths, nesting, a comment at the head of each room. Usage: manners_test.py SOURCE BUILD"""
import pathlib
import re
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402
import sources  # noqa: E402

PRINTS = re.compile(r"std::(cout|cerr|clog|print|puts|exit|quick_exit|abort|terminate)\b|<iostream>|fmt::print|"
                    r"(?<![\w.:>])(printf|fprintf|puts|exit|_exit|abort)\s*\(")
ASKS = re.compile(r"getenv\s*\(|std::random_device|mt19937|_clock\b|(?<![\w.:>])(s?rand|time|clock_gettime)\s*\(")
ASKING_ROOMS = {"base", "bytes"}

# Where even the everyday words among the element names ("user", "type") can only mean the elements: in these rooms,
# and wherever something is compared with or looked up by them. Elsewhere they may be prose, so only the unmistakable
# names are looked for. Some are words of other lists too: a URI scheme, a purpose, attributes of XML Schema.
MODEL_ROOMS = {"info", "xml"}
LOOKED_UP = re.compile(r"[=!]=|\bname_of\(|\bchild|\blocal\b")
OTHER_LISTS = {"sip", "web-page", "type"}
# These know nothing of documents (layers.txt), so their words are their own: parameters of SIP (RFC 3891: "to-tag").
OTHER_ROOMS = {"sip"}
VOCABULARY = "info/vocabulary.cpp"

MAX_FUNCTION, MAX_FILE, MAX_NESTING = 80, 600, 4


def hits(pattern, folder, rooms=None):
    for path in sources.files_below(folder):
        if rooms is not None and path.relative_to(folder).parts[0] in rooms:
            continue
        for number, line in enumerate(sources.code_only(path.read_text()).splitlines(), 1):
            found = pattern.search(line)
            if found:
                yield f"{path.relative_to(folder)}:{number}: {found[0]}"


def element_names(library):
    text = (library / VOCABULARY).read_text()
    table = re.search(r"kElementNames\s*=\s*\{(.*?)\};", text, re.S)[1]
    return {name for _, name in sources.strings(table)}


def vocabulary_offences(library, tools):
    names = element_names(library)
    for root in (library, tools):
        for path in sources.files_below(root):
            place = path.relative_to(root)
            if str(place) == VOCABULARY or (root == library and place.parts[0] in OTHER_ROOMS):
                continue
            model = root == library and place.parts[0] in MODEL_ROOMS
            text = path.read_text()
            lines = sources.code_only(text).splitlines()
            for number, literal in sources.strings(text):
                looked_up = root == library and LOOKED_UP.search(lines[number - 1])
                known = names if model else names - OTHER_LISTS
                if literal in known and (model or looked_up or "-" in literal):
                    yield f"{place}:{number}: \"{literal}\""


def room_header_offences(library):
    for room in sorted(p for p in library.iterdir() if p.is_dir()):
        headers = sorted(room.glob("*.hpp"))
        starts = [h.read_text() for h in headers]
        about = [t for t in starts if t.startswith(f"// {room.name}: ")]
        if headers and not about:
            yield f"{room.name}: no header begins with '// {room.name}: ...'"
        for text in about:
            lines = re.match(r"(//[^\n]*\n)+", text)[0].count("\n")
            if not 2 <= lines <= 12:
                yield f"{room.name}: its comment has {lines} lines"


def measure(result, source):
    files, functions = [], []
    for folder in ("libcore", "tools", "tests"):
        for path in sources.files_below(source / folder):
            text = path.read_text()
            files.append((text.count("\n"), str(path.relative_to(source))))
            functions += [(f, f"{path.relative_to(source)}:{f.line}") for f in sources.functions(text)]
    result.check_none(f"no file over {MAX_FILE} lines", (f"{p}: {n}" for n, p in files if n > MAX_FILE))
    shipped = [(f, p) for f, p in functions if not p.startswith("tests/")]
    result.check_none(f"no function over {MAX_FUNCTION} lines",
                      (f"{p}: {f.lines} lines" for f, p in shipped if f.lines > MAX_FUNCTION))
    result.check_none(f"no nesting over {MAX_NESTING}",
                      (f"{p}: {f.nesting} deep" for f, p in shipped if f.nesting > MAX_NESTING))
    lengths = sorted(f.lines for f, _ in shipped)
    sizes = sorted(n for n, p in files if not p.startswith("tests/"))
    if lengths:
        print(f"functions: {len(lengths)}, median {statistics.median(lengths):g}, "
              f"p90 {lengths[len(lengths) * 9 // 10]}, longest {lengths[-1]}; "
              f"files: {len(sizes)}, median {statistics.median(sizes):g}, longest {sizes[-1]}")


def tool_offences(tools):
    for folder in sorted(p for p in tools.iterdir() if p.is_dir() and p.name != "common"):
        main = folder / "main.cpp"
        if main.is_file() and main.read_text().count("\n") > 10:
            yield f"{folder.name}/main.cpp is longer than 10 lines"


def main():
    source = pathlib.Path(sys.argv[1])
    library, tools = source / "libcore", source / "tools"
    result = checks.Checks()
    result.check_none("libcore never prints or exits", hits(PRINTS, library))
    result.check_none("libcore never asks the environment, the clock or chance", hits(ASKS, library, ASKING_ROOMS))
    result.check_none("element names stand in the vocabulary only", vocabulary_offences(library, tools))
    result.check_none("each room says what it is for", room_header_offences(library))
    result.check_none("a main.cpp is ten lines", tool_offences(tools))
    measure(result, source)
    result.finish()


main()
