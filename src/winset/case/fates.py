"""What becomes of an input when the sources that it rests on are left out: one record for each kind of input.

A record is found by the entry that an input stands in and by its key there, so that a key of the language has one
fate wherever it is written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from winset.case.checks.votes import total_of
from winset.case.claims import Claim
from winset.case.conflict import Conflict, Decider
from winset.case.course import (
    Arrangement,
    Course,
    Drift,
    Failure,
    Goal,
    Jointly,
    Others,
    Proposal,
    Sounds,
)
from winset.case.doubt import Doubt, Undeclared, Weighted
from winset.case.paths import ROOT
from winset.case.reading import Block, Node
from winset.case.record import Feature, Precedent, Precedents
from winset.case.rules import Rule
from winset.case.sections import (
    Adjustment,
    Answer,
    Bloc,
    Bound,
    CaseFile,
    Condition,
    Count,
    Effect,
    Judge,
    Lever,
    Poll,
    Ratifier,
    Support,
    Swing,
)
from winset.case.shape import FREE, Path, Shape, keys_of
from winset.case.words import plain_number
from winset.case.written import Votes

LEFT_OUT = "its source is left out"
_NOWHERE = (1, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an input stands: its path, and the entries that it stands in, the outermost first, with their paths."""

    path: Path
    around: tuple[tuple[type[BaseModel], Path], ...]
    file: CaseFile

    def nearest(self, model: type[BaseModel]) -> Path:
        """The path of the nearest entry of this kind."""
        return next(path for kind, path in reversed(self.around) if issubclass(kind, model))


Edits = Mapping[Path, Node | None]
"""What is put in at a path; None where what stands there is taken out."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a kind of input: what goes with it, and the edits that make it go.

    Without edits the input stays as an assumption: its cite is cut where all cites are.
    """

    kind: str
    edits: Callable[[Spot], Edits]


def _out(spot: Spot) -> Edits:
    return {spot.path: None}


def _kept(_: Spot) -> Edits:
    """A case cannot do without it."""
    return {}


def _with(model: type[BaseModel]) -> Callable[[Spot], Edits]:
    """It takes the whole entry of this kind with it."""
    return lambda spot: {spot.nearest(model): None}


def _points(spot: Spot) -> Edits:
    """One unknown number leaves the sum unknown, so all points of the judge go and its answer is open."""
    judge = spot.nearest(Judge)
    return {(*judge, key): None for key in ("points", "adjust", "no_deal")}


def _payoffs(spot: Spot) -> Edits:
    """Payoffs rank every state, so without one of them nothing is known of the ranking."""
    return {(*spot.nearest(Decider), "payoffs"): None}


def _weights(spot: Spot) -> Edits:
    """One unknown weight leaves the sum unknown."""
    return {(*spot.nearest(Decider), "weights"): None}


def _unit(spot: Spot) -> Edits:
    return {spot.path: _bounds(Fraction(1))}


def _votes(spot: Spot) -> Edits:
    """A bloc has none of the votes, or all that there are.

    Where nothing says how many there are, the votes of all blocs beside it go, so that any split is possible; but a
    rule that asks for a number of votes needs one, and gets bounds from none to what the rule asks for.
    """
    blocs = [path for kind, path in spot.around if issubclass(kind, Judge)]
    at = blocs[-2]
    for path in reversed(blocs[:-1]):
        judge: Judge = entry_at(spot.file, path)
        total = total_of(judge)
        if total is not None:
            return {spot.path: _bounds(total.most)}
        at = path
        if not isinstance(judge, Bloc) or judge.rule is not None:  # its blocs' votes are not passed up
            break
    asked = max((number for number in _numbers_in(judge.rule) if number > 1), default=None)
    if asked is not None:
        return {spot.path: _bounds(asked + 1)}
    return dict.fromkeys(_votes_below(at, judge))


def _numbers_in(rule: Rule | None) -> Iterator[Fraction]:
    if rule is not None:
        yield from (number for number in (rule.more_than, rule.at_least, rule.blocked_by) if number is not None)
        for part in rule.all or ():
            yield from _numbers_in(part)


def _votes_below(path: Path, judge: Judge) -> Iterator[Path]:
    """Where the votes are written that make up those of a judge."""
    for id_, bloc in judge.blocs.items():
        here = (*path, "blocs", id_)
        if bloc.votes is not None:
            yield (*here, "votes")
        if bloc.rule is None:
            yield from _votes_below(here, bloc)


def _unknown(spot: Spot) -> Edits:
    return {spot.path: "unknown"}


def _bounds(most: Fraction) -> Block:
    block = Block(_NOWHERE)
    block.update({"low": "0", "high": plain_number(most), "why": LEFT_OUT})
    block.places = dict.fromkeys(block, (*_NOWHERE, *_NOWHERE))
    return block


