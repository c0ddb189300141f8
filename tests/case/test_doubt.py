"""The section of a case that says how far its numbers may be doubted."""

from contextlib import suppress
from fractions import Fraction

import pytest
from broken import PARLIAMENT, edited, problems
from hypothesis import given
from hypothesis import strategies as st

from winset.case.coverage import coverage
from winset.case.load import parse
from winset.case.problems import CaseError
from winset.case.redaction import redact, redacted_text
from winset.case.schema import json_schema

DOUBT = """\
variants:
  firm: {contests: the left, set: {north.senate.left.otherwise: accepts}}
  loose: {contests: the left, drop: [north.senate.left.accepts.any_deal]}
  alone: {drop: [north.cabinet.patience]}
doubt:
  house: 3.5
  drift: {is: 4, cite: {source: poll_book, says: two polls}}
  together:
    mood: {inputs: [north.voters.polls.autumn, levers.persuade], correlation: 1/2, why: assumed}
    senate: {inputs: [north.senate]}
  weights:
    left: {shares: {firm: 0.25, loose: 1/4}, why: assumed}
  undeclared:
    middle: {of: north.senate.middle, share: {low: 0.2, high: 0.6}, why: assumed}
"""
CASE = PARLIAMENT + "\n" + DOUBT


def test_the_section_is_read() -> None:
    doubt = parse(CASE).file.doubt
    assert doubt is not None
    assert doubt.house is not None
    assert doubt.house.value == Fraction(7, 2)
    assert doubt.together["mood"].inputs == ("north.voters.polls.autumn", "levers.persuade")
    assert doubt.together["senate"].correlation is None
    assert {id_: share.value for id_, share in doubt.weights["left"].shares.items()} == {
        "firm": Fraction(1, 4),
        "loose": Fraction(1, 4),
    }
    assert doubt.undeclared["middle"].of == "north.senate.middle"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("house: 3.5", "house: 101", "`house` is 101, and must lie between 0 and 100"),
        ("house: 3.5", "house: {low: 1, high: 2}", "`house` is a range; write one number"),
        ("house: 3.5", "hous: 3.5", "unknown key `hous` in `doubt`; did you mean `house`?"),
        ("1/2, why", "1.5, why", "`correlation` is 1.5, and must lie between 0 and 1"),
        ("autumn, levers", "autum, levers", "at `north.voters.polls.autum`; did you mean `north.voters.polls.autumn`?"),
        ("[north.senate]", "[north.voters]", "`north.voters.polls.autumn` is a part of `north.voters`, which `senate`"),
        ("[north.senate]", "[levers.persuade]", "`levers.persuade` stands in `mood` already; name it once"),
        ("[north.senate]", "[]", "`inputs` is empty"),
        (
            "[north.voters.polls.autumn, levers.persuade]",
            "[north.voters.polls.autumn.answers.for.share]",
            "answers.for.share` is a part of a poll; name the poll, `north.voters.polls.autumn`",
        ),
        ("loose: 1/4}", "loos: 1/4}", "there is no variant `loos`"),
        ("loose: 1/4}", "loose: 0.8}", "the weights add up to 1.05; they may add up to 1 at most"),
        ("firm: 0.25", "firm: -0.25", "the weight of `firm` is -0.25, and must lie between 0 and 1"),
        ("loose: 1/4}", "alone: 1/4}", "these variants do not answer one question"),
        ("north.senate.middle, ", "north.senate.muddle, ", "there is no ratifier `north.senate.muddle`"),
        (
            "north.senate.middle, ",
            "north.senate, ",
            "`north.senate` is no bloc with votes of its own; name a bloc that",
        ),
        ("high: 0.6}", "high: 60}", "`share` is 60, and must lie between 0 and 1; write per cent as a share of 1: 0.6"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, problem: str) -> None:
    (found,) = problems(edited(CASE, (old, new)))
    assert problem in found
    line = int(found.split(":")[1])
    assert line > PARLIAMENT.count("\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("north.senate.left.votes", "`north.senate.left.votes` is one number, so nothing moves it"),
        ("north.senate.right.votes", None),
        ("levers.calm_down.effects.calmer.chance", None),
    ],
)
def test_an_input_that_nothing_moves_is_told(name: str, said: str | None) -> None:
    case = parse(edited(CASE, ("[north.senate]", f"[{name}]")))
    assert [each.what for each in case.warnings] == ([said] if said is not None else [])


def test_a_range_that_is_only_listed_is_told() -> None:
    text = edited(CASE, ("[north.senate]", "[levers.calm_down.cost]"), ("cost: 2", "cost: {low: 1, high: 3}"))
    assert [each.what for each in parse(text).warnings] == ["`levers.calm_down.cost` is not drawn: no verdict uses it"]


def test_variants_reach_into_the_section_and_what_they_take_away_is_no_fault() -> None:
    text = CASE.replace(
        "doubt:\n", "  calm: {set: {doubt.house: 1}, drop: [doubt.together.mood, levers.persuade]}\ndoubt:\n", 1
    )
    doubt = parse(text).with_variants("calm").file.doubt
    assert doubt is not None
    assert doubt.house is not None
    assert doubt.house.value == 1
    assert list(doubt.together) == ["senate"]


def test_what_rests_on_a_withheld_source_goes_from_the_section() -> None:
    text = CASE.replace("published: 2020-09}", "published: 2020-09, circulation: restricted}")
    left = redacted_text(redact(parse(text), "open"))
    assert "drift" not in left
    assert "mood" not in left.split("doubt:")[1]
    assert parse(left).file.doubt is not None


def test_what_the_section_says_is_counted_with_what_it_rests_on() -> None:
    entries = {each.path: each for each in coverage(parse(CASE)).entries if each.path.startswith("doubt")}
    assert {path: (each.kind, each.words, each.standing) for path, each in entries.items()} == {
        "doubt.house": ("number", "3.5", "assumed"),
        "doubt.drift": ("number", "4", "cited"),
        "doubt.together.mood": (
            "grouping",
            "north.voters.polls.autumn, levers.persuade move together, with correlation 0.5",
            "assumed",
        ),
        "doubt.together.mood.correlation": ("number", "0.5", "assumed"),
        "doubt.together.senate": ("grouping", "north.senate move together, as one", "assumed"),
        "doubt.weights.left.shares.firm": ("number", "0.25", "assumed"),
        "doubt.weights.left.shares.loose": ("number", "0.25", "assumed"),
        "doubt.undeclared.middle.share": ("number", "0.2 to 0.6", "assumed"),
    }


def test_the_schema_knows_the_section() -> None:
    assert "doubt" in json_schema()["properties"]


scalars = st.sampled_from(["1", "-1", "0.5", "x", "north.senate", "levers", "yes", "1/0", "", "a.b.c", "rest"])
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(part or "''" for part in parts) + "]"),
        st.dictionaries(
            st.sampled_from(
                ["house", "drift", "together", "weights", "undeclared", "inputs", "of", "share", "shares", "q"]
            ),
            inner,
            max_size=4,
        ).map(lambda parts: "{" + ", ".join(f"{key}: {part or repr('')}" for key, part in parts.items()) + "}"),
    ),
    max_leaves=12,
)


@given(trees)
def test_any_section_is_read_or_told(tree: str) -> None:
    text = f"{PARLIAMENT}\ndoubt: {tree or repr('')}\n"
    with suppress(CaseError):
        assert parse(text).file.doubt is not None
        return
    assert problems(text)
