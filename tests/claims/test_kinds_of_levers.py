"""What a claim can ask of levers, linkage, leverage and the record, on small cases by hand."""

import json
from typing import Any

import pytest
from bargain import bargain
from ferry import Data, claimed, so

import winset
from winset.claims.records import ClaimVerdict

# The town refuses the high toll until the road is mended; the mayor refuses a low one until he is paid. Mending costs 3
# days and paying 2. A poster does nothing to either.
LEVERS: Data = {
    "road": {
        "name": "Mend the road",
        "by": "coast",
        "cost": "3",
        "effects": {"mended": {"drop": ["coast.town.refuses.dear"]}},
    },
    "pay": {"by": "island", "cost": "2", "effects": {"paid": {"drop": ["coast.mayor.refuses.cheap"]}}},
    "poster": {"by": "coast", "cost": "1", "effects": {"seen": {"set": {"weather": "storm"}}}},
}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # Without its red line the town has not said: the high toll is then possible, and not sure.
        ("{unlocked_by: {where: high, levers: [road]}}", None),
        ("{unlocked_by: {where: high, levers: [road], how: possible}}", True),
        ("{unlocked_by: {where: high, levers: [road], how: sure}}", False),
        ("{unlocked_by: {where: high, levers: [pay, poster]}}", False),
        ("{unlocked_by: {where: high, levers: [poster, road], how: possible}}", True),
        # The middle toll is ratified as things stand.
        ("{unlocked_by: {where: middle, levers: [poster]}}", True),
        ("{necessary: {where: high, levers: [road]}}", True),
        ("{necessary: {where: high, levers: [pay]}}", False),
        ("{necessary: {where: middle, levers: [pay]}}", False),
        # Of both extremes either lever opens one; they cost different parties, so neither undercuts the other.
        ("{cheapest: {where: extremes, levers: [road]}}", True),
        ("{cheapest: {where: high, levers: [road, poster]}}", False),
        ("{budget: {for: coast, where: high, most: 3}}", True),
        ("{budget: {for: coast, where: high, most: 2}}", False),
        # What the island pays costs the coast nothing, and costs the island two days.
        ("{budget: {for: coast, where: low, most: 0}}", True),
        ("{budget: {for: island, where: low, most: 1}}", False),
        ("{budget: {for: coast, where: middle, most: 0}}", True),
    ],
)
def test_what_opens_a_deal(asks: str, answer: bool | None) -> None:
    assert so(asks, levers=LEVERS) is answer


def test_one_smallest_set_is_not_called_the_first() -> None:
    # Only a mended road opens the high toll; either lever opens one of the extremes.
    one = claimed("{unlocked_by: {where: high, levers: [road]}}", levers=LEVERS).asked[0].words
    two = claimed("{unlocked_by: {where: extremes, levers: [road]}}", levers=LEVERS).asked[0].words
    assert one == "1 smallest set of levers: Mend the road"
    assert two.startswith("2 smallest sets of levers; the first: ")


def test_without_levers_nothing_can_be_asked_of_them() -> None:
    found = claimed("{budget: {for: coast, where: high, most: 2}}")
    assert (found.standing.value, found.why) == ("not computable", "the case has no levers")


def test_what_no_lever_opens_is_needed_by_nothing() -> None:
    # The council of the island refuses everything, and no lever moves it.
    parties: Data = {"island": {"lead": "council", "ratifiers": {"council": {"otherwise": "refuses"}}}}
    found = claimed("{necessary: {where: high, levers: [road]}}", levers=LEVERS, parties=parties)
    assert found.why == "no levers open a deal, not even a possible one"
    assert so("{budget: {for: coast, where: high, most: 99}}", levers=LEVERS, parties=parties) is False


def polled(share: str, most: str) -> dict[str, Any]:
    """A town asked about the middle toll: so many are for it, 30 against, half must be; a campaign moves some."""
    return {
        "parties": {
            "coast": {
                "lead": "mayor",
                "ratifiers": {
                    "mayor": {"otherwise": "accepts"},
                    "town": {
                        "rule": {"at_least": "1/2", "of": "asked"},
                        "polls": {
                            "toll": {
                                "about": {"ferry": "runs"},
                                "answers": {
                                    "for": {"share": share, "accepts": {"ferry": "runs"}},
                                    "against": {"share": str(100 - int(share))},
                                },
                            }
                        },
                    },
                },
            }
        },
        "levers": {
            "campaign": {
                "by": "coast",
                "effects": {"seen": {"support": {"ratifier": "coast.town", "points": {"low": "0", "high": most}}}},
            }
        },
        "variants": {id_: {"set": {"weather.now": "storm"}} for id_ in ("stubborn_town", "silent_town")},
    }


