"""Work that another process can be given: it is at the top of a module."""

import os
import signal


def squared(number: int) -> int:
    return number * number


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def dies(_number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def held(pipe: str) -> int:
    """Say by a pipe that it has begun, and wait to be ended."""
    with open(pipe, "wb", buffering=0) as begun:  # noqa: PTH123 - unbuffered
        begun.write(b".")
        signal.pause()
    return 0
