"""The methods behind an answer, read from their records."""

from dataclasses import dataclass

from winset.model.acceptance import KINDS
from winset.settlement.records import DealsResult
from winset.settlement.solutions import SOLUTIONS


@dataclass(frozen=True, slots=True)
class Method:
    """A method as a briefing tells of it."""

    name: str
    question: str
    assumes: str
    source: str


def methods(found: DealsResult) -> tuple[Method, ...]:
    """The kinds of acceptance and the solution concepts that the answer used, in their registered order."""
    used = set(found.about.methods)
    chosen = {solution.concept for solution in found.solutions}
    kinds = [Method(kind.name, kind.question, kind.assumes, kind.source) for kind in KINDS if kind.id in used]
    solutions = [
        Method(solution.name, solution.question, solution.assumes, solution.source)
        for id_, solution in SOLUTIONS.items()
        if id_ in chosen
    ]
    return (*kinds, *solutions)
