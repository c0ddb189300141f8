"""The answer to `course` in sentences: what to do first, whether a deal can be reached, and what turns the advice."""

from collections.abc import Callable, Sequence

from winset.case.problems import visible
from winset.course.course_records import CourseResult, Doable, Looked, PlanRow, PriceStretch, Story, Waiting
from winset.course.goals_records import GoalsResult
from winset.model.result import PackageRecord
from winset.show.amounts import LEAST, amount, points, with_points
from winset.show.chances import plain_chance
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source, speaking
from winset.show.words import AT_STATED, counted, few, listed, opening

_NAMED = 3
_SMALL = 0.005
_NEVER = 1e-9


def as_read(lent: float) -> str:
    """How open answers count."""
    return "no" if lent <= 0 else "yes" if lent >= 1 else f"yes with {plain_chance(lent)}"


def in_readings(result: CourseResult, tell: Callable[[int], str]) -> str:
    """What is told of the reading in which open answers count most as yes; with that said where others differ.

    tell: what to say of a reading, by its number.
    """
    said = [tell(at) for at in range(len(result.lent))]
    text = said[-1]
    if len(set(said)) == 1 or not text:
        return text
    return f"Where open answers count as {as_read(result.lent[-1])}, {text[:1].lower()}{text[1:]}"


def course_sentence(result: CourseResult) -> str:
    """The answer in one sentence."""
    if result.missing:
        return f"No course can be worked out: {result.missing}."
    names = Names.of(result.about)
    goal = f"“{visible(result.goal_name)}”"
    return f"{unreachable_words(result, names)}For {goal}, {_first(result)}; {_kind(result)}."


def unreachable_words(result: CourseResult, names: Names) -> str:
    """That no course reaches a deal, and who is in the way, with the space after it; empty where one does."""
    if not result.reach.proposals or result.reach.possible:
        return ""
    return f"No course reaches a deal that can be put, {AT_STATED}: {_in_the_way(result, names)}. "


def course_explain(result: CourseResult) -> tuple[str, ...]:
    """Further short sentences: gain and effort, what turns the advice, other courses, waiting, outcomes."""
    if result.missing:
        return ()
    names = Names.of(result.about)
    notes = [f"{opening(visible(note))}." for note in result.notes]
    if not result.stories:
        return tuple(text for text in (*notes, rests_words(result)) if text)
    parts = (_reached(result, names), turns_words(result), _horizons(result), _others(result))
    more = (
        waiting_words(result),
        _channels(result),
        ends_words(result, names),
        _persons(result),
        _unfolds(result),
        rests_words(result),
    )
    return tuple(text for text in (*parts, *more, *notes) if text)


def doing(doable: Doable, *, deal: Names | None = None) -> str:
    """What is done, in words: `“Put a treaty with islands”`; with names, the deal too."""
    if doable.kind == "wait":
        return "wait"
    text = f"“{visible(doable.name)}”"
    if deal is not None and doable.package:
        text += f" ({deal.short(PackageRecord(0, doable.package))})"
    return text


def _in_the_way(result: CourseResult, names: Names) -> str:
    never = result.reach.never
    if not never:
        return "whatever is done, some ratifier says no to each"
    said = []
    for who in never[:_NAMED]:
        quotation = speaking(result.about.inputs, who, result.about.as_of)
        said.append(f"{names.who(who)} ({source(quotation) if quotation is not None else NO_SOURCE})")
    verb = "says" if len(never) == 1 else "each say"
    return f"{few(said, _NAMED, len(never))} {verb} no to all of them, whatever is done"


def _first(result: CourseResult) -> str:
    """What to do first, and what the best course gains."""
    best = result.best
    if _alike(best):
        row = best[-1]
        gains = _gains(result)
        if row.first.kind == "wait":
            return f"wait: the best course begins with waiting and {gains}"
        return f"{doing(row.first)} comes first: the best course {gains}"
    low, high = best[0], best[-1]
    return (
        f"{doing(low.first)} first where open answers count as {as_read(low.lent)}, and {doing(high.first)} where they "
        f"count as {as_read(high.lent)}; the best course {_gains(result)}"
    )


def _alike(best: Sequence[Looked]) -> bool:
    return len({(row.first.id, row.first.package) for row in best}) == 1


def _gains(result: CourseResult) -> str:
    low, high = result.best[0], result.best[-1]
    gain, effort = between(low.gain, high.gain), between(low.effort, high.effort)
    if gain == "0" and effort == "0":
        return f"nothing is gained over doing nothing {span(result, *result.main)}"
    what = f"gains {with_points(gain)} over doing nothing {span(result, *result.main)}"
    return f"{what}, for {effort_words(effort, result)}"


def between(low: float, high: float) -> str:
    """A number in either reading of open answers: once where it is the same."""
    return amount(low) if amount(low) == amount(high) else f"{amount(low)} to {amount(high)}"


