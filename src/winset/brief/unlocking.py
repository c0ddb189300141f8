"""What would unlock a deal: the cheapest set of levers first, each other set, what it costs, opens and breaks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from winset.brief.asked import NotAsked
from winset.brief.grounds import bounded
from winset.brief.levers import LeverCard, against, effort_unit, lever_card, lever_href, linked_to_pages
from winset.brief.linked import CellLinks, Line, Linked, LinkedTable, Span, linked, unlinked
from winset.brief.ratifiers import deal_href, page_place
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.case.load import Case
from winset.case.problems import visible
from winset.model.result import PackageRecord, Verdict
from winset.settlement.records import DealsResult
from winset.settlement.unlock_records import Cost, Opinion, Step, Unlock, UnlockResult
from winset.show.names import Names
from winset.show.sources import source, speaking
from winset.show.table import Table
from winset.show.unlock_free_tables import across_table, rates_table, relaxations_table, terms_table, votes_table
from winset.show.unlock_tables import bindings_table, budgets_table, opinion_table, turns_words
from winset.show.unlock_words import best_of, chance_words, cost_words, levers_words, unlock_sentence
from winset.show.words import counted, listed, number, opening

PLACE = Place("#unlock", "What would unlock it")
_MOST_SETS = 6
_MOST_LEVERS = 24
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class StepLine:
    """A lever in its place in a set: how it has to turn out, what it does for whom, whom it turns away."""

    lever: Linked
    turns_out: str
    does: Linked
    breaks: Linked


@dataclass(frozen=True, slots=True)
class SetOfLevers:
    """A smallest set of levers. sure: a deal is then ratified. note: how its costs compare with other sets."""

    levers: Linked
    sure: bool
    opens: Linked
    costs: tuple[Linked, ...]
    note: str
    chance: Linked
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What the section says; what does not apply is empty.

    free: votes beside what levers win, what ratifiers would have to give freely, and unlocks over unknown worlds.
    """

    sentence: Linked
    notes: tuple[Linked, ...] = ()
    sets: tuple[SetOfLevers, ...] = ()
    sets_left: int = 0
    opinion: LinkedTable | None = None
    bounds: LinkedTable | None = None
    budgets: LinkedTable | None = None
    free: tuple[tuple[str, LinkedTable], ...] = ()
    levers: tuple[LeverCard, ...] = ()
    levers_left: int = 0


class _Telling:
    """What the parts of the section are told with."""

    def __init__(
        self,
        result: UnlockResult,
        case: Case,
        letter: Callable[[PackageRecord], str],
        register: Register,
        wording: Wording,
    ) -> None:
        self.result = result
        self.written = case.file.levers
        self.letter = letter
        self.register = register
        self.wording = wording
        self.names = wording.names
        self.told = tuple(_told(result))

    def to(self, target: str) -> str:
        """The link to a place of the page given as `#...`, or to the input at a path."""
        return target if target.startswith("#") else self.register.to(target, PLACE)

    def lever(self, id_: str, words: str) -> Span:
        """A lever that leads to what is told of it."""
        return Span(words, lever_href(id_) if id_ in self.told else "")

    def linked(self, text: str) -> Linked:
        """A text in which levers, ratifiers and the sources of levers lead to where they are told."""
        return linked(text, [*self._levers(), *self._ratifiers(), *self._sources()], self.to)

    def _levers(self) -> Iterator[tuple[str, str]]:
        for row in self.result.alone:
            if row.lever in self.told:
                yield f"“{visible(row.name)}”", lever_href(row.lever)
                yield from (
                    (f"`levers.{row.lever}.effects.{name}`", lever_href(row.lever))
                    for name in self.written[row.lever].effects
                )

    def _ratifiers(self) -> Iterator[tuple[str, str]]:
        for id_ in self.register.ratifiers:
            who, href = self.names.who(id_), page_place(id_, self.wording).href
            yield who, href
            if opening(who) != who:
                yield opening(who), href

    def _sources(self) -> Iterator[tuple[str, str]]:
        """The source of each lever, which leads to an input of the lever that rests on it."""
        for id_ in self.told:
            quotation = speaking(self.result.about.inputs, f"levers.{id_}", self.result.about.as_of)
            if quotation is not None:
                yield source(quotation), lever_href(id_)


def unlocking(
    result: UnlockResult | NotAsked,
    case: Case,
    found: DealsResult,
    letter: Callable[[PackageRecord], str],
    register: Register,
    wording: Wording,
) -> Unlocking:
    """Put the section together.

    Args:
        result: what would unlock a deal, or why that was not asked.
        case: the case with its variants.
        found: the answer that is briefed.
        letter: the letter of a deal in the matrix; empty where it is not there.
        register: the inputs, which take note of what is used.
        wording: how things are said.
    """
    if isinstance(result, NotAsked):
        return Unlocking(unlinked(result.why))
    if not case.file.levers:
        free = tuple(_free(result, wording))
        return Unlocking(unlinked(unlock_sentence(result)), tuple(_without_levers(result)), free=free)
    telling = _Telling(result, case, letter, register, wording)
    sets = list(_sets(result))
    return Unlocking(
        sentence=telling.linked(unlock_sentence(result)),
        notes=tuple(_notes(telling, found)),
        sets=tuple(_set(row, len(sets) > 1, telling) for row in sets[:_MOST_SETS]),
        sets_left=max(len(sets) - _MOST_SETS, 0),
        opinion=_opinion(telling) if result.opinions else None,
        bounds=_bounds(telling) if result.bindings else None,
        budgets=LinkedTable(bounded(budgets_table(result, wording.names)), {}) if len(result.budgets) > 1 else None,
        free=tuple(_free(result, wording)),
        levers=tuple(_cards(telling)),
        levers_left=_left(result, telling.told),
    )


