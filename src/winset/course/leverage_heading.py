"""What an answer about leverage rests on: what ratifiers judge by, patience, levers, and what the question supposes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from winset.case.load import Case
from winset.case.paths import node_at
from winset.case.shape import Path
from winset.case.words import plain_number
from winset.course.leverage_after import After
from winset.course.leverage_methods import ALTERNATING, AUDIENCE, BLUFF, CONSTRAINTS, OUTSIDE, PATIENCE
from winset.course.leverage_records import Side
from winset.course.leverage_sides import patience_paths
from winset.model.result import About, Input
from winset.settlement.about import about, read_input
from winset.settlement.question import Question
from winset.settlement.survey import Survey
from winset.settlement.unlock import with_levers

_UNSAID = "nothing is known of how patient both leads are, so they are taken to be equally patient"
_SUPPOSED = "supposed in the question"


def heading(question: Question, found: Survey, sides: Sequence[Side], pulled: After, line: Path | None) -> About:
    """The heading, with every part of the case that decided, and the assumptions that the question brings along."""
    case = question.case
    known = found if not pulled.pulls else replace(found, used=frozenset(_written(case, found.used)))
    made = about(question, known, _methods(sides, line))
    if pulled.pulls:
        made = with_levers(made, case, (), [pull.lever for pull in pulled.pulls])
    more = [read_input(case, path) for path in patience_paths(sides)]
    if line is not None and line not in found.used:
        more.append(read_input(case, line))
    return replace(made, inputs=(*made.inputs, *more, *_assumed(sides)))


def _methods(sides: Sequence[Side], line: Path | None) -> tuple[str, ...]:
    if not sides:
        return ()
    used = (ALTERNATING, PATIENCE, OUTSIDE, CONSTRAINTS, AUDIENCE, *((BLUFF,) if line is not None else ()))
    return tuple(method.id for method in used)


def _written(case: Case, used: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The deciding parts that the case itself writes; what levers write in is theirs."""
    for path in used:
        held = path[:-1] if path[-1] == "otherwise" else path
        if node_at(case.root, held) is not None:
            yield path


def _assumed(sides: Sequence[Side]) -> Iterator[Input]:
    """What no part of the case says."""
    for side in sides:
        if side.patience is None:
            yield Input(f"{side.ratifier}.patience", "equal patience", "assumed", _UNSAID, ())
    for side in sides:
        if side.outside is not None:
            words = f"{plain_number(side.outside)} points by walking away"
            yield Input(f"{side.ratifier}.outside", words, "assumed", _SUPPOSED, ())
