"""The tables of a `stability` answer."""

from winset.conflict.concepts import CONCEPTS
from winset.conflict.records import AnswerRow, EquilibriumRow, OptionRow, ReasonRow, RouteRow, StabilityResult, StateRow
from winset.show.inputs_table import inputs_table
from winset.show.stability_naming import (
    change_words,
    decider_name,
    is_yes_no,
    level_name,
    shorts,
    side,
    state_words,
    way_words,
)
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, listed, opening, spoken

MOST_COLUMNS = 8
"""More states than this beside each other cannot be read."""

_TAKEN, _NOT_TAKEN = "Y", "-"


def stability_tables(result: StabilityResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    if result.missing:
        return ()
    built = [
        _states(result),
        _equilibria(result),
        _stable(result),
        _reasons(result),
        _ways(result),
        _jumps(result),
        _coalitions(result),
        _ties(result),
        _variants(result),
        inputs_table(result.about),
    ]
    return tuple(table for table in built if table is not None and table.rows)


def _shown(result: StabilityResult) -> list[StateRow]:
    """The status quo and the equilibria, as far as they fit beside each other."""
    now = [result.status_quo] if result.status_quo is not None else []
    others = [row.state for row in result.equilibria if row.state != result.status_quo]
    return [*now, *others][:MOST_COLUMNS]


def _states(result: StabilityResult) -> Table | None:
    """States as columns of options, with who finds them stable under each concept."""
    shown = _shown(result)
    if not shown:
        return None
    rows = [
        (f"{decider_name(result, option.by)}: {option.name}", *(_cell(option, state.levels[at]) for state in shown))
        for at, option in enumerate(result.options)
    ]
    if not result.options:
        rows = [("State", *(state_words(result, state) for state in shown))]
    rows += [
        (f"Stable under {CONCEPTS[row.concept].short}", *(_for_whom(result, row.concept, state) for state in shown))
        for row in result.concepts
    ]
    lead = (
        "The status quo, and the states that can last" if result.status_quo is not None else "The states that can last"
    )
    left = len(result.equilibria) + result.more - sum(1 for state in shown if _listed(result, state))
    note = f"{counted(left, 'more state')} can last under some concept; --json has them." if left else ""
    heads = [Column(f"{count(state.number)}{' (now)' if state == result.status_quo else ''}") for state in shown]
    words = f"{_TAKEN}: the option is taken; {_NOT_TAKEN}: it is not"
    return Table("states", lead, words, (Column("Option"), *heads), tuple(rows), note)


def _listed(result: StabilityResult, state: StateRow) -> bool:
    return any(row.state == state for row in result.equilibria)


def _cell(option: OptionRow, level: str) -> str:
    if is_yes_no(option):
        return _TAKEN if level == "yes" else _NOT_TAKEN
    return level_name(option, level)


def _for_whom(result: StabilityResult, concept: str, state: StateRow) -> str:
    """For whom a state is stable: all, nobody, or all but some."""
    row = result.stable[concept][:, state.number - 1]
    left = [decider_name(result, each.id) for each, stable in zip(result.deciders, row, strict=True) if not stable]
    if not left:
        return "all"
    return "nobody" if len(left) == len(result.deciders) else f"not {listed(left)}"


def _equilibria(result: StabilityResult) -> Table:
    """All equilibria that are listed, a row each, where they do not fit beside each other."""
    rows = [
        (f"{count(row.state.number)}: {state_words(result, row.state)}", shorts(row.concepts), *_reached(row))
        for row in result.equilibria
    ]
    note = f"{counted(result.more, 'more')} are not listed." if result.more else ""
    return Table(
        "equilibria",
        "What can last, and how soon it can come about",
        "States that are stable for every decision maker, and the fewest moves to them from the status quo",
        (
            Column("State"),
            Column("An equilibrium under"),
            right("By any moves", "moves"),
            right("By improvements", "moves"),
        ),
        tuple(rows),
        note,
    )


def _reached(row: EquilibriumRow) -> tuple[str, str]:
    return _moves(row.any_moves), _moves(row.improvements)


def _moves(route: RouteRow | None) -> str:
    if route is None:
        return "-"
    if route.moves is None:
        return "never"
    return count(route.moves)


def _stable(result: StabilityResult) -> Table:
    """How many states are stable for each."""
    rows = [
        (CONCEPTS[row.concept].method.name, *(count(number) for number in row.stable), count(row.equilibria))
        for row in result.concepts
    ]
    heads = (right(decider_name(result, each.id)) for each in result.deciders)
    return Table(
        "concepts",
        "How many states each would not leave",
        f"Of {counted(result.states, 'state')}, under each concept of stability",
        (Column("Concept"), *heads, right("All")),
        tuple((opening(row[0]), *row[1:]) for row in rows),
    )


def _reasons(result: StabilityResult) -> Table:
    """What tempts each decision maker, and what answers it, with the concepts for which the same is so together."""
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for reason in result.reasons:
        for words in _reason(result, reason):
            rows.setdefault(words, []).append(reason.concept)
    return Table(
        "reasons",
        "Why states are left or kept",
        "Moves to something better, and the answers of others that take the gain away",
        (Column("State"), Column("Who"), Column("What would be better"), Column("What happens then"), Column("Under")),
        tuple((*words, shorts(concepts)) for words, concepts in rows.items()),
    )


def _reason(result: StabilityResult, reason: ReasonRow) -> list[tuple[str, str, str, str]]:
    head = (count(reason.state.number), decider_name(result, reason.by))
    if not reason.improvements:
        return [(*head, "nothing", "stays")]
    said = [(*head, change_words(result, reason.state, answer.improvement), _answer(result, answer))
            for answer in reason.answers]  # fmt: skip
    left = reason.improvements - len(reason.answers)
    return [*said, (*head, f"{count(left)} more", "deterred" if reason.stable else "not looked at")] if left else said


def _answer(result: StabilityResult, answer: AnswerRow) -> str:
    if not answer.deterred:
        return f"gains: state {count(answer.improvement.number)}"
    back = way_words(result, answer.improvement, answer.steps)
    escapes = f"; nothing better from there ({counted(len(answer.escapes), 'move')})" if answer.escapes else ""
    return f"{back}: state {count(answer.steps[-1].to.number)}{escapes}"


def _ways(result: StabilityResult) -> Table | None:
    """The shortest ways from the status quo to what can last."""
    now = result.status_quo
    if now is None:
        return None
    rows = []
    for row in result.equilibria:
        for kind, route in (("improvements", row.improvements), ("any moves", row.any_moves)):
            if route is not None and route.moves:
                ways = "many" if route.ways is None else count(route.ways)
                rows.append(
                    (count(row.state.number), kind, count(route.moves), ways, way_words(result, now, route.steps))
                )
    return Table(
        "ways",
        "How it would come about",
        "From the status quo, nobody moving twice in a row",
        (Column("State"), Column("By"), right("Moves"), right("Shortest ways"), Column("One of them")),
        tuple(rows),
    )


def _jumps(result: StabilityResult) -> Table:
    rows = tuple(
        (
            opening(side(result, jump.members)),
            f"{count(jump.before.number)}: {state_words(result, jump.before)}",
            f"{count(jump.after.number)}: {state_words(result, jump.after)}",
            CONCEPTS[jump.concept].short,
        )
        for jump in result.jumps
    )
    return Table(
        "jumps",
        "From one state that lasts to another",
        "What a coalition can do together, to the liking of all of its members",
        (Column("Coalition"), Column("From"), Column("To"), Column("Both last under")),
        rows,
    )


def _coalitions(result: StabilityResult) -> Table:
    rows = tuple(
        (
            opening(side(result, row.members)),
            CONCEPTS[row.concept].short,
            count(row.stable),
            listed([count(state.number) for state in row.leaves]) or "none",
        )
        for row in result.coalitions
    )
    return Table(
        "coalitions",
        "What coalitions would not let be",
        f"How many of {counted(result.states, 'state')} a coalition would keep, and the equilibria that it would leave",
        (Column("Coalition"), Column("Concept"), right("Keeps", "states"), Column("Would leave")),
        rows,
    )


def _ties(result: StabilityResult) -> Table:
    rows = [
        (
            f"{count(row.state.number)}: {state_words(result, row.state)}",
            CONCEPTS[tie.concept].short,
            f"{count(tie.survived)} of {count(tie.ways)}",
            "all ways" if tie.exact else f"drawn; {tie.low:.0%} to {tie.high:.0%}",
        )
        for row in result.equilibria
        for tie in row.ties
    ]
    return Table(
        "ties",
        "If ties in preferences were broken",
        "Ways to break them under which a state stays an equilibrium",
        (Column("State"), Column("Concept"), right("Ways"), Column("Counted")),
        tuple(rows),
    )


def _variants(result: StabilityResult) -> Table:
    rows = [
        (
            f"{count(row.state.number)}: {state_words(result, row.state)}",
            shorts(id_ for id_, held in row.variants if held == kept and id_ in row.concepts),
            f"{count(len(kept))} of {count(len(result.variants))}",
            listed([spoken(each) for each in result.variants if each not in kept]) or "none",
        )
        for row in result.equilibria
        for kept in dict.fromkeys(held for id_, held in row.variants if id_ in row.concepts)
        if result.variants
    ]
    return Table(
        "variants",
        "Under other readings",
        "Variants of the case, each alone, under which a state is an equilibrium too",
        (Column("State"), Column("Concepts"), right("Variants"), Column("Not under")),
        tuple(rows),
    )
