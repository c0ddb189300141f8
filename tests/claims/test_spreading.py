"""Work in several processes: in its order, with what is wrong told, and nobody waited for once it is stopped."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import spread_toys as toys

from winset.case.problems import CaseError
from winset.claims.spreading import beside, spread


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_parts_come_back_in_their_order(workers: int) -> None:
    assert list(spread(toys.squared, [3, 1, 2], workers)) == [9, 1, 4]


@pytest.mark.parametrize(("workers", "here"), [(1, True), (2, False), (3, False)])
def test_others_begin_while_this_process_does_something_else(workers: int, here: bool) -> None:
    with beside(toys.where, [4, 5], workers) as made:
        done = list(made)
    assert [number for number, _ in done] == [4, 5]
    assert {process == os.getpid() for _, process in done} == {here}


def test_nobody_waits_for_others_where_something_else_fails(tmp_path: Path) -> None:
    """The other worker is held until it is ended."""
    pipe = tmp_path / "begun"
    os.mkfifo(pipe)

    def fail() -> None:
        with beside(toys.held, [str(pipe)], 2), pipe.open("rb") as begun:
            assert begun.read(1) == b"."
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_nothing_to_do_is_done_by_nobody() -> None:
    assert list(spread(toys.squared, [], 2)) == []


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(CaseError, match="a worker died; try fewer workers"):
        list(spread(toys.dies, [1, 2], 2))


def test_nobody_waits_for_what_workers_are_about_once_it_is_stopped(tmp_path: Path) -> None:
    """Both workers are held until they are ended; Ctrl-C comes when one has begun, which it tells by a pipe."""
    pipe = tmp_path / "begun"
    os.mkfifo(pipe)
    script = (
        "import sys\n"
        "import spread_toys as toys\n"
        "from winset.claims.spreading import spread\n"
        "list(spread(toys.held, [sys.argv[1]] * 2, 2))\n"
    )
    tests = str(Path(toys.__file__).parent)
    working = subprocess.Popen(
        [sys.executable, "-c", script, str(pipe)], env={**os.environ, "PYTHONPATH": tests}, stderr=subprocess.DEVNULL
    )
    try:
        with pipe.open("rb") as begun:
            assert begun.read(1) == b"."
        working.send_signal(signal.SIGINT)
        assert working.wait(timeout=60) != 0
    finally:
        working.kill()
        working.wait()
