"""What becomes of claims where sources are left out, how they are drawn, and that workers change nothing; by hand."""

import json
from fractions import Fraction

import pytest
from ferry import Data, data_of, ferry

import winset
from winset.case.problems import CaseError

CLAIMS = """
C1: {quote: no ferry for nothing, cite: {source: oped}, asks: {blocked_by: {where: low, ratifiers: [coast.mayor]}}}
C2: {quote: a ferry will come, cite: {source: oped}, asks: {deal: {where: middle, how: possible}}}
C3: {quote: the town stops it, cite: {source: oped}, asks: {blocked_by: {where: high, ratifiers: [coast.town]}}}
C4: {quote: a cheap ferry will come, cite: {source: oped}, asks: {deal: {where: low, how: possible}}}
C5: {quote: mend the road, cite: {source: oped}, asks: {unlocked_by: {where: high, levers: [road], how: possible}}}
"""
OTHER: Data = {"other": {"title": "Another paper", "published": "2023-07-01"}}
# The lever is cited to the op-ed alone, and goes with it.
ROAD: Data = {
    "road": {
        "by": "coast",
        "cite": {"source": "oped", "quote": "mend the road"},
        "effects": {"mended": {"drop": ["coast.town.refuses.dear"]}},
    }
}


@pytest.fixture(scope="module")
def case() -> winset.Case:
    return ferry(CLAIMS, levers=ROAD)


def test_without_the_document_itself(case: winset.Case) -> None:
    # The op-ed is the only source for the mayor's red line: without it he has not said of the low toll, so that he no
    # longer surely refuses it (C1), and it may be (C4). The paper has what the town refuses (C3) and what the mayor
    # accepts (C2). The lever is gone (C5).
    (found,) = winset.claims(case, draws=0, thorough=True).without
    assert found.sources == (("oped", "On the ferry"),)
    assert (found.survive, found.fall, found.open) == (("C2", "C3"), (), ("C1",))
    assert (found.gone, found.rise) == (("C5",), ("C4",))


def test_without_the_paper(case: winset.Case) -> None:
    # Nothing is known then of what the town refuses, so its no is not sure (C3) and its red line is not there for the
    # lever to take away: the lever goes with it (C5).
    (found,) = winset.claims(case, without=["paper"], draws=0).without
    assert (found.survive, found.open, found.gone) == (("C1", "C2"), ("C3",), ("C5",))
    assert (found.fall, found.rise) == ((), ())


def test_what_takes_long_is_asked_without_sources_only_where_that_is_wished(case: winset.Case) -> None:
    # What levers open takes long; the claim comes out as things stand, and is not asked without the op-ed.
    (found,) = winset.claims(case, draws=0).without
    assert (found.survive, found.gone, found.unasked) == (("C2", "C3"), (), ("C5",))


def test_each_source_by_itself(case: winset.Case) -> None:
    found = winset.claims(case, leave_one_out=True, draws=0).without
    assert [each.sources[0][0] for each in found] == ["oped", "paper"]


def test_workers_change_nothing(case: winset.Case) -> None:
    def said(workers: int) -> dict[str, object]:
        return winset.claims(case, leave_one_out=True, draws=0, workers=workers).to_data()

    assert said(1) == said(2)


def test_nothing_is_called_so(case: winset.Case) -> None:
    with pytest.raises(CaseError, match="there is no claim `C9`; known: `C1`, `C2`"):
        winset.claims(case, "C9")
    with pytest.raises(CaseError, match=r"no claim is from a source `paper`"):
        winset.claims(case, document=["paper"])
    with pytest.raises(CaseError, match=r"there is no source `papper`; did you mean `paper`\?"):
        winset.claims(case, without=["papper"])
    with_other = ferry(f"{CLAIMS}C6: {{quote: a, cite: {{source: other}}}}", sources=OTHER, levers=ROAD)
    with pytest.raises(CaseError, match="`C1`, `C2` are not from `other`"):
        winset.claims(with_other, "C1", "C2", document=["other"])


