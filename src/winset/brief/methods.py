"""The methods behind an answer, read from their records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from winset.claims.kinds import KINDS as ASK_KINDS
from winset.claims.methods import CLAIMS
from winset.conflict.coalition_concepts import COALITION_METHODS
from winset.conflict.concepts import CONCEPTS
from winset.conflict.evolution import STATUS_QUO_ANALYSIS
from winset.conflict.inverse import INVERSE
from winset.conflict.ties import TIE_BREAKING
from winset.course.leverage_methods import LEVERAGE_METHODS
from winset.course.methods import COURSE_METHODS
from winset.course.order_methods import ORDER_METHODS
from winset.doubt.methods import DRAW_METHODS
from winset.model.acceptance import KINDS
from winset.model.result import Result
from winset.settlement.records import DealsResult
from winset.settlement.searches import SEARCHES
from winset.settlement.solutions import SOLUTIONS


@dataclass(frozen=True, slots=True)
class Method:
    """A method as a briefing tells of it."""

    name: str
    question: str
    assumes: str
    source: str


class MethodRecord(Protocol):
    """What the records of all methods have."""

    @property
    def id(self) -> str:
        """What the case and answers call it."""
        ...

    @property
    def name(self) -> str:
        """What readers call it."""
        ...

    @property
    def question(self) -> str:
        """The question that it answers."""
        ...

    @property
    def source(self) -> str:
        """Who described it, and when."""
        ...

    @property
    def exact(self) -> bool:
        """Whether it is worked out exactly."""
        ...

    @property
    def assumes(self) -> str:
        """What it takes for granted."""
        ...


def methods(found: DealsResult, others: Iterable[Result] = ()) -> tuple[Method, ...]:
    """The methods that the answers used, in their registered order.

    Args:
        found: which deals can be ratified: kinds of acceptance and solution concepts.
        others: the other answers of the briefing, whose headings name what they used.
    """
    chosen = {solution.concept for solution in found.solutions}
    solutions = [solution for id_, solution in SOLUTIONS.items() if id_ in chosen]
    kinds = _used(KINDS, found.about.methods)
    named = {id_ for answer in others for id_ in answer.about.methods}
    registered: tuple[MethodRecord, ...] = (
        *SEARCHES,
        *COURSE_METHODS,
        *ORDER_METHODS,
        *LEVERAGE_METHODS,
        *(concept.method for concept in CONCEPTS.values()),
        STATUS_QUO_ANALYSIS,
        *COALITION_METHODS,
        INVERSE,
        TIE_BREAKING,
        *DRAW_METHODS,
        *CLAIMS,
        *ASK_KINDS.values(),
    )
    beside = _used(registered, named)
    return tuple(Method(each.name, each.question, each.assumes, each.source) for each in (*kinds, *solutions, *beside))


def _used(records: Iterable[MethodRecord], ids: Iterable[str]) -> Iterator[MethodRecord]:
    """Those of the records that an answer named."""
    named = set(ids)
    return (record for record in records if record.id in named)