FATES: Mapping[tuple[type[BaseModel], str], Fate] = {
    (CaseFile, "issues"): Fate("issue", _kept),
    (CaseFile, "never"): Fate("coupling", _out),
    (CaseFile, "levers"): Fate("lever", _out),
    (CaseFile, "statements"): Fate("statement", _out),
    (CaseFile, "event"): Fate("event", _out),
    (Condition, "now"): Fate("level", _unknown),
    (Judge, "refuses"): Fate("red line", _out),
    (Judge, "accepts"): Fate("acceptance", _out),
    (Bloc, "abstains"): Fate("abstention", _out),
    (Bloc, "when_refusing"): Fate("default", _out),
    (Judge, "prefers"): Fate("ranking", _out),
    (Judge, "points"): Fate("points", _points),
    (Adjustment, "points"): Fate("points", _points),
    (Judge, "no_deal"): Fate("points", _points),
    (Judge, "polls"): Fate("poll", _out),
    (Answer, "share"): Fate("poll", _with(Poll)),
    (Poll, "n"): Fate("number", _out),
    (Poll, "margin"): Fate("number", _out),
    (Poll, "undecided"): Fate("poll", _with(Poll)),
    (Judge, "counts"): Fate("count", _out),
    (Count, "ayes"): Fate("count", _with(Count)),
    (Count, "noes"): Fate("number", _out),
    (Count, "undeclared"): Fate("number", _out),
    (Judge, "otherwise"): Fate("default", _out),
    (Judge, "rule"): Fate("rule", _kept),
    (Rule, "all"): Fate("rule", _kept),
    (Judge, "members"): Fate("number", _kept),
    (Judge, "turnout"): Fate("number", _unit),
    (Bloc, "votes"): Fate("number", _votes),
    (Ratifier, "counts_as"): Fate("role", _out),
    (Ratifier, "follows"): Fate("role", _out),
    (Ratifier, "scope"): Fate("choice", _out),
    (Ratifier, "patience"): Fate("number", _unit),
    (Lever, "cost"): Fate("number", _out),
    (Lever, "takes"): Fate("number", _out),
    (Lever, "effects"): Fate("lever", _with(Lever)),
    (Effect, "chance"): Fate("number", _unit),
    (Support, "points"): Fate("lever", _with(Lever)),
    (Swing, "votes"): Fate("lever", _with(Lever)),
    (Bound, "points"): Fate("bound", _with(Bound)),
    (Bound, "votes"): Fate("bound", _with(Bound)),
    (Lever, "sounds"): Fate("approach", _out),
    (Sounds, "exposure"): Fate("number", _out),
    (Sounds, "defers"): Fate("number", _out),
    (Sounds, "together"): Fate("number", _out),
    (Jointly, "chance"): Fate("number", _with(Jointly)),
    (CaseFile, "goals"): Fate("goal", _out),
    (Goal, "weights"): Fate("points", _with(Goal)),
    (Goal, "points"): Fate("points", _with(Goal)),
    (Goal, "attention"): Fate("number", _out),
    (Course, "discount"): Fate("number", _kept),
    (Course, "open_counts"): Fate("number", _out),
    (Course, "arrange"): Fate("arrangement", _out),
    (Arrangement, "cost"): Fate("number", _out),
    (Arrangement, "chance"): Fate("number", _unit),
    (Course, "propose"): Fate("proposal", _out),
    (Proposal, "cost"): Fate("number", _out),
    (Course, "failure"): Fate("failure", _out),
    (Failure, "points"): Fate("number", _out),
    (Failure, "chance"): Fate("number", _unit),
    (Course, "named"): Fate("named course", _out),
    (Course, "persons"): Fate("person", _out),
    (Course, "drift"): Fate("drift", _out),
    (Drift, "chance"): Fate("number", _with(Drift)),
    (Course, "others"): Fate("chance", _out),
    (Others, "chance"): Fate("number", _with(Others)),
    (Conflict, "options"): Fate("option", _out),
    (Conflict, "never"): Fate("rule", _out),
    (Conflict, "always"): Fate("rule", _out),
    (Conflict, "same"): Fate("rule", _out),
    (Conflict, "barred"): Fate("rule", _out),
    (Decider, "statements"): Fate("preference", _out),
    (Decider, "weights"): Fate("number", _weights),
    (Decider, "ranking"): Fate("ranking", _out),
    (Decider, "payoffs"): Fate("number", _payoffs),
    (Feature, "decisive"): Fate("choice", _out),
    (Precedents, "present"): Fate("trait", _out),
    (Precedent, "traits"): Fate("trait", _out),
    (Doubt, "house"): Fate("number", _out),
    (Doubt, "drift"): Fate("number", _out),
    (Doubt, "together"): Fate("grouping", _out),
    (Weighted, "shares"): Fate("weight", _with(Weighted)),
    (Undeclared, "share"): Fate("number", _with(Undeclared)),
}

