#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the program says of itself: --help of every command, mistakes on the command line, the man page.

help_test.py DBRACE SOURCE_DIR
"""
import os
import pty
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

DBRACE = os.path.abspath(sys.argv[1])


def run(*arguments, **environment):
    return subprocess.run([DBRACE, *arguments], capture_output=True, text=True, env={**os.environ, **environment})


def commands_in(page):
    part = re.search(r"^Commands:\n((?:  .*\n)+)", page, re.M)
    return re.findall(r"^  ([a-z-]+)", part.group(1), re.M) if part else []


def all_pages(path=()):
    """Every command that --help leads to, with its page."""
    page = run(*path, "--help").stdout
    yield path, page
    for name in commands_in(page):
        yield from all_pages((*path, name))


PAGES = dict(all_pages())


class Help(unittest.TestCase):
    def test_every_command_shows_how_it_is_used(self):
        self.assertIn(("schema", "import", "ddl"), PAGES)
        self.assertNotIn(("worker",), PAGES)
        for path, page in PAGES.items():
            with self.subTest(path):
                self.assertIn(f"  {' '.join(('dbrace', *path))} [OPTION...]", page)
                # A group of commands may leave examples to its commands, and they to it.
                above = ["Example" in PAGES[path[:end]] for end in range(1, len(path) + 1)]
                below = ["Example" in text for other, text in PAGES.items() if other[:len(path)] == path and not commands_in(text)]
                self.assertTrue("Example" in page or any(above) or all(below), "no example")

    def test_examples_use_what_there_is(self):
        seen = 0
        for path, page in PAGES.items():
            for line in re.findall(r"^  (dbrace .*)$", page[page.find("\nExample"):], re.M):
                words = re.split(r"   +| \|", line)[0].split()[1:]
                words = words[:words.index("--")] if "--" in words else words
                command = max((known for known in PAGES if tuple(words[:len(known)]) == known), key=len)
                self.assertTrue(command, line)
                for option in (word for word in words if word.startswith("-")):
                    seen += 1
                    self.assertRegex(PAGES[command], rf"(?m)^  .*(?<!\S){re.escape(option)}\b", line)
        self.assertGreater(seen, 10)

    def test_lines_fit(self):
        for path in (("scan",), ("witness",), ()):
            for width in (80, 100, 120) if path else (50, 100):
                for line in run(*path, "--help", COLUMNS=str(width)).stdout.splitlines():
                    self.assertTrue(len(line) <= width or line.startswith("  dbrace "), line)
        longest = max(map(len, run("scan", "--help", COLUMNS="300").stdout.splitlines()))
        self.assertTrue(100 < longest <= 120, longest)

    def test_bold_on_a_terminal_only(self):
        self.assertNotIn("\x1b", PAGES[()])
        for environment, bold in (({}, True), ({"NO_COLOR": "1"}, False)):
            ours, theirs = pty.openpty()
            subprocess.run([DBRACE, "rules", "--help"], stdout=theirs, env={**os.environ, "COLUMNS": "80", **environment})
            os.close(theirs)
            self.assertEqual(b"\x1b[1mUsage:" in os.read(ours, 65536), bold)
            os.close(ours)

    def test_mistakes_are_told_with_what_was_meant(self):
        for line, says in (
                ("scna", 'there is no command "dbrace scna"; did you mean dbrace scan?'),
                ("schema impotr", "did you mean dbrace schema import?"),
                ("schema import postgres", "did you mean dbrace schema import postgresql?"),
                ("help", "did you mean dbrace --help?"),
                ("qqqqqqqq", "it takes scan, "),
                ("/", "did you mean dbrace scan /?"),
                ("", "dbrace needs a command: scan, "),
                ("schema", "dbrace schema needs a command: check or import"),
                ("explain", "dbrace explain needs RULE"),
                ("explain a b", '"b" is one word too many'),
                ("explain --dialect x", "dbrace explain has no option --dialect"),
                ("scan --dialcet mysql", "dbrace scan has no option --dialcet; did you mean --dialect?"),
                ("scan --schemas=a", "did you mean --schema?"),
                ("scan --qqqqqqqq", "dbrace scan has no option --qqqqqqqq\n"),
                ("scan --dialect", "--dialect takes one value: --dialect D"),
                ("scan --dialect mysql --dialect sqlite", "--dialect takes one value"),
                ("scan --strict=perhaps", "--strict takes no value"),
                ("scan -j 0", "-j: Value 0 not in range 1 to 1024")):
            with self.subTest(line):
                done = run(*line.split())
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("dbrace: error: ", done.stderr)
                self.assertIn(says, done.stderr)
                self.assertRegex(done.stderr, r"\nusage: dbrace .*\ndbrace .*--help says more\.\n$")
        self.assertNotIn("did you mean", run("scan", "--qqqqqqqq").stderr)


class ManPage(unittest.TestCase):
    def test_every_command_and_option_is_on_it(self):
        page = run("man-page").stdout
        for path, text in PAGES.items():
            if not commands_in(text):
                section = re.search(r'^\.SS "' + re.escape(" ".join(("dbrace", *path)).replace("-", "\\-")) + r" .*?(?=^\.SS|^\.SH)", page, re.M | re.S)
                self.assertTrue(section, path)
                for option in set(re.findall(r"^  (?:-[a-z], )? *(--[a-z-]+)", text, re.M)) - {"--help"}:
                    self.assertIn(r"\fB" + option.replace("-", "\\-") + r"\fR", section.group(0), path)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_it_is_correct_roff(self):
        page = run("man-page").stdout
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page, capture_output=True, text=True)
        # A date would make every build another one.
        self.assertEqual([line for line in lint.stdout.splitlines() if "missing date" not in line], [])
        shown = subprocess.run(["mandoc", "-T", "utf8"], input=page, capture_output=True, text=True).stdout
        shown = re.sub(".\b", "", shown)
        self.assertIn("--export-fixes FILE", shown)
        self.assertIn("dbrace scan -p build src --schema db.sql", shown)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
