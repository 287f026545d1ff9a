#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The budgets, measured as ratios in one run: a slow or busy machine slows down both sides.

Each row is one budget. Nothing here is a test: timings decide no build.
"""
import argparse
import json
import math
import os
import shlex
import shutil
import sys
import time
from pathlib import Path

from processes import cost, least_costs
from project import Project, c_unit, sql_unit

TIDY_UNITS = 50

sys.stdout.reconfigure(line_buffering=True)


def row(what, measured, limit, unit="x", details=""):
    """A line of the table; without a limit it only tells."""
    verdict = "" if limit is None else "ok" if measured <= limit else "over"
    budget = "" if limit is None else f"{limit:g} {unit}"
    print(f"{what:<58} {measured:>8.2f} {unit:<4} {budget:>8}  {verdict:<5} {details}")


def folder_size(folder):
    """MiB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / (1 << 20)


def milliseconds(measured, reference):
    return f"{measured * 1000:.0f} / {reference * 1000:.0f} ms"


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.dbrace = arguments.build.resolve() / "bin" / "dbrace"
        self.folder = arguments.build.resolve() / "bench"
        self.folder.mkdir(exist_ok=True)

    def one_unit(self, language, compiler, source, limit):
        """Reading a unit that touches the database, against the compiler's reading of it."""
        read = [self.dbrace, "extract", source, "-o", self.folder / "unit.facts", "--", *compiler[1:]]
        check = [*compiler, "-fsyntax-only", "-w", source]
        ours, compilers = least_costs([read, check], self.arguments.repeat)
        what = f"{language} unit with database calls, against the compiler"
        details = f"{milliseconds(ours.wall, compilers.wall)}; CPU {ours.cpu / compilers.cpu:.2f} x"
        row(f"{what}: wall", ours.wall / compilers.wall, limit, details=details)
        row(f"{what}: memory", ours.memory / compilers.memory, 1.3, details=f"{ours.memory:.0f} / {compilers.memory:.0f} MiB")

    def units(self):
        flags = ["-std=c++20", f"-I{self.project.folder}"]
        cxx, c = self.folder / "unit.cpp", self.folder / "unit.c"
        cxx.write_text(sql_unit(0, self.arguments.records))
        c.write_text(c_unit(self.arguments.records * 4))
        (self.folder / ".dbrace.json").write_text("{}\n")
        self.one_unit("C++", ["clang++-22", *flags], cxx, 0.9)
        self.one_unit("C", ["clang-22"], c, 1.25)

    def link(self):
        command = [self.dbrace.parent / "dbrace_link_bench", "--benchmark_filter=linkUnits", "--benchmark_format=json"]
        runs = {}
        for _ in range(min(self.arguments.repeat, 2)):
            for run in json.loads(cost(command).output)["benchmarks"]:
                size, times = int(run["name"].split("/")[1]), (run["real_time"] / 1000, run["cpu_time"] / 1000)
                known = runs.get(size, (math.inf, math.inf))
                runs[size] = (*map(min, zip(times, known)), run["peak_MiB"])
        small, large = min(runs), max(runs)
        # Of CPU time: what else runs meanwhile would bend the line.
        growth = math.log(runs[large][1] / runs[small][1]) / math.log(large / small)
        row(f"link {large:,} functions: wall", runs[large][0], 10, "s", f"CPU {runs[large][1]:.2f} s")
        row(f"link {large:,} functions: memory", runs[large][2] / 1024, 2, "GiB")
        row(f"link {small:,} to {large:,} functions: exponent of growth", growth, 1.2, "")

    def scan(self, what, folder):
        """Interpretation against parsing: the driver links and interprets, its workers parse."""
        report = self.folder / "report.json"
        command = [self.dbrace, "scan", folder, "-j", self.arguments.jobs, "--fail-on", "never", "--no-cache",
                   "--format", f"json={report}"]
        scan = least_costs([command], self.arguments.repeat if folder == self.project.folder else 1)[0]
        summary = json.loads(report.read_text())["summary"]
        said = ", ".join(f"{name} {value}" for name, value in summary.items() if isinstance(value, int))
        row(f"interpret {what}, against parsing (CPU)", scan.cpu / max(scan.children, 0.01), 0.5,
            details=f"{scan.cpu:.2f} / {scan.children:.2f} s; selection, link and report included")
        row(f"interpret {what}: functions over budget", summary.get("functionsOverBudget", 0), 0, "", details=said)
        row(f"scan {what}: wall", scan.wall, None, "s", f"peak {scan.memory:.0f} MiB")

    def whole_project(self):
        """The same units and jobs through clang-tidy with one check made of matchers; as many as take minutes there."""
        sources = self.project.sources[:TIDY_UNITS]
        scan = cost([self.dbrace, "scan", *sources, "-j", self.arguments.jobs, "--fail-on", "never", "--no-cache",
                     "-o", self.folder / "again.txt"])
        tidy = ["clang-tidy-22", "--quiet", "--checks=-*,bugprone-sizeof-expression", "-p", self.project.folder]
        script = f"xargs -0 -n1 -P{self.arguments.jobs} {shlex.join(map(str, tidy))} <{shlex.quote(str(self.folder / 'sources'))}"
        (self.folder / "sources").write_text("\0".join(map(str, sources)))
        check = cost(["sh", "-c", script])
        row(f"project of {len(sources)} units, against clang-tidy: wall", scan.wall / check.wall, 0.25,
            details=f"{scan.wall:.1f} / {check.wall:.1f} s; CPU {(scan.cpu + scan.children) / check.children:.2f} x")

    def again(self):
        """What the cache spares. Subsets of the known units show how link and interpretation grow, without any parsing."""
        project, cache, units = self.project, self.folder / "cache", len(self.project.sources)
        shutil.rmtree(cache, ignore_errors=True)

        def scan(*sources):
            return [self.dbrace, "scan", *(sources or [project.folder]), "-j", self.arguments.jobs, "--fail-on", "never",
                    "--cache-dir", cache, "-o", self.folder / "again.txt"]

        first = cost(scan())
        for _ in range(2):  # The first of these learns the files' dates, which are too young before.
            time.sleep(2.1)
            unchanged = cost(scan())
        row(f"scan again, nothing changed, {units:,} units: wall", unchanged.wall, 1, "s",
            details=f"{first.wall:.1f} s the first time; CPU {unchanged.cpu:.2f} s; cache {folder_size(cache):.1f} MiB")
        changed = project.sql_sources[len(project.sql_sources) // 2]
        changed.write_text(changed.read_text() + "\nint changedOnce() { return 1; }\n")
        parse = cost([self.dbrace, "extract", changed, "-o", self.folder / "unit.facts"])
        after = cost(scan())
        row("scan again, one file changed: wall, less its parse", after.wall - parse.wall, 1, "s",
            details=f"{after.wall:.2f} - {parse.wall:.2f} s; CPU {after.cpu:.2f} s: link and interpretation are done anew")
        self.growth(scan)

    def growth(self, scan):
        """Not of all units with SQL: that report is kept already."""
        with_sql = self.project.sql_sources[:-1]
        quarter = with_sql[: len(with_sql) // 4]
        if not quarter:
            return
        small, large = (cost(scan(self.project.sources[0], *sources)) for sources in (quarter, with_sql))
        growth = math.log(large.cpu / small.cpu) / math.log(len(with_sql) / len(quarter))
        row(f"interpret {len(quarter)} to {len(with_sql)} units with SQL: exponent of growth", growth, 1.2, "",
            details=f"{small.cpu:.2f} and {large.cpu:.2f} s; {small.memory:.0f} and {large.memory:.0f} MiB")

    def run(self):
        arguments = self.arguments
        self.project = Project(self.folder / "project", arguments.units, arguments.records, ["-std=c++20"])
        lines = sum(source.read_text().count("\n") for source in self.project.sources)
        print(f"Generated project: {len(self.project.sources)} units, {lines} lines; {arguments.jobs} jobs; minimum of "
              f"{arguments.repeat}\n")
        print(f"{'what':<58} {'measured':>8} {'':<4} {'budget':>8}")
        self.units()
        self.link()
        self.scan("the generated project", self.project.folder)
        self.whole_project()
        self.again()
        for folder in arguments.folder:
            self.scan(folder.name, folder.resolve())


def main():
    parser = argparse.ArgumentParser(prog="tool/dev bench", description=__doc__)
    parser.add_argument("folder", nargs="*", type=Path, help="real projects to scan too")
    parser.add_argument("--build", type=Path, default=Path("build/release"), help="the build measured (build/release)")
    parser.add_argument("--units", type=int, default=100, help="units of the generated project (100)")
    parser.add_argument("--records", type=int, default=10, help="about 40 lines each, in each unit (10)")
    parser.add_argument("--repeat", type=int, default=3, help="measurements of which the minimum is taken (3)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="units read at a time (all processors)")
    Bench(parser.parse_args()).run()


if __name__ == "__main__":
    main()
