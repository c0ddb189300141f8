"""The commands that answer a reader's questions: what each calls, and what to type for the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shlex import quote
from types import MappingProxyType

from winset.case.claims import Question
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, show_pattern
from winset.claims.claims import claims
from winset.conflict.stability import stability
from winset.course.course import course
from winset.course.goals import goals
from winset.course.leverage import leverage
from winset.course.order import order
from winset.doubt.settlement import doubt
from winset.evidence.record import record
from winset.evidence.trace import trace
from winset.model.result import Result
from winset.settlement.blockers import blockers
from winset.settlement.deals import deals
from winset.settlement.flips import flips
from winset.settlement.linkage import linkage
from winset.settlement.unlock import unlock


@dataclass(frozen=True, slots=True)
class Calling:
    """How a question is put to one command; what each takes is in `winset.case.claims`.

    call: gives the answer. of: the option that says what it is about; empty where that is an argument.
    """

    call: Callable[[Case, Question], Result]
    of: str = ""


CALLING: Mapping[str, Calling] = MappingProxyType(
    {
        "deals": Calling(lambda case, it: deals(case, world=it.if_, where=it.where, party=it.for_, over=it.over)),
        "blockers": Calling(lambda case, it: blockers(case, world=it.if_, where=it.where, party=it.for_)),
        "unlock": Calling(lambda case, it: unlock(case, world=it.if_, where=it.where, party=it.for_)),
        "linkage": Calling(lambda case, it: linkage(case, it.of or "", world=it.if_, where=it.where, party=it.for_)),
        "flips": Calling(lambda case, it: flips(case, world=it.if_, where=it.where, party=it.for_)),
        "order": Calling(lambda case, it: order(case, world=it.if_, where=it.where, party=it.for_)),
        "course": Calling(lambda case, it: course(case, goal=it.of, world=it.if_, where=it.where), "--goal"),
        "goals": Calling(lambda case, it: goals(case, world=it.if_, where=it.where)),
        "leverage": Calling(lambda case, it: leverage(case, world=it.if_, where=it.where, party=it.for_)),
        "doubt": Calling(lambda case, it: doubt(case, world=it.if_, where=it.where, party=it.for_)),
        "trace": Calling(lambda case, it: trace(case, it.of, world=it.if_, where=it.where)),
        "record": Calling(lambda case, _: record(case)),
        "stability": Calling(
            lambda case, it: stability(case, world=it.if_, states=(it.of,) if it.of else ()), "--state"
        ),
        "claims": Calling(lambda case, it: claims(case, *([it.of] if it.of else []))),
    }
)
"""Every command that can answer a question, by its name."""


def typed(name: str, question: Question) -> str:
    """What to type for the answer: `winset deals japan-russia --where with_islands`."""
    calling = CALLING[question.by]
    parts = ["winset", question.by, quote(name)]
    if question.of is not None:
        parts += [calling.of, question.of] if calling.of else [quote(question.of)]
    for variant in question.under:
        parts += ["--variant", variant]
    for condition, level in question.if_.items():
        parts += ["--if", f"{condition}={level}"]
    if question.where != EVERYTHING:
        parts += ["--where", quote(show_pattern(question.where))]
    if question.for_ is not None:
        parts += ["--for", question.for_]
    for condition in question.over:
        parts += ["--by", condition]
    return " ".join(parts)
