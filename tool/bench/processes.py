# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a command costs, as the kernel counts it."""
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass

TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    wall: float  # Seconds.
    cpu: float  # Seconds of the process alone.
    children: float  # Seconds of CPU of the processes it started.
    memory: float  # MiB, the peak of the largest process.
    output: str = ""

    def least(self, other):
        """The minimum of each: what disturbs a measurement makes it longer, never shorter."""
        return Cost(
            min(self.wall, other.wall),
            min(self.cpu, other.cpu),
            min(self.children, other.children),
            min(self.memory, other.memory),
            self.output,
        )


def cost(command, allowed=(0,)):
    """Runs the command once. Exit codes other than the allowed ones end the measurement."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=output, stderr=errors)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        wall = time.monotonic() - begin
        # Of a process that ended and was not waited for yet, the kernel still knows its own time and its children's.
        with open(f"/proc/{process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        cpu, children = ((int(fields[i]) + int(fields[i + 1])) * TICK for i in (11, 13))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            errors.seek(0)
            text = errors.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"tool/dev bench: exit code {process.returncode} of {' '.join(map(str, command))}\n{text}")
        output.seek(0)
        if not children:  # Finer than ticks.
            cpu = usage.ru_utime + usage.ru_stime
        return Cost(wall, cpu, children, usage.ru_maxrss / 1024, output.read().decode(errors="replace"))


def least_costs(commands, repeat, allowed=(0,)):
    """The commands in turn, so that a busy minute hits all of them; of each the least of every kind of cost."""
    costs = [cost(command, allowed) for command in commands]
    for _ in range(repeat - 1):
        costs = [old.least(cost(command, allowed)) for old, command in zip(costs, commands)]
    return costs
