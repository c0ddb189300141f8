"""Ctrl-C stays Ctrl-C, whatever a library makes of it.

numpy works some comparisons out in Python, and tells any exception in there, so also an interrupt, as one of its own:
`TypeError: Cannot compare structured arrays`.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def kept_interrupts(*but: type[Exception]) -> Iterator[None]:
    """Raise KeyboardInterrupt in the place of any error that comes after Ctrl-C, other than some that are told.

    It does nothing outside the main thread, and where nobody else answers Ctrl-C with an exception.
    """
    before = signal.getsignal(signal.SIGINT)
    struck = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal struck
        struck = True
        if callable(before):
            before(number, frame)

    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield
    except but:
        raise
    except Exception as error:
        if struck:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
