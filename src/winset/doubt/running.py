"""Running blocks of draws: in this process, in several, or on a Dask cluster, always with the same bits.

A block depends on the task and its number alone. So it does not matter who draws it, in which order, or how often one
had to be tried again.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.case.problems import CaseError, Problem, visible
from winset.doubt.checkpoint import Checkpoint, Identity
from winset.doubt.work import Task, block, put_together

MOST_TRIES = 3
_AHEAD = 2  # blocks that wait for each worker

Arrays = dict[str, npt.NDArray[np.generic]]
Progress = Callable[[int, int, float | None], None]
"""Is told how many draws are done, of how many, and about how many seconds are left."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was drawn. draws: how many; complete: all that were asked for. notes: what went wrong, in words."""

    arrays: Arrays
    draws: int
    complete: bool
    notes: tuple[str, ...]


def run(
    task: Task,
    blocks: int,
    *,
    workers: int = 1,
    cluster: str | None = None,
    folder: Path | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Draw and judge so many blocks.

    Ctrl-C ends it with the blocks that are done; at least one is always drawn.

    Args:
        task: what is drawn and judged.
        blocks: how many.
        workers: how many processes; with one, this process does it.
        cluster: the address of a Dask scheduler, whose workers do it instead.
        folder: where blocks are kept.
        resume: use those that the folder has.
        progress: is told after every block.

    Raises:
        CaseError: the folder or the cluster cannot be used, or workers died again and again.
    """
    kept = Checkpoint.open(folder, Identity(task.digest, task.seed, task.size), resume=resume) if folder else None
    running = _Running(task, blocks, kept, progress)
    if kept is not None:
        running.read()
    try:
        running.work(workers, cluster)
    except KeyboardInterrupt:
        if not running.done:
            raise
        running.notes.append(f"It was stopped after {len(running.done) * task.size:,} of {blocks * task.size:,} draws.")
    arrays = put_together([running.done[number] for number in sorted(running.done)])
    return Run(arrays, len(running.done) * task.size, len(running.done) == blocks, tuple(running.notes))


@dataclass
class _Running:
    """One run: the blocks that are done, by number."""

    task: Task
    blocks: int
    kept: Checkpoint | None
    progress: Progress | None
    done: dict[int, Arrays] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    started: float = field(default_factory=monotonic)

    def read(self) -> None:
        """Take the blocks that the folder has."""
        if self.kept is None:
            return
        shapes: dict[str, tuple[int, ...]] | None = None
        for number, arrays in self.kept.blocks():
            own = {name: array.shape for name, array in arrays.items()}
            if number >= self.blocks:
                continue
            if arrays.get("codes", np.zeros(0)).shape[-1] != self.task.size or (shapes is not None and own != shapes):
                self.kept.damaged.append(f"block {number} does not fit the others, and is drawn again")
                continue
            shapes = own
            self.done[number] = arrays
        self.notes += [f"{word[:1].upper()}{word[1:]}." for word in self.kept.damaged]

    def work(self, workers: int, cluster: str | None) -> None:
        """Do what is missing; with fresh workers where some died."""
        for tried in range(1, MOST_TRIES + 1):
            missing = [number for number in range(self.blocks) if number not in self.done]
            if not missing:
                return
            try:
                with _executor(min(workers, len(missing)), cluster) as (executor, ahead):
                    self._spread(executor, ahead, missing)
            except BrokenProcessPool as error:
                if tried == MOST_TRIES:
                    mend = "try fewer workers, or see what the machine stops them for"
                    raise CaseError([Problem(f"workers died {MOST_TRIES} times", mend)]) from error

    def _spread(self, executor: Executor, ahead: int, missing: Sequence[int]) -> None:
        """Hand out blocks, a few ahead of those that are done."""
        left = iter(missing)
        waiting: dict[Future[Arrays], int] = {}
        try:
            while True:
                for number in left:
                    waiting[executor.submit(block, self.task, number)] = number
                    if len(waiting) >= ahead:
                        break
                if not waiting:
                    return
                finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for each in finished:
                    self._take(waiting.pop(each), each.result())
        finally:
            for each in waiting:
                each.cancel()

    def _take(self, number: int, arrays: Arrays) -> None:
        self.done[number] = arrays
        if self.kept is not None:
            try:
                self.kept.keep(number, arrays)
            except OSError as error:
                self.notes.append(
                    f"The folder could not be written to ({visible(error.strerror or str(error))}); blocks from "
                    f"{number} on are not kept, and the answer does not need them."
                )
                self.kept = None
        if self.progress is not None:
            done, size = len(self.done), self.task.size
            each = (monotonic() - self.started) / done
            self.progress(done * size, self.blocks * size, each * (self.blocks - done))


class _Here(Executor):
    """Does everything at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Do it now."""
        future: Future[object] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def _executor(workers: int, cluster: str | None) -> Iterator[tuple[Executor, int]]:
    """Who does the work, and how many blocks to hand out at a time."""
    if cluster is not None:
        yield from _on_cluster(cluster)
    elif workers <= 1:
        yield _Here(), 1
    else:
        # Fresh processes, which inherit no threads or locks; Ctrl-C is for the one that waits for them.
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_deaf) as executor:
            try:
                yield executor, _AHEAD * workers
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                raise


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _on_cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client  # heavy and optional, so imported where used
    except ImportError as error:
        what = "a cluster needs the package `distributed`"
        raise CaseError([Problem(what, "install it with `pip install 'winset[cluster]'`")]) from error
    try:
        connect: Any = Client
        client = connect(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        mend = "start one with `dask scheduler`, and give its address, as in docs/cluster.md"
        raise CaseError([Problem(f"there is no scheduler at {visible(address)}", mend)]) from error
    try:
        count = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        yield client.get_executor(retries=MOST_TRIES), _AHEAD * count
    finally:
        client.close()
