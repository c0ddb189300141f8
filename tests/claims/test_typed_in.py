"""What was typed in from a claim's own words cannot bear it out: a poll, a number, a red line, what a variant adds."""

from typing import Any

import pytest
from bargain import bargain
from ferry import Data, claimed, data_of

from winset.claims.records import Standing

WORDS = "most of the town is against it"
OWN: Data = {"source": "oped", "quote": WORDS}
OTHER: Data = {"source": "paper", "says": "a count of heads"}
ASKS = "{blocked_by: {where: middle, ratifiers: [coast.town]}}"
UNMOVED: Data = {id_: {"set": {"weather.now": "storm"}} for id_ in ("stubborn_town", "silent_town")}


def polled(cite: Any) -> Data:
    """A town of which 29 of 100 are for a ferry and 71 against, where half must be for it."""
    answers = {"for": {"share": "29", "accepts": {"ferry": "runs"}}, "against": {"share": "71"}}
    rule = {"at_least": "1/2", "of": "asked", "cite": OTHER}
    town = {"rule": rule, "polls": {"ferry": {"answers": answers, "cite": cite}}}
    return {"coast": {"lead": "mayor", "ratifiers": {"mayor": {"otherwise": "accepts"}, "town": town}}}


@pytest.mark.parametrize(
    ("cite", "standing"),
    [
        # Without the poll the town has not said.
        (OWN, Standing.RESTATED),
        ([OWN, OTHER], Standing.HOLDS),
        (OTHER, Standing.HOLDS),
        # The same document, and other words of it.
        ({"source": "oped", "quote": "71 of 100"}, Standing.HOLDS),
        ({"source": "oped", "says": WORDS}, Standing.HOLDS),
    ],
)
def test_a_poll(cite: Any, standing: Standing) -> None:
    found = claimed(ASKS, quote=f"Of course {WORDS.upper()}, as ever", parties=polled(cite), variants=UNMOVED)
    assert found.so is True
    assert (found.standing, found.typed_in) == (standing, standing is Standing.RESTATED)


def test_what_is_restated_is_so_before_it_is_fragile_or_assumed() -> None:
    # In one reading the town is for it, and the rule is nobody's: typed in comes first all the same.
    parties = polled(OWN)
    del parties["coast"]["ratifiers"]["town"]["rule"]["cite"]
    poll = "coast.town.polls.ferry.answers"
    for_it: Data = {"set": {f"{poll}.for.share": "71", f"{poll}.against.share": "29"}}
    found = claimed(ASKS, quote=WORDS, parties=parties, variants={**UNMOVED, "for_it": for_it})
    assert [turn.variant for turn in found.turned] == ["for_it"]
    assert found.standing is Standing.RESTATED


def test_a_claim_that_fails_is_not_restated() -> None:
    found = claimed("{deal: {where: middle}, answer: yes}", quote=WORDS, parties=polled(OWN), variants=UNMOVED)
    assert (found.so, found.standing, found.typed_in) == (False, Standing.FAILS, False)
    assert found.own


@pytest.mark.parametrize(
    ("asks", "standing"),
    [
        # At 0.95 less patience costs 2. Without that number it is anything from 0.5 to 0.99, in the middle 0.745: with
        # a weight of 0.105 / (0.294 + 0.105) = 0.26 there are no 2 to lose.
        ("{leverage: {for: north, from: eagerness, sign: negative}}", Standing.RESTATED),
        # More patience brings nothing at 0.95, and 2 at 0.745.
        ("{leverage: {for: north, from: patience, sign: none}}", Standing.RESTATED),
        ("{leverage: {for: north, from: patience, sign: positive}}", Standing.FAILS),
    ],
)
def test_a_number_leaves_its_bounds(asks: str, standing: Standing) -> None:
    cite = {"source": "oped", "quote": "so it is"}
    found = bargain(asks, {"low": "0.5", "likely": "0.95", "high": "0.99", "cite": cite})
    assert (found.standing, found.own) == (standing, ("north.king.patience",))


@pytest.mark.parametrize(("cite", "standing"), [(OWN, Standing.RESTATED), (OTHER, Standing.HOLDS)])
def test_what_a_variant_puts_in_is_typed_in_too(cite: Data, standing: Standing) -> None:
    # Asked under a reading that adds the town's no to the middle toll: without that no the town has not said.
    line = {"when": {"toll": "middle"}, "cite": cite}
    wary: Data = {"add": {"coast.town.refuses.any_toll": line}, "drop": ["coast.town.accepts.fair"]}
    variants = {**UNMOVED, "wary": wary}
    asks = "{blocked_by: {where: middle, ratifiers: [coast.town]}, under: [wary]}"
    assert claimed(asks, quote=WORDS, variants=variants).standing is standing


def test_a_world_in_which_it_is_asked() -> None:
    # In a storm the council refuses any ferry, by the claim's own words; in calm weather nobody refuses the middle one.
    parties: Data = {"island": data_of("{}")["parties"]["island"]}
    parties["island"]["ratifiers"]["council"]["refuses"] = {
        "storm": {"when": {"ferry": "runs", "weather": "storm"}, "cite": OWN}
    }
    asks = "{{deal: {{where: middle}}, answer: no, if: {{weather: {}}}}}"
    typed = claimed(asks.format("storm"), quote=WORDS, parties=parties)
    assert (typed.standing, typed.own) == (Standing.RESTATED, ("island.council.refuses.storm",))
    assert typed.asked[0].world == (("weather", "storm"),)
    assert claimed(asks.format("calm"), quote=WORDS, parties=parties).standing is Standing.FAILS
