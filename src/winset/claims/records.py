"""What testing the claims of a document comes to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from winset.model.result import Input, Result
from winset.settlement.flip_records import Tripwire


class Standing(Enum):
    """How a claim stands. The order is that in which they are told: what fails comes first."""

    FAILS = "fails"
    RESTATED = "restated"
    FRAGILE = "fragile"
    OPEN = "open"
    ASSUMED = "rests on assumption"
    NOT_COMPUTABLE = "not computable"
    HOLDS = "holds"
    ON_RECORD = "on record"
    NOT_ASKED = "not asked"

    @property
    def borne_out(self) -> bool:
        """Whether the case, as it is stated, says what the claim says."""
        return self in {Standing.HOLDS, Standing.RESTATED, Standing.FRAGILE, Standing.ASSUMED}


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a claim asks, and what the case answers as it stands.

    kind: the id of what is asked. question: in plain words. wanted: the answer that bears the claim out. so: whether
    the answer is that one; None where it is open. words: what was found. missing: why it cannot be computed, or empty.
    under: variants under which it is asked; world: levels at which it is.
    """

    kind: str
    question: str
    wanted: bool
    so: bool | None
    words: str
    missing: str = ""
    under: tuple[str, ...] = ()
    world: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim under another reading of the case: whether it is so there; None where that is open.

    variant: its id; name: in words.
    """

    variant: str
    name: str
    so: bool | None


@dataclass(frozen=True, slots=True)
class Bears:
    """A statement of the case that bears on a claim: when, by whom, and its words."""

    id: str
    date: str
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """A claim with its verdict.

    quote, strength, source, at, note: as the case has them. standing: the verdict. asked: everything that it asks. why:
    why it is not computed, or what is missing; empty where nothing need be said. so: whether all that it asks is so as
    the case stands. share: the least and the most of the draws in which it is so; None where it was not drawn. turned:
    the readings in which it is otherwise than as the case stands. tried: under how many readings it was asked. own: the
    inputs that rest on its own words alone; typed_in: whether it is otherwise without them. assumed: the inputs that
    nobody cites and without which it is otherwise. inputs: what it rests on, with the words that are cited. turns: what
    would turn a verdict that it asks about, the nearest number first. statements and parts: of the case, that bear on a
    claim that is not computed. against: the claims of other documents that it contradicts.
    """

    id: str
    quote: str
    strength: str
    source: str
    at: str
    note: str
    standing: Standing
    why: str
    so: bool | None
    asked: tuple[Asked, ...]
    share: tuple[float, float] | None
    turned: tuple[Turned, ...]
    tried: int
    own: tuple[str, ...]
    typed_in: bool
    assumed: tuple[str, ...]
    inputs: tuple[Input, ...]
    turns: tuple[Tripwire, ...] = ()
    statements: tuple[Bears, ...] = ()
    parts: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survival:
    """What becomes of the claims where sources are left out.

    sources: their ids, with their titles. left_out: how many parts of the case go or are left with bounds only.
    survive: the claims that are borne out as before. fall: those that are not any more. open: those of which it
    cannot be told any more. gone: those that cannot even be asked. rise: those that are borne out only then.
    unasked: those that were not asked, because something in them takes long.
    """

    sources: tuple[tuple[str, str], ...]
    left_out: int
    survive: tuple[str, ...]
    fall: tuple[str, ...]
    open: tuple[str, ...]
    gone: tuple[str, ...]
    rise: tuple[str, ...]
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document whose claims are tested: its source, and how many of its claims stand how."""

    source: str
    title: str
    by: str
    counts: tuple[tuple[Standing, int], ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A claim of one document beside the claims of another that contradict it."""

    claim: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class ClaimsResult(Result):
    """Does the argument hold: each claim of a document, tested against the case.

    claims: in the order of the case. documents: that they are from. pairs: claims that contradict each other. without:
    what becomes of them where sources are left out. draws: how many were made for those that can be drawn; seed: of
    them. thorough: every claim was asked under every reading, and not only those that are answered in a moment.
    """

    claims: tuple[ClaimVerdict, ...]
    documents: tuple[Document, ...]
    pairs: tuple[Against, ...]
    without: tuple[Survival, ...]
    draws: int
    seed: int
    thorough: bool

    kind: ClassVar[str] = "claims"

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many claims stand how."""
        found = Counter(each.standing for each in self.claims)
        return {standing: found[standing] for standing in Standing}

    def claim(self, id_: str) -> ClaimVerdict:
        """One of the claims.

        Raises:
            KeyError: there is no such claim.
        """
        for each in self.claims:
            if each.id == id_:
                return each
        raise KeyError(id_)

    def records(self) -> list[dict[str, Any]]:
        """The claims, a row each."""
        return [
            {
                "claim": each.id,
                "verdict": each.standing.value,
                "quote": each.quote,
                "strength": each.strength,
                "source": each.source,
                "asks": "; ".join(asked.kind for asked in each.asked),
                "found": "; ".join(asked.words or asked.missing for asked in each.asked) or each.why,
                "share_low": each.share[0] if each.share is not None else None,
                "share_high": each.share[1] if each.share is not None else None,
                "otherwise_under": "; ".join(turn.variant for turn in each.turned),
                "typed_in": each.typed_in,
                "assumed": "; ".join(each.assumed),
            }
            for each in self.claims
        ]
