"""What it means that a coalition does not leave a state, and how a coalition can go from one equilibrium to another."""

from collections.abc import Mapping
from types import MappingProxyType

from winset.settlement.searches import Method

_KILGOUR = (
    "Kilgour, Hipel, Fang and Peng 2001, Coalition Analysis in Group Decision Support, Group Decision and Negotiation "
    "10, 159-175"
)
_INOHARA = (
    "Inohara and Hipel 2008, Coalition Analysis in the Graph Model for Conflict Resolution, Systems Engineering 11, "
    "343-359"
)
_ASSUMES = "that a coalition moves only to what all of its members like better, by legal moves of its members"

BY_CONCEPT: Mapping[str, Method] = MappingProxyType(
    {
        "nash": Method(
            id="coalition_nash",
            name="coalition Nash stability (CNash)",
            question="Can a coalition not move to anything that all of its members like better?",
            source=f"{_KILGOUR}; {_INOHARA}",
            exact=True,
            assumes=f"{_ASSUMES}; nobody thinks of what the others do next",
        ),
        "gmr": Method(
            id="coalition_gmr",
            name="coalition general metarationality (CGMR)",
            question="Can the others answer every such move so that it does not pay for some member?",
            source=_INOHARA,
            exact=True,
            assumes=f"{_ASSUMES}; the coalition fears any answer",
        ),
        "smr": Method(
            id="coalition_smr",
            name="coalition symmetric metarationality (CSMR)",
            question="Can the others do so even if the coalition moves once more?",
            source=_INOHARA,
            exact=True,
            assumes=f"{_ASSUMES}; the coalition fears any answer from which it cannot go on to the gain of all",
        ),
        "seq": Method(
            id="coalition_seq",
            name="coalition sequential stability (CSEQ)",
            question="Can the others do so by steps that pay for whoever takes them?",
            source=f"{_INOHARA}, where the others may also improve together",
            exact=True,
            assumes=f"{_ASSUMES}; the others answer one by one, each by its own improvements, and form no coalitions",
        ),
    }
)
"""The concepts of stability that are there for coalitions too, by the id that they have for one decision maker."""

EQUILIBRIUM_JUMPS = Method(
    id="equilibrium_jumps",
    name="equilibrium jumps",
    question="Which coalition can go from one state that lasts to another that all of its members like better?",
    source=_KILGOUR,
    exact=True,
    assumes=f"{_ASSUMES}; of the coalitions that can, only those are told of which no part can",
)
COALITION_METHODS = (*BY_CONCEPT.values(), EQUILIBRIUM_JUMPS)
"""What is asked about coalitions."""
