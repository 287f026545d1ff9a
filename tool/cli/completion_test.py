#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Completion in the shells themselves. completion_test.py DBRACE SOURCE_DIR

Each question is the start of a command line; what the shell offers for its last word is compared.
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

DBRACE = os.path.abspath(sys.argv[1])


def script(shell):
    return subprocess.run([DBRACE, "completion", shell], capture_output=True, text=True, check=True).stdout


class Shell(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        for name in ("shop.cpp", "my schema.sql", "build/x"):
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).touch()


class Bash(Shell):
    def offered(self, line):
        # As bash does: "=" is a word of its own.
        words = re.findall(r"=|[^\s=]+", line) + ([""] if line.endswith(" ") else [])
        quoted = " ".join(f"'{word}'" for word in words)
        done = subprocess.run(["bash", "--norc", "-c", f"source completion\nCOMP_WORDS=({quoted}) COMP_CWORD={len(words) - 1}\n_dbrace\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""],
                              cwd=self.root, capture_output=True, text=True)
        self.assertEqual(done.stderr, "", line)
        return set(done.stdout.split("\n")) - {""}

    def setUp(self):
        super().setUp()
        (self.root / "completion").write_text(script("bash"))

    def test_commands_options_and_values(self):
        self.assertEqual(self.offered("dbrace sc"), {"scan", "schema"})
        self.assertLessEqual({"scan", "extract", "witness", "completion"}, self.offered("dbrace "))
        self.assertNotIn("worker", self.offered("dbrace "))
        self.assertEqual(self.offered("dbrace schema "), {"check", "import"})
        self.assertEqual(self.offered("dbrace schema import p"), {"postgresql"})
        self.assertEqual(self.offered("dbrace scan --diale"), {"--dialect"})
        self.assertEqual(self.offered("dbrace rules --"), {"--help"})
        self.assertEqual(self.offered("dbrace scan --dialect m"), {"mysql", "mariadb"})
        self.assertEqual(self.offered("dbrace scan --dialect=m"), {"mysql", "mariadb"})
        self.assertEqual(self.offered("dbrace link --isolation s"), {"serializable", "snapshot"})
        self.assertLessEqual({"text", "sarif", "json"}, self.offered("dbrace scan --format "))
        self.assertIn("dbrace-duplicate-insert", self.offered("dbrace explain "))
        self.assertEqual(self.offered("dbrace scan -j "), set())

    def test_files_and_folders(self):
        self.assertEqual(self.offered("dbrace scan --schema my"), {"my schema.sql"})
        self.assertEqual(self.offered("dbrace scan -p "), {"build"})
        self.assertEqual(self.offered("dbrace scan s"), {"shop.cpp"})
        self.assertEqual(self.offered("dbrace scan --format sarif=s"), {"shop.cpp"})
        self.assertEqual(self.offered("dbrace tidy -- s"), {"shop.cpp"})


@unittest.skipUnless(shutil.which("fish"), "fish is not installed")
class Fish(Shell):
    def offered(self, line):
        (self.root / "completion.fish").write_text(script("fish"))
        done = subprocess.run(["fish", "--no-config", "-c", f"source completion.fish; complete -C '{line}'"], cwd=self.root,
                              capture_output=True, text=True, env={**os.environ, "HOME": str(self.root)})
        self.assertEqual(done.stderr, "", line)
        return {found.split("\t")[0] for found in done.stdout.splitlines()}

    def test_commands_options_and_values(self):
        self.assertEqual(self.offered("dbrace sc"), {"scan", "schema"})
        self.assertEqual(self.offered("dbrace schema import p"), {"postgresql"})
        self.assertEqual(self.offered("dbrace scan --diale"), {"--dialect"})
        self.assertEqual(self.offered("dbrace scan --dialect m"), {"mysql", "mariadb"})
        self.assertIn("dbrace-duplicate-insert", self.offered("dbrace explain "))
        self.assertEqual(self.offered("dbrace scan -p bu"), {"build/"})
        self.assertEqual(self.offered("dbrace scan sh"), {"shop.cpp"})
        self.assertEqual(self.offered("dbrace rules sh"), set())


@unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
class Zsh(Shell):
    """An interactive shell: a word is begun, TAB is pressed, and what the line has become is printed."""

    def setUp(self):
        super().setUp()
        (self.root / "functions").mkdir()
        (self.root / "functions/_dbrace").write_text(script("zsh"))
        self.shell, self.terminal = pty.fork()
        if self.shell == 0:
            os.chdir(self.root)
            os.environ.update(HOME=str(self.root), ZDOTDIR=str(self.root), TERM="dumb", COLUMNS="200")
            os.execvp("zsh", ["zsh", "-f", "-i"])
        self.addCleanup(self.end)
        self.send("PS1= ; unsetopt zle_bracketed_paste; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D\n"
                  "show() { print -r -- \"<<$BUFFER>>\"; BUFFER=; }; zle -N show; bindkey '^T' show; bindkey '^I' complete-word\n"
                  "unsetopt automenu autolist beep; print -r -- ready$((1+1))\n")
        self.until("ready2")

    def end(self):
        os.close(self.terminal)
        os.waitpid(self.shell, 0)

    def send(self, text):
        os.write(self.terminal, text.encode())

    def until(self, pattern):
        got, deadline = "", time.monotonic() + 30
        while not (found := re.search(pattern, got)):
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                self.fail(f"{pattern} did not come: {got!r}")
            got += os.read(self.terminal, 65536).decode(errors="replace")
        return found

    def completed(self, line):
        self.send(f"{line}\t\x14")
        return self.until(r"<<([^<>]*)>>").group(1)

    def test_commands_options_and_values(self):
        for line, whole in (("dbrace sca", "dbrace scan "),
                            ("dbrace schema imp", "dbrace schema import "),
                            ("dbrace schema import post", "dbrace schema import postgresql "),
                            ("dbrace scan --unit-t", "dbrace scan --unit-timeout"),
                            ("dbrace scan --dialect sqli", "dbrace scan --dialect sqlite "),
                            ("dbrace explain dbrace-dup", "dbrace explain dbrace-duplicate-insert "),
                            ("dbrace scan -p bu", "dbrace scan -p build/"),
                            ("dbrace scan --schema my", "dbrace scan --schema my\\ schema.sql "),
                            ("dbrace scan --strict sho", "dbrace scan --strict shop.cpp ")):
            with self.subTest(line):
                self.assertEqual(self.completed(line).rstrip("= "), whole.rstrip())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
