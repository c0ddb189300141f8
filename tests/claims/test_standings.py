"""How a claim stands, on the ferry by hand: each standing, and what turns one into another."""

import pytest
from ferry import Data, claimed, data_of, ferry

import winset
from winset.claims.records import Standing

TYPED = "the mayor will not run it for nothing"


def test_what_comes_out_in_every_reading_and_on_cited_inputs_holds() -> None:
    # The low toll is refused by the mayor, whatever the town says; the paper, not the claim, has him want a toll.
    found = claimed("{deal: {where: high}, answer: no}")
    assert (found.standing, found.so, found.turned, found.tried) == (Standing.HOLDS, True, (), 2)


def test_what_the_case_denies_fails() -> None:
    found = claimed("{deal: {where: low}}")
    assert (found.standing, found.so) == (Standing.FAILS, False)


def test_what_another_reading_denies_is_fragile() -> None:
    # With a stubborn town the middle toll is refused, with a silent one it is open.
    found = claimed("{deal: {where: middle}}")
    assert found.standing is Standing.FRAGILE
    assert [(turn.variant, turn.so) for turn in found.turned] == [("stubborn_town", False), ("silent_town", None)]


def test_always_leaves_no_reading_out() -> None:
    assert claimed("{deal: {where: middle}, always: yes}").standing is Standing.FAILS
    assert claimed("{deal: {where: low}, answer: no, always: yes}").standing is Standing.HOLDS


def test_what_nobody_knows_is_open() -> None:
    assert claimed("{deal: {where: middle}, under: [silent_town]}").standing is Standing.OPEN


@pytest.mark.parametrize(
    ("asks", "standing"),
    [
        # Who says "might" claims no more than that it may be: open is enough.
        ("{deal: {where: middle}, under: [silent_town]}", Standing.HOLDS),
        # One reading in which it is so is enough: with a stubborn town there is no deal.
        ("{deal: {}, answer: no}", Standing.HOLDS),
        # In no reading is a low toll ratified.
        ("{deal: {where: low}}", Standing.FAILS),
        # So as things stand: that another reading denies it takes nothing from "might".
        ("{deal: {where: high}, answer: no}", Standing.HOLDS),
    ],
)
def test_might_asks_for_less(asks: str, standing: Standing) -> None:
    assert claimed(asks, strength="hedges").standing is standing


def test_a_part_of_what_is_asked_bears_nothing_out() -> None:
    """No lever opens the low toll; that a silent town may take the middle one says nothing of it, even to "might"."""
    poster: Data = {"poster": {"by": "coast", "effects": {"seen": {"set": {"weather": "storm"}}}}}
    gloomy = {"set": {"coast.mayor.accepts.pays.when": {"toll": "high"}}}
    asks = "[{unlocked_by: {where: low, levers: [poster]}}, {deal: {where: middle, how: sure}, under: [gloomy]}]"
    cheerful = {"set": {"coast.mayor.otherwise": "accepts"}}
    found = claimed(asks, strength="hedges", levers=poster, variants={"gloomy": gloomy, "cheerful": cheerful})
    assert (found.so, found.standing) == (False, Standing.FAILS)
    assert found.turned == ()


def test_what_was_typed_in_is_restated() -> None:
    # That the mayor refuses a low toll is cited to these very words and to nothing else; without them he is open.
    found = claimed("{blocked_by: {where: low, ratifiers: [coast.mayor]}}", quote=f"as all know, {TYPED}, ever")
    assert (found.standing, found.typed_in) == (Standing.RESTATED, True)
    assert found.own == ("coast.mayor.refuses.cheap",)


def test_other_words_of_the_same_source_are_not_the_claims_own() -> None:
    found = claimed("{blocked_by: {where: low, ratifiers: [coast.mayor]}}", quote="he is a hard man")
    assert (found.standing, found.own, found.typed_in) == (Standing.HOLDS, (), False)


