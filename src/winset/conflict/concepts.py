"""The concepts of stability: when a decision maker does not leave a state. One record each.

All of them ask one question: of the states that a move of the decision maker leads to, is there one from which its
opponents cannot bring it down to what it has? Whether they answer at all, whether they take only steps that are better
for themselves, and whether the decision maker may move once more, is what tells the concepts apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from winset.settlement.searches import Method

_FANG = "Fang, Hipel and Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution"
_PREFERENCES = "that preferences are as the case has them, and known to all"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of stability.

    id: the word by which it is asked for. short: the abbreviation of the literature. answered: opponents answer at
    all. credibly: they take only steps that are better for themselves. escapes: the decision maker may move once more.
    """

    id: str
    short: str
    answered: bool
    credibly: bool
    escapes: bool
    method: Method


_NASH = Concept(
    "nash",
    "Nash",
    answered=False,
    credibly=False,
    escapes=False,
    method=Method(
        id="nash_stability",
        name="Nash stability",
        question="Can the decision maker not move to anything better?",
        source=f"Nash 1950, Equilibrium Points in n-Person Games, PNAS 36, 48-49; in graph form {_FANG}",
        exact=True,
        assumes=f"{_PREFERENCES}; nobody thinks of what others do next",
    ),
)
_GMR = Concept(
    "gmr",
    "GMR",
    answered=True,
    credibly=False,
    escapes=False,
    method=Method(
        id="general_metarationality",
        name="general metarationality (GMR)",
        question="Can opponents answer every improvement so that it does not pay, whatever that costs them?",
        source=f"Howard 1971, Paradoxes of Rationality; in graph form {_FANG}",
        exact=True,
        assumes=f"{_PREFERENCES}; the decision maker fears any answer, in legal sequences of any length",
    ),
)
_SMR = Concept(
    "smr",
    "SMR",
    answered=True,
    credibly=False,
    escapes=True,
    method=Method(
        id="symmetric_metarationality",
        name="symmetric metarationality (SMR)",
        question="Can opponents answer every improvement so that it does not pay, even if one more move follows?",
        source=f"Howard 1971, Paradoxes of Rationality; in graph form {_FANG}",
        exact=True,
        assumes=f"{_PREFERENCES}; the decision maker fears any answer that it cannot escape by one more move",
    ),
)
_SEQ = Concept(
    "seq",
    "SEQ",
    answered=True,
    credibly=True,
    escapes=False,
    method=Method(
        id="sequential_stability",
        name="sequential stability (SEQ)",
        question="Can opponents answer every improvement so that it does not pay, by steps that pay for themselves?",
        source="Fraser and Hipel 1979, Solving Complex Conflicts, IEEE Transactions on Systems, Man and Cybernetics "
        f"9, 805-816; in graph form {_FANG}",
        exact=True,
        assumes=f"{_PREFERENCES}; each step of an answer is better for whoever takes it than where it stood",
    ),
)
_SSEQ = Concept(
    "sseq",
    "SSEQ",
    answered=True,
    credibly=True,
    escapes=True,
    method=Method(
        id="symmetric_sequential_stability",
        name="symmetric sequential stability (SSEQ)",
        question="Can opponents do so by steps that pay for themselves, even if one more move follows?",
        source="Rego and Vieira 2017, Symmetric Sequential Stability in the Graph Model for Conflict Resolution with "
        "Multiple Decision Makers, Group Decision and Negotiation 26, 775-792",
        exact=True,
        assumes=f"{_PREFERENCES}; each step of an answer pays whoever takes it, and one more move does not help",
    ),
)
CONCEPTS: Mapping[str, Concept] = MappingProxyType(
    {concept.id: concept for concept in (_NASH, _GMR, _SMR, _SEQ, _SSEQ)}
)
"""The concepts by id, from the least foresight to the most."""
