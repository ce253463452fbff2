"""Sums up a run of ctest by test cases, not by programs: doctest's cases, golden cases, the checks of scripts.
Usage: summary.py JUNIT_FILE. The last line is "N passed, N failed, N skipped"; exit code 1 when something failed."""
import re
import sys
import xml.etree.ElementTree

DOCTEST = re.compile(r"\[doctest\] test cases:\s+\d+ \|\s+(\d+) passed \|\s+(\d+) failed \|(?:\s+(\d+) skipped)?")
OURS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.M)


def counts_of(case):
    """(passed, failed, skipped) of one program that ctest ran."""
    output = case.findtext("system-out") or ""
    failed_program = case.find("failure") is not None or case.get("status") == "fail"
    found = DOCTEST.findall(output)
    if found:
        passed, failed, skipped = (int(n or 0) for n in found[-1])
        silent = len(re.findall(r"^SKIPPED: ", output, re.M))
        passed, skipped = max(0, passed - silent), skipped + silent
    elif OURS.search(output):
        passed, failed, skipped = (int(n or 0) for n in OURS.findall(output)[-1])
    else:
        passed, failed, skipped = (0, 0, 0) if failed_program else (1, 0, 0)
    if failed_program and failed == 0:
        failed = 1
    return passed, failed, skipped


def main():
    totals = [0, 0, 0]
    reasons = {}
    for case in xml.etree.ElementTree.parse(sys.argv[1]).iter("testcase"):
        counts = counts_of(case)
        totals = [a + b for a, b in zip(totals, counts)]
        print(f"  {case.get('name'):<28} {counts[0]:>7} passed {counts[1]:>3} failed {counts[2]:>3} skipped"
              f" {float(case.get('time', 0)):>7.1f} s")
        for reason in re.findall(r"^SKIPPED: (.*)", case.findtext("system-out") or "", re.M):
            reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        print(f"  skipped {count}: {reason}")
    print(f"{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped")
    sys.exit(1 if totals[1] or not sum(totals) else 0)


main()
