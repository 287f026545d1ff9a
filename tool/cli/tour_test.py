#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The commands of docs/tour.md, run as they stand, and the README's picture. tour_test.py DBRACE SOURCE_DIR [--update]

A block of shell commands is followed by one of text, where its output is shown: each line must come, in this order. "…" stands for
lines, or for a part of a line, that are left out. Blocks behind "<!-- not run -->" are not. --update draws the picture anew.
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import picture

DBRACE = os.path.abspath(sys.argv[1])
SOURCE = Path(sys.argv[2]).resolve()
COLUMNS = 100


def blocks(page):
    """(commands, output or None, run?) in the order of the page."""
    found = []
    for skip, language, text in re.findall(r"(<!-- not run -->\n)?^```(sh|text)\n(.*?)^```$", page, re.M | re.S):
        if language == "sh":
            found.append([text, None, not skip])
        elif found:
            found[-1][1] = text
    return found


def missing(expected, actual):
    """The first line that does not come when it is its turn."""
    lines = iter(actual.splitlines())
    for line in expected.splitlines():
        pattern = ".*".join(map(re.escape, line.split("…")))
        if line.strip() != "…" and not any(re.fullmatch(pattern, got) for got in lines):
            return line
    return None


class Tour(unittest.TestCase):
    def test_every_command_does_what_the_page_shows(self):
        page = (SOURCE / "docs/tour.md").read_text()
        self.assertGreater(len(blocks(page)), 7)
        with tempfile.TemporaryDirectory() as scratch:
            environment = {**os.environ, "PATH": f"{os.path.dirname(DBRACE)}:{os.environ['PATH']}", "HOME": scratch, "TMPDIR": scratch,
                           "XDG_CACHE_HOME": scratch, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
            folder = str(SOURCE)
            for commands, output, run in blocks(page):
                if not run:
                    continue
                # The next block goes on in the folder that this one ends in.
                script = f"cd '{folder}'\n{commands.replace('/tmp/', scratch + '/')}\npwd > '{scratch}/folder'\n"
                done = subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
                self.assertEqual(done.returncode, 0, f"{commands}\n{done.stdout}")
                folder = Path(scratch, "folder").read_text().strip()
                said = done.stdout.replace(scratch, "/tmp")
                if output is not None:
                    self.assertIsNone(missing(output, said), f"{commands}\nshows:\n{said}")

    def test_its_own_check_can_fail(self):
        self.assertIsNone(missing("a\n…\nc … e\n", "a\nb\nc d e\n"))
        self.assertEqual(missing("a\nc\n", "a\nb\n"), "c")
        self.assertEqual(missing("b\na\n", "a\nb\n"), "a")


class Picture(unittest.TestCase):
    def test_the_readme_shows_what_the_program_shows(self):
        file = SOURCE / "docs/scan.svg"
        with tempfile.TemporaryDirectory() as scratch:
            # A part of the shop with one race in it, without the marks for our own tests.
            for name in ("customers.cpp", "customers.h", "database.cpp", "database.h", "schema.sql"):
                text = re.sub(r"  // finding:.*", "", (SOURCE / "test-inputs/programs/shop" / name).read_text())
                Path(scratch, name).write_text(re.sub(r"// The same by way of a count.*?\n}\n", "", text, flags=re.S))
            command = ["dbrace", "scan", "--schema", "schema.sql"]
            shown = picture.shown(command, COLUMNS, scratch, PATH=f"{os.path.dirname(DBRACE)}:{os.environ['PATH']}",
                                  TERM="xterm-256color", HOME=scratch, XDG_CACHE_HOME=scratch)
        # How long it takes depends on the machine.
        drawn = picture.drawn(" ".join(command), re.sub(r"(?m)^\d+\.\d s$", "0.4 s", shown), COLUMNS)
        if UPDATE:
            file.write_text(drawn)
        self.assertTrue(drawn == file.read_text(), f"docs/scan.svg is out of date: tool/cli/tour_test.py DBRACE . --update; now shown:\n{shown}")
        self.assertIn("dbrace-duplicate-insert", shown)
        self.assertIn("\n\x1b[1mcustomers.cpp:13:3:\x1b[0m \x1b[1;31merror:", shown)  # No progress in front of it.
        self.assertLessEqual(max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in shown.splitlines()), COLUMNS)


if __name__ == "__main__":
    UPDATE = "--update" in sys.argv
    unittest.main(argv=[sys.argv[0], *(argument for argument in sys.argv[3:] if argument != "--update")])
