# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Chromium without a window, driven over a pipe by its DevTools protocol. Nothing but Python's own library is needed.

    with Browser() as browser:
        page = browser.open("file:///report.html")
        page.run("document.title")
"""
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    def __init__(self, size=(1400, 1000)):
        self.size = size

    def __enter__(self):
        program = shutil.which("chromium")
        if not program:
            raise FileNotFoundError("chromium is not installed; tool/dev installs it (Debian package chromium)")
        self.profile = tempfile.TemporaryDirectory()
        to_read, self.to = os.pipe()
        self.back, back_write = os.pipe()
        # The protocol's pipe is descriptors 3 and 4.
        command = (f'exec "{program}" --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --disable-extensions '
                   f'--user-data-dir="{self.profile.name}" --window-size={self.size[0]},{self.size[1]} --remote-debugging-pipe '
                   f'about:blank 3<&{to_read} 4>&{back_write}')
        self.process = subprocess.Popen(["bash", "-c", command], pass_fds=(to_read, back_write), stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(back_write)
        self.number, self.unread, self.events = 0, b"", []
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except (OSError, TimeoutError):
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.back)
        self.profile.cleanup()

    def call(self, method, parameters=None, session=None, timeout=120):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + timeout
        while True:
            answer = self.receive(deadline - time.monotonic())
            if answer is None:
                raise TimeoutError(method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def receive(self, timeout):
        while b"\0" not in self.unread:
            if not select.select([self.back], [], [], max(timeout, 0))[0]:
                return None
            data = os.read(self.back, 1 << 20)
            if not data:
                raise BrokenPipeError("chromium has ended")
            self.unread += data
        message, self.unread = self.unread.split(b"\0", 1)
        return json.loads(message)

    def open(self, url):
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(domain + ".enable")
        page.go(url)
        return page


class Page:
    def __init__(self, browser, session):
        self.browser, self.session = browser, session

    def call(self, method, parameters=None):
        return self.browser.call(method, parameters, self.session)

    def go(self, url):
        self.url = url
        self.call("Page.navigate", {"url": "about:blank"})
        self.call("Page.navigate", {"url": url})
        self.wait("document.documentElement?.dataset.ready === 'yes'")

    def run(self, script):
        """The value of an expression."""
        result = self.call("Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, condition, timeout=60):
        deadline = time.monotonic() + timeout
        while not self.run(condition):
            if time.monotonic() > deadline:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def key(self, key):
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", {"type": kind, "key": key, **(text if kind == "keyDown" else {})})

    def problems(self):
        """What the console complains about, and every request that leaves the page."""
        found = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            method, data = event["method"], event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(json.dumps(data["exceptionDetails"]))
            elif method == "Runtime.consoleAPICalled" and data["type"] in ("error", "warning", "assert"):
                found.append(json.dumps(data["args"]))
            elif method == "Log.entryAdded" and data["entry"]["level"] in ("error", "warning"):
                found.append(data["entry"]["text"])
            elif method == "Network.requestWillBeSent" and not data["request"]["url"].startswith(("file:", "data:", "about:")):
                found.append("request: " + data["request"]["url"])
        return found
