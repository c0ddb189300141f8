"""Obvious guesses: by hand, and by brute force over what vetoes count."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from winset.calibration.guesses import guesses
from winset.case.load import Case
from winset.settlement.blockers import blockers
from winset.settlement.question import ask

HEAD = """
winset: 1
title: A vote
as_of: 2024-05-01
issues:
  truce: {options: {none: None, signed: Signed}}
status_quo: {truce: none}
deal: {truce: signed}
parties:
  side:
    ratifiers:
"""
ANSWERS = "{{aye: {{share: {aye}, accepts: {{truce: signed}}}}, nay: {{share: {nay}}}}}"
POLL = f"{{{{field: 2024-0{{month}}-01, about: {{{{truce: signed}}}}, answers: {ANSWERS}, why: w}}}}"


def said(case: Case) -> dict[str, bool]:
    question = ask(case)
    model = question.model(question.worlds[0])
    found = blockers(case).package
    assert found is not None
    package = model.space.package(found.number)
    return {each.id: each.says for each in guesses(case, model, package, happened=True)}


def house(id_: str, ayes: int, noes: int, counts_as: str = "veto") -> str:
    count = f"{{about: {{truce: signed}}, ayes: {ayes}, noes: {noes}, why: w}}"
    rule = "{more_than: 1/2, of: cast, why: w}"
    return f"      {id_}: {{counts_as: {counts_as}, rule: {rule}, counts: {{now: {count}}}}}\n"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), min_size=1, max_size=3))
def test_the_head_count_says_yes_where_every_veto_that_counts_has_more_ayes(rows: list[tuple[int, int, bool]]) -> None:
    """Brute force: a majority of those declared is more ayes than noes; informal bodies do not count."""
    text = f"{HEAD}      envoy: {{accepts: {{a: {{when: {{truce: signed}}, why: w}}}}}}\n" + "".join(
        house(f"h{number}", ayes, noes, "veto" if veto else "cost") for number, (ayes, noes, veto) in enumerate(rows)
    )
    vetoes = [ayes > noes for ayes, noes, veto in rows if veto]
    found = said(winset.parse(text))
    assert found.get("head_count") == (all(vetoes) if vetoes else None)


@pytest.mark.parametrize(("aye", "nay", "says"), [(51, 49, True), (40, 60, False)])
def test_the_latest_poll_speaks_by_its_most_chosen_answer(aye: int, nay: int, says: bool) -> None:
    """An earlier poll says the contrary and is passed over."""
    polls = f"{{old: {POLL.format(month=3, aye=nay, nay=aye)}, new: {POLL.format(month=4, aye=aye, nay=nay)}}}"
    text = f"{HEAD}      voters: {{rule: {{more_than: 1/2, of: asked, why: w}}, polls: {polls}}}\n"
    assert said(winset.parse(text)) == {"always_deal": True, "no_deal": False, "latest_poll": says}


def test_a_guess_is_scored_as_a_verdict_is() -> None:
    """Laplace (1814): 2/3 for a yes and 1/3 for a no, so Brier scores of 1/9 and 4/9; turned round if it fails."""
    case = winset.load("jcpoa-2015")
    question = ask(case)
    model = question.model(question.worlds[0])
    for happened, scores in ((True, (1, 4)), (False, (4, 1))):
        found = guesses(case, model, None, happened=happened)
        assert [each.brier for each in found] == [Fraction(score, 9) for score in scores]
