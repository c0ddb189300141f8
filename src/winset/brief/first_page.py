"""The first page: the answer, who stands in the way, what would help, how sure it is, what would change it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from winset.brief.changes import changes
from winset.brief.first_records import FirstPage, InTheWay, NearDeal
from winset.brief.grounds import Quote, quote
from winset.brief.grounds import short as shortened
from winset.brief.in_short import InShort
from winset.brief.kinds import Kinds, kinds
from winset.brief.linked import Line, Linked, linked
from winset.brief.ratifiers import page_place
from winset.brief.readings import Reading
from winset.brief.register import Place, Register
from winset.brief.spoken import MOST, spoken
from winset.brief.wording import Wording
from winset.case.problems import visible
from winset.model.result import PackageRecord, Verdict
from winset.settlement.answers import PackageAnswers
from winset.settlement.records import BlockersResult, DealsResult, Shortfall, Stand
from winset.show.blockers_words import deciding, part, refusing
from winset.show.deals_words import narrowest, said_apart
from winset.show.estimates import accepted, found_deals
from winset.show.figures.svg import letters
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.sentences import sentence
from winset.show.sources import inputs_under, source, speaking
from winset.show.words import count, listed, midway, opening, share

_NAMED = 2
_CHANGED = 3
_FITS = ((2, 5), (1, 5), (2, 3), (1, 3), (1, 1))
"""Of how many of the nearest deals, and of how many kinds of deal, the page speaks: as many as there is room for."""
_KEPT = 2  # lines of what would change the answer that come before them
_LINES = 4  # in print, of what would change the answer
_WIDTH = 110  # letters of a line in print of what would change the answer
_QUOTED = 150  # characters of a quotation; its place among the inputs has it whole
_OWN_WORD = "its own word"
_ANSWER = Place("#answer", "The answer")
_WAY = Place("#in-the-way", "Who stands in the way")
_NEAR = Place("#nearest", "The nearest deals")
_CHANGES = Place("#changes", "What would change it")


class _Telling:
    """What the parts of the page are told with."""

    def __init__(self, found: DealsResult, stands: BlockersResult, register: Register | None, wording: Wording) -> None:
        self.found = found
        self.stands = stands
        self.register = register
        self.wording = wording
        self.names: Names = wording.names

    def linked(self, text: str, phrases: Iterable[tuple[str, str]], place: Place) -> Linked:
        """A text whose phrases lead to the inputs at the paths given, or to places of the page given as `#...`."""
        return linked(text, phrases, lambda to: to if to.startswith("#") else self.to(to, place))

    def to(self, path: str, place: Place) -> str:
        """The link to an input; nowhere while it is only tried how much there is room for."""
        return self.register.to(path, place) if self.register is not None else ""

    def trying(self) -> "_Telling":
        """The same, without a register that would take note of what is used."""
        return _Telling(self.found, self.stands, None, self.wording)

    def line(self, line: Line) -> Linked:
        """A line that leads to places of the page only."""
        return linked(line.text, line.phrases, lambda href: href)


def first_page(
    found: DealsResult,
    stands: BlockersResult,
    answers: Sequence[PackageAnswers],
    readings: Sequence[Reading],
    watch: Line | None,
    short: InShort,
    around: Sequence[str],
    register: Register,
    wording: Wording,
) -> FirstPage:
    """Put the first page together.

    Args:
        found: the answer.
        stands: who is in the way.
        answers: the deals of the matrix with the answers to them.
        readings: the answers under other readings.
        watch: the nearest tripwire in a line; None where there is none.
        short: the cheapest unlock, what to do first and how sure it is, each in a line.
        around: what else is read aloud of the page: its title, what it is about, how many inputs it rests on.
        register: the inputs, which take note of what is used.
        wording: how things are said.
    """
    telling = _Telling(found, stands, register, wording)
    in_the_way = tuple(_in_the_way(telling))
    more = len(refusing(stands)) + len(_waiting(stands)) - len(in_the_way)
    page = FirstPage(
        sentence=telling.linked(sentence(found), _phrases(telling), _ANSWER),
        kinds=Kinds((), ""),
        in_the_way_title="Who is hardest to win" if found.sure else "Who stands in the way, and why",
        in_the_way=in_the_way,
        in_the_way_more=f"And {count(more)} more." if more > 0 else "",
        nearest=(),
        nearest_title="",
        shared=_shared(found, answers, telling.names),
        lacking=not found.sure and bool(found.nearest),
        changes=(),
        unlock=telling.line(short.unlock),
        step=telling.line(short.step),
        sure=telling.line(short.sure),
    )
    wanted = list(changes(found, stands, readings, watch, telling.names, settled=short.settles))
    kept = sum(line.words for line in wanted[:_KEPT])
    page = _with_deals(page, telling, answers, MOST - kept, around)
    return replace(page, changes=tuple(_changes(telling, MOST - spoken(page, around), wanted)))


def _with_deals(
    page: FirstPage, telling: _Telling, answers: Sequence[PackageAnswers], most: int, around: Sequence[str]
) -> FirstPage:
    """The page with as many deals and kinds of deal as there is room for; at the least with one of each."""
    trying = telling.trying()
    tried = (fits for fits in _FITS if spoken(_dealt(page, trying, answers, *fits), around) <= most)
    return _dealt(page, telling, answers, *next(tried, _FITS[-1]))


def _dealt(
    page: FirstPage, telling: _Telling, answers: Sequence[PackageAnswers], nearest: int, most_kinds: int
) -> FirstPage:
    """The page with so many of the nearest deals, and so many kinds of deal."""
    found, names = telling.found, telling.names
    return replace(
        page,
        kinds=kinds(found, lambda package: _letter(package, answers), names, most_kinds),
        nearest=tuple(_first_deals(telling, answers, nearest)),
        nearest_title=_deals_title(found, nearest),
    )


def _phrases(telling: _Telling) -> Iterator[tuple[str, str]]:
    """The words of the sentence that come from the case, with the inputs that they come from, in its order."""
    found = telling.found
    number = found.possible if found.verdict is Verdict.OPEN and not found.sure else found.sure
    if found.about.estimated:
        yield found_deals(found, number, found.sure_between if found.sure else found.possible_between), "#inputs"
    else:
        deals, bracket, rest = share(number, found.about.deals).partition(" (")
        yield f"{deals} deals{bracket}{rest}", "#inputs"
    rules = {row.ratifier: row.rule for row in found.win_sets}
    for near in found.nearest[:1]:
        for lack in said_apart(near.shortfalls):
            yield lacking(lack), lack.path
            yield _rule(lack.ratifier, rules.get(lack.ratifier, _OWN_WORD))
            yield from _sources(lack.path if lack.kind == "red_line" else lack.ratifier, found)
    gate = narrowest(found)
    if gate is not None and found.sure:
        yield _rule(gate.ratifier, gate.rule)
        yield accepted(found.about, gate), gate.ratifier
        yield from _sources(gate.ratifier, found)


def _rule(ratifier: str, rule: str) -> tuple[str, str]:
    """A rule in words, and the input where it is written; its own word is written nowhere."""
    return visible(rule), "" if rule == _OWN_WORD else f"{ratifier}.rule"


def _sources(path: str, found: DealsResult) -> Iterator[tuple[str, str]]:
    """The source that speaks for a part of the case, and the input that rests on it."""
    quotation = speaking(found.about.inputs, path, found.about.as_of)
    for entry in inputs_under(found.about.inputs, path):
        if quotation in entry.quotations and quotation is not None:
            yield source(quotation), entry.path
            return


def _in_the_way(telling: _Telling) -> Iterator[InTheWay]:
    """Those who refuse, the most first, then those who have not said."""
    whole = telling.found.about.deals
    for row in refusing(telling.stands)[:_NAMED]:
        does = "refuses every deal" if row.blocks and whole > 1 else f"refuses {part(telling.stands, row.no)}"
        does += f"; open on {part(telling.stands, row.open)}" if row.open else ""
        yield _stand(row, does, telling)
    left = _NAMED - len(refusing(telling.stands)[:_NAMED])
    for row in _waiting(telling.stands)[:left]:
        yield _stand(row, f"has not said on {part(telling.stands, row.open)}", telling)


def _waiting(stands: BlockersResult) -> list[Stand]:
    """The vetoes that refuse nothing, and have not said yes to everything."""
    return [row for row in stands.stands if row.veto and row.open and not row.no]


def _stand(row: Stand, does: str, telling: _Telling) -> InTheWay:
    reason = deciding(row, telling.stands)
    entry = reason.input if reason is not None else None
    quotations = sorted(entry.quotations, key=lambda quotation: not quotation.verbatim) if entry is not None else []
    numbers = [(part(telling.stands, number), row.ratifier) for number in (row.no, row.open) if number]
    rule = visible(row.rule) if row.rule != _OWN_WORD else ""
    return InTheWay(
        name=telling.names.ratifier(row.ratifier),
        page=page_place(row.ratifier, telling.wording).href,
        does=telling.linked(does, numbers, _WAY),
        rule=telling.linked(rule, [_rule(row.ratifier, row.rule)], _WAY),
        blocks=row.blocks,
        quote=_cut(quote(quotations[0])) if quotations else None,
        why=shortened(entry.why) if entry is not None and entry.why and not quotations else "",
        standing=entry.standing if entry is not None else "",
        href=telling.to(entry.path, _WAY) if entry is not None else "",
    )


def _cut(whole: Quote) -> Quote:
    """A quotation as far as there is room for it, cut between words."""
    if len(whole.text) <= _QUOTED:
        return whole
    end = "…”" if whole.text.endswith("”") else "…"
    return replace(whole, text=f"{whole.text[:_QUOTED].rpartition(' ')[0]} {end}")


def _first_deals(telling: _Telling, answers: Sequence[PackageAnswers], most: int) -> Iterator[NearDeal]:
    """The deals of the first page: those that pass and what speaks for them, else the nearest and what they lack."""
    found, names = telling.found, telling.names
    if found.sure:
        for package, merits in list(_merits(found, names).items())[:most]:
            note = f"{opening(listed(merits))}." if merits else ""
            yield NearDeal(_letter(package, answers), _options(package, answers, names), (), note)
        return
    for near in found.nearest[:most]:
        lacks: dict[str, list[Shortfall]] = {}
        for lack in said_apart(near.shortfalls):
            lacks.setdefault(names.who(lack.ratifier), []).append(lack)
        said = tuple((who, _lacking(parts, telling)) for who, parts in lacks.items())
        yield NearDeal(_letter(near.package, answers), _options(near.package, answers, names), said)


def _lacking(parts: Sequence[Shortfall], telling: _Telling) -> Linked:
    told = [telling.wording.lacks(part) for part in parts]
    return telling.linked(listed(told), zip(told, [part.path for part in parts], strict=True), _NEAR)


def _merits(found: DealsResult, names: Names) -> dict[PackageRecord, list[str]]:
    """Ratified deals with what singles them out: solutions first, then what is best for a party, then any."""
    merits: dict[PackageRecord, list[str]] = {}
    view = next((view for view in found.frontiers if view.over == "sure"), None)
    for solution in found.solutions:
        if view is not None and solution.over == view.over:
            for point in solution.points:
                merits.setdefault(view.packages[point], []).append(f"the {solution.name} solution")
    for best in found.best:
        if best.over == "sure" and best.packages:
            merits.setdefault(best.packages[0], []).append(f"best for {midway(names.party(best.party))}")
    for package in found.examples:
        merits.setdefault(package, ["ratified by all whose yes is needed"])
    return merits


def _letter(package: PackageRecord, answers: Sequence[PackageAnswers]) -> str:
    """The letter of a deal in the matrix, or nothing where it is not there."""
    places = [at for at, given in enumerate(answers) if given.package.number == package.number]
    return letters(places[0]) if places else ""


def _options(package: PackageRecord, answers: Sequence[PackageAnswers], names: Names) -> tuple[tuple[str, str], ...]:
    """The options of a deal in few words, without those that every deal of the matrix has."""
    same = set(answers[0].package.options).intersection(*(given.package.options for given in answers))
    kept = [pair for pair in package.options if pair not in same] or package.options
    return tuple((names.brief_issue(issue), names.brief_option(issue, option)) for issue, option in kept)


def _shared(found: DealsResult, answers: Sequence[PackageAnswers], names: Names) -> str:
    """What every deal of the matrix has, and the first page need not repeat."""
    if len(answers) < 2:
        return ""
    same = [pair for pair in answers[0].package.options if all(pair in other.package.options for other in answers)]
    said = "; ".join(f"{names.issue(issue)}: {names.option(issue, option)}" for issue, option in same)
    every = "Every deal has" if len(answers) == found.about.deals else "All deals shown here have"
    return f"{every} {said}." if said else ""


def _deals_title(found: DealsResult, most: int) -> str:
    if found.sure and found.about.estimated:
        return "What passes, for example"
    if found.sure:
        shown = min(found.sure, most)
        return "What passes" if shown == found.sure else f"What passes: {shown} of {count(found.sure)} ratified deals"
    shown, total = min(len(found.nearest), most), found.nearest_count
    what = "possible deal" if found.possible else "nearest deal"
    if total == 1:
        return f"What the {what} lacks"
    if shown == total:
        return f"What the {what}s lack"
    return f"What {shown} of the {count(total)} {what}s {'lacks' if shown == 1 else 'lack'}"


def _changes(telling: _Telling, room: int, lines: Iterable[Line]) -> Iterator[Linked]:
    """As many as there is room for, in words and in lines of print; one is always told."""
    told, printed = 0, _LINES
    for line in lines:
        takes = -(-len(line.text) // _WIDTH)
        if told < _CHANGED and ((line.words <= room and takes <= printed) or not told):
            told, room, printed = told + 1, room - line.words, printed - takes
            yield telling.linked(line.text, line.phrases, _CHANGES)