def _free(result: UnlockResult, wording: Wording) -> Iterator[tuple[str, LinkedTable]]:
    """The tables that have something to say; ratifiers lead to their pages where a row begins with one."""
    names = wording.names
    ids = [*(row.ratifier for row in result.relaxations), *(row.ratifier for row in result.terms)]
    pages = {opening(names.who(id_)): page_place(id_, wording).href for id_ in ids}
    every = (
        ("Votes needed, beside what levers win", votes_table(result, names)),
        ("What ratifiers would have to give, without any lever", relaxations_table(result, names)),
        ("On which terms they would accept", terms_table(result, names)),
        ("What would make up for what", rates_table(result, names)),
        ("In which worlds sets of levers work", across_table(result)),
    )
    for title, table in every:
        if table.rows:
            shown = bounded(_first(table))
            links = {(at, 0): pages[row[0]] for at, row in enumerate(shown.rows) if row[0] in pages}
            yield title, LinkedTable(shown, links)


def _first(table: Table) -> Table:
    """A table as far as a page has room for it."""
    if len(table.rows) <= _MOST_ROWS:
        return table
    return replace(table, rows=table.rows[:_MOST_ROWS], note=f"The first {_MOST_ROWS} of {len(table.rows)}.")


def _sets(result: UnlockResult) -> Iterator[Unlock]:
    """The sets to tell of; one that makes a deal sure need not be said to make it possible."""
    sure = {frozenset(row.levers) for row in result.unlocks if row.sure}
    yield from (row for row in result.unlocks if row.levers and (row.sure or frozenset(row.levers) not in sure))


def _without_levers(result: UnlockResult) -> Iterator[Linked]:
    if result.verdict is not Verdict.RATIFIED:
        yield unlinked("The case has no levers: it does not say what anyone could do to change an answer.")


def _told(result: UnlockResult) -> Iterator[str]:
    """The levers that the section tells of: those that it speaks of, and while no deal is sure all of them."""
    spoken_of = {lever for row in result.unlocks[: _MOST_SETS + 1] for lever in row.levers}
    spoken_of |= {row.lever for row in result.bindings}
    spoken_of |= {pull.lever for row in result.opinions for pull in row.pulls}
    every = result.verdict is not Verdict.RATIFIED
    rows = [row for row in result.alone if row.lever in spoken_of or row.turns or every]
    rows.sort(key=lambda row: row.lever not in spoken_of)
    kept = {row.lever for row in rows[:_MOST_LEVERS]}
    yield from (row.lever for row in result.alone if row.lever in kept)


def _left(result: UnlockResult, told: Iterable[str]) -> int:
    return len(result.alone) - len(tuple(told)) if result.verdict is not Verdict.RATIFIED else 0


def _notes(telling: _Telling, found: DealsResult) -> Iterator[Linked]:
    result = telling.result
    best = best_of(result)
    if result.possible and not result.sure and best is not None and best.levers:
        yield unlinked("A deal is possible already, without any lever.")
    for row in result.alone:
        if row.turns:
            turned = against(row, telling.wording)
            yield (
                telling.lever(row.lever, f"“{visible(row.name)}”"),
                Span(" by itself turns away: "),
                *turned,
                Span("."),
            )
    refused = [row for row in found.named if row.verdict is Verdict.REFUSED]
    if result.verdict is Verdict.RATIFIED and refused:
        first = refused[0].pattern
        ask = f"`winset unlock {visible(result.about.case)} --where {visible(first)}`"
        kinds = counted(len(refused), "kind of deal", "kinds of deal")
        are = "is" if len(refused) == 1 else "are"
        yield unlinked(f"{opening(kinds)} with a name {are} refused. What would unlock one: {ask}.")


def _set(row: Unlock, several: bool, telling: _Telling) -> SetOfLevers:
    spans: list[Span] = []
    for at, step in enumerate(row.steps):
        spans += [*unlinked(", then " if at else ""), telling.lever(step.lever, f"“{visible(step.name)}”")]
    return SetOfLevers(
        levers=tuple(spans),
        sure=row.sure,
        opens=_opens(row, telling),
        costs=tuple(_cost(cost, row, telling) for cost in row.costs),
        note=_NOTES[row.undominated] if several else "",
        chance=telling.linked(chance_words(row.chance)),
        steps=tuple(_step(step, telling) for step in row.steps),
    )


