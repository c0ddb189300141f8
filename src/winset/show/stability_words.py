"""A `stability` answer in words."""

from fractions import Fraction

from winset.case.problems import visible
from winset.conflict.concepts import CONCEPTS
from winset.conflict.records import (
    AnswerRow,
    EquilibriumRow,
    InverseRow,
    ReasonRow,
    RouteRow,
    StabilityResult,
    StateRow,
    TiesRow,
)
from winset.show.stability_naming import (
    change_words,
    decider_name,
    numbered,
    shorts,
    side,
    state_words,
    way_words,
)
from winset.show.words import count, counted, few, listed, opening, spoken

_FEW = 3
_MANY_WAYS = 1_000_000
"""So many ways are told by their share."""


def stability_sentence(result: StabilityResult) -> str:
    """Whether the status quo holds if nothing is signed, and why."""
    if result.missing:
        return f"How stable the status quo is cannot be said: {result.missing}."
    now = result.status_quo
    if now is None:
        return _without_status_quo(result)
    held = _concepts_of(result, now)
    asked = [row.concept for row in result.concepts]
    words = state_words(result, now)
    if list(held) == asked:
        return f"The status quo (“{words}”) holds under {_all(asked)}: {_kept(result, now)}."
    leaver = _leaver(result, now)
    if held:
        deterred = f"it holds under {shorts(held)} only"
        return f"The status quo (“{words}”) is not safe: {deterred}. {opening(_left(result, leaver))}."
    return f"The status quo (“{words}”) does not hold under {_none(asked)}: {_left(result, leaver)}."


def _concepts_of(result: StabilityResult, state: StateRow) -> tuple[str, ...]:
    return tuple(row.concept for row in result.concepts if result.is_equilibrium(row.concept, state.number))


def _all(asked: list[str]) -> str:
    return f"all {count(len(asked))} concepts asked for" if len(asked) > 1 else CONCEPTS[asked[0]].short


def _none(asked: list[str]) -> str:
    return "any concept asked for" if len(asked) > 1 else CONCEPTS[asked[0]].short


def _kept(result: StabilityResult, now: StateRow) -> str:
    """Why nobody leaves."""
    tempted = _tempted(result, now)
    if not tempted:
        return "nobody can move to anything that it likes better"
    who = listed([decider_name(result, each) for each in tempted])
    verb = "is" if len(tempted) == 1 else "are"
    return f"{who} could move to something better, and {verb} deterred by what the others would answer"


def _tempted(result: StabilityResult, state: StateRow) -> list[str]:
    rows = [row for row in result.reasons if row.state.number == state.number and row.improvements]
    return list(dict.fromkeys(row.by for row in rows))


def _leaver(result: StabilityResult, state: StateRow) -> ReasonRow | None:
    """Who leaves a state, under the concept of most foresight under which somebody does."""
    rows = [row for row in result.reasons if row.state.number == state.number and not row.stable]
    order = {row.concept: at for at, row in enumerate(result.concepts)}
    return max(rows, key=lambda row: order[row.concept], default=None)


def _left(result: StabilityResult, reason: ReasonRow | None) -> str:
    if reason is None:
        return "somebody gains by leaving it"
    free = next((answer for answer in reason.answers if not answer.deterred), reason.answers[0])
    who = decider_name(result, reason.by)
    change = change_words(result, reason.state, free.improvement)
    deterred = "" if reason.concept == "nash" else ", and nothing that the others would answer takes that gain away"
    return f"{who} gains by moving to state {free.improvement.number} ({change}){deterred}"


def _without_status_quo(result: StabilityResult) -> str:
    strongest = _strongest(result)
    if not strongest:
        return f"No state is an equilibrium under {_none([row.concept for row in result.concepts])}."
    asked = [row.concept for row in result.concepts]
    held = strongest[0].concepts
    under = _all(asked) if list(held) == asked else shorts(held)
    named = few([numbered(result, row.state) for row in strongest], _FEW)
    return f"{opening(counted(len(strongest), 'state'))} can last under {under}: {named}."


