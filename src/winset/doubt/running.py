"""Running blocks of draws: in this process, in several, or on a Dask cluster, always with the same bits.

A block depends on the task and its number alone. So it does not matter who draws it, in which order, or how often one
had to be tried again.
"""

import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from winset.case.problems import CaseError, Problem, WinsetError, visible
from winset.doubt.checkpoint import Checkpoint, Identity
from winset.doubt.work import Work, block, put_together
from winset.interrupts import kept_interrupts

MOST_TRIES = 3
_AHEAD = 2  # blocks that wait for each worker

Arrays = dict[str, npt.NDArray[np.generic]]
Submit = Callable[[int], "Future[Arrays]"]
"""Hands out the block of a number."""

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
    task: Work,
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
        blocks: how many, one at least.
        workers: how many processes; with one, this process does it.
        cluster: the address of a Dask scheduler, whose workers do it instead.
        folder: where blocks are kept.
        resume: use those that the folder has.
        progress: is told after every block.

    Raises:
        CaseError: the folder or the cluster cannot be used, or workers died again and again.
    """
    kept = Checkpoint.open(folder, Identity(task.digest, task.seed, task.size), resume=resume) if folder else None
    running = _Running(task, max(blocks, 1), kept, progress)
    try:
        with kept_interrupts(WinsetError):
            if resume:
                running.read()
            running.work(workers, cluster)
    except KeyboardInterrupt:
        if not running.done:
            raise
        running.notes.append(f"It was stopped after {len(running.done) * task.size:,} of {blocks * task.size:,} draws.")
    arrays = put_together([running.done[number] for number in sorted(running.done)])
    return Run(arrays, len(running.done) * task.size, len(running.done) == running.blocks, tuple(running.notes))


@dataclass
class _Running:
    """One run: the blocks that are done, by number."""

    task: Work
    blocks: int
    kept: Checkpoint | None
    progress: Progress | None
    done: dict[int, Arrays] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    started: float = field(default_factory=monotonic)
    read_in: int = 0

    def read(self) -> None:
        """Take the blocks that the folder has."""
        if self.kept is None:
            return
        form: dict[str, object] | None = None
        for number, arrays in self.kept.blocks():
            if number >= self.blocks:
                continue
            form = form or _form(block(self.task, number))  # what a block of this task looks like
            if _form(arrays) != form:
                self.kept.damaged.append(f"block {number} is not what this question comes to, and is drawn again")
                continue
            self.done[number] = arrays
        self.read_in = len(self.done)
        self.notes += [f"{word[:1].upper()}{word[1:]}." for word in self.kept.damaged]
        self._tell()

    def work(self, workers: int, cluster: str | None) -> None:
        """Do what is missing; with fresh workers where some died."""
        for tried in range(1, MOST_TRIES + 1):
            missing = [number for number in range(self.blocks) if number not in self.done]
            if not missing:
                return
            try:
                with _workers(self.task, workers, cluster) as (submit, ahead):
                    self._spread(submit, ahead, missing)
            except BrokenProcessPool as error:
                if tried == MOST_TRIES:
                    mend = "try fewer workers, or see what the machine stops them for"
                    raise CaseError([Problem(f"workers died {MOST_TRIES} times", mend)]) from error

    def _spread(self, submit: Submit, ahead: int, missing: Sequence[int]) -> None:
        """Hand out blocks, a few ahead of those that are done."""
        left = iter(missing)
        waiting: dict[Future[Arrays], int] = {}
        try:
            while True:
                for number in left:
                    waiting[submit(number)] = number
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
        self._tell()

    def _tell(self) -> None:
        """Say how far it is; of how long it takes only what was drawn now tells anything."""
        if self.progress is None or not self.done:
            return
        done, size, drawn = len(self.done), self.task.size, len(self.done) - self.read_in
        left = (monotonic() - self.started) / drawn * (self.blocks - done) if drawn else None
        self.progress(done * size, self.blocks * size, left)


def _form(arrays: Arrays) -> dict[str, object]:
    """The names, kinds and shapes of arrays."""
    return {name: (array.dtype.str, array.shape) for name, array in arrays.items()}


_given: list[Work] = []
"""The task of a process that works for another; it is sent there once."""


def _begin(task: Work) -> None:
    """Take the task, and leave Ctrl-C to the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given[:] = [task]


def _given_block(number: int) -> Arrays:
    return block(_given[0], number)


@contextmanager
def _workers(task: Work, workers: int, cluster: str | None) -> Iterator[tuple[Submit, int]]:
    """Who does the work, and how many blocks to hand out at a time."""
    if cluster is not None:
        yield from _on_cluster(task, cluster)
    elif workers <= 1:
        yield partial(_here, task), 1
    else:
        others = set(active_children())
        # Fresh processes, which inherit no threads or locks.
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(task,)) as executor:
            try:
                yield (lambda number: executor.submit(_given_block, number)), _AHEAD * workers
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                for worker in set(active_children()) - others:  # nobody waits for what they are about
                    worker.terminate()
                raise


def _here(task: Work, number: int) -> "Future[Arrays]":
    """Do it now, in this process."""
    future: Future[Arrays] = Future()
    future.set_result(block(task, number))
    return future


def _on_cluster(task: Work, address: str) -> Iterator[tuple[Submit, int]]:
    try:
        # Heavy and optional, so imported where used.
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        what = "a cluster needs the package `distributed`"
        raise CaseError([Problem(what, "install it with `pip install 'winset[cluster]'`")]) from error
    with _quiet("distributed"):  # what it would log with a traceback is told in a problem
        yield from _connected(task, address, Client, (CommClosedError, KilledWorker, CancelledError))


def _connected(
    task: Work, address: str, connect: Any, lost: tuple[type[BaseException], ...]
) -> Iterator[tuple[Submit, int]]:
    try:
        client = connect(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TypeError, TimeoutError, ImportError) as error:
        mend = "start one with `dask scheduler`, and give its address, as in docs/cluster.md"
        raise CaseError([Problem(f"there is no scheduler at {visible(address)}", mend)]) from error
    try:
        count = len(client.scheduler_info(n_workers=-1)["workers"])
        if not count:
            mend = "start some with `dask worker ADDRESS`, as in docs/cluster.md"
            raise CaseError([Problem(f"the scheduler at {visible(address)} has no workers", mend)])
        executor = client.get_executor(retries=MOST_TRIES)
        yield partial(executor.submit, block, client.scatter(task, broadcast=True)), _AHEAD * count
    except lost as error:
        mend = "see whether the scheduler and its workers still run, and go on with `--resume` where draws were kept"
        raise CaseError([Problem(f"the cluster at {visible(address)} was lost", mend)]) from error
    finally:
        client.close()


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Leave the logs of a library aside for a while."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
