"""`winset import gmcr`, `winset export gmcr` and `winset export nfg`: what they write, say and refuse."""

import json
from pathlib import Path

import pytest
from gmcr_files import FERRY, changed, conflict_in

import winset
from calling import Call
from nfg_files import read_nfg
from winset.conflict.stable import stability_of
from winset.formats.registry import (
    CASE_FORMATS,
    CONFLICT_EXPORTS,
    CONFLICT_FORMATS,
    EXPORTS,
    FORMATS,
    SCENARIO_FORMATS,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.gmcr").write_text(json.dumps(FERRY), "utf-8")
    return tmp_path


@pytest.fixture
def case(folder: Path, call: Call) -> Path:
    """The ferry as a case."""
    text = call("import", "gmcr", "ferry.gmcr", "--as-of", "2024-05-06").stdout
    (folder / "ferry.yaml").write_text(text, "utf-8")
    return folder / "ferry.yaml"


def test_a_conflict_becomes_a_case(folder: Path, call: Call) -> None:
    found = call("import", "gmcr", "ferry.gmcr", "--as-of", "2024-05-06", "-o", "out.yaml")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == "wrote out.yaml: a case of 2 decision makers\n"
    text = (folder / "out.yaml").read_text("utf-8")
    assert text.startswith(
        "# Read from ferry.gmcr (gmcr-py 0.3.12).\nwinset: 1\ntitle: ferry\nas_of: 2024-05-06\nconflict:\n"
    )


def test_what_is_left_out_is_told_on_standard_error(folder: Path, call: Call) -> None:
    (folder / "ferry.gmcr").write_text(json.dumps(changed(FERRY, ["coalitions"], [[0, 1]])), "utf-8")
    found = call("import", "gmcr", "ferry.gmcr", "-o", "out.yaml")
    assert found.exit_code == 0
    assert "warning: ferry.gmcr:1:" in found.stderr
    assert "the coalition of `Town` with `Ferry` is left out" in found.stderr


def test_a_faulty_file_writes_nothing_and_tells_all(folder: Path, call: Call) -> None:
    file = changed(changed(FERRY, ["options", 0, "permittedDirection"], "x"), ["decisionMakers", 0, "options"], [0, 9])
    (folder / "ferry.gmcr").write_text(json.dumps(file), "utf-8")
    found = call("import", "gmcr", "ferry.gmcr", "-o", "out.yaml")
    assert (found.exit_code, found.stdout) == (2, "")
    assert len([line for line in found.stderr.splitlines() if line.startswith("ferry.gmcr:1:")]) == 2
    assert not (folder / "out.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "gmcr", "nowhere.gmcr"), "`nowhere.gmcr` cannot be read"),
        (("import", "gmcr", "ferry.gmcr", "ferry.gmcr"), "`gmcr` is read from one file; 2 are named"),
        (("import", "gmcr", "ferry.gmcr", "--case", "harbour"), "`gmcr` becomes a whole case"),
        (("import", "xlsx", "a.xlsx", "--as-of", "2024-05-06"), "the case has its own day; leave out --as-of"),
        (("export", "gmcr", "harbour", "-o", "a.nfg"), "`a.nfg` names no format; end it with .gmcr"),
        (("export", "nfg", "harbour", "-o", "-"), "a conflict is written to a file; name one that ends with .nfg"),
    ],
)
def test_a_call_that_cannot_be_answered(words: tuple[str, ...], said: str, call: Call) -> None:
    found = call(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in " ".join(found.stderr.split())


@pytest.mark.parametrize("form", ["gmcr", "nfg"])
def test_a_case_without_a_conflict_writes_nothing(form: str, folder: Path, call: Call, river: Path) -> None:
    found = call("export", form, str(river), "-o", f"out.{form}")
    assert found.exit_code == 2
    assert "has no section `conflict`" in found.stderr
    assert not (folder / f"out.{form}").exists()


def test_a_conflict_goes_there_and_back(folder: Path, call: Call, case: Path) -> None:
    found = call("export", "gmcr", str(case), "-o", "again.gmcr")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr.startswith("wrote again.gmcr\nnot in it: The title of the case (`ferry`)")
    ours, theirs = json.loads((folder / "again.gmcr").read_text("utf-8")), FERRY
    for key in ("options", "infeasibles", "coalitions", "useManualPreferenceRanking"):
        assert ours[key] == theirs[key]
    assert ours["decisionMakers"] == theirs["decisionMakers"]


def test_a_game_has_the_nash_states_that_nobody_could_leave_anyhow(folder: Path, call: Call, case: Path) -> None:
    found = call("export", "nfg", str(case), "-o", "ferry.nfg")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "a pure equilibrium that is a state is Nash stable for all" in found.stderr
    game = read_nfg((folder / "ferry.nfg").read_text("utf-8"))
    assert game.players == ["town", "ferry"]
    # By hand, as fee, pier, suit: the town has three settings, for fee with closed pier cannot be. Where the fee is
    # raised the ferry sues (5), and the town cannot do better against a suit; where it is not, the ferry does not (1),
    # but the town would raise it. With a closed pier the ferry does not sue (3), but the town would open it.
    states = {game.table[profile] for profile in game.pure_equilibria()}
    assert states == {5}
    nash = stability_of(conflict_in(winset.load(case)), ["nash"]).equilibria("nash") + 1
    # In the conflict the pier, once closed, stays closed, and a suit once withdrawn is not brought again.
    assert sorted(nash.tolist()) == [2, 3, 5]


def test_free_options_are_told_to_have_the_same_equilibria(folder: Path, call: Call, case: Path) -> None:
    text = case.read_text("utf-8").replace(", direction: up", "").replace(", direction: down", "")
    case.write_text(text, "utf-8")
    found = call("export", "nfg", str(case), "-o", "ferry.nfg")
    assert "exactly the states that are Nash stable for all" in found.stderr
    game = read_nfg((folder / "ferry.nfg").read_text("utf-8"))
    nash = stability_of(conflict_in(winset.load(case)), ["nash"]).equilibria("nash") + 1
    assert {game.table[profile] for profile in game.pure_equilibria()} == set(nash.tolist())


def test_a_conflict_that_gmcr_does_not_know_is_refused_with_its_place(folder: Path, call: Call, case: Path) -> None:
    text = case.read_text("utf-8").replace('name: "Sue"', 'name: "Sue", levels: [no, some, yes]')
    case.write_text(text, "utf-8")
    found = call("export", "gmcr", str(case), "-o", "out.gmcr")
    assert found.exit_code == 2
    assert "gmcr-py knows yes-or-no options only; `sue` has 3 levels" in found.stderr
    assert not (folder / "out.gmcr").exists()


def test_every_format_is_described_and_called_by_one_word() -> None:
    for id_, form in CONFLICT_FORMATS.items():
        assert (form.id, bool(form.name and form.reads and form.source and form.suffix)) == (id_, True)
        assert callable(form.reader.read_case)
    from winset.cli.export_conflicts import WRITERS

    assert WRITERS.keys() == CONFLICT_EXPORTS.keys()
    for id_, export in CONFLICT_EXPORTS.items():
        assert (export.id, bool(export.name and export.writes and export.source and export.suffix)) == (id_, True)
    read = [*SCENARIO_FORMATS, *CASE_FORMATS, *CONFLICT_FORMATS, *FORMATS]
    written = [*EXPORTS, *CASE_FORMATS, *CONFLICT_EXPORTS]
    assert len(set(read)) == len(read)
    assert len(set(written)) == len(written)