@pytest.mark.parametrize(
    ("share", "most", "lacks_ten", "lacks_twelve", "enough"),
    [("40", "10", True, False, True), ("38", "10", True, True, False), ("60", "10", False, False, True)],
)
def test_points_of_opinion(share: str, most: str, lacks_ten: bool, lacks_twelve: bool, enough: bool) -> None:
    # 50 are needed: 40 lack ten points and 38 lack twelve; 60 lack none and refuse nothing.
    case = polled(share, most)
    assert so("{lacks: {ratifier: coast.town, at_least: 10}}", **case) is lacks_ten
    assert so("{lacks: {ratifier: coast.town, at_least: 12}}", **case) is lacks_twelve
    assert so("{moves_enough: {ratifier: coast.town}}", **case) is enough


def test_who_is_not_asked_by_poll_lacks_no_points() -> None:
    found = claimed("{lacks: {where: low, ratifier: coast.mayor, at_least: 1}}", levers=LEVERS)
    assert found.why == "no poll tells how far the mayor (The coast) is from a yes"


LINKED: Data = {
    "winset": "1",
    "title": "Fish and wood",
    "as_of": "2024-01-01",
    "sources": {"oped": {"title": "On fish", "published": "2023-05-01"}},
    "issues": {"fish": {"options": ["no", "yes"]}, "wood": {"options": ["no", "yes"]}},
    "status_quo": {"fish": "no", "wood": "no"},
    # North loses 3 by fish and gains 4 by wood, South the other way round: neither alone, both together.
    "parties": {
        "north": {
            "lead": "king",
            "ratifiers": {
                "king": {
                    "points": {"fish": {"no": "0", "yes": "-3"}, "wood": {"no": "0", "yes": "4"}},
                    "patience": "0.9",
                }
            },
        },
        "south": {
            "lead": "queen",
            "ratifiers": {
                "queen": {
                    "points": {"fish": {"no": "0", "yes": "5"}, "wood": {"no": "0", "yes": "-2"}},
                    "patience": "0.8",
                }
            },
        },
    },
}


def linked(asks: str, **more: Any) -> ClaimVerdict:
    claim = {"quote": "so it is", "cite": {"source": "oped"}, "asks": asks_of(asks)}
    found = winset.claims(winset.parse(json.dumps({**LINKED, **more, "claims": {"C1": claim}})), draws=0).claims[0]
    assert not found.why, found.why
    return found


def asks_of(text: str) -> Any:
    """Asks in the notation of a case as plain data."""
    import yaml

    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - plain text, as winset reads it


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # With fish held nothing passes (wood alone costs South 2); with it free the two together do. Tollison and
        # Willett 1979: linking opens a deal.
        ("{linkage: {of: fish, does: opens}}", True),
        ("{linkage: {of: fish, does: enlarges}}", False),
        ("{linkage: {of: fish, does: no_effect, how: sure}}", False),
    ],
)
def test_linkage_opens_a_deal(asks: str, answer: bool) -> None:
    assert linked(asks).so is answer


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # With fish held as it is, bread alone passes, as it gains each 1. With fish free, wood passes as well (1 and
        # 3), and both (2 and 4): one becomes three.
        ("{linkage: {of: fish, does: enlarges}}", True),
        ("{linkage: {of: fish, does: opens}}", False),
        # A flag is worth nothing to anybody.
        ("{linkage: {of: flag, does: no_effect}}", True),
        ("{linkage: {of: flag, does: no_effect, how: sure}}", True),
    ],
)
def test_linkage_enlarges_or_does_nothing(asks: str, answer: bool) -> None:
    more = json.loads(json.dumps(LINKED))
    for id_ in ("bread", "flag"):
        more["issues"][id_] = {"options": ["no", "yes"]}
        more["status_quo"][id_] = "no"
    for party, lead in (("north", "king"), ("south", "queen")):
        more["parties"][party]["ratifiers"][lead]["points"]["bread"] = {"no": "0", "yes": "1"}
    assert linked(asks, **more).so is answer


def test_linkage_in_words_that_fit_one_package() -> None:
    # As above without the flag: bread alone with fish held; with fish free also fish and wood, and all three.
    more = json.loads(json.dumps(LINKED))
    more["issues"]["bread"] = {"options": ["no", "yes"]}
    more["status_quo"]["bread"] = "no"
    for party, lead in (("north", "king"), ("south", "queen")):
        more["parties"][party]["ratifiers"][lead]["points"]["bread"] = {"no": "0", "yes": "1"}
    words = linked("{linkage: {of: fish, does: enlarges}}", **more).asked[0].words
    assert words.partition(":")[0] == "with fish held 1 package of all else is possible, with it free 3"