def effort_words(effort: str, result: CourseResult | GoalsResult) -> str:
    """An effort with its unit."""
    if effort == "0":
        return "no effort"
    unit = visible(result.effort_unit)
    return f"an effort of {effort} ({unit})" if unit else f"an effort of {effort}"


def span(result: CourseResult, periods: int | None, in_force: bool) -> str:
    """A horizon in words: `in 10 periods of 6 months, and by what is in force after them`."""
    if periods is None:
        return "without an end"
    after = ", with what is in force after them" if in_force else ""
    return f"in {counted(periods, 'period')} of {visible(result.period)}{after}"


def _kind(result: CourseResult) -> str:
    tried = " and at both ends of each number" if result.ranges else ""
    if result.structure:
        return f"by structure: so at every horizon, reading and price of effort in its range{tried}"
    if not result.stories:
        return "whether it holds throughout the ranges was not worked out"
    return f"by assumption: {_what_turns(result)}"


def _what_turns(result: CourseResult) -> str:
    said = []
    if not _alike(result.best):
        said.append("how open answers count")
    if turns_with_horizon(result.looked):
        said.append("how far is looked ahead")
    if any(len({each.first.id for each in rows}) > 1 for rows in result.prices):
        said.append("what effort is worth elsewhere")
    numbers = [row.path for row in result.ranges if not row.held]
    if numbers:
        said.append(few([f"`{visible(path)}`" for path in numbers], _NAMED))
    return f"it turns with {listed(said)}" if said else "it turns with the numbers of the case"


def turns_with_horizon(looked: Sequence[Looked]) -> bool:
    """Whether in some reading of open answers the first step is another at another horizon."""
    firsts = {(row.lent, row.first.id) for row in looked}
    return len(firsts) > len({lent for lent, _ in firsts})


def _by_horizon(result: CourseResult) -> list[list[Looked]]:
    keys = dict.fromkeys((row.periods, row.in_force) for row in result.looked)
    return [[row for row in result.looked if (row.periods, row.in_force) == key] for key in keys]


def _reached(result: CourseResult, names: Names) -> str:
    reach = result.reach
    if not reach.proposals:
        return "Nothing is ever put to ratifiers in this course."
    if not reach.possible:
        chances = [story.moments[-1].deal for story in result.stories]
        if max(chances) > 0:
            most = plain_chance(max(chances))
            return f"The polls may be wrong: with their errors, the best course ends in a deal with a chance of {most}."
        return ""
    said = [f"A deal can be in force after {counted(reach.periods or 0, 'period')} at the earliest, numbers aside"]
    if reach.needed:
        said.append(f"every course to one uses {listed([names.lever(id_) for id_ in reach.needed])}")
    if reach.needed_of_others:
        needed = [names.lever(id_) for id_ in reach.needed_of_others]
        said.append(f"and hangs on {listed(needed)}, which is not the party's own to do")
    return f"{'; '.join(said)}."


def turns_words(result: CourseResult) -> str:
    """The values of attention at which another course is best."""
    return in_readings(result, lambda at: _turns(result, at))


def _turns(result: CourseResult, reading: int) -> str:
    rows = result.prices[reading]
    if len(rows) < 2:
        return f"What effort is worth elsewhere changes nothing: {doing(rows[0].first)} first at any price."
    at = next((row for row in rows if holds_price(row, result.attention)), rows[-1])
    said = [f"At {points(result.attention)} for a unit of effort elsewhere, it uses {used(at.uses, result)}"]
    if at.high is not None:
        after = next(row for row in rows if row.low >= at.high)
        said.append(f"above {amount(at.high)} {_instead(after, at, result)}")
    if at.low > 0:
        before = [row for row in rows if row.high is not None and row.high <= at.low][-1]
        said.append(f"below {amount(at.low)} {_instead(before, at, result)}")
    return f"{'; '.join(said)}."


def _instead(other: PriceStretch, at: PriceStretch, result: CourseResult) -> str:
    first = f"{doing(other.first)} first" if other.first.id != at.first.id else ""
    uses = f"it uses {used(other.uses, result)}"
    return f"{first}, and {uses}" if first else uses


def holds_price(row: PriceStretch, price: float) -> bool:
    """Whether a price lies in a stretch."""
    return row.low <= price and (row.high is None or price <= row.high)


def used(uses: Sequence[str], result: CourseResult | GoalsResult) -> str:
    """What a course uses, by name."""
    names = {doable.id: doable for doable in result.deeds}
    return listed([doing(names[id_]) for id_ in uses]) or "nothing"


def _horizons(result: CourseResult) -> str:
    if not turns_with_horizon(result.looked):
        return ""
    return in_readings(result, lambda at: _by_horizon_words(result, at))


def _by_horizon_words(result: CourseResult, reading: int) -> str:
    rows = [rows[reading] for rows in _by_horizon(result)]
    said = [f"{span(result, row.periods, row.in_force)} {doing(row.first)}" for row in rows]
    return f"How far is looked ahead matters: {'; '.join(said)}."


