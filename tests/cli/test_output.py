"""Writing: what was there stays until what replaces it is whole."""

import json
import os
import stat
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from calling import Call
from winset.cli.output import put

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

COMMANDS = [("deals", "answer.json"), ("blockers", "answer.txt"), ("brief", "answer.html")]


def fails(*_args: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("command", "file"), COMMANDS)
@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_nothing_is_lost_where_the_disk_fails(
    river: Path, call: Call, monkeypatch: pytest.MonkeyPatch, command: str, file: str, broken: str
) -> None:
    Path(file).write_text("the answer of yesterday")
    monkeypatch.setattr(os, broken, fails)
    found = call(command, "river", "-o", file)
    assert found.exit_code == 2
    assert f"winset: cannot write `{file}`: No space left on device\n" in found.stderr
    assert Path(file).read_text() == "the answer of yesterday"
    assert sorted(path.name for path in Path().iterdir()) == sorted([file, "river"])


@pytest.mark.parametrize(("command", "file"), COMMANDS)
def test_a_folder_that_may_not_be_written_is_told_before_any_work(
    river: Path, call: Call, monkeypatch: pytest.MonkeyPatch, command: str, file: str
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    found = call(command, "river", "-o", file)
    assert found.exit_code == 2
    assert "nothing may be written to the folder `.`" in found.stderr
    assert not Path(file).exists()


class Sluggish(BytesIO):
    """A stream that takes a little at a time, as an unbuffered one may."""

    def write(self, data: "ReadableBuffer", /) -> int:
        return super().write(bytes(data)[:7])


def test_all_is_written_where_a_stream_takes_a_little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Sluggish()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(stream))
    put("four of twenty-six letters: \u00e9")
    assert stream.getvalue() == "four of twenty-six letters: \u00e9\n".encode()


def test_a_link_stays_a_link(river: Path, call: Call) -> None:
    Path("real.json").write_text("old")
    Path("link.json").symlink_to("real.json")
    assert call("deals", "river", "-o", "link.json").exit_code == 0
    assert Path("link.json").is_symlink()
    assert Path("real.json").read_text("utf-8").startswith("{")


def test_permissions_stay_and_new_files_follow_the_umask(river: Path, call: Call) -> None:
    Path("secret.json").write_text("old")
    Path("secret.json").chmod(0o600)
    call("deals", "river", "-o", "secret.json")
    assert stat.S_IMODE(Path("secret.json").stat().st_mode) == 0o600
    before = os.umask(0o027)
    try:
        call("deals", "river", "-o", "shared.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("shared.json").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes")
def test_a_name_that_is_no_text(river: Path, call: Call) -> None:
    odd = os.fsdecode(b"caf\xe9")
    try:
        river.rename(odd)
    except OSError:
        pytest.skip("the file system takes text only")
    found = call("deals", odd, "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["about"]["case"] == odd
    for file in ("answer.json", "answer.html", "answer.txt", "answer.csv"):
        assert call("deals", odd, "-o", file).stderr == f"wrote {file}\n"
    assert call("brief", odd).stderr == "wrote caf\\udce9.html\n"
    assert call("check", odd, "--json").exit_code == 0


def test_a_briefing_is_named_after_its_case(river: Path, call: Call) -> None:
    found = call("brief", "river")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "wrote river.html\n")
    assert call("brief", "river/case.yaml").stderr == "wrote river.html\n"
    assert call("brief", "harbour").stderr == "wrote harbour.html\n"
    assert Path("river.html").read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_briefing_to_standard_output_is_the_briefing(river: Path, call: Call) -> None:
    import winset

    found = call("brief", "river", "-o", "-")
    assert found.exit_code == 0
    assert found.stdout.rstrip("\n") == winset.brief(winset.load("river")).rstrip("\n")
    assert list(Path().glob("*.html")) == []


def test_the_schema_is_that_of_the_library(river: Path, call: Call) -> None:
    import winset

    assert json.loads(call("schema").stdout) == winset.json_schema()
    assert call("schema", "-o", "case.schema.json").stderr == "wrote case.schema.json\n"
    assert Path("case.schema.json").read_text("utf-8") == call("schema").stdout


def test_cases_names_what_can_be_loaded(call: Call) -> None:
    import winset

    rows = json.loads(call("cases", "--json").stdout)
    assert {"harbour", "panama-1978"} <= {row["name"] for row in rows}
    for row in rows:
        assert winset.load(row["name"]).file.title == row["title"]
        assert f"{row['name']} " in call("cases").stdout
