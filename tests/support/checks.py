"""Counts the checks of a test script and ends it with the line that the summary reads."""
import os
import sys


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}" + (f": {detail}" if detail else ""))

    def check_none(self, name, offences):
        """One check that a list of offences is empty; prints each."""
        offences = list(offences)
        self.check(name, not offences, f"{len(offences)}\n  " + "\n  ".join(offences[:40]))

    def skip(self, reason):
        self.skipped += 1
        print(f"SKIPPED: {reason}")

    def skip_judge(self, program):
        """A judge program is missing: a failure where CONFSTATE_CI=1 demands all of them."""
        if os.environ.get("CONFSTATE_CI") == "1":
            self.check(program, False, "CONFSTATE_CI=1 demands it")
        else:
            self.skip(f"{program} is not installed")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        sys.exit(1 if self.failed else 0)
