"""How stable is the status quo: what can last if nothing is signed, for whom, and how it would come about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from winset.case.load import Case
from winset.case.problems import CaseError, Problem, did_you_mean
from winset.conflict.asked_states import asked_states
from winset.conflict.building import NO_PREFERENCES, Built, conflict_of
from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict
from winset.conflict.evolution import STATUS_QUO_ANALYSIS, Evolution, evolve
from winset.conflict.inverse import invert
from winset.conflict.picture import picture_of
from winset.conflict.readings import readings_of
from winset.conflict.reasons import Explaining
from winset.conflict.records import ConceptRow, EquilibriumRow, ReasonRow, StabilityResult, TiesRow
from winset.conflict.stable import Stability, stability_of
from winset.conflict.telling import Telling, decider_rows
from winset.conflict.ties import survivals
from winset.conflict.together import together_of
from winset.model.result import About
from winset.settlement.about import Grounds, heading
from winset.settlement.question import Question, ask_of_world

MOST_LISTED = 60
"""So many equilibria are listed; the rest are counted."""

MOST_EXPLAINED = 200_000
"""In a conflict of more states only the states that are asked about are explained."""

MISSING = "the case has no `conflict`"
_TARGETS = 3


def stability(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    concepts: Iterable[str] | None = None,
    states: Sequence[str] = (),
    inverse: str | None = None,
    changing: Sequence[str] | None = None,
    ties: bool = False,
    seed: int = 1,
) -> StabilityResult:
    """How stable the status quo is if nothing is signed (Fang, Hipel and Kilgour 1993, the graph model).

    Args:
        case: the case, with its variants.
        world: levels of conditions that differ from now.
        concepts: the concepts of stability, by id; by default all.
        states: states that are explained besides the status quo: numbers from 1, ids, or `option=level; ...`.
        inverse: a state for which the least change of preferences is looked for that makes it an equilibrium.
        changing: the decision makers whose preferences may change for that; by default all.
        ties: also try the ways to break ties in preferences.
        seed: the same seed draws the same ways to break ties, where there are too many to try.

    Raises:
        CaseError: a condition, level, concept or state is unknown, or the conflict of the case cannot be.
    """
    question = ask_of_world(case, world)
    wanted = _wanted(concepts)
    if case.file.conflict is None:
        about = _about(question, frozenset(), wanted)
        return StabilityResult(about, MISSING, "", (), (), 0, None, (), (), 0)
    built = conflict_of(case, question.worlds[0])
    asked = asked_states(built, states)
    wished = asked_states(built, (inverse,))[0] if inverse is not None else None
    minds = _minds(built, changing)
    found = stability_of(built.conflict, wanted)
    result = _told(question, built, found, asked)
    telling = Telling(built.conflict)
    if ties:
        result = replace(result, equilibria=_with_ties(built.conflict, result, found, seed))
    if wished is not None:
        rows = tuple(telling.inverse(invert(built.conflict, wished, id_, minds)) for id_ in found.stable)
        result = replace(result, inverse=rows)
    return result


def _minds(built: Built, changing: Sequence[str] | None) -> list[int] | None:
    """The numbers of the decision makers whose preferences may change."""
    if changing is None:
        return None
    known = {each.id: at for at, each in enumerate(built.conflict.deciders)}
    unknown = [id_ for id_ in changing if id_ not in known]
    if unknown:
        problems = (Problem(f"there is no decision maker `{id_}`", did_you_mean(id_, known)) for id_ in unknown)
        raise CaseError(tuple(problems))
    return [known[id_] for id_ in changing]


def _with_ties(conflict: Conflict, result: StabilityResult, found: Stability, seed: int) -> tuple[EquilibriumRow, ...]:
    """The first equilibria with the ways to break ties under which they stay equilibria."""
    first, rest = result.equilibria[:_TARGETS], result.equilibria[_TARGETS:]
    tried = survivals(conflict, [row.state.number - 1 for row in first], tuple(found.stable), seed)
    told = []
    for row in first:
        mine = [each for each in tried if each.state == row.state.number - 1 and each.concept in row.concepts]
        ties = (TiesRow(each.concept, each.ways, each.survived, each.exact, each.low, each.high) for each in mine)
        told.append(replace(row, ties=tuple(ties)))
    return (*told, *rest)


def _wanted(concepts: Iterable[str] | None) -> tuple[str, ...]:
    asked = tuple(CONCEPTS) if concepts is None else tuple(dict.fromkeys(concepts))
    unknown = [id_ for id_ in asked if id_ not in CONCEPTS]
    if unknown:
        raise CaseError(tuple(Problem(f"there is no concept `{id_}`", did_you_mean(id_, CONCEPTS)) for id_ in unknown))
    return tuple(id_ for id_ in CONCEPTS if id_ in asked)


def _about(question: Question, used: frozenset[tuple[str | int, ...]], concepts: Iterable[str]) -> About:
    methods = [CONCEPTS[id_].method.id for id_ in concepts]
    grounds = Grounds(question.model(question.worlds[0]), 0, 0, stated=False, used=used)
    return heading(question, grounds, (*methods, STATUS_QUO_ANALYSIS.id))


def _told(question: Question, built: Built, found: Stability, asked: tuple[int, ...]) -> StabilityResult:
    conflict, telling = built.conflict, Telling(built.conflict)
    now = conflict.status_quo
    any_moves, improving = (_evolved(conflict, improving=each) for each in (False, True))
    listed, more = _listed(conflict, found)
    readings = readings_of(question, built, found) if listed else None
    rows = tuple(
        EquilibriumRow(
            telling.state(state),
            _concepts(found, state),
            telling.route(any_moves, state) if any_moves else None,
            telling.route(improving, state) if improving else None,
            readings.of(state) if readings is not None else (),
        )
        for state in listed
    )
    together = together_of(conflict, found)
    targets = tuple(state for state in listed[:_TARGETS] if state != now)
    drawn = picture_of(conflict, found, improving, any_moves, targets) if improving and any_moves else None
    return StabilityResult(
        about=_about(question, built.used, found.stable),
        missing="",
        title=(question.case.file.conflict.name if question.case.file.conflict else None) or "",
        deciders=decider_rows(built),
        options=telling.options(),
        states=conflict.size,
        status_quo=telling.state(now) if now is not None else None,
        concepts=tuple(_concept_row(found, id_) for id_ in found.stable),
        equilibria=rows,
        more=more,
        reasons=_reasons(conflict, found, asked),
        coalitions=together.rows,
        jumps=together.jumps,
        picture=drawn,
        notes=(*together.notes, *_notes(built)),
        named=tuple((id_, telling.state(number)) for id_, number in built.ids.items()),
        variants=readings.ids if readings is not None else (),
        stable=found.stable,
        conflict=conflict,
    )


def _notes(built: Built) -> tuple[str, ...]:
    """What a reader should know of preferences."""
    pairs = zip(built.conflict.deciders, built.prefers_by, strict=True)
    silent = [each.name for each, how in pairs if how == NO_PREFERENCES]
    return tuple(f"what {name} prefers is not said, so it never leaves a state" for name in silent)


def _evolved(conflict: Conflict, *, improving: bool) -> Evolution | None:
    return None if conflict.status_quo is None else evolve(conflict, conflict.status_quo, improving=improving)


def _listed(conflict: Conflict, found: Stability) -> tuple[list[int], int]:
    """The equilibria that are listed, those under most concepts first, and how many are not."""
    held = np.zeros(conflict.size, np.int64)
    for stable in found.stable.values():
        held += stable.all(axis=0)
    states = np.flatnonzero(held)
    order = states[np.argsort(-held[states], kind="stable")]
    return order[:MOST_LISTED].tolist(), max(len(order) - MOST_LISTED, 0)


def _concepts(found: Stability, state: int) -> tuple[str, ...]:
    return tuple(id_ for id_, stable in found.stable.items() if stable[:, state].all())


def _concept_row(found: Stability, id_: str) -> ConceptRow:
    stable = found.stable[id_]
    return ConceptRow(id_, tuple(stable.sum(axis=1).tolist()), int(stable.all(axis=0).sum()))


def _reasons(conflict: Conflict, found: Stability, asked: tuple[int, ...]) -> tuple[ReasonRow, ...]:
    """Why the status quo, and what was asked about, is kept or left, for each decision maker and concept."""
    now = conflict.status_quo
    first = (now,) if now is not None and conflict.size <= MOST_EXPLAINED else ()
    states = tuple(dict.fromkeys((*first, *asked)))
    if not states:
        return ()
    explaining, telling = Explaining.of(conflict), Telling(conflict)
    return tuple(
        telling.reason(explaining.reason(state, decider, CONCEPTS[id_]))
        for state in states
        for decider in range(len(conflict.deciders))
        for id_ in found.stable
    )
