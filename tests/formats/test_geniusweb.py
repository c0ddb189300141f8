"""GeniusWeb: current and older profiles by hand, and every problem with its place."""

import json
from fractions import Fraction
from typing import Any

import pytest
from reading import as_case, no_deal, points, problems, scenario, told

import winset

VALUES = {"Road": {"values": ["open", "shut"]}, "Toll": {"range": {"low": 1, "high": 2, "step": 0.5}}}
DOMAIN = {"name": "Talks", "issuesValues": VALUES}
Parts = dict[str, Any]


def profile(discrete: str = "DiscreteValueSetUtilities", number: str = "NumberValueSetUtilities", **more: Any) -> Parts:
    """A profile: 0.6 for the road, on which open is worth 1 and shut 0.25; 0.4 for the toll, the more the better."""
    return {
        "LinearAdditiveUtilitySpace": {
            "name": "town",
            "issueUtilities": {
                "Road": {discrete: {"valueUtilities": {"open": 1, "shut": 0.25}}},
                "Toll": {number: {"lowValue": 1, "lowUtility": 0.1, "highValue": 2, "highUtility": 0.9}},
            },
            "issueWeights": {"Road": 0.6, "Toll": 0.4},
            "domain": DOMAIN,
            **more,
        }
    }


def case(**files: Parts) -> winset.Case:
    return as_case(scenario("geniusweb", **{name: json.dumps(parts) for name, parts in files.items()}))


def wrong(**files: Parts) -> list[str]:
    """What is wrong with files that are written a key a line."""
    return problems("geniusweb", **{name: json.dumps(parts, indent=0) for name, parts in files.items()})


def line(parts: Parts, words: str) -> int:
    """The line of the only key, written a key a line, that is called so."""
    lines = json.dumps(parts, indent=0).splitlines()
    found = [number for number, text in enumerate(lines, start=1) if text.startswith(words)]
    assert len(found) == 1, found
    return found[0]


EXPECTED = {
    "road": {"open": Fraction("0.6"), "shut": Fraction("0.15")},
    # Halfway between its ends a toll of 1.5 is worth 0.5, times 0.4.
    "toll": {"option_1": Fraction("0.04"), "option_1_5": Fraction("0.2"), "option_2": Fraction("0.36")},
}


@pytest.mark.parametrize(
    ("discrete", "number"),
    [("DiscreteValueSetUtilities", "NumberValueSetUtilities"), ("discreteutils", "numberutils")],
)
def test_current_and_older_names(discrete: str, number: str) -> None:
    assert points(case(a_json=profile(discrete, number)), "town") == EXPECTED


def test_a_domain_file_may_stand_beside_and_the_range_be_a_list() -> None:
    listed = {**DOMAIN, "issuesValues": {**VALUES, "Toll": {"range": ["1", "2", "0.5"]}}}
    found = case(d_json=listed, a_json=profile(), b_json=profile(name="port", domain=listed))
    assert list(found.file.parties) == ["town", "port"]
    assert points(found, "port") == EXPECTED
    assert found.file.issues["toll"].ordered
    assert not found.file.issues["road"].ordered
    assert found.file.title == "Talks"


def test_a_range_ends_where_its_step_does_and_utilities_beyond_their_ends_are_0() -> None:
    wide = {**DOMAIN, "issuesValues": {**VALUES, "Toll": {"range": {"low": "0.2", "high": 2.1, "step": 0.9}}}}
    # 0.2 lies below the line's low end; 1.1 on it, a tenth of the way; 2.0 at its end.
    assert points(case(a_json=profile(domain=wide)), "town")["toll"] == {
        "option_0_2": 0,
        "option_1_1": Fraction("0.4") * (Fraction("0.1") + Fraction("0.8") * Fraction("0.1")),
        "option_2": Fraction("0.36"),
    }


@pytest.mark.parametrize(
    ("bid", "expected"),
    [
        ({"issuevalues": {"Road": "shut", "Toll": 1.50}}, "0.35"),
        ({"issuevalues": {"Toll": "1.5"}}, "0.2"),  # what it leaves out adds nothing
        (None, "0"),
    ],
)
def test_no_deal_is_worth_the_reservation_bid(bid: Parts | None, expected: str) -> None:
    assert no_deal(case(a_json=profile(reservationBid=bid)), "town") == Fraction(expected)


def test_where_points_are_rounded_the_reservation_bid_stays_acceptable() -> None:
    """`>=` must hold for the very package of the bid, so no deal is worth its rounded points."""
    parts = profile(reservationBid={"issuevalues": {"Road": "shut", "Toll": 1.5}})
    inner = parts["LinearAdditiveUtilitySpace"]
    inner["issueUtilities"]["Road"]["DiscreteValueSetUtilities"]["valueUtilities"]["shut"] = 0.333333333333333366
    inner["issueUtilities"]["Toll"]["NumberValueSetUtilities"]["lowUtility"] = 0.100000000000000033
    found = scenario("geniusweb", a_json=json.dumps(parts).replace("0.33333333333333337", "0.333333333333333366666"))
    assert [each.partition(";")[0] for each in told(found)] == [
        "a.json:1:1: the points are finer than can be added exactly"
    ]
    answer = winset.deals(as_case(found), where="road=shut;toll=option_1_5")
    assert answer.sure == 1


def test_a_profile_that_is_no_sum_leaves_its_side_open() -> None:
    other = {"SumOfGroupsUtilitySpace": {"name": "port", "domain": DOMAIN}}
    found = scenario("geniusweb", a_json=json.dumps(profile()), b_json=json.dumps(other))
    assert told(found) == ["b.json:1:29: the profile is no sum over issues; all that this side accepts is left open"]
    assert as_case(found).file.parties["port"].ratifiers["principal"].points == {}


