"""The answer to `goals` in sentences: which goal pays, and at which weight and value of attention advice turns."""

from winset.case.problems import visible
from winset.course.goals_records import GoalRow, GoalsResult, Weighed
from winset.show.amounts import amount, points, with_points
from winset.show.course_words import as_read, between, doing, effort_words, turns_with_horizon
from winset.show.names import Names
from winset.show.words import counted, listed, opening

_NOTHING = 1e-6


def goals_sentence(result: GoalsResult) -> str:
    """The answer in one sentence."""
    if result.missing:
        return f"Goals cannot be weighed: {result.missing}."
    paying = [row for row in result.goals if max(best.net for best in row.best) > _NOTHING]
    if not paying:
        names = listed([_name(row) for row in result.goals])
        return f"None of the goals pays: for {names}, nothing that can be done is worth its effort."
    best = max(paying, key=lambda row: max(each.net for each in row.best))
    text = f"{opening(_name(best))} pays {_gain(best)} for {effort_words(_effort(best), result)}; {_step(best)}"
    others = [f"{_name(row)} {_gain(row)} for {_effort(row)}" for row in result.goals if row is not best]
    return f"{text}. {opening(listed(others))}." if others else f"{text}."


def goals_explain(result: GoalsResult) -> tuple[str, ...]:
    """Further short sentences: what can be had now, attention, weights, horizons, assumptions."""
    if result.missing:
        return ()
    names = Names.of(result.about)
    said = [_now(row, names) for row in result.goals]
    said += [_attention(row) for row in result.goals]
    said += _weights(result)
    said += [text for row in result.goals if (text := _horizons(row))]
    total, assumed = len(result.about.inputs), len(result.about.assumed)
    said.append(
        f"All of it rests on {counted(total, 'number')}, {assumed if assumed < total else 'all'} of them assumed."
    )
    return tuple(said)


def _name(row: GoalRow) -> str:
    return f"“{visible(row.name)}”"


def _gain(row: GoalRow) -> str:
    low, high = row.best[0].gain, row.best[-1].gain
    if max(abs(low), abs(high)) <= _NOTHING:
        return "nothing"
    return with_points(between(low, high))


def _effort(row: GoalRow) -> str:
    return between(row.best[0].effort, row.best[-1].effort)


def _step(row: GoalRow) -> str:
    firsts = list(dict.fromkeys(doing(best.first) for best in row.best))
    if firsts == ["wait"]:
        return "waiting comes first"
    return f"{' or '.join(firsts)} comes first"


def _now(row: GoalRow, names: Names) -> str:
    """What the goal can have of deals as things stand."""
    sure, possible = row.ratifiable.sure, row.ratifiable.possible
    if possible is None or possible[0] <= _NOTHING:
        return f"As things stand, no deal that can be had brings {_name(row)} more than the status quo."
    known = sure is not None and abs(sure[0] - possible[0]) <= _NOTHING
    word = "a deal that is ratified" if known else "a deal that nobody refuses"
    return f"As things stand, {word} brings {_name(row)} {points(possible[0])} a period: “{names.short(possible[1])}”."


def _attention(row: GoalRow) -> str:
    """The price of effort from which on nothing is worth doing, in either reading of open answers."""
    said = list(dict.fromkeys(map(_from, row.drops_at)))
    if len(said) == 1:
        return f"For {_name(row)} {said[0]}."
    low, high = as_read(row.best[0].lent), as_read(row.best[-1].lent)
    return f"For {_name(row)} {said[0]} where open answers count as {low}; where they count as {high}, {said[-1]}."


def _from(value: float | None) -> str:
    if value is None:
        return "something is worth doing whatever effort is worth elsewhere"
    if value <= _NOTHING:
        return "nothing is worth doing at any price of effort"
    return f"nothing is worth doing once a unit of effort brings {points(value)} elsewhere"


def _weights(result: GoalsResult) -> list[str]:
    """The same for each two goals; which reading of open answers it is for, where another says something else."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in result.weighed:
        found.setdefault((row.one, row.other), []).append(_weight(row, result))
    return [
        texts[-1]
        if len(set(texts)) == 1
        else f"Where open answers count as {as_read(result.lent[-1])}, {texts[-1][:1].lower()}{texts[-1][1:]}"
        for texts in found.values()
    ]


def _weight(row: Weighed, result: GoalsResult) -> str:
    """The weights of the first goal at which the first step is another."""
    names = {goal.id: _name(goal) for goal in result.goals}
    said = []
    for before, after in zip(row.stretches, row.stretches[1:], strict=False):
        if before.first.id != after.first.id:
            said.append(f"above {amount(after.low)} {doing(after.first)} comes first, below it {doing(before.first)}")
    if not said:
        first = doing(row.stretches[0].first)
        return f"Whatever the weight of {names[row.one]} against {names[row.other]}, {first} comes first."
    return f"By the weight of {names[row.one]} against {names[row.other]}: {'; '.join(said)}."


def _horizons(row: GoalRow) -> str:
    if not turns_with_horizon(row.looked):
        return ""
    return f"For {_name(row)} the first step hangs on how far is looked ahead, or on what counts afterwards."
