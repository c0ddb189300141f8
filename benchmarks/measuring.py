"""Runs one measurement in a process of its own, and says what it took."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any

KIB_A_UNIT = 1 if sys.platform != "darwin" else 1 / 1024  # of ru_maxrss


@dataclass(frozen=True, slots=True)
class Limits:
    """What a measurement may take before it is stopped: seconds, and gigabytes (10^9 bytes) of memory."""

    seconds: float = 180.0
    gigabytes: float = 6.0


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that ended: its wall and processor time, peak memory and output; `stopped` says which limit it met."""

    seconds: float
    processor: float
    megabytes: float
    code: int
    output: str
    stopped: str | None = None

    @property
    def said(self) -> dict[str, Any]:
        """The last line of its output, as JSON."""
        found: dict[str, Any] = json.loads(self.output.strip().splitlines()[-1])
        return found


def peak_megabytes() -> float:
    """The most memory that this process had so far, in 10^6 bytes."""
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _megabytes(ru_maxrss: float) -> float:
    return ru_maxrss * KIB_A_UNIT * 1024 / 1e6


def run(command: Sequence[str], limits: Limits | None = None, cwd: str | Path | None = None) -> Ran:
    """Run a command to its end or to a limit. The memory limit needs /proc; elsewhere only the time is limited.

    A process starts with the peak memory of the one that starts it, so what calls this should be small itself.
    """
    limits = limits if limits is not None else Limits()
    with TemporaryFile("w+", encoding="utf-8") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=cwd)
        stopped = None
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.perf_counter() - began
            if done:
                break
            if stopped is None and seconds > limits.seconds:
                stopped = f"> {limits.seconds:g} s"
            elif stopped is None and _resident(process.pid) > limits.gigabytes * 1e9:
                stopped = f"> {limits.gigabytes:g} GB"
            if stopped is not None:
                process.kill()
            time.sleep(0.001 if seconds < 2 else 0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        processor = usage.ru_utime + usage.ru_stime
        return Ran(seconds, processor, _megabytes(usage.ru_maxrss), process.returncode, out.read(), stopped)


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Spread:
    """Some measurements of one thing."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Their median."""
        return median(self.values)

    def show(self, digits: int = 2) -> str:
        """The median, the least and the most."""
        low, high = min(self.values), max(self.values)
        return f"{self.middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, markdown: bool) -> str:
    """A table as Markdown, or with columns side by side."""
    if markdown:
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    widths = [max(len(line[at]) for line in [head, *rows]) for at in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [head, *rows]
    )