def test_a_source_that_is_not_there_is_told_before_any_work(case: winset.Case) -> None:
    told: list[int] = []
    with pytest.raises(CaseError):
        winset.claims(case, without=["papper"], progress=lambda done, _: told.append(done))
    assert told == []


def test_a_case_without_claims() -> None:
    data = data_of("{}")
    del data["claims"]
    with pytest.raises(CaseError, match="the case has no claims"):
        winset.claims(winset.parse(json.dumps(data)))


def polled_parties(share: str) -> Data:
    """A town of which so many of 400 are for any ferry, all others against; half must be."""
    town: Data = {
        "rule": {"at_least": "1/2", "of": "asked"},
        "polls": {
            "ferry": {
                "n": "400",
                "answers": {
                    "for": {"share": share, "accepts": {"ferry": "runs"}},
                    "against": {"share": str(100 - int(share))},
                },
            }
        },
    }
    mayor = {"otherwise": "accepts"}
    return {"coast": {"lead": "mayor", "ratifiers": {"mayor": mayor, "town": town}}}


def polled(share: str) -> winset.Case:
    """The same as a case with claims; no error but that of sampling."""
    claims = """
    C1: {quote: there will be a ferry, cite: {source: oped}, asks: {deal: {where: middle}}}
    C2: {quote: the town stops it, cite: {source: oped}, asks: {blocked_by: {where: middle, ratifiers: [coast.town]}}}
    C3: {quote: nobody knows, cite: {source: oped}, asks: {ratifiers: {at_least: 2}}}
    """
    unmoved = {id_: {"set": {"weather.now": "storm"}} for id_ in ("stubborn_town", "silent_town")}
    return ferry(claims, parties=polled_parties(share), variants=unmoved, doubt={"house": "0", "drift": "0"})


def test_shares_of_draws_of_a_poll_on_the_edge() -> None:
    # At 50 of 100 the error is as often above as below: half of the draws, within three standard errors of 4000 draws,
    # which are 3 x 0.5 / 63 = 0.024 each way.
    found = {each.id: each for each in winset.claims(polled("50"), draws=4_000).claims}
    for share in (found["C1"].share, found["C2"].share):
        assert share is not None
        assert sum(share) / 2 == pytest.approx(0.5, abs=0.024)
        assert share[1] - share[0] < 0.05
    assert found["C3"].share is None
    assert found["C1"].standing.value == "fragile"


def test_a_claim_that_holds_in_nearly_all_draws_is_not_fragile_by_them() -> None:
    # 60 is four standard errors of 2.45 above 50.
    found = winset.claims(polled("60"), "C1", draws=2_000).claims[0]
    assert found.share is not None
    assert found.share[0] > 0.99
    assert found.standing.value != "fragile"
    assert winset.claims(polled("60"), "C1", draws=0).claims[0].share is None


def test_what_would_turn_a_claim_is_told_of_those_that_are_named() -> None:
    # 60 of 100 are for it and half is enough: below 50 it is not ratified any more.
    case = polled("60")
    found = winset.claims(case, "C1", draws=0).claims[0]
    (row,) = (row for row in found.turns if row.path.endswith("answers.for.share") and not row.up and not row.change)
    assert (row.now, row.at, row.beyond) == (Fraction(60), Fraction(50), True)
    assert winset.claims(case, draws=0).claims[0].turns == ()


def test_a_verdict_that_turns_without_turning_the_claim_is_not_told() -> None:
    # Whether the deal is open or refused, it is not ratified: a town of which 40 are for it would turn the claim that
    # it surely is there only at 50.
    asks = "C1: {quote: it will come, cite: {source: oped}, asks: {deal: {where: middle, how: sure}}}"
    data = data_of(asks, parties=polled_parties("40"))
    data["variants"] = {}
    found = winset.claims(winset.parse(json.dumps(data)), "C1", draws=0).claims[0]
    assert found.so is False
    assert all(any(flip.after == "ratified" for flip in row.flips) for row in found.turns)
