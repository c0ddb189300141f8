"""Everything that a claim can ask about deals and about who stands in their way, on the ferry by hand."""

import pytest
from ferry import Data, claimed, data_of, so

# A town that judges by a poll: 40 of 100 are for a middle toll, 50 against it; half of those asked must be for it.
POLLED: Data = {
    "coast": {
        "name": "The coast",
        "lead": "mayor",
        "ratifiers": {
            "mayor": {"accepts": {"any_toll": {"when": {"ferry": "runs"}, "why": "assumed"}}},
            "town": {
                "name": "The town",
                "rule": {"at_least": "1/2", "of": "asked"},
                "polls": {
                    "toll": {
                        "answers": {
                            "for": {"share": "40", "accepts": {"toll": "middle"}},
                            "against": {"share": "50"},
                        },
                        "about": {"toll": "middle"},
                        "why": "assumed",
                    }
                },
                "refuses": {"other": {"when": {"toll": ["low", "high"]}, "why": "assumed"}},
            },
        },
    }
}
# An assembly of three blocs of which two carry a deal: any two of them stop it.
BLOCS: Data = {
    "coast": {
        "lead": "mayor",
        "ratifiers": {
            "mayor": {"otherwise": "accepts"},
            "town": {
                "blocs": {
                    "a": {"votes": "4", "otherwise": "accepts"},
                    "b": {"votes": "3", "otherwise": "refuses"},
                    "c": {"votes": "2", "otherwise": "refuses"},
                }
            },
        },
    }
}


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # One of three tolls is ratified, so there is a deal; none at a low toll.
        ("{deal: {}}", True),
        ("{deal: {where: low}}", False),
        ("{deal: {where: low}, answer: no}", True),
        ("{deal: {where: middle, how: sure}}", True),
        # A town that has not said leaves the middle toll open: possible, and not sure.
        ("{deal: {where: middle}, under: [silent_town]}", None),
        ("{deal: {where: middle, how: possible}, under: [silent_town]}", True),
        ("{deal: {where: middle, how: sure}, under: [silent_town]}", False),
        # Only the mayor refuses the low toll, only the town the high one.
        ("{deal: {where: low, waiving: [coast.mayor]}}", True),
        ("{deal: {where: high, waiving: [coast.mayor]}}", False),
        ("{deal: {where: high, counting: [coast.mayor, island.council]}}", True),
        ("{deal: {where: low, counting: [coast.mayor, island.council]}}", False),
        # Several asks: all must be so; one that is open leaves it open.
        ("[{deal: {}}, {deal: {where: low}, answer: no}]", True),
        ("[{deal: {}}, {deal: {where: low}}]", False),
        ("[{deal: {}}, {deal: {where: middle}, under: [silent_town]}]", None),
    ],
)
def test_is_there_a_deal(asks: str, answer: bool | None) -> None:
    assert so(asks) is answer


def test_deals_that_are_none_cannot_be_asked_about() -> None:
    found = claimed("{deal: {where: {ferry: none}}}")
    assert (found.standing.value, found.why) == ("not computable", "no package is a deal of this kind")


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # The mayor refuses every low toll and no other; nobody but the mayor does.
        ("{blocked_by: {where: low, ratifiers: [coast.mayor]}}", True),
        ("{blocked_by: {where: low, ratifiers: [coast.mayor], only: yes}}", True),
        ("{blocked_by: {where: low, ratifiers: [coast.mayor, coast.town]}}", False),
        ("{blocked_by: {where: extremes, ratifiers: [coast.mayor]}}", False),
        ("{blocked_by: {where: middle, ratifiers: [coast.town]}}", False),
        # Who has not said of the only deal may refuse it.
        ("{blocked_by: {where: middle, ratifiers: [coast.town]}, under: [silent_town]}", None),
        ("{blocked_by: {where: middle, ratifiers: [coast.town]}, under: [stubborn_town]}", True),
    ],
)
def test_who_refuses_every_deal(asks: str, answer: bool | None) -> None:
    assert so(asks) is answer


