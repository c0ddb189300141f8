"""The tables of an answer. One function for each kind of result; the same tables serve terminal, HTML and CSV."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from winset.calibration.records import ScoreResult
from winset.claims.answers_records import AnswersResult
from winset.claims.records import ClaimsResult
from winset.conflict.records import StabilityResult
from winset.course.course_records import CourseResult
from winset.course.goals_records import GoalsResult
from winset.course.leverage_records import LeverageResult
from winset.course.order_records import OrderResult
from winset.doubt.course_records import CourseDoubt
from winset.doubt.records import DoubtResult
from winset.evidence.diff import DiffResult
from winset.evidence.record import RecordResult
from winset.evidence.traced import TraceResult
from winset.model.result import Result
from winset.settlement.flip_records import FlipsResult
from winset.settlement.linkage_records import LinkageResult
from winset.settlement.records import BlockersResult, DealsResult
from winset.settlement.unlock_records import UnlockResult
from winset.show.answers_words import answers_tables
from winset.show.blockers_tables import blockers_tables
from winset.show.claims_tables import claims_tables
from winset.show.course_doubt_tables import course_doubt_tables
from winset.show.course_tables import course_tables
from winset.show.deals_tables import deals_tables
from winset.show.diff_tables import diff_tables
from winset.show.doubt_tables import doubt_tables
from winset.show.flips_tables import flips_tables
from winset.show.goals_tables import goals_tables
from winset.show.leverage_tables import leverage_tables
from winset.show.linkage_tables import linkage_tables
from winset.show.order_tables import order_tables
from winset.show.record_tables import record_tables
from winset.show.score_tables import score_tables
from winset.show.stability_tables import stability_tables
from winset.show.table import Table
from winset.show.trace_tables import trace_tables
from winset.show.unlock_tables import unlock_tables

_TABLES: Mapping[str, Callable[[Any], tuple[Table, ...]]] = MappingProxyType(
    {
        DealsResult.kind: deals_tables,
        BlockersResult.kind: blockers_tables,
        LinkageResult.kind: linkage_tables,
        FlipsResult.kind: flips_tables,
        LeverageResult.kind: leverage_tables,
        OrderResult.kind: order_tables,
        RecordResult.kind: record_tables,
        DiffResult.kind: diff_tables,
        TraceResult.kind: trace_tables,
        UnlockResult.kind: unlock_tables,
        DoubtResult.kind: doubt_tables,
        ScoreResult.kind: score_tables,
        CourseResult.kind: course_tables,
        GoalsResult.kind: goals_tables,
        CourseDoubt.kind: course_doubt_tables,
        ClaimsResult.kind: claims_tables,
        AnswersResult.kind: answers_tables,
        StabilityResult.kind: stability_tables,
    }
)


def tables(result: Result) -> tuple[Table, ...]:
    """The tables of an answer, the most wanted first; those that would be empty are left out.

    Raises:
        KeyError: nothing says which tables this kind of result has.
    """
    return _TABLES[result.kind](result)