def test_numbers_are_read_exactly() -> None:
    parts = json.dumps(profile()).replace("0.25", "2.5e-1").replace('"Toll": 0.4', '"Toll": 0.4000000000000000001')
    found = scenario("geniusweb", a_json=parts)
    assert found.profiles[0].points is not None
    assert found.profiles[0].points[0][1] == Fraction("0.15")
    assert found.profiles[0].points[1][2] == Fraction("0.4000000000000000001") * Fraction("0.9")


def test_every_problem_of_a_profile_is_told_at_once() -> None:
    parts = profile(reservationBid={"issuevalues": {"Road": "opn", "Bridge": "new"}})
    inner = parts["LinearAdditiveUtilitySpace"]
    inner["issueWeights"] = {"Road": "much", "Tol": 0.4}
    inner["issueUtilities"]["Road"]["DiscreteValueSetUtilities"]["valueUtilities"] = {"open": [1]}
    del inner["issueUtilities"]["Toll"]["NumberValueSetUtilities"]["highUtility"]

    def at(words: str) -> int:
        return line(parts, words)

    weights, utilities = at('"issueWeights"'), at('"valueUtilities"')
    opened, number, bid, bridge = (
        at(words) for words in ('"open": [', '"NumberValueSetUtilities"', '"Road": "opn"', '"Bridge"')
    )
    assert wrong(a_json=parts) == [
        f"a.json:{utilities}:19: there is no utility of the value `shut` of `Road`; known: `open`",
        f"a.json:{opened}:9: expected the utility of `open`, a number, found a list or a mapping",
        f"a.json:{number}:28: there is no `highUtility` here; known: `lowValue`, `lowUtility`, `highValue`",
        f"a.json:{weights}:17: there is no `Toll` here; did you mean `Tol`?",
        f"a.json:{weights + 1}:9: expected the weight of `Road`, a number, found `much`",
        f"a.json:{weights + 2}:1: there is no issue `Tol`; did you mean `Toll`?",
        f"a.json:{bid}:9: the issue `Road` has no value `opn`; did you mean `open`?",
        f"a.json:{bridge}:1: there is no issue `Bridge`; known: `Road`, `Toll`",
    ]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "a.json:2:17: the domain has no issues"),
        ({"Road": {"values": []}}, "a.json:4:11: the issue has no values"),
        ({"Road": {"values": ["a", "a"]}}, "a.json:6:1: the value `a` stands twice"),
        ({"Road": {"values": "a"}}, "a.json:4:11: expected a list of values"),
        ({"Road": {"values": [{}]}}, "a.json:5:1: expected a value"),
        ({"Road": ["a"]}, "a.json:3:9: expected a mapping of values"),
        ({"Road": {}}, "a.json:3:9: there is no `values` here"),
        ({"T": {"range": {"low": 1, "high": 2, "step": 0}}}, "a.json:4:10: a range goes upwards in steps above 0"),
        ({"T": {"range": [1, 2]}}, "a.json:4:10: a range has three numbers: low, high and step"),
        (
            {"T": {"range": {"low": 0, "high": 1, "step": 0.00001}}},
            "a.json:4:10: the issue has more than 10000 values; make the step larger",
        ),
        ({"r" * 101: {"values": ["a"]}}, "a.json:3:1: the name of an issue has 101 characters, more than 100; "
         "shorten it"),
    ],
)  # fmt: skip
def test_a_faulty_domain(values: Parts, problem: str) -> None:
    assert wrong(a_json={"issuesValues": values}, p_json=profile())[0] == problem


def test_profiles_of_different_domains() -> None:
    one = {**DOMAIN, "issuesValues": {"Road": {"values": ["open", "shut", "half"]}, "Bridge": {"values": ["new"]}}}
    text, mend = json.dumps(profile()), "name the files of one domain"
    place = f"a.json:1:{text.index(json.dumps(DOMAIN)) + 1}"
    assert problems("geniusweb", d_json=json.dumps(one), a_json=text) == [
        f"{place}: the issue `Road` has other values here than in `d.json`; {mend}",
        f"{place}: there is no issue `Bridge` here, as in `d.json`; {mend}",
        f"{place}: there is an issue `Toll` here, and none in `d.json`; {mend}",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.json:1:1: the file is empty"),
        ("[1]", "a.json:1:1: expected a mapping, beginning with `{`"),
        (
            '{"issueValues": {}}',
            "a.json:1:1: the file is neither a domain nor a profile; a domain has `issuesValues`, "
            "a profile `LinearAdditiveUtilitySpace`",
        ),
        (
            json.dumps(DOMAIN),
            "there is no profile among the files; name those with `LinearAdditiveUtilitySpace`",
        ),
        ('{"LinearAdditiveUtilitySpace": 3}', "a.json:1:32: expected a mapping of a profile"),
        (
            '{"LinearAdditiveUtilitySpace": {"domain": null}}',
            "no file says which issues there are; name the domain, with `issuesValues`",
        ),
    ],
)
def test_files_that_are_no_negotiation(text: str, problem: str) -> None:
    assert problems("geniusweb", a_json=text) == [problem]


def test_a_file_that_is_cut_off() -> None:
    text = json.dumps(profile(), indent=1)
    for end in range(1, len(text) - 1):
        found = problems("geniusweb", a_json=text[:end])
        assert len(found) == 1, text[:end]
        assert found[0].startswith("a.json:")
