import pytest
from made import GOVERNMENT, NAMES, about, package, shortfall

from winset.settlement.records import Shortfall
from winset.show.lacking import all_lacking, lacking
from winset.show.names import Names, constant

NAMED = Names.of(about())


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (shortfall("votes", "votes", 7, 7), "7 votes"),
        (shortfall("votes", "votes", 0, 7), "up to 7 votes"),
        (shortfall("votes", "votes", 1, 1), "1 vote"),
        (shortfall("votes", "votes", 6, 21), "6 to 21 votes"),
        (shortfall("opinion", "points of opinion", 21, 30), "21 to 30 points of opinion"),
        (shortfall("points", "points of value", 1, 1), "1 point of value"),
        (shortfall("bodies", "bodies", 1, 1), "1 body"),
        (shortfall("ranking", "issues worse", 2, 2), "2 issues worse than without a deal"),
        (shortfall("red_line", "red line", 1, 1, path="us.senate.refuses.free_troops"), "red line `free_troops`"),
        (shortfall("answer", "answer", 0, 1), "unread: nobody has said"),
        (shortfall("answer", "answer", 1, 1), "its yes, which nothing measures"),
    ],
)
def test_each_shortfall_speaks_in_its_own_unit(part: Shortfall, text: str) -> None:
    assert lacking(part) == text


def test_units_are_never_added_up() -> None:
    parts = (
        shortfall("votes", "votes", 7, 7),
        shortfall("bodies", "bodies", 2, 2),
        shortfall("answer", "answer", 0, 1, GOVERNMENT),
    )
    said = "the Senate (United States), 7 votes and 2 bodies; the government (Panama), unread: nobody has said"
    assert all_lacking(parts, NAMED) == said
    assert all_lacking((), NAMED) == "nothing"


def test_a_ratifier_is_named_with_its_party_once() -> None:
    assert NAMED.ratifier("us.senate") == "The Senate (United States)"
    assert NAMED.by_rule("us.senate", "2/3") == "the Senate (United States; 2/3)"
    voters = Names.of(about(names=(*NAMES, ("parties.panama.voters", "The voters of Panama"))))
    assert voters.ratifier("panama.voters") == "The voters of Panama"
    assert voters.by_rule("panama.voters") == "the voters of Panama"


def test_what_has_no_name_is_called_by_its_id() -> None:
    bare = Names()
    assert bare.ratifier("north.upper_house") == "Upper house (North)"
    assert bare.package(package(text="as_put")) == "Text: As put"


def test_a_package_in_full_and_in_few_words() -> None:
    long = Names({"issues.text": "The text", "issues.text.october": "Written in (and much is to be said of that)"})
    assert long.package(package()) == "The text: Written in (and much is to be said of that)"
    assert long.short(package()) == "The text: Written in"


def test_only_what_all_packages_share_is_left_out() -> None:
    first, second = package(1, text="october", troops="none"), package(2, text="signed", troops="none")
    assert constant([first, second]) == {"troops"}
    assert constant([first]) == frozenset()
