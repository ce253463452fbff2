"""Groups C++ sources so that the files of a group can be compiled as one, which spares reading the same headers again.

usage: batches.py OUTPUT_FOLDER FILE...
Writes OUTPUT_FOLDER/batch_N.cpp, which include the files of a group, and prints their names. Two files share a group when
nothing that one defines for itself alone (in anonymous namespaces, or as an alias) has a name that the other defines or
calls from a header beside it: the call would find two functions.
"""
import functools
import os
import re
import sys

LOCAL_TYPE = re.compile(r'(?:class|struct|enum class|enum|union)\s+(\w+)')
ALIAS = re.compile(r'using\s+(\w+)\s*=')
OTHER = re.compile(r'(\w+)(?:\[\w*\])?\s*(?:\(|=|\{|;|$)')  # functions and variables, whichever comes first
DECLARED = re.compile(r'^[^ /#}\n].*?(\w+)\(', re.M)
CALL = re.compile(r'(?<![\w.>:])(\w+)\(')
CONSTANT = re.compile(r'^constexpr [\w:]+ (k\w+) =', re.M)
INCLUDED = re.compile(r'#include ".*?([\w.]+)"')
MOST = 16  # files in a group; what a group needs of memory grows with it


@functools.cache
def constants_of(header):
    """Constants that each source has for itself which includes the header."""
    if not os.path.exists(header):
        return set()
    with open(header, encoding='utf-8') as file:
        return set(CONSTANT.findall(file.read()))


def own_names(path):
    """Names that a file defines in anonymous namespaces, or makes visible in all of it, itself or by a header beside it."""
    names = set()
    inside = False
    with open(path, encoding='utf-8') as file:
        for line in file:
            included = INCLUDED.match(line)
            if included:
                names |= constants_of(os.path.join(os.path.dirname(path), included.group(1)))
            elif line.startswith('namespace {'):
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


@functools.cache
def declared_names(folder):
    """Functions that the headers of a folder declare."""
    names = set()
    for name in os.listdir(folder or '.'):
        if name.endswith('.hpp'):
            with open(os.path.join(folder, name), encoding='utf-8') as file:
                names.update(DECLARED.findall(file.read()))
    return names


def called_names(path):
    """Functions of the headers beside it that a file calls, without saying where they come from."""
    with open(path, encoding='utf-8') as file:
        return set(CALL.findall(file.read())) & declared_names(os.path.dirname(path))


def grouped(paths):
    """Greedy: each file joins the first group that has none of its names."""
    groups = []
    for path in paths:
        names = own_names(path)
        calls = called_names(path)
        for members, taken, called in groups:
            if len(members) < MOST and not names & taken and not names & called and not calls & taken:
                members.append(path)
                taken.update(names)
                called.update(calls)
                break
        else:
            groups.append(([path], names, calls))
    return [members for members, _, _ in groups]


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
