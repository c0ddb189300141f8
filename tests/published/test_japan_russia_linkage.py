"""What the joint activities and the investment do in the reference case: derived by hand from its README.

Of the 704 packages 44 differ in the treaty, the islands, what becomes of the rest and the limit on troops; times 4 ways
for joint activities (as now, or in full under one of three laws), 2 for investment and 2 for dialogue.

Every treaty is refused by somebody. Of the 15 packages without one, `README.md` has the table: with activities as now
the strategic dialogue is sure as agreed and open with more investment, and so is more investment alone; a special
regime is open throughout, Russian and Japanese law are refused.
"""

import pytest

import winset
from winset.case.load import Case
from winset.settlement.linkage_records import Effect, Level, LinkageResult

PM, PRESIDENT = "japan.prime_minister", "russia.president"


@pytest.fixture(scope="module")
def case() -> Case:
    return winset.load("japan-russia")


def held_and_free(result: LinkageResult) -> tuple[tuple[int, int], tuple[int, int]]:
    (held,) = result.held
    return (held.sure.without, held.sure.linked), (held.possible.without, held.possible.linked)


@pytest.mark.parametrize(
    ("issues", "combinations", "sure", "possible", "alone"),
    [
        # Without a treaty: strategic as agreed (sure), either dialogue with more investment (open). In full, under a
        # special regime, the same three; by itself it is one open deal.
        (("jea",), 44 * 2 * 2 - 1, 1, 3, (0, 1)),
        # Without a treaty: strategic with activities as now (sure), either dialogue under a special regime (open).
        (("investment",), 44 * 4 * 2 - 1, 1, 3, (0, 1)),
        # Only the dialogue is left. By themselves: more investment, a special regime, and both, all open.
        (("jea", "investment"), 44 * 2 - 1, 1, 1, (0, 3)),
    ],
)
def test_neither_instrument_has_an_effect_on_what_can_be_ratified(
    case: Case, issues: tuple[str, ...], combinations: int, sure: int, possible: int, alone: tuple[int, int]
) -> None:
    result = winset.linkage(case, *issues)
    assert (result.effect, result.combinations) == (Effect.NO_EFFECT, combinations)
    assert held_and_free(result) == ((sure, sure), (possible, possible))
    assert (result.alone, result.opened) == (alone, ())


def test_what_moving_the_joint_activities_costs_with_the_president(case: Case) -> None:
    """He accepts 9 as now: 3 treaties without islands with either dialogue as agreed; without a treaty the 3 others.

    In full he accepts Russian law without a treaty, which is the same 3, and no treaty: so 6 are lost, none gained.
    """
    (row,) = (row for row in winset.linkage(case, "jea").by_ratifier if row.ratifier == PRESIDENT)
    assert (row.accepts_held, row.accepts_free, row.gained, row.lost) == (9, 9, 0, 6)


def test_what_moving_the_investment_costs_with_the_president(case: Case) -> None:
    """As agreed 9: 6 treaties without islands, Russian law with either dialogue, the strategic dialogue as now.

    With more, the last 3 still; a treaty without islands he proposed without more, so that those 6 are lost.
    """
    (row,) = (row for row in winset.linkage(case, "investment").by_ratifier if row.ratifier == PRESIDENT)
    assert (row.accepts_held, row.accepts_free, row.gained, row.lost) == (9, 9, 0, 6)


def test_put_apart_the_activities_pass_as_far_as_together(case: Case) -> None:
    """Each of 175 packages with each of 3 laws. Open: a special regime, and the 3 that are open or sure as now."""
    votes = winset.linkage(case, "jea").votes
    assert votes is not None
    assert (votes.put, votes.not_separable) == (175 * 3, 0)
    assert (votes.sure.without, votes.sure.linked) == (0, 0)
    assert (votes.possible.without, votes.possible.linked, votes.possible.effect) == (3, 3, Effect.NO_EFFECT)


def refused(levels: tuple[Level, ...], issue: str) -> dict[str, list[tuple[str, str]]]:
    return {
        row.option: [(each.ratifier, line.path) for each in row.refusing for line in each.red_lines]
        for row in levels
        if row.id == issue
    }


def test_no_law_is_known_to_be_accepted_by_both_and_one_is_open(case: Case) -> None:
    result = winset.linkage(case, "jea")
    assert (result.with_them, result.infeasible) == (("jurisdiction",), ())
    assert refused(result.levels, "jurisdiction") == {
        "russian_law": [(PM, f"{PM}.refuses.russian_law")],
        "japanese_law": [(PRESIDENT, f"{PRESIDENT}.refuses.japanese_law")],
        "special_regime": [],
    }
    deals = {row.option: (row.sure_deals, row.possible_deals) for row in result.levels if row.id == "jurisdiction"}
    assert deals == {"russian_law": (0, 0), "japanese_law": (0, 0), "special_regime": (0, 4)}


def test_to_the_letter_of_moscow_no_law_is_left_and_the_instrument_is_infeasible(case: Case) -> None:
    result = winset.linkage(case.with_variants("russian_law_only"), "jea")
    assert result.infeasible == ("jurisdiction",)
    assert refused(result.levels, "jurisdiction") == {
        "russian_law": [(PM, f"{PM}.refuses.russian_law")],
        "japanese_law": [(PRESIDENT, f"{PRESIDENT}.refuses.japanese_law")],
        "special_regime": [(PRESIDENT, f"{PRESIDENT}.refuses.special_regime")],
    }
    assert result.alone == (0, 0)


def test_where_the_status_quo_has_no_law_each_is_held_in_turn(case: Case) -> None:
    """Held at a special regime all 7 are possible, at another law the 3 without activities in full."""
    result = winset.linkage(case, "jurisdiction")
    held = {dict(row.at)["jurisdiction"]: (row.possible.without, row.possible.linked) for row in result.held}
    assert held == {"special_regime": (7, 7), "russian_law": (3, 7), "japanese_law": (3, 7)}
    assert result.votes is not None
    assert result.votes.put == 0  # a law for what nobody does is put to nobody
