"""Law 1: layers.txt says which room may include which, and no two units include each other. Law 2: headers of other
people stay in the rooms that are named for them. Usage: layers_test.py SOURCE BUILD"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402
import sources  # noqa: E402

# Who may include what. A header that no line names and that is not of the standard library is an offence as well.
THIRD_PARTY = {
    r"^nlohmann/": {"capture", "config", "info", "json", "policy", "report"},
    r"^fmt/(core|format|compile)\.h$": None,  # every room: formatting only, never printing
    r"^tl/expected\.hpp$": None,
    r"^(zlib|zstd)\.h$": {"bytes"},
    r"^idn2\.h$": {"uri"},
    r"^openssl/": {"crypto"},
    r"^(valijson|yaml-cpp)/": {"policy"},
    r"^CLI/": set(),
}
TOOLS_THIRD_PARTY = re.compile(r"^(CLI/|fmt/)")
SYSTEM = re.compile(r"^([a-z_0-9]+|c[a-z]+|sys/[a-z]+\.h|unistd\.h|fcntl\.h|signal\.h|dirent\.h|errno\.h|sched\.h"
                    r"|[a-z]+\.h)$")


def room_of(path, library):
    return path.relative_to(library).parts[0]


def read_layers(path):
    layers = {}
    for line in path.read_text().splitlines():
        if ":" in line and not line.startswith("#"):
            room, allowed = line.split(":")
            layers[room.strip()] = set(allowed.split())
    return layers


def layer_offences(library, layers):
    for path in sources.files_below(library):
        room = room_of(path, library)
        for number, name, quoted in sources.includes(path.read_text()):
            if not quoted:
                continue
            place = f"{path.relative_to(library)}:{number}"
            if not (library / name).is_file():
                yield f"{place}: no such header below libcore: {name}"
            elif name.split("/")[0] not in layers.get(room, set()) | {room}:
                yield f"{place}: {room} may not include {name}"


def third_party_offences(library):
    for path in sources.files_below(library):
        room = room_of(path, library)
        for number, name, quoted in sources.includes(path.read_text()):
            if quoted:
                continue
            rooms = next((rooms for pattern, rooms in THIRD_PARTY.items() if re.search(pattern, name)), "unnamed")
            if rooms == "unnamed" and not SYSTEM.match(name):
                yield f"{path.relative_to(library)}:{number}: {name} is allowed in no room"
            elif isinstance(rooms, set) and room not in rooms:
                yield f"{path.relative_to(library)}:{number}: {name} is not for {room}"


def tool_offences(tools):
    for path in sources.files_below(tools):
        for number, name, quoted in sources.includes(path.read_text()):
            if not quoted and not SYSTEM.match(name) and not TOOLS_THIRD_PARTY.match(name):
                yield f"{path.relative_to(tools)}:{number}: {name} is allowed in libcore only"


def unit_graph(roots):
    """Unit (path without suffix) to the units it includes."""
    graph = {}
    for root in roots:
        for path in sources.files_below(root):
            unit = str(path.with_suffix("").relative_to(root))
            edges = graph.setdefault(unit, set())
            for _, name, quoted in sources.includes(path.read_text()):
                target = str(pathlib.PurePath(name).with_suffix(""))
                if quoted and target != unit:
                    edges.add(target)
    return graph


def circles(graph):
    """The units that can reach themselves."""
    for unit in sorted(graph):
        seen, todo = set(), list(graph[unit])
        while todo:
            each = todo.pop()
            if each not in seen:
                seen.add(each)
                todo.extend(graph.get(each, ()))
        if unit in seen:
            yield unit


def main():
    source = pathlib.Path(sys.argv[1])
    library, tools = source / "libcore", source / "tools"
    layers = read_layers(library / "layers.txt")
    rooms = {p.name for p in library.iterdir() if p.is_dir() and any(p.iterdir())}
    result = checks.Checks()
    result.check_none("every room has a line in layers.txt", sorted(rooms - set(layers)))
    result.check_none("layers.txt names only rooms that come before", (
        f"{room} before {other}" for i, (room, allowed) in enumerate(layers.items())
        for other in allowed if other not in list(layers)[:i]))
    result.check_none("no include goes up", layer_offences(library, layers))
    result.check_none("no two units include each other", circles(unit_graph([library, tools])))
    result.check_none("headers of other people stay in their rooms", third_party_offences(library))
    result.check_none("tools use CLI11 and fmt only", tool_offences(tools))
    result.finish()


main()
