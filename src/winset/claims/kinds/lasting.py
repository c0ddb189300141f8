"""Asks about what can last if nothing is signed."""

from collections.abc import Sequence

from winset.case.asks import StableAsk
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found
from winset.claims.kinds.kind import AskKind
from winset.conflict.concepts import CONCEPTS
from winset.conflict.records import StabilityResult, StateRow


def _stable(asker: Asker, terms: StableAsk) -> Found:
    found = asker.stability()
    state = _state(found, terms.state)
    who = [each.id for each in found.deciders]
    asked = list(terms.for_) or who
    unknown = [each for each in asked if each not in who]
    if unknown:
        raise CannotTellError(f"the conflict has no decision maker `{unknown[0]}` then")
    leavers = {
        each: [id_ for id_ in terms.concepts if not found.stable[id_][who.index(each), state.number - 1]]
        for each in asked
    }
    named = "the status quo" if terms.state is None else f"`{terms.state}`"
    left = [f"{each} leaves it under {_shorts(ids)}" for each, ids in leavers.items() if ids]
    words = "; ".join(left) or f"nobody leaves it under {_shorts(list(terms.concepts))}"
    return Found(not left, f"{named} is state {state.number} of {found.states}: {words}", found.about.inputs)


def _state(found: StabilityResult, id_: str | None) -> StateRow:
    """The state that is asked about.

    Raises:
        CannotTellError: it is not there.
    """
    state = found.status_quo if id_ is None else dict(found.named).get(id_)
    if state is None:
        raise CannotTellError("the conflict has no status quo" if id_ is None else f"the conflict has no state `{id_}`")
    return state


def _shorts(concepts: Sequence[str]) -> str:
    return ", ".join(CONCEPTS[each].short for each in concepts)


LASTING = (
    AskKind(
        "stable",
        "what can last",
        "Can a state last if nothing is signed?",
        "Fang, Hipel and Kilgour 1993, Interactive Decision Making: The Graph Model for Conflict Resolution",
        True,
        "that each side can do what the case says, and prefers what it says",
        _stable,
    ),
)
