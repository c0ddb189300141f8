"""The levers of a case: what each does and costs, what it needs and breaks, and on whose word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from winset.brief.grounds import Ground, ground, short
from winset.brief.linked import Linked, Span, anchor, linked, unlinked
from winset.brief.ratifiers import page_place
from winset.brief.register import Place, Register
from winset.brief.wording import Wording, amount, numeral
from winset.case.patterns import EVERYTHING
from winset.case.problems import visible
from winset.case.sections import Effect, Lever
from winset.settlement.unlock_records import LeverAlone, UnlockResult
from winset.show.unlock_tables import turns_words
from winset.show.words import share


@dataclass(frozen=True, slots=True)
class LeverCard:
    """A lever. facts: whose it is, what it costs and needs, what it does by itself. bounds: how far it goes."""

    anchor: str
    name: str
    facts: tuple[tuple[str, Linked], ...]
    effects: tuple[Ground, ...]
    bounds: tuple[Ground, ...]
    breaks: Linked
    caution: str


def lever_href(id_: str) -> str:
    """Where a lever is told."""
    return f"#{anchor('lever', id_)}"


def lever_card(
    row: LeverAlone, lever: Lever, result: UnlockResult, place: Place, register: Register, wording: Wording
) -> LeverCard:
    """A lever as the case has it, with what it does by itself.

    Args:
        row: what it does by itself.
        lever: as it is written.
        result: the answer that it is a part of.
        place: where it is told.
        register: the inputs, which take note of what is used.
        wording: how things are said.
    """
    return LeverCard(
        anchor("lever", row.lever),
        visible(row.name),
        tuple(_facts(row, lever, result, place, register, wording)),
        tuple(_effects(row.lever, lever, place, register, wording)),
        tuple(_bounds(row.lever, lever, place, register)),
        against(row, wording) if row.turns else (),
        short(lever.caution or ""),
    )


def against(row: LeverAlone, wording: Wording) -> Linked:
    """Whom a lever turns against deals by itself, and against how many; who leads to its page."""
    text = turns_words(row.turns, wording.names)
    return linked_to_pages(text, [who for who, _ in row.turns], wording)


def linked_to_pages(text: str, ratifiers: Iterable[str], wording: Wording) -> Linked:
    """A text in which ratifiers lead to their pages."""
    phrases = [(wording.names.who(id_), page_place(id_, wording).href) for id_ in ratifiers]
    return linked(text, phrases, lambda href: href)


def _facts(
    row: LeverAlone, lever: Lever, result: UnlockResult, place: Place, register: Register, wording: Wording
) -> Iterator[tuple[str, Linked]]:
    path = f"levers.{row.lever}"
    yield "Pulled by", unlinked(wording.names.party(row.by))
    if lever.cost is not None:
        yield "Cost", (Span(f"{numeral(lever.cost)} {effort_unit(result)}", register.to(f"{path}.cost", place)),)
    else:
        yield "Cost", unlinked("not given")
    if lever.requires != EVERYTHING:
        held = "" if row.can else ", which does not hold now"
        yield "Needs", unlinked(f"{wording.pattern(lever.requires)}{held}")
    yield "By itself", unlinked(_alone(row, result))


def effort_unit(result: UnlockResult) -> str:
    """The unit of costs: `months of the leader's attention`, or `of effort` where the case names none."""
    return visible(result.effort) if result.effort else "of effort"


def _bounds(id_: str, lever: Lever, place: Place, register: Register) -> Iterator[Ground]:
    """How far it goes at most, and on whose word."""
    bound = lever.bound
    if bound is not None and bound.points is not None:
        words = f"At most {amount(bound.points, 'point of opinion', 'points of opinion')}"
        yield ground(unlinked(words), f"levers.{id_}.bound.points", place, register, bound.caution)
    if bound is not None and bound.votes is not None:
        words = f"At most {amount(bound.votes, 'vote', 'votes')}"
        yield ground(unlinked(words), f"levers.{id_}.bound.votes", place, register, bound.caution)


def _effects(id_: str, lever: Lever, place: Place, register: Register, wording: Wording) -> Iterator[Ground]:
    for name, effect in lever.effects.items():
        path = f"levers.{id_}.effects.{name}{_number_of(effect)}"
        yield ground(unlinked(short(wording.effect(effect))), path, place, register, effect.caution)


def _number_of(effect: Effect) -> str:
    """Where the input of an effect stands: of opinion and votes that move, at how many."""
    if effect.support is not None:
        return ".support.points"
    return ".swing.votes" if effect.swing is not None else ""


def _alone(row: LeverAlone, result: UnlockResult) -> str:
    if not row.can:
        return "cannot be pulled as things stand"
    if not row.deals:
        return "leaves no deal to ask about"
    if (row.sure, row.possible) == (result.sure, result.possible):
        return "opens nothing"
    return f"{share(row.sure, row.deals)} sure, {share(row.possible, row.deals)} possible"
