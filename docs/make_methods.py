"""Writes docs/methods.md from the records of the methods: python docs/make_methods.py."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from winset.brief.methods import MethodRecord
from winset.calibration.scores import SCORING_RULES
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
from winset.evidence.inequality import INEQUALITY
from winset.model.acceptance import KINDS
from winset.settlement.searches import SEARCHES
from winset.settlement.solutions import SOLUTIONS

PAGE = Path(__file__).with_name("methods.md")
_HEAD = "<!-- Made by docs/make_methods.py from the records of the methods. Change those, then run it. -->"
_KINDS = """\
A ratifier, a body or a bloc judges a package by these, in this order; the first that decides is taken. Each stands in
the case under the key that is its id."""
_SOLUTIONS = """\
How a surplus can be split among the leads that have points. Each chooses among the frontier points that are
ratifiable and leave nobody below no deal; all ties are given."""

_SEARCHES = """\
What would make another answer: by levers that somebody can use, or by an input that turns out otherwise."""

_LEVERAGE = """\
How two leads split what a deal is worth, and what gives one of them more."""
_COURSES = """\
What to do and when: every state that can come about is weighed, and what is best in each is found from the end."""

_STABILITY = """\
Where things can come to rest if nothing is signed. A state is stable for a decision maker that does not leave it; an
equilibrium is stable for all. The concepts differ in how far a decision maker looks ahead."""

_MOVING_ON = "How things can go on from a state if nothing is signed, and what coalitions would not leave as it is."

_ORDERS = "Who is asked in principle, before anything is put, and in which order."

_DRAWS = """\
Uncertain inputs are drawn many times, and every verdict is judged in each draw. Nothing drawn is exact: each chance
stands beside its Monte Carlo error."""

_RECORD = "Public statements are counted by side; the record is those in the case, not all that was said."

_CLAIMS = "The claims of a document are tested against the case, each under every reading and without parts of it."

_ASKS = """\
Each is a question with yes or no for an answer; a claim says which answer bears it out. The key is the id."""

_SCORES = """\
A chance that a case gave is held against what happened. A mean over a few cases, written by people who knew how they
ended, shows what is wrong with them and proves no calibration."""


_NOTES = """\
Formulas, literature and where each misleads are in the [notes on the methods](notes/index.md), the readings that decide
between two programs in [What a case means](meaning.md)."""


def page() -> str:
    """The page as it should be."""
    lines = [_HEAD, "", "# The methods of winset", "", _NOTES]
    lines += ["", "## How a package is judged", "", _KINDS, *_described(KINDS)]
    lines += ["", "## How a surplus is split", "", _SOLUTIONS, *_described(SOLUTIONS.values())]
    lines += ["", "## What gives a side more", "", _LEVERAGE, *_described(LEVERAGE_METHODS)]
    lines += ["", "## What would change an answer", "", _SEARCHES, *_described(SEARCHES)]
    lines += ["", "## What to do, and when", "", _COURSES, *_described(COURSE_METHODS)]
    lines += ["", "## Whom to ask first", "", _ORDERS, *_described(ORDER_METHODS)]
    stability = (concept.method for concept in CONCEPTS.values())
    lines += ["", "## Where things come to rest", "", _STABILITY, *_described(stability)]
    moving_on = (STATUS_QUO_ANALYSIS, *COALITION_METHODS, INVERSE, TIE_BREAKING)
    lines += ["", "## How things can go on", "", _MOVING_ON, *_described(moving_on)]
    lines += ["", "## How sure an answer is", "", _DRAWS, *_described(DRAW_METHODS)]
    lines += ["", "## How a claim stands", "", _CLAIMS, *_described(CLAIMS)]
    lines += ["", "## What a claim can ask", "", _ASKS, *_described(ASK_KINDS.values())]
    lines += ["", "## How unequal a record is", "", _RECORD, *_described((INEQUALITY,))]
    lines += ["", "## How a chance is scored", "", _SCORES, *_described(SCORING_RULES)]
    return "\n".join(lines) + "\n"


def _described(records: Iterable[MethodRecord]) -> Iterator[str]:
    for record in records:
        name = "" if record.name == record.id else f": {record.name}"
        yield from ("", f"### `{record.id}`{name}", "", record.question, "")
        yield f"- Source: {record.source.rstrip('.')}."
        yield f"- Assumes: {record.assumes.rstrip('.')}."
        yield f"- Exact: {'yes' if record.exact else 'no'}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
