"""What differs between two versions of a case, part by part; each expectation is read off the two texts."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from small_versions import version

import winset
from winset.evidence.changes import compare_cases
from winset.evidence.differences import CaseChanges, InputChange, PartChange, SourceChange

LINE = '          much_aid: {when: generous, cite: {source: paper, quote: "we cannot pay that"}}'
OLD = version()


def changes(*edits: tuple[str, str]) -> CaseChanges:
    return compare_cases(OLD, version(*edits))


def test_the_same_file_has_no_changes() -> None:
    found = changes()
    assert not found
    assert found == CaseChanges((), (), (), None)


def test_comments_and_order_of_entries_are_no_changes() -> None:
    commented = ("title: Aid for a road", "# a comment\ntitle:   Aid for a road")
    later = ("conditions:\n  harvest: {options: [good, bad], now: good}\n", "")
    elsewhere = ("status_quo:", "conditions:\n  harvest: {now: good, options: [good, bad]}\nstatus_quo:")
    assert not changes(commented, later, elsewhere)


def test_a_red_line_that_is_dropped() -> None:
    found = changes(
        ("        refuses:\n" + LINE + "\n", ""), ("  paper: {title: The morning paper, published: 2024-03-01}\n", "")
    )
    (line,) = found.inputs
    assert (line.path, line.kind, line.change) == ("north.chamber.refuses.much_aid", "red line", "removed")
    assert line.before is not None
    assert (line.before.words, line.before.standing) == ("refuses generous", "cited")
    assert [words.text for words in line.before.quotations] == ["we cannot pay that"]
    assert line.after is None
    assert found.sources == (SourceChange("paper", "“The morning paper”, 2024-03-01", None),)
    assert found.parts == ()


def test_a_poll_that_is_updated_is_told_share_by_share() -> None:
    found = changes(
        ("share: 55", "share: 48.5"), ("field: 2024-04", "field: 2024-03"), ("some 55, much", "some 48.5, much")
    )
    assert [(each.path, each.aspects, each.difference) for each in found.inputs] == [
        ("south.street.polls.spring", ("grounds",), None),
        ("south.street.polls.spring.answers.some_will_do.share", ("words",), Fraction("-6.5")),
    ]
    share = found.inputs[1]
    assert share.before is not None
    assert share.after is not None
    assert (share.before.words, share.after.words) == ("55", "48.5")
    assert [words.text for words in share.after.quotations] == ["some 48.5, much 30"]
    assert found.parts == (PartChange("south.street.polls.spring.field", "2024-04", "2024-03", "its ratifier"),)


def test_a_source_that_is_added_and_one_described_otherwise() -> None:
    found = changes(
        ("sources:\n", "sources:\n  radio: {title: The radio, by: A reporter, published: 2024-04-30}\n"),
        ("{title: A poll, published: 2024-04, grade: poll}", "{title: A poll, published: 2024-03, grade: poll}"),
    )
    assert found.sources == (
        SourceChange("poll", "“A poll”, 2024-04", "“A poll”, 2024-03", (("published", "2024-04", "2024-03"),)),
        SourceChange("radio", None, "“The radio”, A reporter, 2024-04-30"),
    )
    assert found.inputs == ()
    assert found.parts == ()


def test_only_the_day_differs() -> None:
    found = changes(("as_of: 2024-05-01", "as_of: 2024-06-01"))
    assert found == CaseChanges((), (), (), (date(2024, 5, 1), date(2024, 6, 1)))


def test_an_input_that_loses_its_source_is_assumed_now() -> None:
    found = changes((', cite: {source: paper, quote: "we cannot pay that"}', ", why: assumed"))
    (line,) = found.inputs
    assert line.aspects == ("standing", "grounds")
    assert line.before is not None
    assert line.after is not None
    assert (line.before.standing, line.after.standing) == ("cited", "assumed")
    assert line.before.words == line.after.words == "refuses generous"
    assert line.after.why == "assumed"


def test_a_variant_that_contests_an_input_changes_its_standing() -> None:
    found = changes(
        (
            "parties:\n",
            "variants:\n  generous_north: {contests: the chamber, drop: [north.chamber.refuses.much_aid]}\nparties:\n",
        )
    )
    assert [(each.path, each.aspects) for each in found.inputs] == [("north.chamber.refuses.much_aid", ("standing",))]
    assert [(each.path, each.change) for each in found.parts] == [("variants.generous_north", "added")]


def test_grounds_of_a_whole_ratifier_are_told_once() -> None:
    old = version(("        rule: {at_least", "        why: from memory\n        rule: {at_least"))
    new = version(("        rule: {at_least", "        why: from notes\n        rule: {at_least"))
    found = compare_cases(old, new)
    assert found.inputs == ()
    assert found.parts == (PartChange("south.street.why", "from memory", "from notes", "none"),)


def test_a_renamed_line_names_what_it_became() -> None:
    found = changes(("          much_aid:", "          no_large_sums:"))
    assert [(each.path, each.change, each.nearest) for each in found.inputs] == [
        ("north.chamber.refuses.much_aid", "removed", "north.chamber.refuses.no_large_sums"),
        ("north.chamber.refuses.no_large_sums", "added", "north.chamber.refuses.much_aid"),
    ]


def test_a_renamed_ratifier_is_a_part_and_its_inputs_are_matched() -> None:
    found = changes(("      chamber:", "      lower_house:"))
    assert [(each.path, each.change) for each in found.parts] == [
        ("north.chamber", "removed"),
        ("north.lower_house", "added"),
    ]
    assert {each.bears_on for each in found.parts} == {"its ratifier"}
    assert {each.path: each.nearest for each in found.inputs if each.change == "removed"} == {
        "north.chamber.refuses.much_aid": "north.lower_house.refuses.much_aid",
        "north.chamber.otherwise": "north.lower_house.otherwise",
    }


def test_equal_numbers_in_different_places_are_not_matched() -> None:
    old = version(("        rule: {at_least", "        members: 30\n        rule: {at_least"))
    new = version(("        otherwise: accepts", "        otherwise: accepts\n        patience: 30/100"))
    assert [each.nearest for each in compare_cases(old, new).inputs] == [None, None]


def test_what_every_answer_may_turn_on() -> None:
    found = changes(
        ("generous: {aid: much}", "generous: {aid: [some, much]}"),
        ("options: {none: None, some: Some, much: Much}", "options: {none: None, some: Some, much: A great deal}"),
        ("title: Aid for a road", "title: Aid for a bridge"),
    )
    assert {each.path: each.bears_on for each in found.parts} == {
        "patterns.generous": "all answers",
        "issues.aid.options": "none",  # another name is no other option
        "title": "none",
    }
    reordered = changes(("some: Some, much: Much", "much: Much, some: Some"))
    assert [(each.path, each.bears_on) for each in reordered.parts] == [("issues.aid.options", "all answers")]


EDITS = (
    ("share: 55", "share: 48"),
    ("share: 30", "share: {low: 20, likely: 31, high: 35}"),
    ("as_of: 2024-05-01", "as_of: 2024-06-01"),
    ("          much_aid:", "          much_help:"),
    ("generous: {aid: much}", "generous: {aid: {at_least: some}}"),
    ("      street:", "      streets:"),
    ("{title: A poll,", "{title: Another poll,"),
    ("now: good", "now: bad"),
    ("        otherwise: accepts\n", ""),
    ("        rule: {at_least: 1/2, of: asked}\n", ""),
    ("sources:\n", "sources:\n  radio: {title: The radio, published: 2024-04}\n"),
    ("harvest: {options", "weather: {options"),
)
VERSIONS = st.lists(st.sampled_from(EDITS), unique=True, max_size=5).map(lambda edits: version(*edits))


def mirrored(changes: CaseChanges) -> CaseChanges:
    def input_(each: InputChange) -> InputChange:
        less = None if each.difference is None else -each.difference
        return InputChange(each.path, each.kind, each.after, each.before, each.aspects, less, each.nearest)

    return CaseChanges(
        tuple(map(input_, changes.inputs)),
        tuple(PartChange(each.path, each.after, each.before, each.bears_on) for each in changes.parts),
        tuple(
            SourceChange(each.id, each.after, each.before, tuple((word, b, a) for word, a, b in each.fields))
            for each in changes.sources
        ),
        (changes.as_of[1], changes.as_of[0]) if changes.as_of is not None else None,
    )


def in_any_order(changes: CaseChanges) -> tuple[frozenset[object], ...]:
    return (
        frozenset(changes.inputs),
        frozenset(changes.parts),
        frozenset(changes.sources),
        frozenset({changes.as_of}),
    )


@settings(max_examples=60)
@given(VERSIONS)
def test_a_case_compared_with_itself_has_no_changes(case: winset.Case) -> None:
    assert not compare_cases(case, case)


@settings(max_examples=60)
@given(VERSIONS, VERSIONS)
def test_the_comparison_the_other_way_round_mirrors_it(one: winset.Case, other: winset.Case) -> None:
    assert in_any_order(compare_cases(one, other)) == in_any_order(mirrored(compare_cases(other, one)))
    assert bool(compare_cases(one, other)) == (one.file != other.file)
