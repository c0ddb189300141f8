"""Goals, approaches and the course must hang together: one edit of a sound case, and the problem that comes of it."""

import random
from contextlib import suppress

import pytest
from broken import DATA, edited, problems, read_faults
from hypothesis import given, settings
from hypothesis import strategies as st

import winset
from winset.case.problems import CaseError, WinsetError
from winset.case.reading import Block, Node, Row, read

COURSE = (DATA / "course.yaml").read_text(encoding="utf-8")


def test_the_sound_case_has_no_problems_and_can_be_asked() -> None:
    case = winset.parse(COURSE, "c")
    assert case.warnings == ()
    for goal in case.file.goals:
        assert winset.course(case, goal=goal, ranges=True, persons=True).missing == ""


@pytest.mark.parametrize(("old", "new", "problem"), read_faults("course_faults.txt"))
def test_one_fault_gives_one_problem_with_its_place(old: str, new: str, problem: str) -> None:
    assert problems(edited(COURSE, (old, new))) == [problem]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("horizon: [2, forever]", "horizon: [1000]"),
        ("horizon: [2, forever]", "horizon: [forever]"),
        ("discount: 0.9", "discount: 0.999"),
        ("discount: 0.9", "discount: 0"),
        ("open_counts: 0.5", "open_counts: {low: 0, high: 1}"),
        ("cost: 2\n", "cost: 2\n    takes: 0\n"),
        ("do: ask_ally", "do: wait"),
        ("during: [deal]", "during: [wait]"),
        ("before: {deal: ask_ally}", "before: {deal: ask_ally, ask_ally: deal}"),  # so neither is ever done
        ("weights: {zone: 2}", "weights: {zone: -2}"),
        ("now: calm", "now: unknown"),
    ],
)
def test_what_is_odd_but_sound_is_answered(old: str, new: str) -> None:
    result = winset.course(winset.parse(edited(COURSE, (old, new)), "c"))
    assert result.looked


def test_a_horizon_of_thousands_of_digits_is_told_as_any_other() -> None:
    """More digits than Python makes a number of."""
    text = edited(COURSE, ("horizon: [2, forever]", f"horizon: [{'9' * 5_000}]"))
    what = f"the horizon `{'9' * 40}` is no number of periods"
    assert problems(text) == [f"c:53:3: {what}; write a whole number from 1 to 1000, or `forever`"]


def test_without_an_end_to_count_on_a_discount_of_one_will_do() -> None:
    text = edited(
        COURSE, ("discount: 0.9", "discount: 1"), ("horizon: [2, forever]", "horizon: [2]"), ("in_force", "nothing")
    )
    assert {row.in_force for row in winset.course(winset.parse(text, "c")).looked} == {False}


def test_a_case_without_the_sections_says_what_it_lacks() -> None:
    goals, course, end = (COURSE.index(word) for word in ("goals:", "course:\n  for", "variants:"))
    without_course = winset.course(winset.parse(COURSE[:course] + COURSE[end:], "c"))
    assert "`course`" in without_course.missing
    without_goals = winset.course(winset.parse(COURSE[:goals] + COURSE[course:], "c"))
    assert "`goals`" in without_goals.missing
    with pytest.raises(WinsetError, match="there is no goal `lant`; did you mean `lent`"):
        winset.course(winset.parse(COURSE, "c"), goal="lant")


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ("drop: [course]", "the case has no section `course`, which says who acts, how long a period is and what can"),
        ("drop: [goals]", "the case has no section `goals`, which says what is aimed at"),
        ("drop: [goals.own]", "the case has no goal `own`"),
    ],
)
def test_a_person_whose_variant_leaves_nothing_to_ask_is_a_problem_with_its_place(change: str, lacks: str) -> None:
    text = edited(COURSE, ("harder: {set: {north.senate.otherwise: refuses}}", f"harder: {{{change}}}"))
    case = winset.parse(text, "c")
    with pytest.raises(CaseError) as told:
        winset.course(case, goal="own", persons=True)
    (problem,) = told.value.problems
    assert str(problem).startswith(f"c:76:22: with the variant `harder` {lacks}")
    assert str(problem).endswith("; name a variant that leaves it there")
    assert winset.course(case, goal="own").looked


def test_open_answers_count_the_same_whoever_is_in_a_place() -> None:
    """A variant with other readings of open answers: those of the case stand beside each other."""
    change = "{set: {course.open_counts: {low: 0, high: 1, why: assumed}}}"
    text = edited(COURSE, ("harder: {set: {north.senate.otherwise: refuses}}", f"harder: {change}"))
    result = winset.course(winset.parse(text, "c"), persons=True)
    (other,) = [row for row in result.persons if row.id == "other"]
    assert other.gains == tuple(row.gain for row in result.best)
    assert other.lost == (0,)


def _words(node: Node) -> list[str]:
    """Every key and every text inside a part of the case."""
    if isinstance(node, Block):
        return [word for key, part in node.items() for word in (key, *_words(part))]
    if isinstance(node, Row):
        return [word for part in node for word in _words(part)]
    return [str(node)]


TREE = read(COURSE, "c")


@given(st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=150)
def test_words_put_in_each_others_places_give_problems_or_answers_and_nothing_else(seed: int) -> None:
    """A word of the sections in the place of another: whatever comes of it, it is no traceback."""
    rng = random.Random(seed)
    words = [*_words(TREE), "0", "1", "-1", "forever", "wait", "{}", "[]"]
    lines = COURSE.splitlines()
    first = lines.index("levers:")
    number = rng.randrange(first, len(lines))
    tokens = lines[number].replace("{", " { ").replace("}", " } ").replace("[", " [ ").replace("]", " ] ").split(" ")
    places = [at for at, token in enumerate(tokens) if token.strip(" :,{}[]")]
    if places:
        at = rng.choice(places)
        bare = tokens[at].strip(":,")
        tokens[at] = tokens[at].replace(bare, rng.choice(words))
    lines[number] = " ".join(tokens)
    with suppress(WinsetError):
        case = winset.parse("\n".join(lines), "c")
        for goal in case.file.goals:
            assert winset.course(case, goal=goal).about
