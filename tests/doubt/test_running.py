"""Runs of draws: the same bits for any number of workers, whatever is killed; what is stopped says so."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

import doubt_toys as toys
from winset.case.problems import CaseError
from winset.doubt import checkpoint, running
from winset.doubt.running import Run, run

BLOCKS = 6


def same(one: Run, other: Run) -> bool:
    return one.arrays.keys() == other.arrays.keys() and all(
        np.array_equal(one.arrays[name], other.arrays[name]) for name in one.arrays
    )


@pytest.fixture(scope="module")
def alone() -> Run:
    return run(toys.task(), BLOCKS)


def test_a_run_has_all_draws_in_the_order_of_their_blocks(alone: Run) -> None:
    assert (alone.draws, alone.complete, alone.notes) == (BLOCKS * toys.SIZE, True, ())
    assert alone.arrays["codes"].shape == (1, BLOCKS * toys.SIZE)
    # Of how many draws let a cell through the sum is kept: 0 + 1 + ... + 5.
    assert (alone.arrays["through_0"] == 15).all()


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_gives_the_same_bits(alone: Run, workers: int) -> None:
    assert same(alone, run(toys.task(), BLOCKS, workers=workers))


def test_a_worker_that_dies_is_replaced(alone: Run, tmp_path: Path) -> None:
    dying = toys.task(toys.Maker(marker=str(tmp_path / "died")), "dying")
    found = run(dying, BLOCKS, workers=2)
    assert (tmp_path / "died").exists()
    assert same(alone, found)


def test_workers_that_always_die_are_given_up() -> None:
    with pytest.raises(CaseError, match="workers died 3 times"):
        run(toys.task(toys.Maker(always=True), "always"), BLOCKS, workers=2)


def test_the_last_block_that_is_missing_never_kills_the_client() -> None:
    """Where only the block that kills is left, it still goes to a worker."""
    with pytest.raises(CaseError, match="workers died 3 times"):
        run(toys.task(toys.Maker(always=True), "always"), 2, workers=2)


def test_progress_rises_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    run(toys.task(), BLOCKS, progress=lambda done, total, _left: told.append((done, total)))
    assert told == [(number * toys.SIZE, BLOCKS * toys.SIZE) for number in range(1, BLOCKS + 1)]


def test_what_is_stopped_is_a_part_that_says_so(alone: Run) -> None:
    def stop(done: int, _total: int, _left: float | None) -> None:
        if done == 2 * toys.SIZE:
            raise KeyboardInterrupt

    found = run(toys.task(), BLOCKS, progress=stop)
    assert (found.draws, found.complete) == (2 * toys.SIZE, False)
    assert found.notes == ("It was stopped after 16 of 48 draws.",)
    assert (found.arrays["codes"] == alone.arrays["codes"][:, :16]).all()


def test_what_is_stopped_before_a_block_is_done_has_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_task: object, _number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "block", stop)
    with pytest.raises(KeyboardInterrupt):
        run(toys.task(), BLOCKS)


def swallowing(name: str, *, error: type[Exception]) -> Callable[[int, int, float | None], None]:
    """Ctrl-C after two blocks, inside something that makes an error of its own of every exception."""

    def stop(done: int, _total: int, _left: float | None) -> None:
        if done == 2 * toys.SIZE:
            try:
                os.kill(os.getpid(), signal.SIGINT)
                sleep(10)
            except BaseException:
                raise error(name) from None

    return stop


def test_an_interrupt_that_a_library_makes_an_error_of_stays_one() -> None:
    """As numpy does while it compares rows: `Cannot compare structured arrays`."""
    found = run(toys.task(), BLOCKS, progress=swallowing("Cannot compare structured arrays", error=TypeError))
    assert (found.draws, found.complete) == (2 * toys.SIZE, False)
    assert found.notes == ("It was stopped after 16 of 48 draws.",)


def test_nobody_waits_for_what_workers_are_about_once_it_is_stopped(tmp_path: Path) -> None:
    """Two workers are held for a minute; Ctrl-C comes as soon as one of them has begun."""
    hold, started = tmp_path / "hold", tmp_path / "started"
    hold.touch()
    script = (
        "import sys\n"
        "import doubt_toys as toys\n"
        "from winset.doubt.running import run\n"
        "run(toys.task(toys.Maker(hold=sys.argv[1], started=sys.argv[2]), 'held'), 6, workers=2)\n"
    )
    tests = str(Path(toys.__file__).parent)
    working = subprocess.Popen(
        [sys.executable, "-c", script, str(hold), str(started)],
        env={**os.environ, "PYTHONPATH": tests},
        stderr=subprocess.DEVNULL,
    )
    until = monotonic() + 30
    while not list(tmp_path.glob("started.*")) and monotonic() < until:
        sleep(0.05)
    assert list(tmp_path.glob("started.*"))
    working.send_signal(signal.SIGINT)
    try:
        assert working.wait(timeout=20) != 0
    finally:
        hold.unlink()
        working.wait()


def test_an_error_without_an_interrupt_stays_an_error() -> None:
    def fail(_done: int, _total: int, _left: float | None) -> None:
        raise TypeError("Cannot compare structured arrays")

    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(TypeError, match="structured"):
        run(toys.task(), BLOCKS, progress=fail)
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_stopped_as_kept_blocks_are_read_has_these(tmp_path: Path) -> None:
    run(toys.task(), 2, folder=tmp_path)

    def stop(_done: int, _total: int, _left: float | None) -> None:
        raise KeyboardInterrupt

    found = run(toys.task(), BLOCKS, folder=tmp_path, resume=True, progress=stop)
    assert (found.draws, found.complete) == (2 * toys.SIZE, False)


def test_a_run_goes_on_where_it_was_stopped(alone: Run, tmp_path: Path) -> None:
    def stop(done: int, _total: int, _left: float | None) -> None:
        if done == 3 * toys.SIZE:
            raise KeyboardInterrupt

    run(toys.task(), BLOCKS, folder=tmp_path, progress=stop)
    told: list[int] = []
    found = run(
        toys.task(), BLOCKS, folder=tmp_path, resume=True, progress=lambda done, _total, _left: told.append(done)
    )
    assert same(alone, found)
    assert told == [24, 32, 40, 48]


def test_damage_is_drawn_again_and_told(alone: Run, tmp_path: Path) -> None:
    run(toys.task(), BLOCKS, folder=tmp_path)
    first, second, *_ = sorted(tmp_path.glob("block-*"))
    first.write_bytes(b"nothing")
    second.unlink()
    found = run(toys.task(), BLOCKS, folder=tmp_path, resume=True)
    assert same(alone, found)
    assert len(found.notes) == 1
    assert "is damaged" in found.notes[0]


def test_a_block_of_another_form_is_drawn_again(alone: Run, tmp_path: Path) -> None:
    run(toys.task(), BLOCKS, folder=tmp_path)
    held = checkpoint.Checkpoint.open(tmp_path, checkpoint.Identity("toy", 1, toys.SIZE), resume=True)
    arrays = dict(held.blocks())[2]
    next(tmp_path.glob("block-000002-*")).unlink()
    held.keep(2, {"codes": arrays["codes"].astype(np.float64)})
    found = run(toys.task(), BLOCKS, folder=tmp_path, resume=True)
    assert same(alone, found)
    assert "Block 2 is not what this question comes to" in found.notes[0]


def test_a_full_disk_ends_the_keeping_and_not_the_run(
    alone: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = 0

    def full(_: int) -> None:
        nonlocal synced
        synced += 1
        if synced > 6:  # the manifest and two blocks, each with its folder
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    found = run(toys.task(), BLOCKS, folder=tmp_path)
    assert same(alone, found)
    assert found.complete
    assert "No space left" in found.notes[0]
    monkeypatch.undo()
    assert len(list(tmp_path.glob("block-*"))) == 2
    assert same(alone, run(toys.task(), BLOCKS, folder=tmp_path, resume=True))


def test_a_client_that_is_killed_leaves_what_it_had(alone: Run, tmp_path: Path) -> None:
    folder = tmp_path / "draws"
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "import doubt_toys as toys\n"
        "from winset.doubt.running import run\n"
        "def stop(done, total, left):\n"
        "    if done == 2 * toys.SIZE: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"run(toys.task(), {BLOCKS}, folder=Path(sys.argv[1]), progress=stop)\n"
    )
    tests = str(Path(toys.__file__).parent)
    ended = subprocess.run(
        [sys.executable, "-c", script, str(folder)], env={**os.environ, "PYTHONPATH": tests}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert len(list(folder.glob("block-*"))) == 2
    assert same(alone, run(toys.task(), BLOCKS, folder=folder, resume=True))


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(CaseError, match="there is no scheduler at"):
        run(toys.task(), 1, cluster="nothing")
