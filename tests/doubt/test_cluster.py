"""A real scheduler with two real workers, of which one is killed in mid-run."""

import logging
import os
import signal
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster

import doubt_toys as toys
from winset.case.problems import CaseError
from winset.doubt.running import Run, run

BLOCKS = 6


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCluster]:
    tests = str(Path(toys.__file__).parent)
    monkeypatch.setenv("PYTHONPATH", tests)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        make: Any = LocalCluster
        made = make(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=logging.CRITICAL
        )
        try:
            yield made
        finally:
            made.close()


def same(one: Run, other: Run) -> bool:
    return all(np.array_equal(one.arrays[name], other.arrays[name]) for name in one.arrays)


def test_a_worker_killed_in_mid_run_changes_no_bit(cluster: LocalCluster, tmp_path: Path) -> None:
    alone = run(toys.task(), BLOCKS)
    hold = tmp_path / "hold"
    hold.touch()
    started = tmp_path / "started"
    held = toys.task(toys.Maker(hold=str(hold), started=str(started)), "held")
    killer = threading.Thread(target=_kill_one, args=(tmp_path, hold))
    killer.start()
    found = run(held, BLOCKS, cluster=cluster.scheduler_address)
    killer.join()
    assert (tmp_path / "killed").exists()
    assert found.complete
    assert same(alone, found)


def test_workers_that_always_die_are_told(cluster: LocalCluster) -> None:
    with pytest.raises(CaseError, match="was lost"):
        run(toys.task(toys.Maker(always=True), "always"), BLOCKS, cluster=cluster.scheduler_address)


def test_tls_without_certificates_is_told() -> None:
    with pytest.raises(CaseError, match="there is no scheduler at"):
        run(toys.task(), 1, cluster="tls://127.0.0.1:1")


def _kill_one(folder: Path, hold: Path) -> None:
    """Kill the worker of the first block that begins, then let all go on."""
    end = monotonic() + 60
    while monotonic() < end:
        begun = list(folder.glob("started.*"))
        if begun:
            pid = int(begun[0].suffix.removeprefix("."))
            os.kill(pid, signal.SIGKILL)
            (folder / "killed").touch()
            break
    hold.unlink()
