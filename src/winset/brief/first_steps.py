"""What to do first: for each goal the best course, what turns it, whether to wait, and how it unfolds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from winset.brief.asked import NotAsked
from winset.brief.grounds import bounded
from winset.brief.levers import lever_href
from winset.brief.linked import CellLinks, Line, Linked, LinkedTable, anchor, linked, unlinked
from winset.brief.ratifiers import page_place
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.case.problems import visible
from winset.course.course_records import CourseResult, Doable, PriceStretch, Story
from winset.show.amounts import amount
from winset.show.course_tables import same_time, same_tree, told_stories
from winset.show.course_words import (
    as_read,
    course_sentence,
    doing,
    ends_words,
    holds_price,
    plan_name,
    rests_words,
    span,
    turns_words,
    unreachable_words,
    waiting_words,
)
from winset.show.figures.svg import Figure
from winset.show.figures.timeline import timeline
from winset.show.figures.tree import tree
from winset.show.table import Column, Table, right
from winset.show.words import counted, few, listed, opening

PLACE = Place("#first-steps", "What to do first")
_MOST_COURSES = 8
_NAMED = 3


@dataclass(frozen=True, slots=True)
class GoalSteps:
    """What to do first for one goal.

    structure: the advice is the same within all ranges looked at. lines: the sentence, what turns it, whether to wait.
    always: the readings of open answers in which one thing is done whatever happens.
    """

    anchor: str
    name: str
    structure: bool
    lines: tuple[Linked, ...]
    courses: LinkedTable | None
    always: tuple[Linked, ...]
    figures: tuple[Figure, ...]
    rests: Linked


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What the section says. lead: what holds for every goal. approaches: whom to ask in which order, if told."""

    lead: Linked = ()
    approaches: Linked = ()
    side_by_side: LinkedTable | None = None
    goals: tuple[GoalSteps, ...] = ()


class _Telling:
    """What the parts of the section are told with."""

    def __init__(self, told: Collection[str], register: Register, wording: Wording) -> None:
        self.told = told
        self.register = register
        self.names = wording.names
        self.pages = {wording.names.who(id_): page_place(id_, wording).href for id_ in register.ratifiers}

    def linked(self, text: str, result: CourseResult) -> Linked:
        """A text in which deeds, goals and ratifiers lead to where they are told."""
        goal = f"“{visible(result.goal_name)}”"
        deeds = [(doing(doable), self._deed(doable)) for doable in result.deeds if doable.kind != "wait"]
        plans = [(f"“{visible(row.name)}”", f"course.named.{row.id}") for row in result.plans]
        return linked(text, [(goal, self._goal(result)), *dict(deeds).items(), *plans, *self.pages.items()], self.to)

    def to(self, target: str) -> str:
        """The link to a place of the page given as `#...`, or to the input at a path."""
        return target if target.startswith("#") else self.register.to(target, PLACE)

    def _deed(self, doable: Doable) -> str:
        """Where something that can be done is told: a lever by its card, else what the case says of it."""
        if doable.kind in {"lever", "goes_on"}:
            href = lever_href(doable.id)
            return href if href.removeprefix("#") in self.told else f"levers.{doable.id}.cost"
        return f"course.{doable.kind}.{doable.id}.cost"

    def _goal(self, result: CourseResult) -> str:
        return f"#{goal_anchor(result.goal)}"

    def attention(self, result: CourseResult) -> str:
        """The link to what attention is worth."""
        return self.to(f"goals.{result.goal}.attention")


def goal_anchor(id_: str) -> str:
    """Where a goal is told."""
    return anchor("goal", id_)


def first_steps(
    results: Sequence[CourseResult] | NotAsked,
    told: Collection[str],
    register: Register,
    wording: Wording,
    approaches: Linked = (),
) -> FirstSteps | None:
    """Put the section together; None of a case without a course, goals and approaches.

    Args:
        results: the best course for each goal, or why it was not asked.
        told: the ids in the page of the levers that are told elsewhere.
        register: the inputs, which take note of what is used.
        wording: how things are said.
        approaches: whom to ask in which order, where that is told.
    """
    if isinstance(results, NotAsked):
        return FirstSteps(unlinked(results.why), approaches)
    if not results:
        return FirstSteps(approaches=approaches) if approaches else None
    telling = _Telling(told, register, wording)
    stuck = {unreachable_words(result, telling.names) for result in results}
    same = stuck.pop() if len(stuck) == 1 else ""
    return FirstSteps(
        lead=telling.linked(same.strip(), results[0]),
        approaches=approaches,
        side_by_side=_side_by_side(results, telling),
        goals=tuple(_goal(result, same, telling) for result in results),
    )


def first_line(results: Sequence[CourseResult] | NotAsked) -> Line | None:
    """A line for the first page: what to do first for each goal; None where that is not known."""
    if isinstance(results, NotAsked) or not results:
        return None
    said = [f"{_firsts(result)} for “{visible(result.goal_name)}”" for result in results]
    return Line(f"{opening(few(said, _NAMED))}.")


def _firsts(result: CourseResult) -> str:
    """What is done first, in each reading of open answers."""
    return listed(list(dict.fromkeys(doing(row.first) for row in result.best)), "or")


