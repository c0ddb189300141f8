"""A page for each ratifier: who it is, what it accepts and refuses, on whose word, and what it lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.brief.linked import Linked, Span, anchor, linked, unlinked
from winset.brief.register import Place, Register
from winset.brief.voices import Teller, Voice, fact_of_votes, voice
from winset.brief.wording import Wording
from winset.case.load import Case
from winset.case.problems import visible
from winset.case.sections import Ratifier
from winset.settlement.answers import PackageAnswers
from winset.settlement.records import DealsResult, Near, WinSet
from winset.show.deals_words import said_apart
from winset.show.estimates import part_of, whole_deals
from winset.show.figures.svg import letters
from winset.show.names import constant
from winset.show.words import AT_STATED, listed, opening

_MOST_NEAR = 6
_WORDS = (("yes", "Accepts"), ("no", "Refuses"), ("open", "Leaves open"), ("out", "Is not asked about"))


@dataclass(frozen=True, slots=True)
class Lack:
    """What a ratifier lacks to accept one of the nearest deals."""

    letter: str
    deal: str
    lacks: Linked


@dataclass(frozen=True, slots=True)
class RatifierPage:
    """What is said of one ratifier. answers: which of the deals shown it accepts, refuses and leaves open."""

    anchor: str
    name: str
    facts: tuple[tuple[str, Linked], ...]
    stands: Linked
    answers: tuple[tuple[str, Linked], ...]
    voice: Voice
    lacks: tuple[Lack, ...]
    lacks_none: str
    silence: str


def page_place(id_: str, wording: Wording) -> Place:
    """Where the page of a ratifier is."""
    return Place(f"#{anchor('ratifier', id_)}", wording.names.ratifier(id_))


def ratifier_pages(
    case: Case, found: DealsResult, answers: Sequence[PackageAnswers], register: Register, wording: Wording
) -> Iterator[RatifierPage]:
    """A page for each ratifier, in the order of the answer."""
    for row in found.win_sets:
        teller = Teller(page_place(row.ratifier, wording), register, wording)
        party, _, id_ = row.ratifier.partition(".")
        written = case.file.parties[party].ratifiers[id_]
        lacks = tuple(_lacks(row.ratifier, found, answers, teller))
        yield RatifierPage(
            anchor("ratifier", row.ratifier),
            wording.names.ratifier(row.ratifier),
            tuple(_facts(row, written, teller)),
            _stands(row, found, teller),
            tuple(_answers(row.ratifier, answers)),
            voice(written, row.ratifier, wording.names.ratifier(row.ratifier), teller),
            lacks,
            "" if lacks or found.sure else _nothing_lacking(row, found),
            "Its own judgement is not read." if row.follows else "The case does not say how it judges: it is open.",
        )


def _facts(row: WinSet, written: Ratifier, teller: Teller) -> Iterator[tuple[str, Linked]]:
    names, id_ = teller.wording.names, row.ratifier
    yield "Party", unlinked(names.party(row.party) + (", for which it bargains" if row.lead else ""))
    yield "Role", (Span(_role(row, teller.wording), _known(f"{id_}.counts_as", teller)),)
    yield "Rule", (Span(_rule(row, written, teller), _known(f"{id_}.rule", teller)),)
    if written.scope is not None:
        yield "Asked about", unlinked(teller.wording.pattern(written.scope))
    else:
        yield "Asked about", unlinked("Every package" if row.lead else "Every deal")
    yield from fact_of_votes(written, id_, teller)


def _rule(row: WinSet, written: Ratifier, teller: Teller) -> str:
    """The rule in words; the body that prevails is called by its name."""
    prevails = written.rule.prevails if written.rule is not None else None
    if prevails is not None:
        return opening(visible(row.rule).replace(prevails, teller.wording.names.part(row.ratifier, prevails), 1))
    return opening(visible(row.rule))


def _known(path: str, teller: Teller) -> str:
    """The link to an input that stands there itself; what is usual, such as a rule that is not written, has none."""
    return teller.register.to(path, teller.place) if teller.register.input(path) is not None else ""


def _role(row: WinSet, wording: Wording) -> str:
    if row.follows is not None:
        return f"Follower: it answers as {wording.names.who(row.follows)} does, and blocks nothing of its own"
    return _ROLES.get(row.counts_as, visible(row.counts_as))


_ROLES = {
    "veto": "Veto: its no stops a deal",
    "cost": "Cost: its no costs those who bargain, but stops nothing",
    "ignored": "Ignored: its no stops nothing",
}


def _stands(row: WinSet, found: DealsResult, teller: Teller) -> Linked:
    """How many deals it accepts, refuses and leaves open; the numbers lead to what decided its answers."""
    whole = found.about.deals
    if not whole:
        return unlinked("There is no deal to ask about.")
    href = teller.register.to(row.ratifier, teller.place)
    parts: list[Span] = []
    told = (("accepts", row.yes), ("refuses", row.no), ("leaves open", row.open), ("is not asked about", row.out))
    for word, number in told:
        if number:
            part = part_of(found.about, number, estimated=row.between is not None)
            parts += [Span(f"{', ' if parts else ''}{word} "), Span(part, href)]
    stated = f", {AT_STATED}" if row.stated else ""
    return (Span(f"Of {'the only deal' if whole == 1 else whole_deals(found.about)} it "), *parts, Span(f"{stated}."))


def _answers(id_: str, answers: Sequence[PackageAnswers]) -> Iterator[tuple[str, Linked]]:
    """Its answer to each deal of the matrix, by the letters there."""
    for answer, word in _WORDS:
        which = [letters(at) for at, given in enumerate(answers) if dict(given.by_ratifier)[id_] == answer]
        if which:
            yield word, linked(listed(which), [(letter, letter) for letter in which], deal_href)


def deal_href(letter: str) -> str:
    """Where the deal with a letter is described."""
    return f"#{anchor('deal', letter)}"


def _lacks(id_: str, found: DealsResult, answers: Sequence[PackageAnswers], teller: Teller) -> Iterator[Lack]:
    names = teller.wording.names
    left = constant([near.package for near in found.nearest])
    for near in found.nearest[:_MOST_NEAR]:
        own = [part for part in said_apart(near.shortfalls) if part.ratifier == id_]
        if own:
            spans: list[Span] = []
            for part in own:
                spans += [
                    *unlinked(", " if spans else ""),
                    Span(teller.wording.lacks(part), teller.register.to(part.path, teller.place)),
                ]
            yield Lack(_letter(near, answers), names.short(near.package, left), tuple(spans))


def _nothing_lacking(row: WinSet, found: DealsResult) -> str:
    if not found.nearest:
        return ""
    return "It stands in the way of none of them." if row.counts_as == "veto" else "It can stop none of them."


def _letter(near: Near, answers: Sequence[PackageAnswers]) -> str:
    place = next((at for at, given in enumerate(answers) if given.package.number == near.package.number), None)
    return letters(place) if place is not None else ""
