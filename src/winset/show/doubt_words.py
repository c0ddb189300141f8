"""The answer to `doubt` in sentences: how sure the verdict is, what it depends on, and what to find out first."""

from winset.case.problems import visible
from winset.doubt.records import Doubted, DoubtResult, FoundOut, ReadingOf
from winset.show.chances import chance_words, interval, plain_chance
from winset.show.flips_words import condition, then
from winset.show.names import Names
from winset.show.words import count, counted, few, listed, number, opening

_MOST = 9
_NAMED = 3

OUTCOMES = {
    "ratified": "ratified",
    "open": "possible and not sure",
    "refused": "refused",
    "no deals": "not there to be asked about",
}


def doubt_sentence(result: DoubtResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    row = result.verdict("deals")
    text = f"{opening(clause(row, names))}: {how_sure(row)}"
    differing = [reading for reading in result.readings if _differs(reading, row)]
    if differing:
        said = few([_reading(reading, names) for reading in differing], _NAMED)
        text += f"; it would be another verdict under {said}"
    return f"{text}."


def doubt_explain(result: DoubtResult) -> tuple[str, ...]:
    """Further short sentences: other verdicts, what they depend on, what to find out, how it was drawn."""
    names = Names.of(result.about)
    parts = (_others, _readings, _depends, _flips, _find_out, _averaged, _drawn, _polls, _notes)
    return tuple([text for part in parts if (text := part(result, names))][:_MOST])


def what(row: Doubted, names: Names) -> str:
    """What a verdict is about, in a sentence: `the deals asked about`, `the Senate`."""
    if row.of == "deals":
        return "the deals asked about"
    if row.of == "pattern":
        return f"“{names.pattern(row.subject)}”"
    if row.of == "blocks":
        return names.who(row.subject)
    if row.of == "conflict":
        return listed([names.who(who) for who in row.subject.split(" + ")])
    return f"what {listed([names.lever(lever) for lever in row.subject.split(' + ')])} would open"


def clause(row: Doubted, names: Names) -> str:
    """What the case as stated says, in a clause: `the deals asked about are refused`, `some get past the Senate`."""
    subject = what(row, names)
    if row.of == "deals":
        return f"{subject} are {OUTCOMES[row.stated]}"
    if row.of == "pattern":
        return f"{subject} is {OUTCOMES[row.stated]}"
    if row.of == "blocks":
        return f"all deals fail at {subject}" if row.stated == "blocks" else f"some deals get past {subject}"
    if row.of == "conflict":
        return f"{subject} {'accept no common deal' if row.stated == 'in conflict' else 'agree on some deal'}"
    return f"{subject} {_UNLOCKS[row.stated]}"


_UNLOCKS = {
    "a deal is ratified": "is a ratified deal",
    "a deal is possible": "is a possible deal",
    "all are refused": "is nothing",
    "no deals": "is nothing",
}


def how_sure(row: Doubted) -> str:
    """How sure the stated outcome is, or that nothing drawn bears on it."""
    if not row.bears and not row.moved:
        return "no number that is drawn bears on it"
    chance = row.chance(row.stated)
    if not row.moved:
        return f"the same in every draw ({interval(chance.low, chance.high)})"
    return chance_words(chance.low, chance.high)


def _differs(reading: ReadingOf, row: Doubted) -> bool:
    return any(
        (each.of, each.subject) == (row.of, row.subject) and each.leading.outcome != row.leading.outcome
        for each in reading.verdicts
    )


def _reading(reading: ReadingOf, names: Names) -> str:
    if reading.world:
        return f"“{names.world(reading.world)}”"
    return f"“{names.variant(reading.variant)}”"


def _others(result: DoubtResult, names: Names) -> str:
    """The other verdicts that can flip, the most doubtful first."""
    rows = [row for row in result.verdicts if row.of != "deals" and row.moved]
    rows.sort(key=lambda row: row.chance(row.stated).independent)
    said = [f"that {clause(row, names)}: {how_sure(row)}" for row in rows[:_NAMED]]
    if not said:
        steady = sum(not row.moved for row in result.verdicts)
        return f"None of {counted(steady, 'verdict')} flips in any of {count(result.draws)} draws."
    return f"{opening('; '.join(said))}."


def _readings(result: DoubtResult, names: Names) -> str:
    """The contested readings under which some verdict has another likeliest outcome."""
    if not result.readings:
        return ""
    touched = [reading for reading in result.readings if any(_differs(reading, row) for row in result.verdicts)]
    asked = sum(not reading.missing for reading in result.readings)
    if not touched:
        return f"Under each of {counted(asked, 'other reading')} every verdict stays the likeliest."
    said = few([_reading(reading, names) for reading in touched], _NAMED)
    verb = "makes" if len(touched) == 1 else "make"
    return (
        f"{count(len(touched))} of {counted(asked, 'other reading')} {verb} some verdict another: {said}; they are not "
        "averaged."
    )


def _depends(result: DoubtResult, names: Names) -> str:
    """The inputs on which the most doubtful verdict depends."""
    rows = [row for row in result.driven if row.drivers]
    if not rows:
        return ""
    first = min(rows, key=lambda row: _leading(result, row.of, row.subject))
    drivers = [
        f"{group_words(result, driver.group)} ({plain_chance(max(driver.total.value, 0.0))} of its variance)"
        for driver in first.drivers[:_NAMED]
    ]
    verdict = result.verdict(first.of, first.subject)
    return f"What is said of {what(verdict, names)} hangs most on {listed(drivers)}."


def _leading(result: DoubtResult, of: str, subject: str) -> float:
    return result.verdict(of, subject).leading.independent


def group_words(result: DoubtResult, group: str) -> str:
    """A group of inputs in words: one input, or those that move together."""
    inside = [each for each in result.inputs if each.group == group and each.drawn]
    if len(inside) == 1:
        return f"{visible(inside[0].words)} (`{visible(inside[0].path)}`)"
    return f"`{visible(group)}`"


def _flips(result: DoubtResult, names: Names) -> str:
    """The nearest value that flips the verdict on the deals, alone."""
    rows = [row for row in result.tripwires if row.kind == "number"]
    if not rows:
        return ""
    return f"Alone it takes this: if {condition(rows[0], names)}, {then(rows[0], names)}."


def said_lines(result: DoubtResult) -> tuple[str, ...]:
    """What a page says below its table: what hangs on what, how it was drawn, with which errors of polls."""
    names = Names.of(result.about)
    return tuple(text for part in (_depends, _averaged, _drawn, _polls, _notes) if (text := part(result, names)))


def finding_words(result: DoubtResult) -> str:
    """What to find out first, in a sentence; nothing where nothing was looked at."""
    return _find_out(result, Names.of(result.about))


def _find_out(result: DoubtResult, _names: Names) -> str:
    rows = [row for row in result.found if row.group and is_worth_it(row)]
    if not rows:
        return "" if not result.found else "Finding out any one number would change nothing that is done."
    said = [f"{group_words(result, row.group)} ({worth_words(row)})" for row in rows[:_NAMED]]
    return f"What to find out first: {listed(said)}."


def is_worth_it(row: FoundOut) -> bool:
    """Whether it is worth more than its Monte Carlo error."""
    return any(each is not None and each.value > 2 * each.error > 0 for each in (row.points, row.changes)) or bool(
        row.changes is not None and row.changes.value > 0 and row.changes.error == 0
    )


def worth_words(row: FoundOut) -> str:
    """What it is worth: points of the party asked for, and the chance that it changes what is likeliest."""
    said = []
    if row.points is not None:
        said.append(f"worth {row.points.value:.2g} points, give or take {row.points.error:.1g}")
    if row.changes is not None:
        said.append(f"changes what is likeliest with {plain_chance(row.changes.value)}")
    return "; ".join(said)


def _averaged(result: DoubtResult, names: Names) -> str:
    rows = [row for row in result.averaged if row.of == "deals"]
    if not rows:
        return ""
    chance = rows[0].chance(result.verdict("deals").stated)
    ends = chance_words(chance.low, chance.high)
    return f"Over the readings, by the weights of the case, that {clause(result.verdict('deals'), names)}: {ends}."


def _drawn(result: DoubtResult, _names: Names) -> str:
    drawn = [each for each in result.inputs if each.drawn]
    if not drawn:
        return "Nothing in the case is written as uncertain, so nothing was drawn: ranges, polls and chances would be."
    assumed = sum(bool(each.assumed) for each in drawn)
    return (
        f"{counted(len(drawn), 'uncertain input')} were drawn {count(result.draws)} times (seed {result.seed}); "
        f"{count(assumed)} of them with something assumed. Intervals hold the reading in which nothing hangs together, "
        "the one in which all ratifiers' fortunes do, and the error of drawing."
    )


def _polls(result: DoubtResult, _names: Names) -> str:
    if not any("poll" in each.words and each.drawn for each in result.inputs):
        return ""
    return (
        f"Polls err by sampling, by {number(result.house)} points beyond it at a share of 50 % (Shirani-Mehr et al. "
        f"2018, unless the case says otherwise), and by {number(result.drift)} for the square root of a year since."
    )


def _notes(result: DoubtResult, _names: Names) -> str:
    short = "" if result.draws == result.wanted else f"Only {count(result.draws)} of {count(result.wanted)} draws. "
    return f"{short}{' '.join(map(visible, result.notes))}".strip()
