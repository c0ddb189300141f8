"""Conflicts as save files of gmcr-py, there and back; and the reference conflicts by way of it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gmcr_files import DAY, case_of, conflict_in
from hypothesis import given
from hypothesis import strategies as st

import winset
from winset.case.problems import CaseError, WinsetError
from winset.conflict.gmcr_conflict import gmcr_model
from winset.conflict.stable import stability_of
from winset.formats.gmcr import read_model
from winset.formats.gmcr_case import read_case
from winset.formats.gmcr_file import gmcr_text
from winset.formats.gmcr_model import (
    Condition,
    Direction,
    GmcrDecider,
    GmcrModel,
    GmcrOption,
    feasible_numbers,
    groups_by_ranks,
    ranks_by_groups,
    ranks_by_statements,
)

SHARED = sorted((Path(__file__).parents[3] / "shared" / "reference" / "graph-model").glob("*.json"))


# There and back


@st.composite
def models(draw: st.DrawFn) -> GmcrModel:
    """Up to three decision makers and five options, with statements and, where rankings are in use, any ranking."""
    count = draw(st.integers(1, 5))
    deciders = draw(st.integers(1, 3))
    owner = sorted(draw(st.lists(st.integers(0, deciders - 1), min_size=count, max_size=count)))
    pairs = st.dictionaries(st.integers(0, count - 1), st.booleans(), min_size=1, max_size=count).map(
        lambda found: tuple(sorted(found.items()))
    )
    conditions: st.SearchStrategy[Condition] = st.lists(pairs, min_size=1, max_size=3, unique=True).map(tuple)
    infeasible = tuple((each,) for each in draw(st.lists(pairs, max_size=2)))
    numbers = feasible_numbers(count, infeasible)
    assert numbers is not None
    manual = draw(st.booleans()) and len(numbers) > 0
    names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(str.strip)
    ranks = st.lists(st.integers(0, 3), min_size=len(numbers), max_size=len(numbers))
    made = []
    for at in range(deciders):
        ranking = None
        if manual:
            dense = np.unique(np.array(draw(ranks)), return_inverse=True)[1].reshape(-1)
            ranking = groups_by_ranks(dense)
        own = tuple(option for option, who in enumerate(owner) if who == at)
        made.append(GmcrDecider(draw(names), own, tuple(draw(st.lists(conditions, max_size=3))), ranking))
    directions: st.SearchStrategy[Direction] = st.sampled_from(("both", "up", "down"))
    options = tuple(GmcrOption(draw(names), draw(directions)) for _ in range(count))
    coalitions = ((0, 1),) if deciders > 1 and draw(st.booleans()) else ()
    return GmcrModel(options, tuple(made), infeasible, manual, coalitions, "winset")


@given(models())
def test_what_is_written_is_read_as_the_same(model: GmcrModel) -> None:
    read, _ = read_model(gmcr_text(model).encode(), "f.gmcr")
    assert read == model


@given(models())
def test_a_file_becomes_a_case_and_a_file_of_the_same_conflict(model: GmcrModel) -> None:
    """By a case and back: the same options, infeasible states and preferences; statements not in use are remarks."""
    numbers = feasible_numbers(len(model.options), model.infeasible)
    assert numbers is not None
    if not len(numbers):
        return
    text, _, _ = read_case(gmcr_text(model).encode(), "f.gmcr", DAY)
    case = winset.parse(text)
    conflict = conflict_in(case)
    back = gmcr_model(case).model
    again = feasible_numbers(len(back.options), back.infeasible)
    assert again is not None
    assert (conflict.levels.astype(np.int64) << np.arange(len(model.options))).sum(axis=1).tolist() == numbers.tolist()
    assert again.tolist() == numbers.tolist()
    assert [(each.name or "(no name)", each.direction) for each in model.options] == [
        (each.name, each.direction) for each in back.options
    ]
    for ours, theirs, payoffs in zip(back.deciders, model.deciders, conflict.payoffs, strict=True):
        expected = (
            ranks_by_groups(theirs.ranking, len(numbers))
            if theirs.ranking is not None
            else ranks_by_statements(numbers, theirs.statements)
        )
        assert payoffs.tolist() == expected.tolist()
        found = (
            ranks_by_groups(ours.ranking, len(numbers))
            if ours.ranking is not None
            else ranks_by_statements(numbers, ours.statements)
        )
        assert found.tolist() == expected.tolist()
        assert ours.options == theirs.options


# The reference conflicts


def as_gmcr(vector: dict[str, Any]) -> dict[str, Any]:
    """A reference conflict in the layout of gmcr-py: statements where it has them for all, otherwise rankings."""

    def pairs(pattern: str) -> list[list[Any]]:
        return [[at, sign] for at, sign in enumerate(pattern) if sign != "-"]

    by_statements = all("prioritization" in each for each in vector["preferences"])
    deciders = []
    for decider, preference in zip(vector["dms"], vector["preferences"], strict=True):
        statements = [
            pairs(each[0]) if len(each) == 1 else {"compound": True, "members": [pairs(one) for one in each]}
            for each in preference.get("prioritization", [])
        ]
        entry = {"name": decider["name"], "options": decider["options"], "preferences": statements}
        if not by_statements:
            entry["preferenceRanking"] = [group if len(group) > 1 else group[0] for group in preference["ranking"]]
        deciders.append(entry)
    return {
        "options": [{"name": each["name"], "permittedDirection": each["direction"]} for each in vector["options"]],
        "decisionMakers": deciders,
        "infeasibles": [pairs(each) for each in vector["infeasible"]],
        "useManualPreferenceRanking": not by_statements,
    }


def in_option_form(path: Path) -> bool:
    """Whether all moves of a reference conflict follow from its options, and its ids from its options."""
    vector = json.loads(path.read_text("utf-8"))
    return bool(vector.get("options")) and all(each["direction"] for each in vector["options"])


@pytest.mark.skipif(not SHARED, reason="the reference conflicts are not here: ../shared/reference/graph-model")
@pytest.mark.parametrize("path", [each for each in SHARED if in_option_form(each)], ids=lambda path: path.stem)
def test_reference_conflicts_are_solved_as_they_should_be(path: Path) -> None:
    vector = json.loads(path.read_text("utf-8"))
    case, told = case_of(as_gmcr(vector))
    assert told == []
    conflict = conflict_in(case)
    yn = ["".join("NY"[level] for level in row) for row in conflict.levels.tolist()]
    assert yn == [state["yn"] for state in vector["states"]]
    alone = next(each for each in vector["results"] if all(len(block) == 1 for block in each["players"]))
    found = stability_of(conflict, ["nash", "gmr", "smr", "seq", "sseq"])
    for concept, truths in found.stable.items():
        for players, truth, ids in zip(alone["players"], truths, alone["stable"][concept], strict=True):
            assert (np.flatnonzero(truth) + 1).tolist() == ids, (concept, players)
    back = gmcr_model(case).model
    again, _ = case_of(gmcr_text(back))
    assert stability_of(conflict_in(again)).equilibria("seq").tolist() == found.equilibria("seq").tolist()


# Writing what a case says


CASE = """
winset: 1
title: Pier
as_of: 2020-01-01
conditions: {weather: {options: {calm: Calm, storm: Storm}, now: calm}}
conflict:
  deciders:
    town:
      statements:
        quiet: {when: {sue: talk}}
        paid: {when: {if: {weather: calm}, then: {fee: yes}}}
    ferry: {weights: {fee: -2, sue: {court: 1}}}
  options:
    fee: {by: town}
    sue: {by: ferry, levels: {talk: Talks, court: Sues}, direction: up}
    close: {by: town, name: Close}
  status_quo: {fee: no, sue: talk, close: no}
  always: {most: {at_most_one: [fee, close]}}
