#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module gives what `dbrace scan FILE` gives: every annotated source of test-inputs/rules, one by one, with both.

inputs_test.py DBRACE SOURCE_DIR MODULE MAJOR
"""
import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import tidy_testing
from tidy_testing import RULES, SOURCE, diagnostics, main

INPUTS = SOURCE / "test-inputs/rules"
SCHEMAS = SOURCE / "test-inputs/schemas"
JOBS = max(2, os.cpu_count() or 2)


def settings_of(text):
    return dict(re.findall(r"^(?://|/\*) (schema|dialect|writers|flags|qt): (.*?)(?: \*/)?$", text, re.M))


def qt_flags(version):
    folder = f"-I/usr/include/x86_64-linux-gnu/qt{version}"
    return ["-fPIC", *(folder + module for module in ("", "/QtCore", "/QtSql", "/QtConcurrent"))]


def inputs_in(folder):
    """Sources, and folders that are one program; other folders only hold more of them."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not (entry / "program.json").exists():
            yield from inputs_in(entry)
        else:
            yield entry


class Inputs(tidy_testing.Tidy):
    def lay_out(self):
        """Each input in a folder of its own, with its settings as a .dbrace.json, and one compile database for all."""
        commands, sources = [], []
        for number, entry in enumerate(inputs_in(INPUTS)):
            folder = self.root / f"{number}-{entry.stem}"
            if entry.is_dir():
                shutil.copytree(entry, folder)
                program = json.loads((folder / "program.json").read_text())
                settings = {name: value if isinstance(value, str) else " ".join(value) for name, value in program.items()}
            elif entry.suffix in (".c", ".cpp"):
                folder.mkdir()
                shutil.copy(entry, folder)
                settings = settings_of(entry.read_text())
            else:
                continue
            config = {name: settings[name] for name in ("dialect", "writers") if name in settings}
            schemas = [name.strip() for name in settings["schema"].split(",") if name.strip() != "none"]
            if schemas:
                config["schema"] = [str(place / name) for name in schemas for place in (entry.parent, SCHEMAS, entry)
                                    if (place / name).exists()]
            (folder / ".dbrace.json").write_text(json.dumps(config))
            for source in sorted([*folder.rglob("*.c"), *folder.rglob("*.cpp")]):
                flags = ["clang", "-std=gnu17"] if source.suffix == ".c" else ["clang++", "-std=c++20"]
                flags += ["-I/usr/include/postgresql", "-I/usr/include/mariadb", *settings.get("flags", "").split()]
                flags += qt_flags(settings["qt"].split()[-1]) if "qt" in settings else []
                commands.append({"directory": str(source.parent), "file": str(source), "arguments": [*flags, "-c", str(source)]})
                sources.append(source)
        self.write({"compile_commands.json": commands})
        return sources

    def test_every_input_as_scan_sees_it(self):
        sources = self.lay_out()
        notes = "{CheckOptions: {dbrace.Notes: true}}"
        share = (len(sources) + JOBS - 1) // JOBS

        def tidied(first):
            return self.tidy("-p", self.root, f"--config={notes}", "--header-filter=.*", *sources[first:first + share], code=None)

        def scanned(source):
            done = self.scan("-p", self.root, source, "--min-confidence", "low", code=None, cwd=self.root)
            # Paths are relative to the root, which is where the input's configuration lies.
            root = next(folder for folder in source.parents if (folder / ".dbrace.json").exists())
            return diagnostics(done.stdout, root)

        with ThreadPoolExecutor(JOBS) as pool:
            runs = list(pool.map(tidied, range(0, len(sources), share)))
            expected = list(pool.map(scanned, sources))
        for run in runs:
            self.assertNotIn("clang-tidy-config", run.stdout)
        ours = {place: told for run in runs for place, told in diagnostics(run.stdout, self.root).items() if "[dbrace-" in place[3]}
        theirs = {place: told for one in expected for place, told in one.items()}
        self.assertEqual(set(ours) - set(theirs), set(), "only clang-tidy's")
        self.assertEqual(set(theirs) - set(ours), set(), "only the scan's")
        for place, told in theirs.items():
            self.assertEqual(ours[place], told, place)
        # The comparison saw something: a hundred findings, and every rule.
        self.assertGreater(len(theirs), 100)
        self.assertEqual({rule for rule in RULES if any(place[3].endswith(f"[{rule}]") for place in theirs)}, set(RULES))


if __name__ == "__main__":
    main()
