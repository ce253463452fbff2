"""Groups C++ sources so that the files of a group can be compiled as one, which spares reading the same headers again.

usage: batches.py OUTPUT_FOLDER FILE...
Writes OUTPUT_FOLDER/batch_N.cpp, which include the files of a group, and prints their names. Two files share a group when
nothing that one defines for itself alone (in anonymous namespaces, or as an alias) has a name that the other defines.
"""
import os
import re
import sys

LOCAL_TYPE = re.compile(r'(?:class|struct|enum class|enum|union)\s+(\w+)')
ALIAS = re.compile(r'using\s+(\w+)\s*=')
OTHER = re.compile(r'(\w+)(?:\[\w*\])?\s*(?:\(|=|\{|;|$)')  # functions and variables, whichever comes first
MOST = 16  # files in a group; what a group needs of memory grows with it


def own_names(path):
    """Names that a file defines in anonymous namespaces or makes visible in all of it."""
    names = set()
    inside = False
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.startswith('namespace {'):
                inside = True
            elif line.startswith('}  // namespace'):
                inside = False
            elif line.startswith('using '):
                names.update(ALIAS.findall(line))
            elif inside and line[0] not in ' }#/\n)':
                found = LOCAL_TYPE.match(line) or ALIAS.match(line) or OTHER.search(line)
                if found:
                    names.add(found.group(1))
    return names


def grouped(paths):
    """Greedy: each file joins the first group that has none of its names."""
    groups = []
    for path in paths:
        names = own_names(path)
        for group in groups:
            if len(group[0]) < MOST and not names & group[1]:
                group[0].append(path)
                group[1].update(names)
                break
        else:
            groups.append(([path], names))
    return [group[0] for group in groups]


def main():
    folder, paths = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    for number, group in enumerate(grouped(paths)):
        name = os.path.join(folder, f'batch_{number}.cpp')
        with open(name, 'w', encoding='utf-8') as out:
            out.writelines(f'#include "{os.path.abspath(path)}"\n' for path in group)
        print(name)


if __name__ == '__main__':
    main()
