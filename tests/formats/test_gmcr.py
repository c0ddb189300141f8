"""Save files of gmcr-py: what they become, what is told, what is refused, and that nothing is lost there and back."""

import json
from typing import Any

import pytest
from gmcr_files import DAY, FERRY, FERRYS, TOWN, case_of, changed, conflict_in, groups, problems, with_rankings
from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from winset.case.problems import CaseError
from winset.formats.gmcr_case import read_case
from winset.formats.gmcr_model import (
    feasible_numbers,
)

OLD = ("preferenceVector", "useManualPreferenceVectors")
NEW = ("preferenceRanking", "useManualPreferenceRanking")


# What a file becomes


def test_statements_become_statements_in_their_order() -> None:
    case, told = case_of(FERRY)
    conflict = conflict_in(case)
    assert told == []
    assert [decider.name for decider in conflict.deciders] == ["Town", "Ferry"]
    assert [(each.id, each.name, each.decider, each.direction) for each in conflict.choices] == [
        ("raise_the_fee", "Raise the fee", 0, "both"),
        ("close_the_pier", "Close the pier", 0, "up"),
        ("sue", "Sue", 1, "down"),
    ]
    assert conflict.levels.tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1]]
    assert [groups(conflict, at) for at in (0, 1)] == [TOWN, FERRYS]
    assert case.file.conflict is not None
    assert [list(each.statements) for each in case.file.conflict.deciders.values()] == [
        ["statement_1", "statement_2"],
        ["statement_1", "statement_2"],
    ]
    assert (case.file.title, case.file.as_of) == ("ferry", DAY)


@pytest.mark.parametrize(("key", "flag"), [OLD, NEW])
def test_rankings_of_both_layouts_name_all_states(key: str, flag: str) -> None:
    """State numbers are those of feasible states in ascending order; a number alone is a group of one."""
    case, told = case_of(with_rankings(key, [[2, [3, 1], 5, [4, 6]], [[1, 5], [2, 4], 3, [6]]], flag))
    assert told == []
    assert [groups(conflict_in(case), at) for at in (0, 1)] == [TOWN, FERRYS]
    assert case.file.conflict is not None
    assert list(case.file.conflict.states) == [f"s{number}" for number in range(1, 7)]


def test_rankings_count_where_statements_say_otherwise_and_these_stay_as_a_remark() -> None:
    file = changed(
        with_rankings(NEW[0], [[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]], NEW[1]), ["options", 0, "name"], "s1"
    )
    file["decisionMakers"][0]["preferences"] = [[[2, "N"]]]
    text, _, warnings = read_case(json.dumps(file).encode(), "ferry.gmcr", DAY)
    conflict = conflict_in(winset.parse(text))
    assert groups(conflict, 0) == [[1], [2], [3], [4], [5], [6]]
    assert groups(conflict, 1) == [[6], [5], [4], [3], [2], [1]]
    assert "# Statements of `town` that are not in use: [{sue: no}]\n" in text
    assert [str(each) for each in warnings] == [
        "ferry.gmcr:1:1: the statements of `Town` are not in use, and stay as a remark; its ranking is"
    ]
    assert conflict.choices[0].id == "s1_2"  # `s1` is a state


def test_statements_that_give_the_ranking_in_use_are_written_for_it() -> None:
    file = changed(FERRY, [NEW[1]], True)
    file["decisionMakers"][0][NEW[0]] = TOWN
    file["decisionMakers"][1][NEW[0]] = [1, 2, 3, 4, 5, 6]
    text, _, warnings = read_case(json.dumps(file).encode(), "ferry.gmcr", DAY)
    case = winset.parse(text)
    assert case.file.conflict is not None
    town, ferry = case.file.conflict.deciders.values()
    assert (len(town.statements), len(town.ranking)) == (2, 0)
    assert (len(ferry.statements), len(ferry.ranking)) == (0, 6)
    assert "its statements give the same ranking" in text
    assert len(warnings) == 1


def test_who_says_nothing_of_its_preferences_has_none() -> None:
    case, told = case_of(changed(FERRY, ["decisionMakers", 0, "preferences"], []))
    assert told == []
    assert groups(conflict_in(case), 0) == [[1, 2, 3, 4, 5, 6]]


def test_options_are_put_in_the_order_of_those_who_have_them_before_states_are_numbered() -> None:
    """The ferry's option stands first in the file; with the town's before it, the states are numbered as above."""
    file = with_rankings(NEW[0], [TOWN, FERRYS], NEW[1])
    moved = {0: 1, 1: 2, 2: 0}
    file["options"] = [FERRY["options"][2], *FERRY["options"][:2]]
    file["decisionMakers"][0]["options"], file["decisionMakers"][1]["options"] = [1, 2], [0]
    file["infeasibles"] = [[[moved[at], taken] for at, taken in pairs] for pairs in FERRY["infeasibles"]]
    case, told = case_of(file)
    conflict = conflict_in(case)
    assert [choice.name for choice in conflict.choices] == ["Raise the fee", "Close the pier", "Sue"]
    assert [groups(conflict, at) for at in (0, 1)] == [TOWN, FERRYS]
    assert len(told) == 1
    assert "the options do not stand in the order of the decision makers" in told[0]