def _strongest(result: StabilityResult) -> list[EquilibriumRow]:
    """The equilibria under the most concepts."""
    if not result.equilibria:
        return []
    most = len(result.equilibria[0].concepts)
    return [row for row in result.equilibria if len(row.concepts) == most]


def stability_explain(result: StabilityResult) -> tuple[str, ...]:
    """What the states are, which can last, how they come about, and what would change that."""
    if result.missing:
        return ("Write under `conflict` who can do what if nothing is signed, and what each prefers.",)
    said = [_model(result), _equilibria(result), *_reasons(result), *_routes(result), _coalitions(result)]
    said += [*(_inverse(result, row) for row in result.inverse), _ties(result), _variants(result)]
    said += [opening(visible(note)) for note in result.notes]
    return tuple(line for line in said if line)


def _model(result: StabilityResult) -> str:
    who = counted(len(result.deciders), "decision maker")
    what = f" with {counted(len(result.options), 'option')}" if result.options else ""
    how = list(dict.fromkeys(row.prefers_by for row in result.deciders))
    return f"{opening(who)}{what}: {counted(result.states, 'state')} can be; preferences are by {listed(how)}."


def _equilibria(result: StabilityResult) -> str:
    counts = [f"{count(row.equilibria)} under {CONCEPTS[row.concept].short}" for row in result.concepts]
    strongest = _strongest(result)
    if not strongest:
        return "No state is stable for all of them."
    named = few([numbered(result, row.state) for row in strongest], _FEW)
    return f"Stable for all: {listed(counts)}. Under the most concepts: {named}."


def _reasons(result: StabilityResult) -> list[str]:
    """For the status quo, and for what was asked about: what tempts each, and what deters it."""
    said = []
    states = {row.state.number: row.state for row in result.reasons}
    for number, state in states.items():
        for decider in result.deciders:
            rows = [row for row in result.reasons if row.state.number == number and row.by == decider.id]
            told = state == result.status_quo and not any(row.stable for row in rows)  # the first sentence says so
            if rows and rows[0].improvements and not told:
                said.append(_tempts(result, state, rows))
    return said[:_FEW]


def _tempts(result: StabilityResult, state: StateRow, rows: list[ReasonRow]) -> str:
    """One decision maker in one state, under the concept with the most foresight that tells the most."""
    who = opening(decider_name(result, rows[0].by))
    row = next((each for each in reversed(rows) if each.stable), rows[0])
    answer = row.answers[0]
    move = change_words(result, state, answer.improvement)
    here = f"In {numbered(result, state)} " if result.status_quo != state else ""
    if not answer.deterred:
        return f"{here}{who} would like {move} better, and nothing that counts under {shorts([row.concept])} deters it."
    back = way_words(result, answer.improvement, answer.steps)
    others = counted(row.improvements - 1, "more move")
    more = f" ({others} {'is' if row.improvements == 2 else 'are'} deterred too)" if row.improvements > 1 else ""
    return f"{here}{who} would like {move} better, but is deterred by {back}{more}; {_under(rows)}."


def _under(rows: list[ReasonRow]) -> str:
    kept = [row.concept for row in rows if row.stable]
    left = [row.concept for row in rows if not row.stable]
    return f"so under {shorts(kept)}, not under {shorts(left)}" if left else f"so under {shorts(kept)}"


def _routes(result: StabilityResult) -> list[str]:
    """How the strongest equilibria come about."""
    now = result.status_quo
    if now is None or len(_concepts_of(result, now)) == len(result.concepts):
        return []
    said = []
    for row in _strongest(result)[:_FEW]:
        if row.state.number == now.number:
            continue
        if row.improvements is not None and row.improvements.moves:
            said.append(f"By improvements alone {_way(result, now, row, row.improvements)}.")
        elif row.any_moves is not None and row.any_moves.moves:
            way = _way(result, now, row, row.any_moves)
            said.append(f"No improvements alone lead to state {row.state.number}; by moves of any kind {way}.")
        else:
            said.append(f"No moves lead from the status quo to {numbered(result, row.state)}.")
    return said


