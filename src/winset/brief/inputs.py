"""The inputs of a briefing with their quotations, each with the places that use it."""

from collections.abc import Iterable
from dataclasses import dataclass

from winset.brief.grounds import Quote, parts_named, quote, said, short, whose
from winset.brief.linked import anchor
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.model.result import Input
from winset.show.sources import inputs_under
from winset.show.words import opening

_MOST = 200
_STANDINGS = ("cited", "assumed", "contested")
_TITLES = {
    "cited": "Cited: a source says it",
    "assumed": "Assumed: no source says it",
    "contested": "Contested: another reading changes it",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """An input with what it rests on, and the places of the briefing that use it."""

    anchor: str
    path: str
    whose: str
    says: str
    standing: str
    quotes: tuple[Quote, ...]
    why: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The inputs of one standing that decided the answer. count: how many there are, those left out here included."""

    standing: str
    title: str
    count: int
    entries: tuple[Basis, ...]

    @property
    def left_out(self) -> int:
        """How many the briefing leaves out."""
        return self.count - len(self.entries)


@dataclass(frozen=True, slots=True)
class Owned:
    """An input of a ratifier, in one line: what it says, its standing, and the first words that show it."""

    href: str
    says: str
    standing: str
    words: str


@dataclass(frozen=True, slots=True)
class Answering:
    """What decided a ratifier's answers: where numbers lead that its inputs make together."""

    anchor: str
    name: str
    page: str
    inputs: tuple[Owned, ...]
    left_out: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the section on inputs shows."""

    groups: tuple[Group, ...]
    ratifiers: tuple[Answering, ...]
    others: tuple[Basis, ...]


def inputs(register: Register, wording: Wording, page_of: Iterable[tuple[str, str]]) -> Inputs:
    """The inputs, those that the briefing speaks of first among as many as it bears.

    Args:
        register: filled by all other parts of the briefing.
        wording: how patterns are said.
        page_of: each ratifier with the place of its page.
    """
    shown = _shown(register)
    groups = []
    for standing in _STANDINGS:
        every = [entry for entry in register.decided if entry.standing == standing]
        entries = tuple(_basis(entry, register, wording) for entry in every if entry.path in shown)
        groups.append(Group(standing, _TITLES[standing], len(every), entries))
    decided = {entry.path for entry in register.decided}
    others = [entry for path in register.used if path not in decided and (entry := register.input(path)) is not None]
    return Inputs(
        tuple(groups),
        tuple(_answering(id_, page, register, wording, shown) for id_, page in page_of),
        tuple(_basis(entry, register, wording) for entry in others),
    )


def _shown(register: Register) -> frozenset[str]:
    """The inputs that are listed: all that some place leads to, and others while there is room."""
    used = set(register.used)
    room = max(_MOST - sum(entry.path in used for entry in register.decided), 0)
    rest = [entry.path for entry in register.decided if entry.path not in used]
    return frozenset(used.union(rest[:room]))


def _basis(entry: Input, register: Register, wording: Wording) -> Basis:
    return Basis(
        anchor("input", entry.path),
        entry.path,
        whose(entry.path, register, wording.names),
        said(entry, register, wording),
        entry.standing,
        tuple(quote(quotation) for quotation in entry.quotations),
        short(entry.why or ""),
        register.places(entry.path),
    )


def _answering(id_: str, page: str, register: Register, wording: Wording, shown: frozenset[str]) -> Answering:
    votes = [entry for path in register.votes_of(id_) if (entry := register.input(path)) is not None]
    own = tuple(dict.fromkeys((*inputs_under(register.decided, id_), *votes)))
    listed = tuple(_owned(entry, id_, register, wording) for entry in own if entry.path in shown)
    return Answering(
        anchor("input", id_),
        wording.names.ratifier(id_),
        page,
        listed,
        len(own) - len(listed),
        register.places(id_),
    )


def _owned(entry: Input, ratifier: str, register: Register, wording: Wording) -> Owned:
    inside = ", ".join(parts_named(entry.path, ratifier, wording.names))
    says = said(entry, register, wording)
    words = next((quote(part).text for part in entry.quotations), "")
    text = f"{inside}: {says[:1].lower()}{says[1:]}" if inside else opening(says)
    return Owned(f"#{anchor('input', entry.path)}", text, entry.standing, words)