# What is told


def test_what_has_no_place_in_a_case_is_told_and_stays_as_a_remark() -> None:
    file = changed(FERRY, ["coalitions"], [[0, 1]])
    file["colour"] = "blue"
    file["decisionMakers"][1] |= {"misperceptions": [[[0, "Y"]]], "mood": 3, NEW[0]: [1], "payoffs": [1, 2, 3, 4, 5, 6]}
    text, deciders, warnings = read_case(json.dumps(file, indent=0).encode(), "ferry.gmcr", DAY)
    said = [str(each).partition(": ")[2] for each in warnings]
    assert sorted(said) == [
        "the coalition of `Town` with `Ferry` is left out: in the case everybody acts alone",
        "the file does not say that rankings are in use; this one is left out",
        "the key `colour` is not one that is known here, and is left out (blue)",
        "the key `mood` is not one that is known here, and is left out (3)",
        "the payoffs of `Ferry` do not follow from its preferences; they are left out",
        "what `Ferry` misperceives is left out, and stays as a remark: all see all states",
    ]
    assert all(f"# - {each}\n" in text for each in warnings)
    assert "# A coalition: town, ferry\n" in text
    assert "# States that `ferry` takes to be infeasible: [{raise_the_fee: yes}]\n" in text
    assert deciders == 2


def test_payoffs_that_follow_from_the_preferences_are_not_told() -> None:
    """Ranks by hand from `FERRYS`: 1 and 5 best (4), then 2 and 4, then 3, then 6."""
    _, told = case_of(changed(FERRY, ["decisionMakers", 1, "payoffs"], [4, 3, 2, 3, 4, 1]))
    assert told == []
    _, told = case_of(changed(FERRY, ["decisionMakers", 1, "payoffs"], [40, 30, 20, 30, 40, 10]))
    assert told == []
    _, told = case_of(changed(FERRY, ["decisionMakers", 1, "payoffs"], [4, 3, 2, 3, 1, 4]))
    assert len(told) == 1


@pytest.mark.parametrize("name", ["if", "then", "iff", "any", "not", "", "日本", "  a\nb: {", "null", "x" * 900])
def test_names_may_be_anything(name: str) -> None:
    file = changed(changed(FERRY, ["options", 0, "name"], name), ["decisionMakers", 1, "name"], name)
    file["options"][1]["name"] = name
    conflict = conflict_in(case_of(file)[0])
    assert conflict.choices[0].name == (name.strip() or "(no name)")
    assert conflict.deciders[1].name == (name.strip() or "(no name)")
    assert len({choice.id for choice in conflict.choices}) == 3