def _way(result: StabilityResult, now: StateRow, row: EquilibriumRow, route: RouteRow) -> str:
    steps = way_words(result, now, route.steps)
    took = counted(route.moves or 0, "move")
    return f"{numbered(result, row.state)} is reached in {took}: {steps}"


def _coalitions(result: StabilityResult) -> str:
    if result.jumps:
        jump = result.jumps[0]
        who = opening(side(result, jump.members))
        more = f"; {counted(len(result.jumps) - 1, 'jump')} more" if len(result.jumps) > 1 else ""
        return (
            f"{who} together could go from state {jump.before.number} to state {jump.after.number}, which all of them "
            f"like better, and both last under {shorts([jump.concept])}{more}."
        )
    if result.coalitions:
        return "No coalition can go from one state that lasts to another that all of its members like better."
    return ""


def _inverse(result: StabilityResult, row: InverseRow) -> str:
    """What would have to be thought otherwise for a state to last."""
    target = f"For {numbered(result, row.state)} to last under {CONCEPTS[row.concept].short}"
    if not row.found and row.against:
        return (
            f"{target}, no change of mind of {side(result, row.asked)} is enough: {side(result, row.against)} leaves."
        )
    if not row.found:
        return f"{target}, no change of mind of {side(result, row.asked)} was found."
    if not row.distance:
        return f"{target}, nothing has to change."
    least = "at the least" if row.proven else "as far as was found"
    parts = [
        f"{decider_name(result, shift.by)} would have to like it no less than "
        f"{few([f'state {each.number}' for each in shift.down], _FEW)}"
        for shift in row.shifts
        if shift.down
    ]
    parts += [
        f"{decider_name(result, shift.by)} would have to like {few(list(map(_liked_more, shift.won)), _FEW)}"
        for shift in row.shifts
        if shift.won and not shift.down
    ]
    parts += [
        f"{decider_name(result, shift.by)} would have to rank others anew"
        for shift in row.shifts
        if not shift.down and not shift.won
    ]
    return f"{target}, {least} {listed(parts)} (distance {count(row.distance)})."


def _liked_more(won: tuple[StateRow, StateRow]) -> str:
    before, after = won
    return f"state {after.number} more than state {before.number}"


def _ties(result: StabilityResult) -> str:
    shown = [(row, tie) for row in _strongest(result)[:1] for tie in row.ties]
    if not shown:
        return ""
    row, tie = shown[0]
    return (
        f"State {row.state.number} stays an equilibrium under {CONCEPTS[tie.concept].short} in {_survived(tie)} "
        "to break the ties in preferences."
    )


def _survived(tie: TiesRow) -> str:
    if tie.exact and tie.ways >= _MANY_WAYS:
        share = Fraction(tie.survived, tie.ways)
        if share.denominator == 1:
            return "all ways" if share else "none of the ways"
        return f"{count(share.numerator)} of every {counted(share.denominator, 'way')}"
    if tie.exact:
        return f"{count(tie.survived)} of {counted(tie.ways, 'way')}"
    return f"{count(tie.survived)} of {count(tie.ways)} drawn ways ({tie.low:.0%} to {tie.high:.0%})"


def _variants(result: StabilityResult) -> str:
    now = result.status_quo
    if not result.variants or now is None:
        return ""
    row = next((each for each in result.equilibria if each.state.number == now.number), None)
    if row is None or not row.variants:
        return ""
    concept, kept = row.variants[-1]
    lost = [each for each in result.variants if each not in kept]
    name = CONCEPTS[concept].short
    if not lost:
        return (
            f"The status quo lasts under {name} in every reading of the case ({count(len(result.variants))} variants)."
        )
    return f"Under {name} the status quo does not last if {few([spoken(each) for each in lost], _FEW)}."


def answered(result: StabilityResult, answer: AnswerRow) -> str:
    """An answer to an improvement, for a table."""
    if not answer.deterred:
        return "nothing deters it"
    return way_words(result, answer.improvement, answer.steps)