"""


def written(text: str) -> winset.Case:
    return winset.parse(text)


def test_a_case_is_written_with_what_its_conflict_says() -> None:
    """By hand: in the order of deciders fee, close, sue; states NNN, YNN, NYN, NNY, YNY, NYY.

    The town wants no suit, then the fee. The ferry has -2 with the fee and 1 with the suit: the suit alone (4, 6) is
    best, nothing (1, 3) next, both (5) brings -1, the fee alone (2) -2.
    """
    found = gmcr_model(written(CASE))
    model = found.model
    assert [each.name for each in model.options] == ["fee", "Close", "sue"]
    assert [each.direction for each in model.options] == ["both", "both", "up"]
    assert model.infeasible == ((((0, True), (1, True)),),)
    assert model.manual
    town, ferry = model.deciders
    assert town.statements == ((((2, False),),), (((0, True),),))
    assert town.ranking == ((2,), (1, 3), (5,), (4, 6))
    assert ferry.ranking == ((4, 6), (1, 3), (5,), (2,))
    told = " ".join(found.left_out)
    for said in ("weather is calm", "The weights of `ferry`", "The levels of `sue`", "status quo"):
        assert said in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{by: town, name: Close}",
            "{by: town, levels: [no, half, full]}",
            "`close` has 3 levels",
        ),
        ("  always:", "  same: {a: {when: {close: yes}}}\n  always:", "does not know states that count as one"),
        ("  always:", "  barred: {a: {by: town, from: {close: yes}}}\n  always:", "single moves that cannot be made"),
        ("now: calm", "now: unknown", "the file is for one world, and nobody knows `weather`"),
    ],
)
def test_a_conflict_of_another_kind_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        gmcr_model(written(CASE.replace(old, new)))
    assert any(said in str(each) and each.place is not None for each in caught.value.problems)


def test_states_and_moves_and_a_case_without_a_conflict_are_refused() -> None:
    head = "winset: 1\ntitle: t\nas_of: 2020-01-01\n"
    graph = "conflict: {deciders: {a: {ranking: [x, y]}}, states: {x: {}, y: {}}, moves: {a: {y: [x]}}}\n"
    with pytest.raises(CaseError, match="conflicts of options only"):
        gmcr_model(winset.parse(head + graph))
    issues = "issues: {land: [some, none]}\nstatus_quo: {land: none}\nparties: {a: {ratifiers: {b: {}}}}\n"
    head += issues.replace("[some, none]", "{options: [some, none]}")
    with pytest.raises(WinsetError, match="no section `conflict`"):
        gmcr_model(winset.parse(head))
