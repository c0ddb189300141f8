"""The nuclear agreement with Iran before Congress: what its README derives by hand, against the case.

34 senators had declared themselves, 66 had not. A treaty needs 67, a veto is sustained by 34, a filibuster takes 41.
The rules themselves are tested on the votes of 10 September in `test_rules` and `test_rules_of_standing`.
"""

import pytest
from bundled import conflicts, known_by_its_day, outcome, waivers
from small_cases import lacking, stand

import winset
from winset.model.result import Verdict

CONSENT, VETO, FILIBUSTER = "united_states.consent", "united_states.veto", "united_states.filibuster"
DECLARED, NEEDED = 34, {CONSENT: 67, FILIBUSTER: 41}


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return winset.load("jcpoa-2015")


def test_nothing_in_it_is_later_than_it_and_the_vote_is_not_in_it(case: winset.Case) -> None:
    assert case.warnings == ()
    assert known_by_its_day(case)
    vote = outcome("jcpoa-2015")["senate"][0]
    assert (vote["date"], vote["ayes"], vote["noes"]) == ("2015-09-10", "58", "42")


@pytest.mark.parametrize(
    ("readings", "verdict", "blocker"),
    [
        ((), Verdict.RATIFIED, None),  # 34 of 34: whatever the other 66 do
        (("silence_is_no",), Verdict.RATIFIED, None),
        (("the_day_before",), Verdict.OPEN, None),  # 33, and 67 who have not said
        (("the_day_before", "silence_is_no"), Verdict.REFUSED, VETO),
        (("as_a_treaty",), Verdict.OPEN, None),  # 34 to 100 of 67
        (("as_a_treaty", "silence_is_no"), Verdict.REFUSED, CONSENT),
        (("veto_is_not_enough",), Verdict.OPEN, None),  # 34 to 100 of 41
        (("veto_is_not_enough", "silence_is_no"), Verdict.REFUSED, FILIBUSTER),
    ],
)
def test_the_form_and_one_senator_decide(
    case: winset.Case, readings: tuple[str, ...], verdict: Verdict, blocker: str | None
) -> None:
    found = winset.blockers(case.with_variants(*readings))
    assert found.verdict is verdict
    blocking = set() if blocker is None else {frozenset({blocker})}
    assert conflicts(found) == blocking
    if blocker is not None:
        assert waivers(found, sure=True) == blocking


def test_who_is_not_asked_under_the_other_form(case: winset.Case) -> None:
    for form, not_asked in (("review_act", {CONSENT}), ("treaty", {VETO, FILIBUSTER})):
        found = winset.deals(case, world={"form": form})
        assert {row.ratifier for row in found.win_sets if row.out == 1} == not_asked


def test_the_votes_that_are_lacking(case: winset.Case) -> None:
    """67 - 34 = 33 for a treaty and 41 - 34 = 7 for a filibuster, at most; with the others against, at least too."""
    for silent, least in ((), 0), (("silence_is_no",), 1):
        as_treaty = stand(case.with_variants("as_a_treaty", *silent), CONSENT)
        assert lacking(as_treaty) == [("votes", CONSENT, least * 33, 33)]
        short = stand(case.with_variants("veto_is_not_enough", *silent), FILIBUSTER)
        assert lacking(short) == [("votes", FILIBUSTER, least * 7, 7)]


def test_the_house_need_not_be_read_while_the_senate_sustains(case: winset.Case) -> None:
    """One chamber of two is enough. Where neither says yes, one chamber is lacking, not a number of senators."""
    assert stand(case, VETO).answer == "yes"
    short = stand(case.with_variants("the_day_before", "silence_is_no"), VETO)
    assert lacking(short) == [("bodies", VETO, 1, 1)]


def test_the_levers_reach_exactly_what_is_lacking(case: winset.Case) -> None:
    """Seven of the 66 make 41, thirty-three make 67; the change of form needs none."""
    levers = case.file.levers
    for lever, ratifier in (("win_seven", FILIBUSTER), ("win_thirty_three", CONSENT)):
        swings = [effect.swing for effect in levers[lever].effects.values() if effect.swing]
        most = {swing.ratifier: int(swing.votes.most) for swing in swings}
        assert DECLARED + most[ratifier] == NEEDED[ratifier]
        bound = levers[lever].bound
        assert bound is not None
        assert bound.votes is not None
        assert int(bound.votes.most) == most[ratifier]
    treaty = case.with_variants("as_a_treaty", "silence_is_no")
    form = levers["executive_form"].effects["form_changes"].set
    assert winset.deals(treaty).verdict is Verdict.REFUSED
    assert winset.deals(treaty, world=form).verdict is Verdict.RATIFIED