def _goal(result: CourseResult, same: str, telling: _Telling) -> GoalSteps:
    sentence = opening(course_sentence(result).removeprefix(same))
    wait = f"{waiting_words(result)} {ends_words(result, telling.names)}".strip()
    stories = told_stories(result)[::-1]
    return GoalSteps(
        anchor=goal_anchor(result.goal),
        name=visible(result.goal_name),
        structure=result.structure,
        lines=tuple(telling.linked(text, result) for text in (sentence, turns_words(result), wait) if text),
        courses=_courses(result, telling),
        always=tuple(unlinked(_always(story, len(stories) > 1)) for story in stories if len(story.leaves) == 1),
        figures=tuple(_figures(result, stories)),
        rests=unlinked(rests_words(result)),
    )


def _always(story: Story, several: bool) -> str:
    """What is done whatever happens."""
    said = f"{doing(story.leaves[0].doing)}, whatever happens."
    return f"Where open answers count as {as_read(story.lent)}: {said}" if several else opening(said)


def _figures(result: CourseResult, stories: Sequence[Story]) -> Iterator[Figure]:
    """The tree and the timeline of the first reading, and of another one where they differ."""
    for at, story in enumerate(stories):
        drawn = (
            tree(result, story) if not at or not same_tree(story, stories[0]) else None,
            timeline(result, story) if not at or not same_time(story, stories[0]) else None,
        )
        yield from (figure for figure in drawn if figure is not None)


def _courses(result: CourseResult, telling: _Telling) -> LinkedTable | None:
    """The best course, and those with a name that gain most; of several readings of open answers both ends."""
    ranked = sorted((row for row in result.plans if row.id != "nothing"), key=lambda row: -row.nets[-1])
    if not ranked:
        return None
    best = result.best
    rows = [("The best course", _ends([row.gain for row in best]), _ends([row.effort for row in best]),
             _ends([row.net for row in best]))]  # fmt: skip
    rows += [(plan_name(row), _ends(row.gains), _ends(row.efforts), _ends(row.nets)) for row in ranked[:_MOST_COURSES]]
    left = len(ranked) - _MOST_COURSES
    table = Table(
        f"courses-{goal_anchor(result.goal)}",
        f"What courses with a name gain for “{visible(result.goal_name)}”",
        f"Over doing nothing, {span(result, *result.main)}; net is the gain less effort at "
        f"{amount(result.attention)} points a unit",
        (Column("Course"), right("Gain", "points"), right("Effort"), right("Net", "points")),
        tuple(rows),
        f"{opening(counted(left, 'other course'))} left out here." if left > 0 else "",
    )
    links = {(at, 0): telling.to(f"course.named.{row.id}") for at, row in enumerate(ranked[:_MOST_COURSES], start=1)}
    return LinkedTable(bounded(table), {cell: href for cell, href in links.items() if href})


def _ends(values: Sequence[float]) -> str:
    """A number in each reading of open answers: `0 to 0.014`, or one where they are the same."""
    return " to ".join(dict.fromkeys((amount(values[0]), amount(values[-1]))))


def _side_by_side(results: Sequence[CourseResult], telling: _Telling) -> LinkedTable:
    """The goals, a row for each and for each reading of open answers that matters."""
    rows: list[tuple[str, ...]] = []
    links: dict[tuple[int, int], str] = {}
    for result in results:
        for lent in [story.lent for story in told_stories(result)][::-1]:
            at = result.lent.index(lent)
            best, prices = result.best[at], result.prices[at]
            links[len(rows), 0] = f"#{goal_anchor(result.goal)}"
            links |= {(len(rows), column): telling.attention(result) for column in (5, 6)}
            first = (visible(result.goal_name), as_read(lent), opening(doing(best.first)))
            turns = _first_turns(prices, result.attention)
            rows.append((*first, amount(best.gain), amount(best.effort), turns, _break_even(prices)))
    return LinkedTable(bounded(_goals_table(rows, results)), _filled(links))


def _filled(links: CellLinks) -> CellLinks:
    return {cell: href for cell, href in links.items() if href}


def _goals_table(rows: Sequence[tuple[str, ...]], results: Sequence[CourseResult]) -> Table:
    units = listed(list(dict.fromkeys(visible(result.effort_unit) for result in results)))
    return Table(
        "first_steps",
        "The goals side by side",
        f"Gain in points over doing nothing; effort in {units}; attention "
        "in points that a unit of effort would earn elsewhere",
        (
            Column("Goal"),
            Column("Open answers count as"),
            Column("First step"),
            right("Gain", "points"),
            right("Effort"),
            Column("First step turns at"),
            Column("Break-even attention"),
        ),
        tuple(rows),
    )


def _first_turns(prices: Sequence[PriceStretch], attention: float) -> str:
    """The values of attention at which something else is done first."""
    at = next((number for number, row in enumerate(prices) if holds_price(row, attention)), len(prices) - 1)
    first = prices[at].first.id
    before = [row.high for row in prices[:at] if row.first.id != first and row.high is not None]
    after = [row.low for row in prices[at + 1 :] if row.first.id != first]
    said = [f"below {amount(before[-1])}"] if before else []
    said += [f"above {amount(after[0])}"] if after else []
    return " and ".join(said) or "never"


def _break_even(prices: Sequence[PriceStretch]) -> str:
    """The value of attention from which on nothing is worth its effort."""
    if not any(row.uses for row in prices):
        return "nothing is worth an effort"
    last = max(number for number, row in enumerate(prices) if row.uses)
    high = prices[last].high
    return amount(high) if high is not None else "none: worth it at any price"
