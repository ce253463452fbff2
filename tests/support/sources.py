"""Reads C++ sources just well enough for the law tests: comments and strings taken out, includes, functions."""
import dataclasses
import pathlib
import re

SUFFIXES = (".cpp", ".hpp")

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\\\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


@dataclasses.dataclass
class Function:
    head: str
    line: int
    lines: int
    nesting: int


def files_below(folder):
    return sorted(p for p in pathlib.Path(folder).rglob("*") if p.suffix in SUFFIXES)


def includes(text):
    """The headers a source names, with their line: (line, name, is_quoted)."""
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found[2], found[1] == '"'


def code_only(text):
    """The text with comments and the insides of strings blanked out; lines stay where they are."""
    def blank(match):
        token = match[0]
        kept = re.sub(r"[^\n]", " ", token)
        return kept if token.startswith("/") else '"' + kept[1:-1] + '"'
    return _TOKEN.sub(blank, text)


def strings(text):
    """The ordinary string literals, with their line; raw strings (examples) are left out."""
    for match in _TOKEN.finditer(text):
        if match[0].startswith('"'):
            yield text.count("\n", 0, match.start()) + 1, match[0][1:-1]


_CONTROL = re.compile(r"^(if|for|while|switch|do|else|try|catch)\b")


def _kind(head, outer):
    """What a brace opens, by the text before it and by what it stands in."""
    head = head.strip()
    if re.search(r"\bnamespace\b[^()]*$", head) or head.startswith('extern "'):
        return "namespace"
    if outer in ("function", "control", "block"):
        return "control" if _CONTROL.match(head) else "block"
    if re.search(r"\b(class|struct|union|enum)\b[^()=]*$", head):
        return "type"
    if outer == "value":
        return "function" if re.search(r"\[[^\]]*\]\s*\(.*\)[^{]*$", head, re.S) else "value"
    if "(" in head and not re.search(r"=\s*$", head):
        return "function"
    return "value"


def functions(text):
    """The functions of a source, lambdas of tables included, each with its length and deepest control nesting."""
    code = re.sub(r"^[ \t]*#[^\n]*", lambda m: " " * len(m[0]), code_only(text), flags=re.M)
    stack, start, line, nesting = [], 0, 1, []
    found = []
    for at, char in enumerate(code):
        if char == "{":
            head = code[start:at]
            kind = _kind(head, stack[-1][0] if stack else "namespace")
            begin = line - head.lstrip().count("\n")
            stack.append((kind, head, begin))
            depth = sum(1 for each in stack if each[0] == "control")
            nesting.append(depth)
            start = at + 1
        elif char == "}" and stack:
            kind, head, begin = stack.pop()
            deepest = nesting.pop()
            if nesting:
                nesting[-1] = max(nesting[-1], deepest)
            if kind == "function":
                found.append(Function(" ".join(head.split())[-90:], begin, line - begin + 1, deepest))
            start = at + 1
        elif char == ";":
            start = at + 1
        elif char == "\n":
            line += 1
    return found
