# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Files and machines that are not as they should be: each case says what is said then, and with which exit code.

Roles are the ways a file is given to dbrace, kinds the ways it can be wrong. What is wrong with a source costs that source;
what is wrong with anything else ends the command before it has cost minutes.
"""
import json
import os
import resource
import signal
import stat
import subprocess
import time
from pathlib import Path

from cli_testing import DBRACE, LEVELS, Cli, main

HUGE = 3 << 30  # Sparse: it takes up no room.
BINARY = bytes(range(256)) * 16
LATIN1 = '{"dialect": "caf\xe9"}'.encode("latin-1")


def make(path: Path, kind):
    """A file that is wrong in this way; text and bytes are its content."""
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


# How a file of each kind is spoken of, wherever it is given as one of the text files that dbrace reads whole.
UNREADABLE = {"missing": "there is no such file", "huge": "larger than 1024 MiB", "cyclic": "symbolic links",
              "folder": "it is a folder", "pipe": "it is no regular file", "locked": "Permission denied"}
# Not all are for everybody: root may read everything, and a folder is a schema, too.
NO_JSON = {"empty": b"", "truncated": b'{"version": 1, "tables": [', "binary": BINARY, "not UTF-8": LATIN1}

ROLES = {  # Arguments; what is said of each kind, over what is said of all.
    "compile database": (["scan", "ok.cpp", "-p", "X"], "this is no JSON",
                         {"folder": "compile_commands.json: cannot be read", "not UTF-8": "cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"}),
    "config": (["scan", "ok.cpp", "--config", "X"], "this is no JSON", {}),
    "model": (["scan", "ok.cpp", "--apis", "X"], "parse error", {}),
    "JSON schema": (["scan", "ok.cpp", "--schema", "X.json"], "not JSON", {"folder": "no script below this folder"}),
    "SQL schema": (["scan", "ok.cpp", "--schema", "X.sql"], "no CREATE TABLE", {"folder": "no script below this folder"}),
    "checked schema": (["schema", "check", "X"], "not JSON", {}),
    "SQL script": (["schema", "import", "ddl", "X"], "no CREATE TABLE", {"folder": "no script below this folder"}),
    "SQLite file": (["schema", "import", "sqlite", "X"], "this is no SQLite database",
                    {"missing": "cannot be read", "huge": "no SQLite database", "cyclic": "cannot be read", "folder": "X",
                     "locked": "cannot be read", "pipe": "it is no regular file"}),
    "facts": (["link", "X"], "what dbrace extract and dbrace link write", {}),
    "SARIF report": (["witness", "X"], "is no SARIF report", {}),
}


class Faults(Cli):
    def setUp(self):
        super().setUp()
        self.write({"ok.cpp": 'const char *text = "SELECT 1";\n'})

    def test_every_kind_of_file_in_every_role(self):
        kinds = {**{kind: kind for kind in UNREADABLE}, **NO_JSON}
        if os.geteuid() == 0:
            del kinds["locked"]
        for role, (arguments, not_this, own) in ROLES.items():
            for kind, content in kinds.items():
                with self.subTest(role=role, kind=kind):
                    name = next(word for word in arguments if word.startswith("X"))
                    path = self.root / name
                    make(path, content)
                    self.addCleanup(clear, path)
                    says = own.get(kind) or UNREADABLE.get(kind) or not_this
                    done = self.expect(2, *arguments, says=[name, says])
                    self.assertNotIn("terminate called", done.stderr)
                    clear(path)

    # Sources -----------------------------------------------------------------------------------------------------

    def test_sources(self):
        deep = "int f(int a) { return " + "(" * 20000 + "a" + ")" * 20000 + "; }\n"

        def chain(operands):
            return "int f(int a) { return a" + " + a" * operands + "; }\n"

        statement = 'const char *t = "SELECT 1";\n'
        rows = [  # Content or kind, exit code, what is said.
            ("missing", 2, ["no such file"]), ("cyclic", 2, ["no such file"]), ("folder", 2, ["no C or C++ source"]),
            ("pipe", 3, ["it is no regular file"]), ("huge", 3, ["larger than 1024 MiB"]),
            (b"", 0, ["1 skipped"]), (b"\n\n", 0, ["1 skipped"]), (BINARY, 0, ["1 skipped"]),
            (statement.encode() + BINARY, 0, ["1 with compiler errors"]),
            (statement.encode() + b"void f() { if (", 0, ["1 with compiler errors"]),
            (b'const char *t = "SELECT \xe9\xff";\n', 0, ["1 unit read"]),
            (b"\xff\xfe" + statement.encode("utf-16-le"), 0, ["1 skipped"]),
            (b"\xef\xbb\xbf" + statement.encode(), 0, ["1 unit read,"]),
            ((statement + '#include "X.cpp"\n').encode(), 0, ["1 with compiler errors"]),
            ((statement + "#include __FILE__\n#include __FILE__\n").encode(), 0, ["1 with compiler errors"]),
            ((statement + deep).encode(), 0, ["1 with compiler errors"]),
            ((statement + chain(20000)).encode(), 0, ["1 unit read,", "nested more than 1000 deep"]),
            ((statement + chain(100000)).encode(), 0, ["1 unit read,"]),
            ((statement + chain(3000000)).encode(), 3, ["its worker ended by signal 11", "dbrace extract"]),
        ]
        if os.geteuid() != 0:
            rows.append(("locked", 3, ["Permission denied"]))
        for content, code, says in rows:
            with self.subTest(content if isinstance(content, str) else content[:60]):
                path = self.root / "X.cpp"
                self.addCleanup(clear, path)
                make(path, content)
                self.expect(code, "scan", "X.cpp", says=says)
                clear(path)

    def test_texts_that_are_no_utf8_leave_reports_that_are(self):
        self.write(LEVELS)
        source = self.root / "level1.cpp"
        source.write_bytes(source.read_bytes().replace(b"accounts", b"acc\xf6unts"))
        self.expect(1, "scan", "--format", "sarif=out.sarif", "--format", "json=out.json", "--format", "text=out.txt")
        for name in ("out.sarif", "out.json"):
            self.assertTrue(json.loads((self.root / name).read_text(encoding="utf-8")))

    def test_folders_that_lead_back_into_themselves(self):
        self.write({f"app/{name}": text for name, text in LEVELS.items()})
        (self.root / "app/again").symlink_to(".")
        (self.root / "app/loop.cpp").symlink_to("loop.cpp")
        (self.root / "app/broken.h").symlink_to("nowhere.h")
        report, _ = self.findings("app")
        self.assertEqual(len(report["findings"]), 1)
        self.assertEqual(report["summary"]["unitsRead"] + report["summary"]["unitsSkipped"], 4)

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
                    ("/dev/full", "No space left"), ("/proc/out", "cannot be written"), ("n" * 300, "too long")))]
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

    def test_a_closed_pipe_ends_a_scan_with_2(self):
        self.write(LEVELS)
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([DBRACE, "scan"], cwd=self.root, stdout=write, stderr=subprocess.PIPE, text=True)
        os.close(write)
        self.assertEqual(done.returncode, 2)
        self.assertIn("standard output: cannot be written: Broken pipe", done.stderr)

    # The machine -------------------------------------------------------------------------------------------------

    def test_no_place_for_temporary_files(self):
        self.write(LEVELS)
        self.expect(2, "scan", environment={"TMPDIR": "/proc"}, says=["TMPDIR", "/proc"])
        self.expect(2, "scan", environment={"TMPDIR": str(self.root / "gone")}, says=["TMPDIR"])

    def test_a_full_disk_for_temporary_files_costs_units(self):
        self.write(LEVELS)
        (self.root / "tmp").mkdir()
        inside = 'mount -t tmpfs -o size=4k none tmp && TMPDIR="$PWD/tmp" exec "$0" scan --no-cache'
        done = subprocess.run(["unshare", "-Urm", "sh", "-c", inside, DBRACE], cwd=self.root, capture_output=True, text=True)
        if "unshare failed" in done.stderr or "permission denied" in done.stderr:
            self.skipTest("no file system can be mounted here")
        self.assertIn("its worker ended with exit code 2", done.stdout + done.stderr)
        self.assertIn(done.returncode, (0, 1, 3), done.stderr)

    def test_few_open_files_and_little_memory(self):
        self.write(LEVELS)

        def few_files():
            resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

        self.expect(1, "scan", "-j", "8", preexec_fn=few_files)

    def signalled(self, number):
        """A scan whose worker hangs gets the signal; gives its end, and the worker's id."""
        self.write({**LEVELS, "bad.cpp": '// dbrace-test-fault: hang\nconst char *t = "SELECT 1";\n'})
        (self.root / "tmp").mkdir(exist_ok=True)
        environment = {**os.environ, "DBRACE_TEST_FAULTS": "1", "TMPDIR": str(self.root / "tmp")}
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