# Taken out only where the case is faulty with them: they lean on something that went.
LEANING: Mapping[tuple[type[BaseModel], str], Fate] = {
    (Claim, "asks"): Fate("ask", _out),
    (Claim, "untested"): Fate("remark", _out),
    (Claim, "against"): Fate("remark", _out),
    (CaseFile, "questions"): Fate("question", _out),
    (CaseFile, "patterns"): Fate("pattern", _out),
    (CaseFile, "precedents"): Fate("precedents", _out),
    (Precedents, "cases"): Fate("precedent", _out),
    (Doubt, "weights"): Fate("weight", _out),
    (Doubt, "undeclared"): Fate("number", _out),
    (CaseFile, "course"): Fate("course", _out),
    (CaseFile, "conflict"): Fate("conflict", _out),
    (Conflict, "states"): Fate("state", _out),
    (Conflict, "status_quo"): Fate("level", _out),
    (Conflict, "now"): Fate("level", _out),
    (Conflict, "patterns"): Fate("pattern", _out),
    (Course, "outcomes"): Fate("outcome", _out),
    (Judge, "rule"): Fate("rule", _out),
    (Judge, "members"): Fate("number", _out),
}

# What says something of all states together is taken out whole: without a part of it, it would say something else.
_WHOLE = {(Decider, "ranking"), (Decider, "payoffs")}

# By id, mappings that can each be taken out, though they are no entries.
_OF_MAPPINGS = {(Decider, "weights")}


def inputs_in(entry: BaseModel, path: Path) -> Iterator[tuple[Path, Fate]]:
    """The inputs that stand in an entry itself, not deeper, with their fates."""
    for key in keys_of(type(entry)).values():
        fate = fate_of(type(entry), key.word, FATES)
        if fate is not None and key.attribute in entry.model_fields_set:
            yield from ((at, fate) for at in _each(getattr(entry, key.attribute), key.shape, (*path, key.word)))


def _each(value: Any, shape: Shape, path: Path) -> Iterator[Path]:
    """The path itself, or of everything that stands there by id."""
    if value is None:
        return
    if isinstance(value, Votes) and value.rest:  # it follows from the other votes
        return
    if shape.kind == "by_id" and isinstance(value, dict) and shape.inner is not None:
        for id_, part in value.items():
            yield from _each(part, shape.inner, (*path, id_))
    elif shape.kind == "list" and shape.inner is not None and shape.inner.kind == "entry":
        yield from ((*path, at) for at in range(len(value)))
    else:
        yield path


def fate_of(model: type[BaseModel], key: str, fates: Mapping[tuple[type[BaseModel], str], Fate] = FATES) -> Fate | None:
    """The fate of a key, in the kind of entry or in what that is a kind of."""
    return next((fates[base, key] for base in model.__mro__ if (base, key) in fates), None)


def dropping(path: Path) -> tuple[Path, str] | None:
    """The nearest part around a path that can be taken out whole, and what kind of part it is."""
    for end in range(_until_pattern(path), 0, -1):
        around = _around(path[:end])
        if not around:
            continue
        model, at = around[-1]
        key = str(path[len(at)])
        if (model, key) in _WHOLE:
            return path[: len(at) + 1], FATES[model, key].kind
        # A section is not something in it; what a claim asks may be one ask, written without a list.
        section = shape_at(path[:end]).kind in {"by_id", "list"} and model is not Claim
        if section and not ((model, key) in _OF_MAPPINGS and end == len(at) + 2):
            continue
        fate = fate_of(model, key, LEANING) or fate_of(model, key)
        if fate is not None and fate.edits is not _kept:
            return path[:end], fate.kind
    return None


def _until_pattern(path: Path) -> int:
    """How far a path leads at most: a pattern is taken out whole, for without a clause it says something else."""
    ends = (end for end in range(len(path)) if shape_at(path[:end]).kind == "pattern")
    return next(ends, len(path))


def spot_at(file: CaseFile, path: Path) -> Spot:
    """The place of an input in a case."""
    return Spot(path, _around(path), file)


def _around(path: Path) -> tuple[tuple[type[BaseModel], Path], ...]:
    """The entries that a path leads through, by the shape of the language, with their paths."""
    around: list[tuple[type[BaseModel], Path]] = []
    shape = ROOT
    for at, step in enumerate(path):
        if shape.model is not None:
            around.append((shape.model, path[:at]))
        shape = below(shape, step)
    return tuple(around)


def shape_at(path: Path) -> Shape:
    """The shape of the language at a path."""
    shape = ROOT
    for step in path:
        shape = below(shape, step)
    return shape


def below(shape: Shape, step: str | int) -> Shape:
    """The shape of the language under a step; free where the language does not say."""
    if shape.model is not None:
        key = keys_of(shape.model).get(str(step))
        return key.shape if key is not None else FREE
    return shape.inner or FREE


def entry_at(file: CaseFile, path: Path) -> Any:
    """What the models have at a path that is known to be there."""
    value: Any = file
    for step in path:
        if isinstance(value, BaseModel):
            value = getattr(value, keys_of(type(value))[str(step)].attribute)
        else:
            value = value[step]
    return value