@pytest.mark.parametrize(
    ("asks", "now", "at_home", "answer"),
    [
        # South has 0.9. North at 0.85 has a weight of 0.105 / (0.163 + 0.105) = 0.39 and gets 1; at 0.99 one of 0.91,
        # and gets 3; at 0.5 one of 0.13, and still 1.
        ("{leverage: {for: north, from: patience, sign: positive}}", "0.85", "", True),
        ("{leverage: {for: north, from: patience, sign: none}}", "0.85", "", False),
        ("{leverage: {for: north, from: eagerness, sign: none}}", "0.85", "", True),
        # At 0.95 one of 0.105 / (0.051 + 0.105) = 0.67, and gets 3: more brings nothing, less costs 2.
        ("{leverage: {for: north, from: patience, sign: none}}", "0.95", "", True),
        ("{leverage: {for: north, from: eagerness, sign: negative}}", "0.95", "", True),
        ("{leverage: {for: north, from: eagerness, sign: positive}}", "0.95", "", False),
        # A house that refuses the other's deal gives a weak king 3 instead of 1 (Schelling 1960); one that refuses his
        # own takes 2 from a strong king; one that refuses what would not be made anyway changes nothing.
        ("{leverage: {for: north, from: constraints, sign: positive}}", "0.85", "theirs", True),
        ("{leverage: {for: north, from: constraints, sign: negative}}", "0.95", "ours", True),
        ("{leverage: {for: north, from: constraints, sign: none}}", "0.95", "theirs", True),
    ],
)
def test_what_gives_a_party_more(asks: str, now: str, at_home: str, answer: bool) -> None:
    found = bargain(asks, {"low": "0.5", "likely": now, "high": "0.99"}, at_home=at_home)
    assert not found.why, found.why
    assert found.so is answer


RANGED: Data = {"low": "0.5", "likely": "0.9", "high": "0.99"}


def test_with_one_deal_to_split_patience_gives_nothing() -> None:
    # Both together bring North 1 and South 3, and there is no other deal: no patience changes that.
    parties = json.loads(json.dumps(LINKED["parties"]))
    parties["north"]["ratifiers"]["king"]["patience"] = RANGED
    assert linked("{leverage: {for: north, from: patience, sign: none}}", parties=parties).so is True
    assert linked("{leverage: {for: north, from: eagerness, sign: negative}}", parties=parties).so is False


def test_leverage_needs_two_leads_with_points() -> None:
    found = claimed("{leverage: {for: coast, from: patience, sign: positive}}")
    assert found.standing.value == "not computable"


RECORD: Data = {
    "statements": {
        "one": {"date": "2023-01-01", "by": "coast.mayor", "about": {"toll": "low"}, "stance": "against"},
        "two": {"date": "2023-02-01", "by": "coast.town", "about": {"toll": "high"}, "stance": "against"},
        "three": {"date": "2023-03-01", "by": "island", "about": {"toll": "low"}, "stance": "for"},
        "four": {"date": "unknown", "by": "island", "about": {"toll": "low"}, "stance": "for"},
    },
    "precedents": {
        "features": {"paid": {}, "asked": {}},
        "present": {"paid": "nobody", "asked": "the town"},
        "cases": {"bridge": {"traits": {"paid": "the state", "asked": "the town"}}},
    },
}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # Two of the three dated statements are the coast's, one of them the town's.
        ("{share_of_record: {by: coast, more_than: 1/2}}", True),
        ("{share_of_record: {by: coast, more_than: 2/3}}", False),
        ("{share_of_record: {by: coast.town, more_than: 1/4}}", True),
        ("{share_of_record: {by: coast.town, more_than: 1/3}}", False),
        ("{precedent: {of: bridge, alike: [asked], differs: [paid]}}", True),
        ("{precedent: {of: bridge, alike: [paid]}}", False),
    ],
)
def test_the_record(asks: str, answer: bool) -> None:
    assert so(asks, **RECORD) is answer


def test_what_is_not_known_of_a_precedent_is_open() -> None:
    sections = {**RECORD, "precedents": {**RECORD["precedents"], "present": {"paid": "unknown", "asked": "the town"}}}
    assert so("{precedent: {of: bridge, differs: [paid]}}", **sections) is None