def _others(result: CourseResult) -> str:
    """The named courses beside the best one."""
    if all(row.id == "nothing" for row in result.plans):
        return ""
    return in_readings(result, lambda at: _named(result, at))


def _named(result: CourseResult, reading: int) -> str:
    rows = [row for row in result.plans if row.id != "nothing"]
    best = result.best[reading]
    same = [row for row in rows if abs(row.nets[reading] - best.net) <= 1e-6 * (1 + abs(best.net))]
    worse = sorted((row for row in rows if row not in same), key=lambda row: -row.nets[reading])
    said = []
    if same:
        verb = "is" if len(same) == 1 else "are"
        said.append(f"{few([f'“{visible(row.name)}”' for row in same], _NAMED)} {verb} as good as the best")
    said += [f"“{visible(row.name)}” is worth {points(best.net - row.nets[reading])} less" for row in worse[:_NAMED]]
    dominated = [row for row in rows if row.dominated_by and row not in worse[:_NAMED]]
    if dominated:
        verb = "brings" if len(dominated) == 1 else "bring"
        said.append(f"{few([f'“{visible(row.name)}”' for row in dominated], _NAMED)} {verb} no more for more effort")
    return f"Of named courses, {'; '.join(said)}."


def waiting_words(result: CourseResult) -> str:
    """What waiting is worth, and what is lost by it."""
    return in_readings(result, lambda at: _waiting(result.waiting[at]))


def _waiting(row: Waiting) -> str:
    if row.value is None or row.other is None:
        return ""
    other = doing(row.other)
    if abs(row.value) <= _NEVER:
        text = f"To wait now is worth as much as {other} at once"
    elif row.value > 0:
        text = f"To wait now is worth {points(row.value)} more than {other} at once"
    else:
        text = f"To wait now is worth {points(-row.value)} less than {other} at once"
    lost = [f"{points(loss)} in {counted(periods, 'period')}" for periods, loss in row.delays if loss > LEAST]
    return f"{text}; waiting whatever happens loses {listed(lost)}." if lost else f"{text}."


def _channels(result: CourseResult) -> str:
    """What a channel kept open is worth as an option, besides what it brings by itself."""
    return in_readings(result, lambda at: _open_channels(result.waiting[at]))


def _open_channels(row: Waiting) -> str:
    said = []
    for doable, worth in row.channels:
        adds = f"adds {points(worth)}" if worth > _SMALL else "adds nothing"
        if worth < -_SMALL:
            adds = f"takes {points(-worth)}"
        said.append(f"{doing(doable)} in force {adds}")
    text = f"As a channel kept open, besides what it brings by itself, {listed(said)}"
    return f"{text} to what else can be gained." if said else ""


def ends_words(result: CourseResult, names: Names) -> str:
    """What ends the pause, or changes what is done first."""
    return in_readings(result, lambda at: _ends(result, names, at))


def _ends(result: CourseResult, names: Names, reading: int) -> str:
    row = result.waiting[reading]
    if not row.ends:
        return ""
    word = "What ends the pause" if result.best[reading].first.kind == "wait" else "What changes the first step"
    said = [f"{names.condition(id_)}: {names.level(id_, level)} ({doing(then)})" for id_, level, then in row.ends]
    return f"{word}: {few(said, _NAMED)}."


def _persons(result: CourseResult) -> str:
    return in_readings(result, lambda at: _in_places(result, at))


def _in_places(result: CourseResult, reading: int) -> str:
    said = [f"with “{visible(row.name)}” {lost_words(row.lost[reading])}" for row in result.persons]
    return f"Who is in whose place: {'; '.join(said)}." if said else ""


def lost_words(lost: float | None) -> str:
    """Which share of the gain is lost: `40 % of the gain is lost`."""
    if lost is None:
        return "there is nothing to lose"
    if abs(lost) < _SMALL:
        return "nothing of the gain is lost"
    return f"{lost * 100:.0f} % of the gain is lost" if lost > 0 else f"the gain is larger by {-lost * 100:.0f} %"


def _unfolds(result: CourseResult) -> str:
    return in_readings(result, lambda at: _ending(result.stories[at]))


def _ending(story: Story) -> str:
    end = story.moments[-1]
    chances = [f"{visible(name)} {plain_chance(chance)}" for name, chance in end.outcomes if chance > 0]
    if len(chances) < 2:
        return ""
    return f"After {counted(end.period, 'period')} of the best course: {listed(chances)}."


def rests_words(result: CourseResult) -> str:
    """How many numbers it rests on."""
    total, assumed = len(result.about.inputs), len(result.about.assumed)
    if not total:
        return ""
    return f"It rests on {counted(total, 'number')}, {assumed if assumed < total else 'all'} of them assumed."


def chance_cell(chance: float) -> str:
    """A chance in a table: a dash for none, `sure` for what cannot be otherwise."""
    if chance <= _NEVER:
        return "-"
    return "sure" if chance >= 1 - _NEVER else plain_chance(chance)


def plan_name(row: PlanRow) -> str:
    """A named course."""
    return opening(visible(row.name))