# What is refused


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["options"], [], "there is no option"),
        (["options"], 3, "expected a list of options"),
        (["options", 0], "x", "expected a mapping of the parts of an option"),
        (["options", 0], {}, "there is no `name` here"),
        (["options", 0, "name"], None, "expected the name of an option"),
        (["options", 0, "name"], "x" * 1001, "1001 characters, more than 1000"),
        (["options", 0, "permittedDirection"], "up", "expected a direction, found `up`; known: `both`, `fwd`, `back`"),
        (["options"], [{"name": "o", "permittedDirection": "both"}] * 63, "there are 63 options, more than 62"),
        (["decisionMakers"], [], "there are 0 decision makers; 1 to 62 can be read"),
        (["decisionMakers", 0, "options"], [0], "the option `Close the pier` belongs to no decision maker"),
        (["decisionMakers", 0, "options"], [0, 1, 2], "the option `Sue` belongs to two decision makers"),
        (["decisionMakers", 0, "options"], [0, 1, 3], "a whole number from 0 to 2, found `3`"),
        (["decisionMakers", 0, "options"], [0, 1, -1], "a whole number from 0 to 2, found `-1`"),
        (["decisionMakers", 0, "options"], [0, 1, 1.5], "a whole number from 0 to 2, found `1.5`"),
        (["decisionMakers", 0, "options"], [0, 1, "0"], "a whole number from 0 to 2, found `0`"),
        (["decisionMakers", 0, "options"], [0, 1, 10**40], "a whole number from 0 to 2"),
        (["decisionMakers", 0, "preferences"], [[[9, "Y"]]], "a whole number from 0 to 2, found `9`"),
        (["decisionMakers", 0, "preferences"], [[[0, "yes"]]], "expected `Y` or `N`"),
        (["decisionMakers", 0, "preferences"], [[[0, True]]], "expected `Y` or `N`"),
        (["decisionMakers", 0, "preferences"], [[[0]]], "expected two things"),
        (["decisionMakers", 0, "preferences"], [[0, "Y"]], "expected a list of an option"),
        (["decisionMakers", 0, "preferences"], ["YN-"], "expected a list of options with `Y` or `N`"),
        (["decisionMakers", 0, "preferences"], [[[0, "Y"], [0, "N"]]], "stands twice in one condition"),
        (["decisionMakers", 0, "preferences"], [{"compound": True}], "there is no `members` here"),
        (["decisionMakers", 0, "preferences"], [{"compound": True, "members": [{}]}], "expected a list of options"),
        (["infeasibles"], {"a": 1}, "expected a list of conditions"),
        (["infeasibles"], [[]], "a condition without options leaves no state that can be"),
        (["useManualPreferenceRanking"], "true", "expected `true` or `false`"),
        (["useManualPreferenceRanking"], True, "rankings are in use, and there is no `preferenceRanking` here"),
        (["coalitions"], [[0, 7]], "expected the place of a decision maker, a whole number from 0 to 1, found `7`"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(path: list[str | int], value: Any, said: str) -> None:
    found = problems(changed(FERRY, path, value))
    assert any(said in each for each in found), found
    assert all(each.startswith("f.gmcr:1:") for each in found)


@pytest.mark.parametrize(
    ("ranking", "said"),
    [
        ([2, [1, 3], 5, 4], "the ranking lacks 1 of 6 feasible states: 6"),
        ([2, [1, 3], 5, [4, 6], 7], "there is no state 7; 6 states are feasible"),
        ([2, [1, 3], 5, [4, 6], 0], "there is no state 0"),
        ([2, [1, 3], 5, [4, 6], 2], "the state 2 stands twice in the ranking"),
        ([2, [1, [3]], 5, [4, 6]], "expected the number of a state"),
        ([], "the ranking lacks 6 of 6 feasible states: 1, 2, 3, 4, 5, 6"),
        ("123456", "expected a list of numbers of states, best first"),
        (None, "expected a list of numbers of states, best first"),
    ],
)
def test_a_ranking_has_every_feasible_state_once(ranking: Any, said: str) -> None:
    found = problems(with_rankings(NEW[0], [ranking, FERRYS], NEW[1]))
    assert any(said in each for each in found), found


def test_every_problem_is_told_at_once() -> None:
    file = changed(FERRY, ["options", 0, "permittedDirection"], "x")
    file["decisionMakers"][0]["options"] = [0, 99]
    assert len(problems(file)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"a":' * 200,
        '{"options": [], "options": []}',
        '{"options": 1e999999999, "decisionMakers": ' + "9" * 100_000 + ', "infeasibles": []}',
        "\x00\x01",
        b"\xff\xfe\x00",
        '{"options": [{"name": "\ud83d"}]}'.encode("utf-8", "surrogatepass"),
    ],
)
def test_hostile_files_end_with_problems(text: str | bytes) -> None:
    assert problems(text)


def test_states_that_are_too_many_to_list_are_not_listed() -> None:
    """40 free options have 2^40 states, of which no ranking is read; with statements the file is read as it is."""
    options = [{"name": f"o{at}", "permittedDirection": "both"} for at in range(40)]
    decider = {"name": "d", "options": list(range(40)), "preferences": [[[0, "Y"]]], NEW[0]: [1], "payoffs": [1]}
    file = {"options": options, "decisionMakers": [decider], "infeasibles": [], NEW[1]: True}
    assert any("cannot be numbered" in each for each in problems(file))
    _, _, warnings = read_case(json.dumps({**file, NEW[1]: False}).encode(), "f.gmcr", DAY)
    assert any("too many states to compare" in str(each) for each in warnings)


def test_conditions_that_are_too_many_to_sift_end() -> None:
    """Conditions of 20 options that all read the last one leave 2^20 states to be sifted again for each of them."""
    found = [(((19, True), *((at, bool(number >> at & 1)) for at in range(12))),) for number in range(4096)]
    assert feasible_numbers(20, found) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
paths = st.sampled_from(
    [
        ["options"], ["options", 1], ["options", 1, "name"], ["options", 1, "permittedDirection"], ["decisionMakers"],
        ["decisionMakers", 0], ["decisionMakers", 0, "name"], ["decisionMakers", 0, "options"],
        ["decisionMakers", 0, "options", 0], ["decisionMakers", 0, "preferences"],
        ["decisionMakers", 0, "preferences", 0], ["decisionMakers", 0, "preferences", 0, 0],
        ["decisionMakers", 1, "preferences", 1, "members"], ["decisionMakers", 0, "misperceptions"],
        ["decisionMakers", 0, "payoffs"], ["decisionMakers", 0, "preferenceRanking"], ["infeasibles"],
        ["infeasibles", 0], ["infeasibles", 0, 0], ["coalitions"], ["coalitions", 0], ["useManualPreferenceRanking"],
        ["program"], ["version"], ["anything"],
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(paths, json_values)
def test_whatever_stands_somewhere_the_file_becomes_a_case_or_problems(path: list[str | int], value: Any) -> None:
    try:
        case, _ = case_of(changed(FERRY, path, value))
    except CaseError as error:
        if any(problem.place is None for problem in error.problems):
            raise
        return
    assert case.file.conflict is not None
