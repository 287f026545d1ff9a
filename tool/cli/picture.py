#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A picture of a terminal: runs a command in one and draws what it shows. picture.py OUT.svg [--columns N] [--rows N] -- COMMAND...

The picture in the README is made so by tour_test.py, which also tells when it is out of date.
"""
import argparse
import fcntl
import html
import os
import pty
import re
import struct
import sys
import termios

CHARACTER, LINE, MARGIN = 8.4, 18, 16  # In pixels, of the font size below.
COLOURS = {"31": "#f14c4c", "32": "#23d18b", "35": "#d670d6", "36": "#29b8db"}


def shown(command, columns, folder=".", **environment):
    """All that the command, run in the folder, writes to a terminal of this width."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        os.environ.update(environment)
        os.environ.pop("NO_COLOR", None)
        os.execvp(command[0], command)
    written = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # The command has ended.
            break
        if not part:
            break
        written += part
    os.close(terminal)
    os.waitpid(child, 0)
    text = written.decode().replace("\r\n", "\n")
    # Progress is a line that was written over and erased.
    return re.sub(r"[^\n]*\r\x1b\[K", "", text)


def spans(text):
    """For each line its parts, as (text, weight and colour). A style lasts until it is ended, over lines too."""
    style, lines = set(), [[]]
    for index, part in enumerate(re.split(r"\x1b\[([\d;]*)m", text.rstrip("\n"))):
        if index % 2:
            style = set() if part in ("", "0") else style | set(part.split(";"))
            continue
        for number, line in enumerate(part.split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append((line, set(style)))
    return lines


def drawn(prompt, text, columns):
    lines = [[("$ ", {"32"}), (prompt, {"1"})]] + spans(text)
    width, height = round(columns * CHARACTER + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">',
           f'<rect width="{width}" height="{height}" rx="8" fill="#1e1e1e"/>']
    for row, parts in enumerate(lines):
        column = 0
        for part, style in parts:
            colour = next((COLOURS[code] for code in sorted(style) if code in COLOURS), "#ffffff" if "1" in style else "#cccccc")
            bold = ' font-weight="bold"' if "1" in style else ""
            # The length is given, so that columns stay columns in whatever font there is.
            if part.strip():
                out.append(f'<text x="{MARGIN + column * CHARACTER:.1f}" y="{MARGIN + row * LINE + 14}" fill="{colour}"{bold} '
                           f'textLength="{len(part) * CHARACTER:.1f}" xml:space="preserve">{html.escape(part)}</text>')
            column += len(part)
    return "\n".join(out) + "\n</svg>\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    text = shown(options.command, options.columns)
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(drawn(" ".join(options.command), text, options.columns))


if __name__ == "__main__":
    main()
