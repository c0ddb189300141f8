"""What a case says must hang together: one edit of a sound case, and the problems that come of it."""

import random
from collections.abc import Iterator

import pytest
from broken import EXAMPLE, PARLIAMENT, edited, in_one_line, problems, read_faults
from hypothesis import given
from hypothesis import strategies as st

from winset.case.load import parse
from winset.case.problems import CaseError
from winset.case.reading import Block, Node, Row, read


@pytest.mark.parametrize(("old", "new", "problem"), read_faults("faults.txt"))
def test_one_fault_gives_one_problem_with_its_place(old: str, new: str, problem: str) -> None:
    assert problems(edited(PARLIAMENT, (old, new))) == [problem]


def test_the_sound_cases_have_no_problems_and_no_warnings() -> None:
    assert parse(PARLIAMENT).warnings == parse(EXAMPLE).warnings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("published: 2019-05-20", "published: 2020-10"),  # a month that ends on as_of
        ("published: 2019-05-20", "published: unknown, known: 2020-01, why: cited in a paper of then"),
        ("published: 2019-05-20", "published: 2021-01, known: 2020-01, why: it was read out in court"),
        ("middle: {votes: rest}", "middle: {votes: 28}"),  # 98 to 103 brackets 100
        ("middle: {votes: rest}", "middle: {}"),  # a bloc of which only the members are known
        ("undecided: 10", "undecided: 11.5"),  # half a point of rounding for each of three shares
        ("{follows: south.assembly}", "{refuses: {x: {when: {zone: whole}}}}"),  # asked about deals only
        ("{follows: south.assembly}", "{scope: {treaty: signed}, refuses: {x: {when: {zone: whole}}}}"),
        ("rule: {at_least: 67}", "rule: {blocked_by: 100}"),
    ],
)
def test_what_is_right_passes(old: str, new: str) -> None:
    assert parse(edited(PARLIAMENT, (old, new))).file.title


@pytest.mark.parametrize(("old", "new", "warning"), read_faults("oversights.txt"))
def test_what_may_be_an_oversight_is_a_warning(old: str, new: str, warning: str) -> None:
    case = parse(edited(PARLIAMENT, (old, new)), "c")
    assert [str(each) for each in case.warnings] == [warning]
    assert case.warnings[0].severity == "warning"


def test_a_source_that_only_a_variant_cites_is_cited() -> None:
    added = "variants:\n  v: {add: {north.voters.refuses.x: {when: full, cite: {source: diary, says: so}}}}\nclaims:"
    case = parse(
        edited(PARLIAMENT, ("claims:", added), ("sources:", "sources:\n  diary: {title: A diary, published: 1999-01}"))
    )
    assert case.warnings == ()


def test_a_case_without_a_veto_is_a_problem() -> None:
    text = "\n".join(
        [
            "winset: 1",
            "title: Nobody asks",
            "as_of: 2020-01-01",
            "issues: {a: {options: [b, c]}}",
            "status_quo: {a: b}",
            "parties: {p: {ratifiers: {r: {counts_as: cost, otherwise: refuses}}}}",
        ]
    )
    assert problems(text) == ["c:6:1: no ratifier is a veto, so nothing can stop a deal; write `counts_as: veto`"]


def test_patterns_that_name_each_other_without_end_are_refused_in_no_time() -> None:
    doubling = "".join(f"  p{n}: {{all: [p{n + 1}, p{n + 1}]}}\n" for n in range(40))
    found = problems(edited(PARLIAMENT, ("  full: {", f"{doubling}  p40: {{treaty: none}}\n  full: {{")))
    assert found[0].startswith("c:16:3: the pattern `p0` has more than 10000 clauses with the patterns that it names")
    chain = "".join(f"  p{n}: p{n + 1}\n" for n in range(5000))
    assert problems(edited(PARLIAMENT, ("  full: {", f"{chain}  p5000: {{treaty: none}}\n  full: {{")))


_ISSUES = {"islands", "treaty", "troops", "closure"}
_CONDITIONS = {"us_stance", "us_russia"}
_REFERRING = {"source", "lead", "by", "follows", "ratifier", "now"} | _ISSUES | _CONDITIONS


def _references(node: Node, key: str = "") -> Iterator[tuple[Block | Row, str | int, str]]:
    """Every id of the example that refers to something: where it stands, and itself, a key or a value there."""
    if isinstance(node, Block):
        for step, part in node.items():
            if step in _ISSUES | _CONDITIONS and key not in {"issues", "conditions"}:
                yield node, step, step
            if isinstance(part, str) and step in _REFERRING and " " not in part:
                yield node, step, part
            elif not isinstance(part, str) and step != "options":
                yield from _references(part, step)
    elif isinstance(node, Row):
        for at, part in enumerate(node):
            if isinstance(part, str) and key in _REFERRING:
                yield node, at, part
            elif not isinstance(part, str):
                yield from _references(part, key)


def _replaced(node: Block | Row, step: str | int, true: str, wrong: str) -> None:
    if isinstance(node, Block) and step == true:
        node[wrong] = node.pop(true)
    else:
        node[step] = wrong  # type: ignore[index]  # a key of a block or a place in a row, as they came


def _misspelt(word: str, at: int, how: int, letter: str) -> str:
    """The word with a letter swapped with the next, left out, doubled or changed; the ends of paths only."""
    at %= len(word)
    ways = (
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + letter + word[at + 1 :],
    )
    return ways[how % len(ways)]


@given(st.data())
def test_a_misspelt_id_always_gets_the_true_one_named(data: st.DataObject) -> None:
    root = read(EXAMPLE, "c")
    known = {word for _, _, word in _references(root)} | {"two", "closed", "left_open", "uninterested", "briefed"}
    node, step, true = data.draw(st.sampled_from(list(_references(root))), label="id")
    at, how, letter = data.draw(st.tuples(st.integers(0, 40), st.integers(0, 3), st.sampled_from("abz")))
    wrong = _misspelt(true, at, how, letter)
    if wrong in known or not wrong or wrong.count(".") != true.count("."):
        return
    _replaced(node, step, true, wrong)
    with pytest.raises(CaseError) as caught:
        parse(in_one_line(root))
    assert any(f"`{true}`" in problem.mend for problem in caught.value.problems), (true, wrong, str(caught.value))


def test_problems_beyond_a_hundred_are_counted_and_quickly() -> None:
    lines = [f"          line_{n}: {{when: {{zone: nothig}}}}" for n in range(3000)]
    random.Random(0).shuffle(lines)
    text = edited(PARLIAMENT, ("        refuses:\n", "        refuses:\n" + "\n".join(lines) + "\n"))
    with pytest.raises(CaseError) as caught:
        parse(text)
    assert len(caught.value.problems) == 100
    assert str(caught.value).endswith("and 2900 more problems")
