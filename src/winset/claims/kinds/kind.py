"""What each thing that a claim can ask is: how it is answered, and where the method is from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from winset.claims.asker import Asker
from winset.claims.found import Found

Stands = Literal["inputs", "structure", "record"]


@dataclass(frozen=True, slots=True)
class AskKind:
    """Something that a claim can ask.

    id: the key under which it is written. question: in plain words. find: the function that answers it; it raises
    CannotTellError where the case lacks what it needs. quick: it is answered in a moment, so that it is tried under
    every variant. stands: how it is told whether the answer rests on assumptions: by leaving out the `inputs` that
    nobody cites, by what the answer says of its own `structure`, or not at all, where only the `record` is counted.
    """

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str
    find: Callable[[Asker, Any], Found]
    quick: bool = True
    stands: Stands = "inputs"
