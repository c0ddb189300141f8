"""The tables of a `course` answer."""

from winset.case.problems import visible
from winset.course.course_records import CourseResult, Doable, Story
from winset.show.chances import plain_chance
from winset.show.course_words import amount, doing, plan_name, span, used
from winset.show.inputs_table import inputs_table
from winset.show.table import Column, Table, right
from winset.show.words import counted, listed, opening

_EMPTY = Table("", "", "", (), ())


def course_tables(result: CourseResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    if result.missing:
        return ()
    built = [_horizons(result), _plans(result), _prices(result)]
    for story in _different(result) if result.stories else ():
        built += [_tree(story), _timeline(result, story)]
    built += [_delays(result), _persons(result), _ranges(result), inputs_table(result.about)]
    return tuple(table for table in built if table.rows)


def _reading(lent: float) -> str:
    """How open answers count."""
    return "no" if lent <= 0 else "yes" if lent >= 1 else f"yes with {plain_chance(lent)}"


def _different(result: CourseResult) -> tuple[Story, ...]:
    """The stories, one only where all readings are the same."""
    one = result.stories[0]
    same = all(story.leaves == one.leaves and story.moments == one.moments for story in result.stories)
    return (one,) if same else result.stories


def _horizons(result: CourseResult) -> Table:
    return Table(
        "horizons",
        "What to do first, by how far is looked ahead",
        f"Points of “{visible(result.goal_name)}” gained over doing nothing, and effort, discounted; values of "
        "different horizons are not to be compared",
        (Column("Horizon"), Column("Open answers count as"), Column("First"), right("Gain", "points"), right("Effort")),
        tuple(
            (
                opening(span(result, row.periods, row.in_force and row.periods is not None)),
                _reading(row.lent),
                opening(doing(row.first)),
                amount(row.gain),
                amount(row.effort),
            )
            for row in result.looked
        ),
        f"Without an end the values are off by {max(row.error for row in result.looked):.1g} points at the most."
        if any(row.periods is None for row in result.looked)
        else "",
    )


def _plans(result: CourseResult) -> Table:
    rows = []
    for at, lent in enumerate(result.lent):
        best = result.best[at]
        rows.append(("The best course", _reading(lent), amount(best.gain), amount(best.effort), amount(best.net), ""))
        rows += [
            (
                plan_name(row),
                _reading(lent),
                amount(row.gains[at]),
                amount(row.efforts[at]),
                amount(row.nets[at]),
                listed([visible(id_) for id_ in row.dominated_by]),
            )
            for row in result.plans
        ]
    return Table(
        "courses",
        "The best course, and those with a name",
        f"Over doing nothing, {span(result, *result.main)}; net is the gain less effort at {amount(result.attention)} "
        "points a unit",
        (
            Column("Course"),
            Column("Open answers count as"),
            right("Gain", "points"),
            right("Effort"),
            right("Net", "points"),
            Column("No better for more effort than"),
        ),
        tuple(rows) if result.plans else (),
    )


def _prices(result: CourseResult) -> Table:
    rows = []
    for lent, stretches in zip(result.lent if result.prices else (), result.prices, strict=True):
        for row in stretches:
            high = f"to {amount(row.high)}" if row.high is not None else "and above"
            rows.append((f"{amount(row.low)} {high}", _reading(lent), opening(doing(row.first)), used(row, result)))
    return Table(
        "attention",
        "What effort is worth elsewhere, and what is done then",
        "Points that a unit of effort would earn elsewhere; the borders are exact",
        (Column("Attention"), Column("Open answers count as"), Column("First"), Column("Uses")),
        tuple(rows),
    )


def _tree(story: Story) -> Table:
    rows = []
    for leaf in story.leaves:
        tests = [f"{visible(name)}" if yes else f"not “{visible(name)}”" for name, yes in leaf.tests]
        rows.append(("; ".join(tests) or "Always", opening(doing(leaf.doing)), plain_chance(leaf.share)))
    return Table(
        f"tree_{_id(story)}",
        f"What to do when: {counted(len(story.leaves), 'rule')} tell {plain_chance(story.covered)} of the time",
        f"Open answers count as {_reading(story.lent)}; the first rule that holds; how much of the time it does",
        (Column("Where"), Column("Do"), right("Of the time")),
        tuple(rows),
    )


def _timeline(result: CourseResult, story: Story) -> Table:
    names = [name for name, _ in story.moments[0].outcomes]
    rows = []
    for moment in story.moments:
        done = [f"{doing(doable)} {plain_chance(chance)}" for doable, chance in moment.doing[:3] if chance > 0.005]
        chances = [plain_chance(chance) if chance > 0 else "-" for _, chance in moment.outcomes]
        rows.append((str(moment.period), opening(", ".join(done)) or "-", *chances))
    return Table(
        f"timeline_{_id(story)}",
        "The best course over time",
        f"Periods of {visible(result.period)}; open answers count as {_reading(story.lent)}; the chance of each "
        "outcome by then",
        (right("After"), Column("Then done"), *(right(opening(visible(name))) for name in names)),
        tuple(rows),
    )


def _id(story: Story) -> str:
    return f"{story.lent:.2f}".replace(".", "_")


def _delays(result: CourseResult) -> Table:
    rows = []
    for waiting in result.waiting:
        rows += [
            (f"Everything, for {counted(periods, 'period')}", _reading(waiting.lent), amount(loss))
            for periods, loss in waiting.delays
        ]
        rows += [
            (f"{doing(doable)}, for {counted(periods, 'period')}", _reading(waiting.lent), amount(loss))
            for doable, periods, loss in waiting.later
        ]
    return Table(
        "delays",
        "What is lost by putting things off",
        f"Points, net of effort, {span(result, *result.main)}",
        (Column("Put off"), Column("Open answers count as"), right("Lost", "points")),
        tuple(rows),
    )


def _persons(result: CourseResult) -> Table:
    rows = []
    for row in result.persons:
        for at, lent in enumerate(result.lent):
            lost = row.lost[at]
            share = "nothing to lose" if lost is None else f"{lost * 100:.0f} %"
            first = opening(doing(row.first[at]))
            rows.append((opening(visible(row.name)), _reading(lent), amount(row.gains[at]), share, first))
    return Table(
        "persons",
        "Somebody else in a place, or another reading of who decides",
        "The gain of the best course there, and the share of the gain that is lost",
        (Column("Who"), Column("Open answers count as"), right("Gain", "points"), right("Lost"), Column("First")),
        tuple(rows),
    )


def _ranges(result: CourseResult) -> Table:
    rows = [
        (
            visible(row.path),
            f"{amount(row.low)} to {amount(row.high)}",
            "the same" if row.held else f"{_firsts(row.at_low)}; {_firsts(row.at_high)}",
            row.input.standing,
        )
        for row in result.ranges
    ]
    return Table(
        "ranges",
        f"{counted(sum(not row.held for row in result.ranges), 'number')} of {len(result.ranges)} would change what "
        "is done first",
        "Each number alone, at the low and at the high end of its range",
        (Column("Number"), Column("Range"), Column("First"), Column("Standing")),
        tuple(rows),
    )


def _firsts(doables: tuple[Doable, ...]) -> str:
    return listed(list(dict.fromkeys(doing(each) for each in doables)))
