# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files and machines that are not as they should be: each case says what is said then, and with which exit code.

Roles are the ways a file is given to dbrace, kinds the ways it can be wrong. What is wrong with a source costs that source;
what is wrong with anything else ends the command before it has cost minutes. What is said is listed for users in
docs/troubleshooting.md: at the end every row of the page must have been heard here, with the exit code it names.
"""
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from cli_testing import DBRACE, LEVELS, SOURCE, Cli, main

HUGE = 3 << 30  # Sparse: it takes up no room.
BINARY = bytes(range(256)) * 16
STATEMENT = 'const char *t = "SELECT 1";\n'


def make(path: Path, kind):
    """A file that is wrong in this way; bytes are its content."""
    if isinstance(kind, bytes):
        path.write_bytes(kind)
    elif kind == "huge":
        with open(path, "wb") as file:
            file.truncate(HUGE)
    elif kind == "cyclic":
        path.symlink_to(path.name)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "locked":
        path.touch(mode=0o000)


def clear(path: Path):
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


# How a file of each kind is spoken of, wherever it is given as one of the files that dbrace reads whole.
UNREADABLE = {"missing": "there is no such file", "huge": "larger than 1024 MiB", "cyclic": "symbolic links",
              "folder": "it is a folder", "pipe": "it is no regular file", "locked": "Permission denied"}
CONTENT = {"empty": b"", "truncated": b'{"version": 1, "tables": [', "binary": BINARY, "nested": b"[" * 1000000,
           "not UTF-8": '{"dialect": "caf\xe9"}'.encode("latin-1")}

ROLES = {  # Arguments; what is said of content that is wrong; what of which kind instead.
    "compile database": (["scan", "ok.cpp", "-p", "X"], "this is no JSON",
                         {"folder": "compile_commands.json: cannot be read", "not UTF-8": "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"}),
    "config": (["scan", "ok.cpp", "--config", "X"], "this is no JSON", {"nested": "nested deeper than"}),
    "model": (["scan", "ok.cpp", "--apis", "X"], "parse error", {}),
    "JSON schema": (["scan", "ok.cpp", "--schema", "X.json"], "not JSON",
                    {"folder": "no script below this folder", "nested": "nested deeper than"}),
    "SQL schema": (["scan", "ok.cpp", "--schema", "X.sql"], "no CREATE TABLE", {"folder": "no script below this folder"}),
    "checked schema": (["schema", "check", "X"], "not JSON", {"nested": "nested deeper than"}),
    "SQL script": (["schema", "import", "ddl", "X"], "no CREATE TABLE", {"folder": "no script below this folder"}),
    "SQLite file": (["schema", "import", "sqlite", "X"], "this is no SQLite database",
                    {"missing": "No such file", "huge": "no SQLite database", "folder": "it is no regular file",
                     "locked": "Permission denied", "pipe": "it is no regular file"}),
    "facts": (["link", "X"], "what dbrace extract and dbrace link write", {}),
    "baseline": (["scan", "ok.cpp", "--baseline", "X"], "is no SARIF", {"missing": "dbrace baseline update writes it"}),
    "patch": (["scan", "ok.cpp", "--diff-file", "X"], "is no patch that the sources already have", {}),
    "report": (["report", "X"], "is no SARIF", {}),
    "SARIF report": (["witness", "X"], "is no SARIF", {}),
}


class Faults(Cli):
    heard = []  # Exit codes with what was said.
    skipped = False

    def setUp(self):
        super().setUp()
        self.write({"ok.cpp": STATEMENT})

    def run_it(self, *arguments, **options):
        done = super().run_it(*arguments, **options)
        self.heard.append((done.returncode, done.stdout + done.stderr))
        return done

    def inside(self, mounts, *arguments):
        """Runs dbrace in a place where file systems can be mounted."""
        done = subprocess.run(["unshare", "-Urm", "sh", "-c", mounts + ' && exec "$0" "$@"', DBRACE, *arguments],
                              cwd=self.root, capture_output=True, text=True)
        if re.search("unshare failed|permission denied|unshare: not found", done.stderr, re.I):
            Faults.skipped = True
            self.skipTest("no file system can be mounted here")
        self.heard.append((done.returncode, done.stdout + done.stderr))
        return done

    @classmethod
    def tearDownClass(cls):
        """Every row of the page was heard. Not where only some tests were asked for, or could run."""
        if len(sys.argv) > 3 or cls.skipped:
            return
        page = (SOURCE / "docs/troubleshooting.md").read_text()
        rows = re.findall(r"^\| `([^|]*)` \| ([0-3, ]+) \|", page, re.M)
        if len(rows) < 40:
            raise AssertionError(f"{len(rows)} rows are read from the page")
        for text, codes in rows:
            said = re.compile(".*?".join(map(re.escape, text.split("…"))))
            for code in codes.split(", "):
                if not any(str(heard) == code and said.search(everything) for heard, everything in cls.heard):
                    raise AssertionError(f"docs/troubleshooting.md: no test heard, with exit code {code}: {text}")

    def test_every_kind_of_file_in_every_role(self):
        kinds = {**{kind: kind for kind in UNREADABLE}, **CONTENT}
        if os.geteuid() == 0:
            del kinds["locked"]  # Root may read everything.
        for role, (arguments, of_content, own) in ROLES.items():
            for kind, content in kinds.items():
                with self.subTest(role=role, kind=kind):
                    name = next(word for word in arguments if word.startswith("X"))
                    path = self.root / name
                    clear(path)  # That of the last kind.
                    make(path, content)
                    says = own.get(kind) or UNREADABLE.get(kind) or of_content
                    done = self.expect(2, *arguments, says=[name, says])
                    self.assertNotIn("terminate called", done.stderr)
                    self.assertNotRegex(done.stderr, "json.exception|filesystem error|std::")
                clear(path)

    def test_history_and_folders(self):
        self.expect(0, "scan", "ok.cpp", "--format", "sarif=r.sarif")
        for kind, says in ((BINARY, "file is not a database"), ("folder", "unable to open"), ("cyclic", "unable to open")):
            with self.subTest(kind if isinstance(kind, str) else "binary"):
                path = self.root / "X"
                clear(path)
                make(path, kind)
                self.expect(2, "report", "r.sarif", "--format", "html=o.html", "--history", "X", says=["--history: X", says])
        for name in ("ok.cpp", "gone"):
            self.expect(2, "scan", "ok.cpp", "--sql-directory", name, says=[f"--sql-directory: {name}: no such folder"])

    # Sources -----------------------------------------------------------------------------------------------------

    def test_sources(self):
        deep = "int f(int a) { return " + "(" * 20000 + "a" + ")" * 20000 + "; }\n"

        def chain(operands):
            return (STATEMENT + "int f(int a) { return a" + " + a" * operands + "; }\n").encode()

        statement = STATEMENT.encode()
        rows = [  # Content or kind, exit code, what is said.
            ("missing", 2, ["no such file"]), ("cyclic", 2, ["no such file"]), ("folder", 2, ["no C or C++ source"]),
            ("pipe", 3, ["it is no regular file"]), ("huge", 3, ["larger than 1024 MiB"]),
            (b"", 0, ["1 skipped"]), (b"\n\n", 0, ["1 skipped"]), (BINARY, 0, ["1 skipped"]),
            (statement + BINARY, 0, ["1 with compiler errors"]),
            (statement + b"void f() { if (", 0, ["1 with compiler errors"]),
            (b'const char *t = "SELECT \xe9\xff";\n', 0, ["1 unit read"]),
            (b"\xff\xfe" + STATEMENT.encode("utf-16-le"), 0, ["1 skipped"]),
            (b"\xef\xbb\xbf" + statement, 0, ["1 unit read,"]),
            (statement + b'#include "X.cpp"\n', 0, ["1 with compiler errors"]),
            (statement + b"#include __FILE__\n#include __FILE__\n", 0, ["1 with compiler errors"]),
            (statement + deep.encode(), 0, ["1 with compiler errors"]),
            (chain(20000), 0, ["1 unit read,", "nested more than 1000 deep"]),
            (chain(100000), 0, ["1 unit read,"]),
            (chain(2000000), 3, ["its worker ended by signal 11", "dbrace extract"]),
        ]
        if os.geteuid() != 0:
            rows.append(("locked", 3, ["Permission denied"]))
        for content, code, says in rows:
            with self.subTest(content if isinstance(content, str) else content[:60]):
                path = self.root / "X.cpp"
                clear(path)
                make(path, content)
                self.expect(code, "scan", "X.cpp", says=says)

    def test_texts_that_are_no_utf8_leave_reports_that_are(self):
        self.write(LEVELS)
        source = self.root / "level1.cpp"
        source.write_bytes(source.read_bytes().replace(b"accounts", b"acc\xf6unts"))
        self.expect(1, "scan", "--format", "sarif=out.sarif", "--format", "json=out.json", "--format", "text=out.txt")
        for name in ("out.sarif", "out.json"):
            self.assertTrue(json.loads((self.root / name).read_text(encoding="utf-8")))

    def test_names_that_a_terminal_would_obey(self):
        name = "X\x1b[2J\xe9.sql"
        done = self.expect(2, "scan", "ok.cpp", "--schema", name.encode("latin-1").decode("utf-8", "surrogateescape"))
        self.assertNotIn("\x1b", done.stderr)

    def test_folders_that_lead_back_into_themselves(self):
        self.write({f"app/{name}": text for name, text in LEVELS.items()})
        (self.root / "app/again").symlink_to(".")
        (self.root / "app/loop.cpp").symlink_to("loop.cpp")
        (self.root / "app/broken.h").symlink_to("nowhere.h")
        report, _ = self.findings("app")
        self.assertEqual(len(report["findings"]), 1)
        self.assertEqual(report["summary"]["unitsRead"] + report["summary"]["unitsSkipped"], 4)

    # Workers -----------------------------------------------------------------------------------------------------

    def faulty(self, fault):
        self.write({**LEVELS, "bad.cpp": f"// dbrace-test-fault: {fault}\n" + STATEMENT})
        return {"DBRACE_TEST_FAULTS": "1"}

    def test_a_worker_that_ends_costs_its_unit_only(self):
        for fault, says in (("abort", "(Aborted)"), ("kill", "(Killed)"), ("memory", "out of memory")):
            with self.subTest(fault):
                done = self.expect(1, "scan", environment=self.faulty(fault), says=["1 failed", says, "dbrace extract"])
                self.assertIn("level3.cpp", done.stdout)

    def test_a_worker_that_hangs_is_ended(self):
        self.expect(3, "scan", "bad.cpp", "--unit-timeout", "1", environment=self.faulty("hang"), says=["exceeded 1 s", "1 failed"])

    def test_strict_tells_of_a_failed_unit(self):
        self.expect(3, "scan", "--strict", "--fail-on", "never", environment=self.faulty("kill"))
        self.expect(3, "scan", "bad.cpp", environment=self.faulty("kill"))  # Without it, where nothing else was read.

    # Facts -------------------------------------------------------------------------------------------------------

    def test_facts_of_another_version_and_spoilt_ones(self):
        self.expect(0, "extract", "ok.cpp", "-o", "ok.facts")
        facts = (self.root / "ok.facts").read_bytes()
        at = facts.index(b"dbrace-facts") + len(b"dbrace-facts")
        self.assertEqual(facts[at], 1)
        for name, content, says in (
                ("version", facts[:at] + b"\x02" + facts[at + 1:], "format version 2"),
                ("half", facts[: len(facts) // 2], "what dbrace extract and dbrace link write"),
                ("more", facts + b"x", "what dbrace extract and dbrace link write"),
                ("zeros", bytes(len(facts)), "no dbrace-facts document")):
            with self.subTest(name):
                (self.root / "X.facts").write_bytes(content)
                self.expect(2, "link", "ok.facts", "X.facts", says=["X.facts", says])
        self.expect(0, "link", "ok.facts", "ok.facts")  # Twice the same is nothing wrong.

    # Outputs -----------------------------------------------------------------------------------------------------

    def test_outputs(self):
        self.write(LEVELS)
        (self.root / "folder").mkdir()
        (self.root / "loop").symlink_to("loop")
        locked = self.root / "locked"
        locked.mkdir(mode=0o555)
        # What is said at once, before a scan has cost minutes, and by commands that only try.
        rows = [("gone/out", "there is no folder", "No such file"), ("folder", "it is a folder", "Is a directory"),
                ("level1.cpp/out", "there is no folder", "Not a directory"), *((to, says, says) for to, says in (
                    ("loop", "symbolic links"), ("/dev/full", "No space left"), ("/proc/out", "cannot be written"),
                    ("n" * 300, "too long")))]
        if os.geteuid() != 0:
            rows.append(("locked/out", "Permission denied", "Permission denied"))
        self.expect(0, "extract", "level1.cpp", "-o", "level1.facts")
        for to, at_once, tried in rows:
            for command in (["scan", "-o", to], ["scan", "--format", f"sarif={to}"], ["extract", "level1.cpp", "-o", to],
                            ["link", "level1.facts", "-o", to]):
                with self.subTest(command=command[0], to=to[:20]):
                    says = at_once if command[0] == "scan" else tried
                    self.expect(2, *command, says=["cannot be written", says])
        self.assertEqual(list(self.root.rglob("*.part")), [])

    def test_an_output_that_cannot_be_written_leaves_the_old_one(self):
        self.write({**LEVELS, "out.sarif": "old"})

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

        self.expect(0, "extract", "level1.cpp", "-o", "level1.facts")
        self.expect(2, "link", "level1.facts", "--format", "sarif=out.sarif", says=["File too large"], preexec_fn=small_files)
        self.assertEqual((self.root / "out.sarif").read_text(), "old")
        self.assertEqual(list(self.root.glob("*.part*")), [])

    def test_a_full_disk_and_one_that_is_only_read(self):
        self.write(LEVELS)
        (self.root / "disk").mkdir()
        self.expect(0, "extract", "level1.cpp", "-o", "level1.facts")
        full = "mount -t tmpfs -o size=4k none disk && echo old >disk/out"
        done = self.inside(full, "link", "level1.facts", "--format", "sarif=disk/out")
        self.assertEqual((done.returncode, done.stderr.strip()),
                         (2, "dbrace: error: disk/out: cannot be written: No space left on device"))
        done = self.inside(full.replace("-o size=4k", "") + " && mount -o remount,ro disk", "scan", "-o", "disk/out")
        self.assertEqual(done.returncode, 2)
        self.assertIn("disk/out: cannot be written: Read-only file system", done.stderr)

    def test_closed_pipes(self):
        self.write(LEVELS)
        for arguments in (["scan"], ["rules"]):
            read, write = os.pipe()
            os.close(read)
            done = subprocess.run([DBRACE, *arguments], cwd=self.root, stdout=write, stderr=subprocess.PIPE, text=True)
            os.close(write)
            self.assertEqual(done.returncode, 2)
            self.assertIn("standard output: cannot be written: Broken pipe", done.stderr)
            self.heard.append((done.returncode, done.stderr))
        with open("/dev/full", "w") as full:
            done = subprocess.run([DBRACE, "rules"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("standard output: cannot be written: No space left", done.stderr)
        self.heard.append((done.returncode, done.stderr))

    # The machine -------------------------------------------------------------------------------------------------

    def test_no_home_and_a_cache_that_cannot_be_kept(self):
        self.write(LEVELS)
        nowhere = {"HOME": "", "XDG_CACHE_HOME": ""}
        self.expect(1, "scan", environment=nowhere, says=["there is no HOME"])
        self.expect(1, "scan", "--cache-dir", "/proc/nothing", says=["/proc/nothing"])
        self.expect(2, "cache", "clean", environment=nowhere, says=["no HOME", "--cache-dir"])

    def test_no_place_for_temporary_files(self):
        self.write(LEVELS)
        self.expect(2, "scan", environment={"TMPDIR": "/proc"}, says=["TMPDIR", "/proc"])
        self.expect(2, "scan", environment={"TMPDIR": str(self.root / "gone")}, says=["TMPDIR"])

    def test_a_full_disk_for_temporary_files_costs_units(self):
        self.write(LEVELS)
        (self.root / "tmp").mkdir()
        done = self.inside('mount -t tmpfs -o size=4k none tmp && export TMPDIR="$PWD/tmp"', "scan", "--no-cache")
        self.assertRegex(done.stdout + done.stderr, "cannot be written: No space left on device|no room in ")
        self.assertIn(done.returncode, (0, 1, 3), done.stderr)

    def test_few_open_files(self):
        self.write(LEVELS)

        def few_files():
            resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

        self.expect(1, "scan", "-j", "8", preexec_fn=few_files)

    def signalled(self, number):
        """A scan whose worker hangs gets the signal; gives its end, and the worker's id."""
        (self.root / "tmp").mkdir(exist_ok=True)
        environment = {**os.environ, **self.faulty("hang"), "TMPDIR": str(self.root / "tmp")}
        scan = subprocess.Popen([DBRACE, "scan", "bad.cpp", "-o", "out.txt"], cwd=self.root, env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children = Path(f"/proc/{scan.pid}/task/{scan.pid}/children")
        deadline = time.monotonic() + 60
        while not children.read_text().strip() and time.monotonic() < deadline:
            time.sleep(0.02)
        worker = int(children.read_text().split()[0])
        scan.send_signal(number)
        return scan.wait(60), worker

    def gone(self, worker):
        deadline = time.monotonic() + 10
        while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        return not Path(f"/proc/{worker}").exists()

    def test_signals_leave_no_worker_and_no_file(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name):
                code, worker = self.signalled(number)
                self.assertEqual(code, 128 + number)
                self.assertTrue(self.gone(worker))
                self.assertFalse((self.root / "out.txt").exists())
                self.assertEqual(list((self.root / "tmp").iterdir()), [])

    def test_a_killed_scan_leaves_no_worker(self):
        code, worker = self.signalled(signal.SIGKILL)
        self.assertEqual(code, -signal.SIGKILL)
        self.assertTrue(self.gone(worker))
        self.assertFalse((self.root / "out.txt").exists())


if __name__ == "__main__":
    main()
