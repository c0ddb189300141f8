"""The answer to `doubt --course` in sentences: how sure the first step is, and which numbers drive it."""

from winset.case.problems import visible
from winset.doubt.course_records import CourseDoubt, CourseReading, Share, StepDriver
from winset.show.amounts import amount
from winset.show.chances import chance_words, interval
from winset.show.course_words import doing
from winset.show.words import count, counted, listed, opening

_NAMED = 3


def course_doubt_sentence(result: CourseDoubt) -> str:
    """The answer in one sentence."""
    if result.missing:
        return f"How sure a course is cannot be told: {result.missing}."
    if not result.draws:
        return "How sure a course is cannot be told: no draw could be worked out."
    goal = f"“{visible(result.goal_name)}”"
    one = result.readings[0]
    if all(_told(reading) == _told(one) for reading in result.readings):
        return f"For {goal}, {_told(one)}."
    said = [f"where open answers count as {reading_words(each.lent)}, {_told(each)}" for each in result.readings]
    return f"For {goal}: {'; '.join(said)}."


def course_doubt_explain(result: CourseDoubt) -> tuple[str, ...]:
    """Further short sentences: other first steps, gain, drivers, named courses, what knowing is worth, the draws."""
    if result.missing or not result.draws:
        return result.notes
    parts = (_others, _gains, _drivers, _plans, _knowing, _drawn)
    return tuple([text for part in parts if (text := part(result))] + [visible(note) for note in result.notes])


def reading_words(lent: float) -> str:
    """How open answers count: `no`, `yes`, `yes half of the time`."""
    return "no" if lent <= 0 else "yes" if lent >= 1 else f"yes with a chance of {100 * lent:.0f} %"


def sure(share: Share) -> str:
    """How sure a share of draws is, in words and numbers."""
    return chance_words(share.low, share.high)


def _told(reading: CourseReading) -> str:
    stated = next((step for step in reading.steps if step.first.id == reading.stated.id), None)
    first = "to wait first" if reading.stated.kind == "wait" else f"that {doing(reading.stated)} comes first"
    if stated is None:
        other = reading.leading.first
        leads = "to wait" if other.kind == "wait" else doing(other)
        return f"{first}, as the case is stated, holds in no draw; {leads} comes first most often"
    same = "the same in every draw, " if not reading.moved else ""
    return f"{first} is {same}{sure(stated.chance)}"


def _others(result: CourseDoubt) -> str:
    """What else comes first, in some draws."""
    said: dict[str, None] = {}
    for reading in result.readings:
        others = [step for step in reading.steps if step.first.id != reading.stated.id][:_NAMED]
        if others:
            told = listed([f"{doing(step.first)} ({interval(step.chance.low, step.chance.high)})" for step in others])
            said[f"{told} where open answers count as {reading_words(reading.lent)}"] = None
    if not said:
        return f"Nothing else comes first in any of {count(result.draws)} draws."
    return f"What else comes first: {'; '.join(said)}."


def _gains(result: CourseDoubt) -> str:
    """What the best course gains, between the 5th and the 95th of a hundred draws."""
    said: dict[str, None] = {}
    for reading in result.readings:
        gain, effort = reading.gain, reading.effort
        said[
            f"{amount(gain.middle)} points ({amount(gain.low)} to {amount(gain.high)}) for an effort of "
            f"{amount(effort.middle)} ({amount(effort.low)} to {amount(effort.high)})"
        ] = None
    over = "" if result.periods is None else f" in {counted(result.periods, 'period')}"
    least = ", or ".join(said)
    return f"Over doing nothing the best course gains{over}, in the middle and in nine of ten draws, {least}."


def _drivers(result: CourseDoubt) -> str:
    """The inputs on which the first step hangs most."""
    for reading in sorted(result.readings, key=lambda each: -sum(driver.index for driver in each.drivers)):
        if reading.drivers:
            said = listed([_driver(driver) for driver in reading.drivers[:_NAMED]])
            leading = "Whether to wait" if reading.leading.first.kind == "wait" else f"Whether {_leading(reading)}"
            return f"{leading} first hangs most on {said}."
    if any(reading.moved for reading in result.readings):
        return "No number by itself drives what comes first by more than chance."
    return ""


def _leading(reading: CourseReading) -> str:
    return f"{doing(reading.leading.first)} comes"


def _driver(driver: StepDriver) -> str:
    return (
        f"{visible(driver.words)} (`{visible(driver.path)}`: {part_words(driver.index)} of the variance; "
        f"{_third(driver.at_low)} in its lowest third, {_third(driver.at_high)} in its highest)"
    )


def part_words(index: float) -> str:
    """A part of the variance: `34 %`; never none or all of it."""
    return "under 1 %" if index < 0.01 else "over 99 %" if index > 0.99 else f"{100 * index:.0f} %"


def _third(share: Share) -> str:
    return interval(share.low, share.high)


def _plans(result: CourseDoubt) -> str:
    """The named courses that do as well as the best, the most frequent first."""
    said: dict[str, None] = {}
    for reading in result.readings:
        plans = sorted((plan for plan in reading.plans if plan.chance.share > 0), key=lambda plan: -plan.chance.share)
        if plans:
            told = [f"“{visible(plan.name)}” ({sure(plan.chance)})" for plan in plans[:_NAMED]]
            said[listed(told)] = None
    if not said:
        return ""
    return f"Named courses that do as well as the best, but for a hundredth: {'; or '.join(said)}."


def _knowing(result: CourseDoubt) -> str:
    """What it would be worth to know the numbers before one named course is settled on."""
    worths = [reading.knowing for reading in result.readings if reading.knowing is not None]
    if not worths:
        return ""
    best = max(worths, key=lambda worth: worth.value)
    if best.value <= 2 * best.error or best.value <= 0:
        return "Who has to settle on one named course would gain next to nothing by knowing every number first."
    return (
        "Who has to settle on one named course would gain up to "
        f"{amount(best.value)} points, give or take {best.error:.1g}, by knowing every number first."
    )


def _drawn(result: CourseDoubt) -> str:
    if not result.inputs:
        return "No number that the course rests on is written as a range, so nothing was drawn."
    assumed = sum(bool(each.assumed) for each in result.inputs)
    short = "" if result.draws + result.lost == result.wanted else f" Only {count(result.draws)} of them are done."
    with_assumed = f"; of {count(assumed)} the likely value is assumed to be the middle" if assumed else ""
    return opening(
        f"{counted(len(result.inputs), 'number')} that the course rests on were drawn {count(result.wanted)} times "
        f"(seed {result.seed}){with_assumed}. Polls are not drawn: their errors are in its chances already.{short}"
    )
