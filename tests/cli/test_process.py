"""The command line as a process: what it imports, pipes, terminals, signals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calling import Start

HEAVY = ("numpy", "pandas", "jinja2", "scipy", "rich")
TELL_IMPORTS = "import atexit, sys; atexit.register(lambda: print('LOADED', *sorted(sys.modules), file=sys.stderr))"


def loaded(stderr: str) -> set[str]:
    return set(stderr.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("args", "unwanted"),
    [
        (["--help"], (*HEAVY, "pydantic", "yaml")),
        (["deals", "--help"], (*HEAVY, "pydantic", "yaml")),
        (["check", "panama-1978", "--all"], HEAVY),
        (["check", "panama-1978", "--sources", ".", "--json"], HEAVY),
        (["schema"], HEAVY),
        (["cases"], HEAVY),
        (["new", "talks"], HEAVY),
        (["deals", "panama-1978", "--json"], ("pandas", "jinja2", "scipy", "rich")),
        (["deals", "panama-1978"], ("pandas", "jinja2", "scipy")),
    ],
)
def test_a_command_imports_only_what_it_needs(start: Start, args: list[str], unwanted: tuple[str, ...]) -> None:
    found = start(*args, code=TELL_IMPORTS)
    assert found.returncode in {0, 1}, found.stderr
    modules = loaded(found.stderr)
    assert "winset.cli" in modules
    assert modules.isdisjoint(unwanted)


def test_importing_winset_costs_nothing() -> None:
    code = "import sys; before = set(sys.modules); import winset; print(*sorted(set(sys.modules) - before))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    ours = [name for name in found.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names]
    assert ours == ["winset", "winset.version"]


ANSWERS = [
    ["check", "panama-1978", "--all"],
    ["deals", "panama-1978"],
    ["deals", "harbour"],
    ["deals", "panama-1978", "--by", "deconcini_text", "--by", "repair_text"],
    ["blockers", "panama-1978"],
    ["blockers", "harbour", "--where", "cheap_quay"],
    ["cases"],
    *([name, "--help"] for name in ("deals", "check", "brief", "new", "completion")),
]


@pytest.mark.parametrize("args", ANSWERS, ids=" ".join)
def test_piped_output_fits_80_columns_and_has_no_escapes(start: Start, args: list[str]) -> None:
    found = start(*args, env={"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert found.returncode == 0, found.stderr
    assert found.stdout
    assert "\x1b" not in found.stdout
    # An example to type is not broken, nor is a word that is longer than the line.
    too_long = [
        line
        for line in found.stdout.splitlines()
        if len(line) > 80 and len(line.split()) > 1 and not line.startswith("  winset ")
    ]
    assert too_long == []


def test_json_on_standard_output_is_only_json(start: Start) -> None:
    for args in (["deals", "harbour"], ["blockers", "harbour"], ["check", "harbour"], ["cases"]):
        found = start(*args, "--json", env={"PYTHONIOENCODING": "ascii"})
        assert found.returncode == 0, found.stderr
        assert json.loads(found.stdout)


def test_a_terminal_that_knows_few_characters_gets_them_escaped(start: Start) -> None:
    found = start("deals", "panama-1978", env={"PYTHONIOENCODING": "ascii"})
    assert found.returncode == 0, found.stderr
    assert found.stdout.isascii()


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "ends"),
    [
        # More than the 64 KiB that a pipe holds, so that the reader is gone before the end.
        ("deals harbour --json", {"141"}),
        # Less: whether anybody notices is chance.
        ("deals harbour", {"0", "141"}),
        ("schema", {"0", "141"}),
        ("check panama-1978 --all", {"0", "141"}),
    ],
)
def test_a_reader_that_stops_is_met_with_silence(command: str, ends: set[str], unbuffered: str, tmp_path: Path) -> None:
    program = f'"{sys.executable}" -c "from winset.cli import main; main()" {command}'
    line = f"{program} | head -n 1 > first; echo ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    found = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60, check=True
    )
    assert found.stdout.strip() in ends
    assert found.stderr == ""
    assert (tmp_path / "first").read_text("utf-8").count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command", ["deals harbour", "deals harbour --json", "--help", "deals --help", "cases"])
def test_a_full_disk_behind_standard_output_is_told(command: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-c", "from winset.cli import main; main()", *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
    assert found.returncode == 2
    assert found.stderr == "winset: cannot write standard output: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_signal_from_the_keyboard_ends_with_one_line(start: Start) -> None:
    struck = "import os, signal, winset\nwinset.load = lambda case: os.kill(os.getpid(), signal.SIGINT)\n"
    found = start("deals", "harbour", code=struck)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "winset: interrupted\n")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_signal_that_a_library_makes_an_error_of_ends_with_the_same_line(start: Start) -> None:
    struck = (
        "import os, signal, winset\n"
        "def load(case):\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        [None for _ in range(1000)]\n"
        "    except KeyboardInterrupt:\n"
        "        raise TypeError('Cannot compare structured arrays') from None\n"
        "winset.load = load\n"
    )
    found = start("deals", "harbour", code=struck)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "winset: interrupted\n")


def test_exit_codes_reach_the_shell(start: Start) -> None:
    assert start("deals", "harbour", "--where", "cheap_quay").returncode == 0
    assert start("deals", "nowhere").returncode == 2
    assert start("deals").returncode == 2
    assert start("check", "panama-1978", "--sources", ".").returncode == 1
    broken = "import winset\nwinset.load = None"
    assert start("deals", "harbour", code=broken).returncode == 3


def test_nothing_where_standard_output_is_closed(tmp_path: Path) -> None:
    line = f'"{sys.executable}" -c "from winset.cli import main; main()" deals harbour >&-'
    found = subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert (found.returncode, found.stderr) == (0, "")
