"""Settings for all tests, and ways to call the command line.

Property tests are the same on every run of the continuous check.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from calling import Call, Start
from winset.cli.commands import cli

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("default", deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture
def river(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The case that `winset new` writes, as `river` in the current folder.

    Of its 3 x 2 deals four are refused (no water; water for nothing twice; a fifth of the water), and the one with
    neither water nor payment is refused by Lowland too. A tenth against payment is left: both bodies of Upland
    accept it, and Lowland's ranking leaves it open.
    """
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "case.yaml").write_bytes((files("winset.cli") / "new_case.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def call() -> Call:
    """Call the command line inside this process."""

    def called(*args: str) -> Result:
        return CliRunner().invoke(cli, args, prog_name="winset")

    return called


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start the command line as a process of its own."""

    def started(*args: str, code: str = "", env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        program = f"{code}\nfrom winset.cli import main\nmain()"
        environment = {**os.environ, "COLUMNS": "80", **(env or {})}
        return subprocess.run(
            [sys.executable, "-c", program, *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            timeout=60,
            check=False,
        )

    return started
