"""An answer in words: one sentence, and a few more that explain it. One function for each kind of result."""

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
from winset.show.answers_words import answers_explain, answers_sentence
from winset.show.blockers_words import blockers_explain, blockers_sentence
from winset.show.claims_words import claims_explain, claims_sentence
from winset.show.course_doubt_words import course_doubt_explain, course_doubt_sentence
from winset.show.course_words import course_explain, course_sentence
from winset.show.deals_words import deals_explain, deals_sentence
from winset.show.diff_words import diff_explain, diff_sentence
from winset.show.doubt_words import doubt_explain, doubt_sentence
from winset.show.flips_words import flips_explain, flips_sentence
from winset.show.goals_words import goals_explain, goals_sentence
from winset.show.leverage_words import leverage_explain, leverage_sentence
from winset.show.linkage_words import linkage_explain, linkage_sentence
from winset.show.order_words import order_explain, order_sentence
from winset.show.record_words import record_explain, record_sentence
from winset.show.score_words import score_explain, score_sentence
from winset.show.stability_words import stability_explain, stability_sentence
from winset.show.trace_words import trace_explain, trace_sentence
from winset.show.unlock_words import unlock_explain, unlock_sentence

# A function takes the record of its own kind, which `kind` says at run time and no static type can.
_SENTENCES: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        DealsResult.kind: deals_sentence,
        BlockersResult.kind: blockers_sentence,
        LinkageResult.kind: linkage_sentence,
        FlipsResult.kind: flips_sentence,
        LeverageResult.kind: leverage_sentence,
        OrderResult.kind: order_sentence,
        RecordResult.kind: record_sentence,
        DiffResult.kind: diff_sentence,
        TraceResult.kind: trace_sentence,
        UnlockResult.kind: unlock_sentence,
        DoubtResult.kind: doubt_sentence,
        ScoreResult.kind: score_sentence,
        CourseResult.kind: course_sentence,
        GoalsResult.kind: goals_sentence,
        CourseDoubt.kind: course_doubt_sentence,
        ClaimsResult.kind: claims_sentence,
        AnswersResult.kind: answers_sentence,
        StabilityResult.kind: stability_sentence,
    }
)
_EXPLANATIONS: Mapping[str, Callable[[Any], tuple[str, ...]]] = MappingProxyType(
    {
        DealsResult.kind: deals_explain,
        BlockersResult.kind: blockers_explain,
        LinkageResult.kind: linkage_explain,
        FlipsResult.kind: flips_explain,
        LeverageResult.kind: leverage_explain,
        OrderResult.kind: order_explain,
        RecordResult.kind: record_explain,
        DiffResult.kind: diff_explain,
        TraceResult.kind: trace_explain,
        UnlockResult.kind: unlock_explain,
        DoubtResult.kind: doubt_explain,
        ScoreResult.kind: score_explain,
        CourseResult.kind: course_explain,
        GoalsResult.kind: goals_explain,
        CourseDoubt.kind: course_doubt_explain,
        ClaimsResult.kind: claims_explain,
        AnswersResult.kind: answers_explain,
        StabilityResult.kind: stability_explain,
    }
)


def sentence(result: Result) -> str:
    """The answer in one sentence, with the ratifier, the rule and the source that it turns on.

    Raises:
        KeyError: nothing says how this kind of result reads.
    """
    return _SENTENCES[result.kind](result)


def explain(result: Result) -> tuple[str, ...]:
    """The answer explained in three to eight short sentences, and in one more where something is withheld.

    Raises:
        KeyError: nothing says how this kind of result reads.
    """
    said = _EXPLANATIONS[result.kind](result)
    return (*said, str(result.about.withheld)) if result.about.withheld is not None else said
