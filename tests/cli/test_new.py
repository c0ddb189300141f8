"""`winset new`: a case to begin with, never at the cost of another."""

import os
from pathlib import Path

import pytest

import winset
from calling import Call


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_it_writes_works(call: Call) -> None:
    written = call("new", "talks")
    assert written.exit_code == 0
    assert written.stderr == f"wrote {Path('talks', 'case.yaml')}\n"
    for command in ("check", "deals", "blockers"):
        assert f"winset {command} talks" in written.stdout
        found = call(command, "talks")
        assert (found.exit_code, found.stderr) == (0, "")


def test_what_it_writes_is_a_small_case_without_points(call: Call) -> None:
    call("new", "talks")
    case = winset.load("talks").file
    ratifiers = [each for party in case.parties.values() for each in party.ratifiers.values()]
    assert (len(case.parties), len(ratifiers), len(case.sources)) == (2, 3, 1)
    assert any(each.refuses for each in ratifiers)
    assert any(each.prefers for each in ratifiers)
    assert not any(each.points for each in ratifiers)
    assert Path("talks", "case.yaml").read_text("utf-8").count("#") > 10


def test_it_overwrites_nothing(call: Call) -> None:
    Path("talks").mkdir()
    Path("talks", "case.yaml").write_text("mine")
    found = call("new", "talks")
    assert found.exit_code == 2
    assert "there is a file `talks/case.yaml` already" in found.stderr
    assert Path("talks", "case.yaml").read_text() == "mine"


def test_it_replaces_no_link_even_to_nowhere(call: Call) -> None:
    Path("talks").mkdir()
    Path("talks", "case.yaml").symlink_to("gone.yaml")
    assert call("new", "talks").exit_code == 2
    assert Path("talks", "case.yaml").is_symlink()


def test_a_folder_that_is_there_may_be_used(call: Call) -> None:
    Path("talks").mkdir()
    Path("talks", "notes.txt").write_text("mine")
    assert call("new", "talks").exit_code == 0
    assert sorted(path.name for path in Path("talks").iterdir()) == ["case.yaml", "notes.txt"]


@pytest.mark.parametrize(
    "name", ["../talks", "/talks", "a/b", "", ".", "..", "Talks", "-x", "a b", "é", "con", "x" * 65]
)
def test_a_name_is_a_plain_word(call: Call, name: str) -> None:
    found = call("new", "--", name)
    assert found.exit_code == 2
    assert "Invalid value for 'NAME'" in found.stderr
    assert list(Path().iterdir()) == []


def test_a_bundled_name_is_taken(call: Call) -> None:
    found = call("new", "harbour")
    assert found.exit_code == 2
    assert "`harbour` is the name of a bundled case" in found.stderr


def test_a_file_in_the_way(call: Call) -> None:
    Path("talks").write_text("mine")
    found = call("new", "talks")
    assert found.exit_code == 2
    assert "cannot make the folder `talks`" in found.stderr
    assert Path("talks").read_text() == "mine"


def test_nothing_is_left_where_writing_fails(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    found = call("new", "talks")
    assert found.exit_code == 2
    assert "cannot write `talks/case.yaml`: No space left on device" in found.stderr
    assert list(Path("talks").iterdir()) == []