@pytest.mark.parametrize(
    ("asks", "answer", "words"),
    [
        # The clerk does what the mayor does, so that his no is not a further one; the guild's stops nothing.
        (
            "{blocked_by: {where: low, ratifiers: [coast.clerk]}}",
            False,
            "as the mayor (The coast) does",
        ),
        ("{blocked_by: {where: low, ratifiers: [coast.guild]}}", False, "refuses the deal, and its no stops nothing"),
        ("{blocked_by: {where: low, ratifiers: [coast.mayor], only: yes}}", True, "refuses the deal"),
        # The inspector is asked about a high toll only.
        ("{ratifiers: {where: middle, at_least: 4}}", False, "3 ratifiers must say yes"),
        ("{ratifiers: {where: high, at_least: 4}}", True, "4 ratifiers must say yes"),
        ("{role: {ratifier: coast.clerk, is: none}}", True, "stops nothing"),
        ("{role: {ratifier: coast.guild, is: cost}}", True, "costs who leads"),
    ],
)
def test_whose_no_counts(asks: str, answer: bool, words: str) -> None:
    coast = data_of("{}")["parties"]["coast"]
    coast["ratifiers"] |= {
        "clerk": {"follows": "coast.mayor"},
        "guild": {"counts_as": "cost", "otherwise": "refuses"},
        "inspector": {"scope": {"toll": "high"}, "otherwise": "accepts"},
    }
    found = claimed(asks, parties={"coast": coast})
    assert found.so is answer
    assert words in found.asked[0].words


