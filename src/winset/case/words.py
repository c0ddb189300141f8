"""Numbers and entries of a case in words."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from winset.case.conflict import Barred, Choice, Decider, Infeasible, NamedState, Preference, Same, StateRule
from winset.case.course import Arrangement, Drift, Failure, Goal, Others, Person, Plan, Proposal, Sounds
from winset.case.doubt import Together, Undeclared
from winset.case.patterns import Named, Where, show_pattern
from winset.case.record import Feature, Precedent, Statement, Trait
from winset.case.rules import Rule, show_rule
from winset.case.sections import (
    Adjustment,
    Answer,
    Bloc,
    Body,
    Condition,
    Count,
    Coupling,
    Effect,
    Issue,
    Lever,
    Line,
    Party,
    Poll,
    Ratifier,
)
from winset.case.shape import Path
from winset.case.written import Number, Votes, When


def plain_number(value: Fraction) -> str:
    """A number as one would write it: `46`, `0.5`, or `1/3` where decimals would not be exact."""
    bottom = value.denominator
    twos = fives = 0
    while bottom % 2 == 0:
        bottom, twos = bottom // 2, twos + 1
    while bottom % 5 == 0:
        bottom, fives = bottom // 5, fives + 1
    if bottom != 1:
        return str(value)
    places = max(twos, fives)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def show_number(number: Number) -> str:
    """A number or a range in words: `46`, `0.7 to 0.95, likely 0.85`."""
    if isinstance(number, Votes) and number.rest:
        return "the rest"
    if number.is_ is not None:
        return plain_number(number.is_)
    likely = f", likely {plain_number(number.likely)}" if number.likely is not None else ""
    return f"{plain_number(number.least)} to {plain_number(number.most)}{likely}"


def in_words(value: Any, path: Path) -> str:
    """What stands at a path, in words; an entry that has none is shown by its name or id."""
    say = _SAY.get(type(value))
    return say(value, path) if say is not None else str(path[-1]) if path else ""


_LINES = {"refuses": "refuses", "accepts": "accepts", "abstains": "abstains on"}


def _line(line: Line, path: Path) -> str:
    word = str(path[-2]) if len(path) > 1 else ""
    return f"{_LINES.get(word, word)} {show_pattern(line.when)}".strip()


def _poll(poll: Poll, _: Path) -> str:
    shares = ", ".join(f"{id_} {show_number(answer.share)}" for id_, answer in poll.answers.items())
    field = f", {poll.field}" if poll.field is not None else ""
    return f"{shares} per cent of those {poll.base}{field}"


def _answer(answer: Answer, _: Path) -> str:
    return f"{show_number(answer.share)} per cent accept {show_pattern(answer.accepts)}"


def _count(count: Count, _: Path) -> str:
    named = {"ayes": count.ayes, "noes": count.noes, "undeclared": count.undeclared}
    said = ", ".join(f"{show_number(number)} {word}" for word, number in named.items() if number is not None)
    return f"{said}, {count.date}" if count.date is not None else said


def _effect(effect: Effect, _: Path) -> str:
    if effect.support is not None:
        what = f"{show_number(effect.support.points)} points of support in {effect.support.ratifier}"
    elif effect.swing is not None:
        swing = effect.swing
        what = f"{show_number(swing.votes)} votes of {swing.ratifier} from {swing.from_} to {swing.to}"
    elif effect.set:
        what = f"sets {_levels(effect.set)}"
    else:
        what = f"writes in {', '.join(effect.add)}" if effect.add else f"strikes out {', '.join(effect.drop)}"
    chance = f", with chance {show_number(effect.chance)}" if effect.chance is not None else ""
    otherwise = f", otherwise {_levels(effect.otherwise)}" if effect.otherwise else ""
    return f"{what}{chance}{otherwise}"


def _statement(statement: Statement, _: Path) -> str:
    said = "declines to speak of" if statement.silent else f"{_STANCES[statement.stance]}"
    who = f"{statement.speaker} for {statement.by}" if statement.speaker is not None else statement.by
    return f"{statement.date}: {who} {said} {show_pattern(statement.about)}"


def _together(together: Together, _: Path) -> str:
    how = f"with correlation {show_number(together.correlation)}" if together.correlation is not None else "as one"
    return f"{', '.join(together.inputs)} move together, {how}"


def _sounds(sounds: Sounds, _: Path) -> str:
    after = f", once {', '.join(sounds.after)} said yes" if sounds.after else ""
    return f"asks {sounds.ratifier} in principle{after}"


def _drift(drift: Drift, _: Path) -> str:
    when = f", while {', '.join(drift.during)}" if drift.during else ""
    unless = f", unless {', '.join(drift.unless)}" if drift.unless else ""
    moves = f"{drift.condition} moves from {drift.from_} to {drift.to}"
    return f"{moves} with chance {show_number(drift.chance)} in a period{when}{unless}"


def _failure(failure: Failure, _: Path) -> str:
    said = [f"{show_number(failure.points)} points"] if failure.points is not None else []
    said += [f"sets {_levels(failure.set)}"] if failure.set else []
    chance = f", with chance {show_number(failure.chance)}" if failure.chance is not None else ""
    return f"a failed ratification: {', '.join(said)}{chance}"


_STANCES = {"for": "speaks for", "against": "speaks against", "neither": "speaks of"}


def _preference(statement: Preference, path: Path) -> str:
    who = f"{path[-3]} " if len(path) > 2 else ""
    return f"{who}would like {show_pattern(statement.when)}"


def _state_rule(rule: StateRule, _: Path) -> str:
    if rule.if_ is not None and rule.then is not None:
        return f"if {show_pattern(rule.if_)}, then {show_pattern(rule.then)}"
    words = ("exactly_one", "at_least_one", "at_most_one")
    return "; ".join(
        f"{word.replace('_', ' ')} of {', '.join(named)}" for word in words if (named := getattr(rule, word))
    )


def _barred(barred: Barred, _: Path) -> str:
    return f"{barred.by} cannot move from {show_pattern(barred.from_)} to {show_pattern(barred.to)}"


def _levels(levels: Mapping[str, str]) -> str:
    return ", ".join(f"{id_} to {level}" for id_, level in levels.items())


def _mapping(values: Mapping[str, Any], path: Path) -> str:
    """Points by option and the like."""
    return ", ".join(f"{id_} {in_words(value, (*path, id_))}" for id_, value in values.items())


def _ranking(ranking: tuple[Any, ...], path: Path) -> str:
    """Options or states, best first; those that stand together are a tie."""
    return ", then ".join(
        " or ".join(in_words(each, path) for each in entry) if isinstance(entry, tuple) else in_words(entry, path)
        for entry in ranking
    )


def _named(entry: Any, path: Path) -> str:
    return entry.name or (str(path[-1]) if path else "")


_SAY: Mapping[type, Callable[[Any, Path], str]] = {
    Number: lambda number, _: show_number(number),
    Votes: lambda number, _: show_number(number),
    Line: _line,
    Coupling: lambda coupling, _: f"rules out {show_pattern(coupling.when)}",
    Adjustment: lambda adjust, _: f"{show_number(adjust.points)} points for {show_pattern(adjust.when)}",
    Poll: _poll,
    Answer: _answer,
    Count: _count,
    Rule: lambda rule, _: show_rule(rule),
    Effect: _effect,
    Statement: _statement,
    Together: _together,
    Undeclared: lambda votes, _: f"{show_number(votes.share)} of the open votes of {votes.of} go to yes",
    Trait: lambda trait, _: trait.is_,
    Feature: _named,
    Precedent: _named,
    Sounds: _sounds,
    Goal: _named,
    Drift: _drift,
    Failure: _failure,
    Others: lambda others, path: f"{path[-1]} with chance {show_number(others.chance)} in a period",
    Arrangement: _named,
    Proposal: _named,
    Plan: _named,
    Person: _named,
    Preference: _preference,
    Decider: _named,
    Choice: lambda choice, path: f"{choice.by} can: {_named(choice, path)}",
    Infeasible: lambda states, _: f"rules out {show_pattern(states.when)}",
    StateRule: _state_rule,
    Same: lambda same, _: f"nobody tells apart {show_pattern(same.when)}",
    Barred: _barred,
    NamedState: _named,
    Named: lambda pattern, _: show_pattern(pattern),
    Where: lambda pattern, _: show_pattern(pattern),
    Condition: lambda condition, _: condition.now,
    Issue: _named,
    Party: _named,
    Ratifier: _named,
    Body: _named,
    Bloc: _named,
    Lever: _named,
    dict: _mapping,
    tuple: _ranking,
    str: lambda text, _: text,
    bool: lambda yes, _: "yes" if yes else "no",
    date: lambda day, _: str(day),
    When: lambda when, _: str(when),
    Fraction: lambda value, _: plain_number(value),
}
