"""Which deal could every ratifier accept, who blocks it, and what each number rests on.

Every name is imported when it is first used, so that `import winset` costs nothing.
"""

import sys
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, cast

from winset.version import __version__ as __version__

if TYPE_CHECKING:
    from winset.brief import brief as brief
    from winset.calibration.records import ScoreResult as ScoreResult
    from winset.calibration.score import score as score
    from winset.case.coverage import coverage as coverage
    from winset.case.load import Case as Case
    from winset.case.load import bundled as bundled
    from winset.case.load import load as load
    from winset.case.load import parse as parse
    from winset.case.problems import CaseError as CaseError
    from winset.case.redaction import redact as redact
    from winset.case.schema import json_schema as json_schema
    from winset.claims.answers import answers as answers
    from winset.claims.answers_records import AnswersResult as AnswersResult
    from winset.claims.claims import claims as claims
    from winset.claims.records import ClaimsResult as ClaimsResult
    from winset.conflict.records import StabilityResult as StabilityResult
    from winset.conflict.stability import stability as stability
    from winset.course.course import course as course
    from winset.course.course_records import CourseResult as CourseResult
    from winset.course.goals import goals as goals
    from winset.course.goals_records import GoalsResult as GoalsResult
    from winset.course.leverage import leverage as leverage
    from winset.course.leverage_records import LeverageResult as LeverageResult
    from winset.course.order import order as order
    from winset.course.order_records import OrderResult as OrderResult
    from winset.doubt.course import doubt_course as doubt_course
    from winset.doubt.course_records import CourseDoubt as CourseDoubt
    from winset.doubt.records import DoubtResult as DoubtResult
    from winset.doubt.settlement import doubt as doubt
    from winset.evidence.diff import DiffResult as DiffResult
    from winset.evidence.diff import diff as diff
    from winset.evidence.record import RecordResult as RecordResult
    from winset.evidence.record import record as record
    from winset.evidence.trace import trace as trace
    from winset.evidence.traced import TraceResult as TraceResult
    from winset.model.result import Renderer
    from winset.settlement.blockers import blockers as blockers
    from winset.settlement.deals import deals as deals
    from winset.settlement.flip_records import FlipsResult as FlipsResult
    from winset.settlement.flips import flips as flips
    from winset.settlement.linkage import linkage as linkage
    from winset.settlement.linkage_records import LinkageResult as LinkageResult
    from winset.settlement.records import BlockersResult as BlockersResult
    from winset.settlement.records import DealsResult as DealsResult
    from winset.settlement.unlock import unlock as unlock
    from winset.settlement.unlock_records import UnlockResult as UnlockResult

__all__ = [
    "AnswersResult",
    "BlockersResult",
    "Case",
    "CaseError",
    "ClaimsResult",
    "CourseDoubt",
    "CourseResult",
    "DealsResult",
    "DiffResult",
    "DoubtResult",
    "FlipsResult",
    "GoalsResult",
    "LeverageResult",
    "LinkageResult",
    "OrderResult",
    "RecordResult",
    "ScoreResult",
    "StabilityResult",
    "TraceResult",
    "UnlockResult",
    "__version__",
    "answers",
    "blockers",
    "brief",
    "bundled",
    "claims",
    "course",
    "coverage",
    "deals",
    "diff",
    "doubt",
    "doubt_course",
    "flips",
    "goals",
    "json_schema",
    "leverage",
    "linkage",
    "load",
    "order",
    "parse",
    "record",
    "redact",
    "score",
    "stability",
    "trace",
    "unlock",
]

_HOMES = MappingProxyType(
    {
        "AnswersResult": "winset.claims.answers_records",
        "BlockersResult": "winset.settlement.records",
        "Case": "winset.case.load",
        "CaseError": "winset.case.problems",
        "ClaimsResult": "winset.claims.records",
        "CourseDoubt": "winset.doubt.course_records",
        "CourseResult": "winset.course.course_records",
        "DealsResult": "winset.settlement.records",
        "DiffResult": "winset.evidence.diff",
        "DoubtResult": "winset.doubt.records",
        "FlipsResult": "winset.settlement.flip_records",
        "GoalsResult": "winset.course.goals_records",
        "LeverageResult": "winset.course.leverage_records",
        "LinkageResult": "winset.settlement.linkage_records",
        "OrderResult": "winset.course.order_records",
        "RecordResult": "winset.evidence.record",
        "ScoreResult": "winset.calibration.records",
        "StabilityResult": "winset.conflict.records",
        "TraceResult": "winset.evidence.traced",
        "UnlockResult": "winset.settlement.unlock_records",
        "answers": "winset.claims.answers",
        "blockers": "winset.settlement.blockers",
        "brief": "winset.brief",
        "bundled": "winset.case.load",
        "claims": "winset.claims.claims",
        "course": "winset.course.course",
        "coverage": "winset.case.coverage",
        "deals": "winset.settlement.deals",
        "diff": "winset.evidence.diff",
        "doubt": "winset.doubt.settlement",
        "doubt_course": "winset.doubt.course",
        "flips": "winset.settlement.flips",
        "goals": "winset.course.goals",
        "json_schema": "winset.case.schema",
        "leverage": "winset.course.leverage",
        "linkage": "winset.settlement.linkage",
        "load": "winset.case.load",
        "order": "winset.course.order",
        "parse": "winset.case.load",
        "record": "winset.evidence.record",
        "redact": "winset.case.redaction",
        "score": "winset.calibration.score",
        "stability": "winset.conflict.stability",
        "trace": "winset.evidence.trace",
        "unlock": "winset.settlement.unlock",
    }
)


def _renderer() -> "Renderer":
    # By name and not by `import`: what every part may import does not itself depend on the last of them.
    return cast("Renderer", import_module("winset.show"))


def _give_results_their_renderer() -> None:
    """Let results show themselves: `winset.show` stands after them, so they cannot import it."""
    records = sys.modules.get("winset.model.result")
    if records is not None:
        records.Result.renderer = _renderer


if not TYPE_CHECKING:  # a type checker would take every name for one that is here

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used (PEP 562)."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_HOMES[name]), name)
        _give_results_their_renderer()
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Python names a submodule in its package when it is imported: `winset.brief` stays the function."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