def test_who_follows_somebody_who_has_not_said_blocks_nothing() -> None:
    # The town is silent, and may refuse the middle toll; a clerk who follows it is no further no.
    coast = data_of("{}")["parties"]["coast"]
    coast["ratifiers"]["clerk"] = {"follows": "coast.town"}
    asks = "{{blocked_by: {{where: middle, ratifiers: [{}]}}, under: [silent_town]}}"
    assert so(asks.format("coast.town"), parties={"coast": coast}) is None
    assert so(asks.format("coast.clerk"), parties={"coast": coast}) is False


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # Of a low and a high toll the mayor refuses one and the town the other: together they accept none.
        ("{conflict: {where: extremes, contains: [coast.mayor, coast.town]}}", True),
        ("{conflict: {where: extremes, contains: [coast.mayor], exactly: yes}}", False),
        ("{conflict: {where: low, contains: [coast.mayor], exactly: yes}}", True),
        ("{conflict: {where: low, contains: [coast.town]}}", False),
        ("{conflict: {contains: [coast.mayor]}}", False),
        # If the town leaves the middle toll open, it may be in conflict with nobody but itself.
        ("{conflict: {where: middle, contains: [coast.town]}, under: [silent_town]}", None),
        # Without the mayor the low toll opens, without the town the high one; no fewer, and none together.
        ("{waiver: {where: extremes, contains: [coast.mayor], exactly: yes}}", True),
        ("{waiver: {where: extremes, contains: [coast.mayor, coast.town]}}", False),
        ("{waiver: {where: low, contains: [coast.town]}}", False),
        ("{necessary: {where: low, ratifiers: [coast.mayor]}}", True),
        ("{necessary: {where: extremes, ratifiers: [coast.mayor]}}", False),
        # The middle toll is ratified as things stand, so nobody's waiver is needed for it.
        ("{necessary: {where: middle, ratifiers: [coast.town]}}", False),
        # The town's yes alone opens the high toll; the mayor's alone does not.
        ("{yes_opens: {where: high, ratifier: coast.town}}", True),
        ("{yes_opens: {where: high, ratifier: coast.mayor}}", False),
    ],
)
def test_conflict_sets_waiver_sets_and_single_yeses(asks: str, answer: bool | None) -> None:
    assert so(asks) is answer


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        # Of the extremes it is enough to waive the town, for the high toll; the mayor need not be waived.
        (
            "{necessary: {where: extremes, ratifiers: [coast.mayor]}}",
            "a deal is possible without the yes of the town (The coast); the mayor (The coast) is not among them",
        ),
        (
            "{necessary: {where: extremes, ratifiers: [coast.mayor, island.council]}}",
            "a deal is possible without the yes of the mayor (The coast); the council (The island) is not among them",
        ),
        # Only the mayor stops the low toll: there is one waiver set.
        (
            "{necessary: {where: low, ratifiers: [coast.mayor]}}",
            "the one waiver set has the mayor (The coast) in it",
        ),
        (
            "{insensitive_to: {where: low, variants: [stubborn_town]}}",
            "the deal is refused; and so it stays in the one that was tried",
        ),
        (
            "{insensitive_to: {where: low, variants: [stubborn_town], inputs: [coast.town.refuses.dear]}}",
            "the deal is refused; and so it stays in each of the 2 that were tried",
        ),
    ],
)
def test_what_is_found_is_said_in_words_that_fit_its_number(asks: str, words: str) -> None:
    assert [each.words for each in claimed(asks).asked] == [words]


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("{role: {ratifier: coast.town, is: veto}}", True),
        ("{role: {ratifier: coast.town, is: cost}}", False),
        # Five of nine votes carry: a has 4, so the no of b and c, or of a and any other, stops it; nobody's alone.
        ("{role: {ratifier: coast.town.b, is: pivotal}}", True),
        ("{role: {ratifier: coast.town.a, is: veto}}", False),
        # With five of ten votes a alone stops it, as six carry; with six of eleven the other two matter to nobody.
        ("{role: {ratifier: coast.town.a, is: veto}, under: [a_half]}", True),
        ("{role: {ratifier: coast.town.b, is: none}, under: [a_most]}", True),
    ],
)
def test_roles(asks: str, answer: bool) -> None:
    parties = BLOCS if "coast.town." in asks else {}
    variants: Data = {
        "stubborn_town": {"set": {"weather.now": "storm"}},
        "silent_town": {"set": {"weather.now": "storm"}},
        "a_half": {"set": {"coast.town.a.votes": "5"}},
        "a_most": {"set": {"coast.town.a.votes": "6"}},
    }
    sections = {"parties": parties, "variants": variants} if parties else {}
    assert so(asks, **sections) is answer


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("{ratifiers: {at_least: 3}}", True),
        ("{ratifiers: {at_least: 4}}", False),
        # With the low toll left out nothing better than the middle one is possible for the island either.
        ("{best_level: {for: island, issue: toll, is: middle}}", True),
        ("{best_level: {for: coast, issue: toll, is: middle, how: sure}}", True),
        # Of the ratified tolls, which is the middle one alone, the middle is the best for both.
        ("{best_level: {for: coast, issue: toll, is: middle}}", True),
        ("{best_level: {for: coast, issue: toll, is: high}}", False),
        # The verdict on the middle toll hangs on what the town says of it; that on the low one does not.
        ("{insensitive_to: {where: low, variants: [stubborn_town, silent_town]}}", True),
        ("{insensitive_to: {where: middle, variants: [stubborn_town]}}", False),
        ("{insensitive_to: {where: low, inputs: [coast.town.refuses.dear]}}", True),
        ("{insensitive_to: {where: low, inputs: [coast.mayor.refuses.cheap]}}", False),
        # No acceptance hangs on the weather.
        ("{holds_in: {where: middle, condition: weather, levels: [calm, storm]}}", True),
        ("{holds_in: {where: middle, condition: weather, levels: [calm], only: yes}}", False),
        ("{holds_in: {where: low, condition: weather, levels: [storm]}}", False),
    ],
)
def test_how_many_what_is_best_and_what_it_hangs_on(asks: str, answer: bool) -> None:
    assert so(asks) is answer


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        # At most 50 are for a middle toll, as 50 are against, and 50 are enough: at the stated values it is open.
        ("{deal: {where: middle}}", None),
        # Of other tolls the town refuses all, by red lines; nothing is told of points.
        ("{blocked_by: {where: extremes, ratifiers: [coast.town]}}", True),
    ],
)
def test_a_town_that_is_asked_by_poll(asks: str, answer: bool | None) -> None:
    assert so(asks, parties=POLLED, variants=_no_variants()) is answer


def _no_variants() -> Data:
    """Variants that change nothing which the town of a poll lacks."""
    return {"stubborn_town": {"set": {"weather.now": "storm"}}, "silent_town": {"set": {"weather.now": "storm"}}}
