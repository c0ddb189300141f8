"""The smallest sets of levers in the bundled cases, as their READMEs derive them by hand from the votes."""

import pytest

import winset

Readings = tuple[str, ...]
Sets = set[frozenset[str]]

WIN_BOTH = ("win_deputies", "win_greek_deputies")
# Case and readings: the smallest sets for a possible deal, and for a sure one.
UNLOCKS: dict[tuple[str, Readings], tuple[list[Readings], list[Readings]]] = {
    # 34 of 34 sustain the veto: nothing has to be done.
    ("jcpoa-2015", ()): ([()], [()]),
    # 34 of 67, and 66 have not said: open. Sure by the other form, or with 33 more.
    ("jcpoa-2015", ("as_a_treaty",)): ([()], [("executive_form",), ("win_thirty_three",)]),
    ("jcpoa-2015", ("as_a_treaty", "silence_is_no")): (
        [("executive_form",), ("win_thirty_three",)],
        [("executive_form",), ("win_thirty_three",)],
    ),
    # 33 of 34: one of the seven.
    ("jcpoa-2015", ("the_day_before", "silence_is_no")): ([("win_seven",)], [("win_seven",)]),
    # 34 of 41: all seven.
    ("jcpoa-2015", ("veto_is_not_enough", "silence_is_no")): ([("win_seven",)], [("win_seven",)]),
    # Seven senators and the form, in this order, or thirty-three.
    ("jcpoa-2015", ("as_a_treaty", "veto_is_not_enough", "silence_is_no")): (
        [("executive_form", "win_seven"), ("win_thirty_three",)],
        [("executive_form", "win_seven"), ("win_thirty_three",)],
    ),
    # 71 + 9 = 80 and 145 + 6 = 151: each side has to win its own.
    ("prespa-2018", ()): ([()], [WIN_BOTH]),
    ("prespa-2018", ("opposition_holds",)): ([("win_deputies",)], [WIN_BOTH]),
    ("prespa-2018", ("syriza_alone",)): ([("win_greek_deputies",)], [WIN_BOTH]),
    ("prespa-2018", ("opposition_holds", "syriza_alone")): ([WIN_BOTH], [WIN_BOTH]),
    # 236,824 more noes make the quorum.
    ("prespa-2018", ("quorum_binds",)): ([("end_boycott",)], [(*WIN_BOTH, "end_boycott")]),
    # Nobody had said yes to any of the texts that the levers put on the table, so none is sure.
    ("ceta-2016", ()): ([("rework_declaration",), ("ask_the_court",)], []),
    ("ceta-2016", ("court_needed",)): ([("ask_the_court",)], []),
    ("ceta-2016", ("both_needed",)): ([("rework_declaration", "ask_the_court")], []),
    ("ceta-2016", ("demands_met",)): ([("rework_declaration",), ("ask_the_court",)], []),
    ("good-friday-1998", ()): ([()], [()]),
    # 70 - 69 = 1 point, of 1.6.
    ("good-friday-1998", ("a_week_before", "seventy", "it_binds")): ([("assure_voters",)], [("assure_voters",)]),
}


@pytest.mark.parametrize(("name", "readings"), UNLOCKS, ids=lambda value: value if isinstance(value, str) else None)
def test_the_smallest_sets_of_levers(name: str, readings: Readings) -> None:
    result = winset.unlock(winset.load(name).with_variants(*readings))

    def found(sure: bool) -> Sets:
        return {frozenset(entry.levers) for entry in result.unlocks if entry.sure is sure}

    possible, sure = UNLOCKS[name, readings]
    assert found(sure=False) == {frozenset(levers) for levers in possible}
    assert found(sure=True) == {frozenset(levers) for levers in sure}
    # No source gives a price, so no set is called cheaper than another.
    assert all(entry.undominated is None for entry in result.unlocks if entry.levers)


def test_a_lever_that_needs_another_comes_after_it() -> None:
    case = winset.load("jcpoa-2015").with_variants("as_a_treaty", "veto_is_not_enough", "silence_is_no")
    orders = {tuple(step.lever for step in entry.steps) for entry in winset.unlock(case).unlocks}
    assert ("executive_form", "win_seven") in orders
    assert ("win_seven", "executive_form") not in orders