_NOTES = {
    True: "No other set costs every party at most as much and one of them less.",
    False: "Another set costs no party more, and one of them less.",
    None: "Sets cannot be compared by cost: a cost is missing.",
}


def _opens(row: Unlock, telling: _Telling) -> Linked:
    letter = telling.letter(row.example)
    are, outcome = "is" if row.opens == 1 else "are", "sure" if row.sure else "possible"
    deals = f"{counted(row.opens, 'deal')} {are} then {outcome}"
    which = "" if row.opens == 1 else "such as "
    if letter:
        return (
            Span(f"{deals}: {which}"),
            Span(letter, deal_href(letter)),
            Span(f", {telling.names.short(row.example)}."),
        )
    return unlinked(f"{deals}: {which}{telling.names.short(row.example)}.")


def _cost(cost: Cost, row: Unlock, telling: _Telling) -> Linked:
    """What it costs a party; the amount leads to the cost of the lever where one lever makes it."""
    party = telling.names.party(cost.party)
    own = [step.lever for step in row.steps if step.by == cost.party]
    if cost.missing:
        return (Span(f"{party}: not given"),)
    words = f"{cost_words(cost, telling.names).removeprefix(f'{party} ')} {effort_unit(telling.result)}"
    href = telling.to(f"levers.{own[0]}.cost") if len(own) == 1 else ""
    return (Span(f"{party}: "), Span(words, href))


def _step(step: Step, telling: _Telling) -> StepLine:
    lifted = listed([telling.names.who(id_) for id_ in step.lifts])
    lost = [f"{lifted} would stand in the way"] if lifted else []
    lost += ["the deal could not be put"] if step.puts else []
    return StepLine(
        lever=(telling.lever(step.lever, visible(step.name)),),
        turns_out="; ".join(visible(words) for words in step.draws if words),
        does=telling.linked(f"Without it {listed(lost)}.") if lost else (),
        breaks=linked_to_pages(turns_words(step.turns, telling.names), [who for who, _ in step.turns], telling.wording)
        if step.turns
        else (),
    )


def _opinion(telling: _Telling) -> LinkedTable:
    """Points needed beside what moves them; the ratifier leads to its page, its numbers to its polls."""
    shown = bounded(opinion_table(telling.result, telling.names))
    links: dict[tuple[int, int], str] = {}
    for at, row in enumerate(telling.result.opinions[: len(shown.rows)]):
        links[at, 0] = page_place(row.ratifier, telling.wording).href
        links |= {(at, column): telling.to(row.ratifier) for column in (1, 2)}
        if row.pulls:
            links[at, 3] = _bound_of(row, telling)
    return LinkedTable(shown, links)


def _bound_of(row: Opinion, telling: _Telling) -> str:
    """The lever that moves most leads to its bound."""
    most = max(row.pulls, key=lambda pull: (pull.most, pull.lever))
    return lever_href(most.lever) if most.lever in telling.told else ""


def _bounds(telling: _Telling) -> LinkedTable:
    shown = bounded(bindings_table(telling.result))
    rows = telling.result.bindings[: len(shown.rows)]
    return LinkedTable(shown, _binding_links([row.lever for row in rows], telling))


def _binding_links(levers: Iterable[str], telling: _Telling) -> CellLinks:
    return {(at, 0): lever_href(id_) for at, id_ in enumerate(levers) if id_ in telling.told}


def _cards(telling: _Telling) -> Iterator[LeverCard]:
    rows = {row.lever: row for row in telling.result.alone}
    for id_ in telling.told:
        yield lever_card(rows[id_], telling.written[id_], telling.result, PLACE, telling.register, telling.wording)


def unlock_line(result: UnlockResult | NotAsked, names: Names) -> Line | None:
    """A line for the first page: the cheapest unlock, or that it is impossible and why; None where no lever matters."""
    if isinstance(result, NotAsked) or not result.alone:
        return None
    best = best_of(result)
    if best is not None and best.levers:
        together = " together" if len(best.levers) > 1 else ""
        said = f"{together} would make a deal {'sure' if best.sure else 'possible'}."
        return Line(f"{levers_words(best)}{said}", ((levers_words(best), PLACE.href),))
    if not result.impossible:
        return None
    why = _too_short(result, names)
    if not why:
        return Line("No lever of the case opens a deal.", (("No lever", PLACE.href),))
    return Line(f"Impossible within bounds: {why}.", (("Impossible within bounds", PLACE.href),))


def _too_short(result: UnlockResult, names: Names) -> str:
    """The bound that binds, in few words."""
    for row in result.bindings:
        needed = f", and it would take {number(row.needed)}" if row.needed is not None else ""
        return f"“{visible(row.name)}” moves {number(row.most)} {row.unit} at most{needed}"
    for short in result.opinions:
        if not short.within:
            lacks = f"{names.who(short.ratifier)} lacks {number(short.needed)} points of opinion"
            return f"{lacks}, and all levers move {number(short.most)}"
    return ""
