#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks a SARIF file's references: validate.py FILE [SCHEMA]

With OASIS' schema (which is not part of this project) and the jsonschema package the file is also validated against it.
"""
import json
import sys


def check(log):
    problems = []

    def expect(condition, text):
        if not condition:
            problems.append(text)

    expect(log.get("version") == "2.1.0", "version is 2.1.0")
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        artifacts = run["artifacts"]
        for base in run["originalUriBaseIds"].values():
            expect(base["uri"].startswith("file:///") and base["uri"].endswith("/"), "a base is an absolute folder")
        for rule in rules:
            for member in ("id", "shortDescription", "fullDescription", "help", "defaultConfiguration"):
                expect(member in rule, f"rule {rule.get('id')} has {member}")

        def location(place, what):
            physical = place.get("physicalLocation")
            if physical is None:
                return
            artifact = physical["artifactLocation"]
            expect(artifacts[artifact["index"]]["location"]["uri"] == artifact["uri"], f"{what}: index and uri agree")
            expect(" " not in artifact["uri"] and artifact["uri"].isascii(), f"{what}: the uri is encoded")
            region = physical.get("region", {})
            expect(region.get("startLine", 1) >= 1 and region.get("startColumn", 1) >= 1, f"{what}: counts from 1")
            if "endLine" not in region and "endColumn" in region:
                expect(region["endColumn"] > region["startColumn"], f"{what}: does not end before its start")

        for number, result in enumerate(run["results"]):
            what = f"result {number}"
            expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{what}: ruleIndex and ruleId agree")
            expect(result["level"] in ("note", "warning", "error"), f"{what}: level")
            expect(result["message"]["text"], f"{what}: has a message")
            expect(result["partialFingerprints"].get("dbrace/v1"), f"{what}: has a fingerprint")
            expect(len(result["locations"]) == 1, f"{what}: has one place")
            ids = [place["id"] for place in result["relatedLocations"]]
            expect(len(set(ids)) == len(ids), f"{what}: related places have ids of their own")
            for place in result["locations"] + result["relatedLocations"]:
                location(place, what)
            for flow in result.get("codeFlows", []):
                for thread in flow["threadFlows"]:
                    for step in thread["locations"]:
                        location(step["location"], what)
        prints = [result["partialFingerprints"]["dbrace/v1"] for result in run["results"]]
        expect(len(set(prints)) == len(prints), "fingerprints tell all results apart")
    return problems


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        log = json.load(file)
    problems = check(log)
    if len(sys.argv) > 2:
        import jsonschema

        with open(sys.argv[2], encoding="utf-8") as file:
            validator = jsonschema.Draft7Validator(json.load(file))
        problems += [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(log)]
    for problem in problems:
        print(f"{sys.argv[1]}: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