def test_what_is_cited_elsewhere_too_was_found() -> None:
    line = {
        "when": {"toll": "low"},
        "cite": [{"source": "oped", "quote": TYPED}, {"source": "paper", "says": "the same"}],
    }
    parties = _with_line(line)
    found = claimed("{blocked_by: {where: low, ratifiers: [coast.mayor]}}", quote=TYPED, parties=parties)
    assert (found.standing, found.own) == (Standing.HOLDS, ())


def test_what_stands_without_its_own_words_is_not_restated() -> None:
    # The town refuses it as well: the red line that was typed in is not what decides.
    parties = _with_line({"when": {"toll": "low"}, "cite": {"source": "oped", "quote": TYPED}})
    town = parties["coast"]["ratifiers"]["town"]
    town["refuses"]["cheap"] = {
        "when": {"toll": "low"},
        "cite": {"source": "paper", "says": "it wants a road"},
    }
    town["accepts"] = {"fair": {"when": {"toll": "middle"}, "cite": {"source": "paper", "says": "it takes that"}}}
    found = claimed("{deal: {where: low}, answer: no}", quote=TYPED, parties=parties)
    assert (found.standing, found.own, found.typed_in) == (Standing.HOLDS, ("coast.mayor.refuses.cheap",), False)


def _with_line(line: Data) -> Data:
    """The parties with another red line of the mayor on a low toll."""
    parties: Data = data_of("C: {quote: x, cite: {source: oped}}")["parties"]
    parties["coast"]["ratifiers"]["mayor"]["refuses"]["cheap"] = line
    return parties


@pytest.mark.parametrize(("role", "standing"), [("veto", Standing.RESTATED), ("cost", Standing.FAILS)])
def test_a_role_that_was_typed_in_may_be_any(role: str, standing: Standing) -> None:
    # Without a word on what a no of the town's does, it may stop the high toll, and it may not.
    parties = _with_line({"when": {"toll": "low"}, "cite": {"source": "paper", "says": "he wants money"}})
    town = parties["coast"]["ratifiers"]["town"]
    town |= {"counts_as": role, "cite": {"source": "oped", "quote": "nothing goes against the town"}}
    for line in (*town["refuses"].values(), *town["accepts"].values()):
        line["cite"] = {"source": "paper", "says": "so it says"}
    asks = "{blocked_by: {where: high, ratifiers: [coast.town]}}"
    found = claimed(asks, quote="nothing goes against the town", parties=parties)
    assert (found.standing, found.typed_in) == (standing, role == "veto")


def test_what_hangs_on_what_nobody_cites_rests_on_assumption() -> None:
    # That the town accepts the middle toll is assumed; without it the deal is open. The variants change nothing here.
    unmoved = {id_: {"set": {"weather.now": "storm"}} for id_ in ("stubborn_town", "silent_town")}
    found = claimed("{deal: {where: middle}}", variants=unmoved)
    assert (found.standing, found.assumed) == (Standing.ASSUMED, ("coast.town.accepts.fair",))


def test_a_claim_that_is_asked_nothing() -> None:
    case = ferry("""
    C1: {quote: a ferry, cite: {source: oped}}
    C2: {quote: a storm, cite: {source: oped}, untested: {why: A fact., parts: [weather.now]}}
    C3: {quote: a bridge, cite: {source: oped}, untested: {why: No bridge is in the case., lacks: what it costs}}
    """)
    found = winset.claims(case).claims
    assert [each.standing for each in found] == [Standing.NOT_ASKED, Standing.ON_RECORD, Standing.NOT_COMPUTABLE]
    assert (found[1].parts, found[2].why) == (("weather.now",), "No bridge is in the case. Lacking: what it costs")


def test_a_claim_whose_terms_a_reading_lacks_is_not_asked_there() -> None:
    # In the one variant the town is gone, so that nothing can be asked of it there.
    variants: Data = {
        "no_town": {"name": "No town", "drop": ["coast.town"]},
        "stubborn_town": {"set": {"weather.now": "storm"}},
        "silent_town": {"set": {"weather.now": "storm"}},
    }
    found = claimed("{blocked_by: {where: high, ratifiers: [coast.town]}}", variants=variants)
    assert (found.standing, found.tried, found.turned) == (Standing.HOLDS, 2, ())
