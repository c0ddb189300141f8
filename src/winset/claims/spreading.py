"""Work that falls into parts, in this process or in several; the parts come back in their order."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any, TypeVar

from winset.case.problems import CaseError, Problem

_Part = TypeVar("_Part")
_Made = TypeVar("_Made")


def spread(work: Callable[[_Part], _Made], parts: Sequence[_Part], workers: int) -> Iterator[_Made]:
    """What the work makes of every part.

    Args:
        work: a function that can be sent to another process.
        parts: what it is done to.
        workers: how many processes; with one, this process does it.
    """
    with _begun(work, parts, workers if len(parts) > 1 else 1) as made:
        yield from made


@contextmanager
def beside(work: Callable[[_Part], _Made], parts: Sequence[_Part], workers: int) -> Iterator[Iterator[_Made]]:
    """The same while this process, which is one of the workers, does something else; what is made is had afterwards.

    With one worker nothing is begun before it is had.
    """
    with _begun(work, parts, workers, busy=True) as made:
        yield made


@contextmanager
def _begun(
    work: Callable[[_Part], _Made], parts: Sequence[_Part], workers: int, *, busy: bool = False
) -> Iterator[Iterator[_Made]]:
    """Work that others have begun; busy: this process has something else to do and counts as one of them."""
    if workers < 2 or not parts:
        yield map(work, parts)
        return
    before = set(active_children())
    # Fresh processes, which inherit no threads or locks.
    with ProcessPoolExecutor(
        min(workers - busy, len(parts)), get_context("spawn"), initializer=_begin, initargs=(work,)
    ) as pool:
        try:
            yield pool.map(_given_part, parts)
        except BrokenProcessPool as error:
            mend = "try fewer workers, or see what the machine stops them for"
            raise CaseError([Problem("a worker died", mend)]) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(active_children()) - before:  # nobody waits for what they are about
                worker.terminate()
            raise


_given: list[Callable[[Any], Any]] = []
"""The work of a process that works for another; it is sent there once."""


def _begin(work: Callable[[Any], Any]) -> None:
    """Take the work, and leave Ctrl-C to the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given[:] = [work]


def _given_part(part: Any) -> Any:
    return _given[0](part)
