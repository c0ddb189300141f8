"""Negotiations of other programs as cases: ids, exact numbers, and names that may be anything."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from reading import as_case, no_deal, points, scenario

import winset
from winset.case.coverage import coverage
from winset.case.problems import CaseError, Place, Problem
from winset.formats.ids import ids_for
from winset.formats.numbers import exact, number_text
from winset.formats.scenario import Issue, Profile, Scenario
from winset.formats.scenario_case import case_text


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["The Road", "the-road", "THE ROAD"], ["the_road", "the_road_2", "the_road_3"]),
        (["$4.37", "60 days", "0"], ["option_4_37", "option_60_days", "option_0"]),
        (["", "  ", "日本", "!?"], ["option", "option_2", "option_3", "option_4"]),
        (["Größe", "Île d'Yeu", "ﬁve"], ["große".encode("ascii", "ignore").decode(), "ile_d_yeu", "five"]),
        (["any", "All", "not", "no"], ["any_2", "all_2", "not_2", "no"]),
        (["NULL", "null", "true"], ["null_2", "null_3", "true"]),
        (["a" * 50, "a" * 60], ["a" * 40, "a" * 40 + "_2"]),
        (["none"], ["none"]),
    ],
)
def test_ids_are_near_to_the_names(names: list[str], ids: list[str]) -> None:
    assert ids_for(names, "option") == ids


def test_ids_that_are_taken_stay_free() -> None:
    assert ids_for(["Agreement", "Agreement 2"], "issue", {"agreement"}) == ["agreement_2", "agreement_2_2"]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_ids_are_ids_and_differ(names: list[str]) -> None:
    found = ids_for(names, "x")
    assert len(set(found)) == len(names)
    for id_ in found:
        assert id_.isascii()
        assert id_.replace("_", "a").isalnum()
        assert id_[0].isalpha()
        assert id_ == id_.lower()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("1200", "1200"),
        ("-0.05", "-0.05"),
        ("0.250", "0.25"),
        ("1/8", "0.125"),
        ("1/3", "1/3"),
        ("-7/6", "-7/6"),
        ("123456789012345678.000000000000000001", "123456789012345678.000000000000000001"),
    ],
)
def test_numbers_are_decimals_where_they_end(value: str, text: str) -> None:
    assert number_text(Fraction(value)) == text


@given(st.fractions(max_denominator=10**9))
def test_a_case_reads_the_number_that_was_written(value: Fraction) -> None:
    top, _, bottom = number_text(value).partition("/")
    assert Fraction(top) / Fraction(bottom or 1) == value


@pytest.mark.parametrize("text", ["", "x", "1,5", "1/2", "٣", "0x10", "1e100", "nan", "inf", "1" * 31, "1_000", "--1"])
def test_what_is_no_number(text: str) -> None:
    assert exact(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_decimals_are_read_exactly(value: object) -> None:
    assert exact(str(value)) == Fraction(str(value))


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(names, names, names, names, names)
@example("a\n  b: c", "no", "{x", "=1+1", "\u202e#")
@example("null", "~", "NULL", "null", "null")
@example("sources", "issues", "points", "parties", "sources")
def test_names_may_be_anything(title: str, issue: str, value: str, party: str, said: str) -> None:
    assume(value.strip())
    told = Problem(f"told {said}", place=Place(party, 1, 1), severity="warning")
    profile = Profile(party, f"{said}.xml", ((Fraction(1), Fraction(1, 3)),), Fraction(1, 2))
    found = Scenario(title, (Issue(issue, (value, f"{value} more")),), (profile,), (said,), (told,))
    case = as_case(found)
    only = next(iter(case.file.parties.values()))
    assert case.file.title == (title.strip() or "(no name)")
    assert only.name == (party.strip() or "(no name)")
    assert [entry.name for entry in case.file.issues.values()] == ["Agreement", issue.strip() or "(no name)"]
    assert list(list(case.file.issues.values())[1].options.values()) == [value.strip(), f"{value} more".strip()]
    assert list(points(case, next(iter(case.file.parties))).values()) == [
        dict(zip(list(case.file.issues.values())[1].options, (Fraction(1), Fraction(1, 3)), strict=True))
    ]


def test_every_number_of_an_imported_case_is_cited_and_its_day_is_the_one_given() -> None:
    profile = Profile("p", "p.xml", ((Fraction(1), Fraction(0)),), Fraction(1, 2))
    text, _ = case_text(Scenario("T", (Issue("I", ("a", "b")),), (profile,)), as_of=date(2020, 2, 3), read_from="X")
    case = winset.parse(text)
    assert (case.file.as_of, case.warnings) == (date(2020, 2, 3), ())
    assert coverage(case).counts == {"cited": 5, "assumed": 0, "contested": 0}


def test_points_too_large_to_be_added_are_a_problem() -> None:
    profile = Profile("p", "p.xml", ((Fraction(10**25), Fraction(0)),))
    with pytest.raises(CaseError) as caught:
        as_case(Scenario("T", (Issue("I", ("a", "b")),), (profile,)))
    assert [str(each) for each in caught.value.problems] == [
        "p.xml:1:1: the points are too large to be added exactly; divide all by the same"
    ]


fine = st.fractions(min_value=-50, max_value=50, max_denominator=10**12)


@given(st.lists(st.tuples(fine, fine), min_size=1, max_size=4), fine)
def test_whatever_is_written_can_be_added_exactly(tables: list[tuple[Fraction, Fraction]], held: Fraction) -> None:
    """What is too fine is rounded by at most half a unit of the eighteenth decimal or, of larger points, of a lower."""
    issues = tuple(Issue(f"i{number}", ("a", "b")) for number in range(len(tables)))
    found = Scenario("T", issues, (Profile("p", "p.xml", tuple(tables), held), Profile("q", "q.xml", tuple(tables))))
    case = as_case(found)
    answer = winset.deals(case)
    assert answer.about.deals == 2 ** len(tables)
    kept = [value for table in points(case, "p").values() for value in table.values()]
    given = [value for table in tables for value in table]
    assert all(abs(one - other) <= Fraction(1, 2 * 10**15) for one, other in zip(kept, given, strict=True))
    assert abs(no_deal(case, "p") - held) <= Fraction(1, 2 * 10**15)


EXAMPLES = {
    "genius": ("pier.xml", "pier-city.xml", "pier-ferry.xml"),
    "geniusweb": ("pier-city.json", "pier-ferry.json"),
    "negmas": ("pier/pier.yml", "pier/city.yml", "pier/ferry.yml"),
}


@pytest.mark.parametrize("form", EXAMPLES)
def test_the_examples_say_the_same_in_every_format(form: str) -> None:
    """Weights times shares, by hand: for the city 0.5, 0.3 and 0.2, for the ferry 0.2, 0.6 and 0.2."""
    from importlib.resources import files

    folder = files("winset.formats") / "examples"
    texts = {name.rpartition("/")[2].replace(".", "_"): (folder / name).read_bytes() for name in EXAMPLES[form]}
    case = as_case(scenario(form, **texts))
    city, ferry = case.file.parties
    assert [[float(value) for value in table.values()] for table in points(case, city).values()] == [
        [0.25, 0.5, 0.125], [0, 0.075, 0.15, 0.225, 0.3], [0, 0.1, 0.2],
    ]  # fmt: skip
    assert [[float(value) for value in table.values()] for table in points(case, ferry).values()] == [
        [0.05, 0.1, 0.2], [0.6, 0.45, 0.3, 0.15, 0], [0.2, 0.1, 0],
    ]  # fmt: skip
    assert (no_deal(case, city), no_deal(case, ferry)) == (Fraction("0.4"), Fraction("0.5"))
