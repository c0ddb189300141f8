"""What a briefing says, put together from the answers: plain data for the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from winset.brief.methods import Method, methods
from winset.brief.readings import Reading
from winset.case.load import Case
from winset.case.problems import visible
from winset.model.result import About, PackageRecord, Quotation, Verdict
from winset.settlement.answers import PackageAnswers
from winset.settlement.records import BlockersResult, DealsResult, Stand, WaiverSet
from winset.show.blockers_tables import blockers_tables
from winset.show.blockers_words import conflict_words, deciding, refusing, waiver_words
from winset.show.deals_tables import deals_tables
from winset.show.deals_words import said_apart
from winset.show.figures.frontier import frontier
from winset.show.figures.matrix import matrix
from winset.show.figures.shares import shares
from winset.show.figures.svg import Figure, letters
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.sentences import sentence
from winset.show.sources import source, standing, standing_counts, words
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, day, listed, midway, opening, share

_NEAREST = 3
_NAMED = 4
_MOST_ROWS = 24
_MOST_INPUTS = 200
_OWN_WORD = "its own word"
_LONGEST = 600  # characters of one text of a case

VERDICTS = {
    Verdict.RATIFIED: "Can be ratified",
    Verdict.OPEN: "Open",
    Verdict.REFUSED: "No deal",
    Verdict.NO_DEALS: "Nothing to ask about",
}
_DETAIL = (
    "levels",
    "best",
    "undominated",
    "worlds",
    "conflicts",
    "waivers",
    "worth",
    "coalitions",
    "overlaps",
    "baselines",
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, with where they come from."""

    text: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A ratifier that stands in the way: what it does, by which rule, and the words that show it."""

    name: str
    does: str
    rule: str
    blocks: bool
    quote: Quote | None
    why: str


@dataclass(frozen=True, slots=True)
class NearDeal:
    """A deal on the first page: its letter in the matrix, its options, what it lacks by ratifier, or its merit."""

    letter: str
    options: tuple[tuple[str, str], ...]
    lacks: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """An input with what it rests on."""

    path: str
    says: str
    standing: str
    quotes: tuple[Quote, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the template shows."""

    title: str
    about: str
    as_of: str
    readings: tuple[str, ...]
    world: str
    asked: str
    party: str
    verdict: str
    verdict_class: str
    sentence: str
    in_the_way_title: str
    in_the_way: tuple[InTheWay, ...]
    nearest: tuple[NearDeal, ...]
    nearest_title: str
    shared: str
    matrix: Figure
    key: Table
    changes: tuple[str, ...]
    shares: Figure
    win_sets: Table
    frontier: Figure | None
    frontier_table: Table | None
    other_readings: Table | None
    details: tuple[Table, ...]
    standing: str
    counts: tuple[tuple[str, int], ...]
    inputs: tuple[Basis, ...]
    inputs_left_out: int
    methods: tuple[Method, ...]
    case: str
    digest: str
    version: str
    engine: str
    exact: bool
    method_ids: str
    variants: str


def content(
    case: Case,
    found: DealsResult,
    stands: BlockersResult,
    answers: Sequence[PackageAnswers],
    readings: Sequence[Reading],
) -> Content:
    """Put a briefing together."""
    names = Names.of(found.about)
    about = found.about
    drawn = matrix(found, answers)
    line = frontier(found)
    tables = {table.id: _bounded(table) for table in (*deals_tables(found), *blockers_tables(stands))}
    return Content(
        title=about.title,
        about=_short(case.file.about or ""),
        as_of=day(about.as_of),
        readings=tuple(names.variant(id_) for id_ in about.variants),
        world=names.world(about.world),
        asked=about.where,
        party=names.party(about.party) if about.party is not None else "",
        verdict=VERDICTS[found.verdict],
        verdict_class=found.verdict.value.replace(" ", "-"),
        sentence=sentence(found),
        in_the_way_title="Who is hardest to win" if found.sure else "Who stands in the way, and why",
        in_the_way=tuple(_in_the_way(stands, names)),
        nearest=tuple(_first_deals(found, answers, names)),
        nearest_title=_deals_title(found),
        shared=_shared(found, answers, names),
        matrix=drawn,
        key=_bounded(drawn.table),
        changes=tuple(_changes(found, stands, readings, names)),
        shares=shares(found),
        win_sets=tables["win_sets"],
        frontier=line,
        frontier_table=_bounded(_chosen(line.table)) if line is not None else None,
        other_readings=_readings_table(found, readings, names),
        details=tuple(tables[id_] for id_ in _DETAIL if id_ in tables),
        standing=standing(about),
        counts=tuple(standing_counts(about).items()),
        inputs=tuple(_bases(about)),
        inputs_left_out=max(len(about.inputs) - _MOST_INPUTS, 0),
        methods=methods(found),
        case=about.case,
        digest=about.digest,
        version=about.version,
        engine=about.engine,
        exact=about.exact,
        method_ids=listed(about.methods),
        variants=listed(about.variants) or "none",
    )


def _in_the_way(stands: BlockersResult, names: Names) -> Iterator[InTheWay]:
    """Those who refuse, the most first, then those who have not said."""
    whole = stands.about.deals
    refusers = refusing(stands)
    for row in refusers[:_NAMED]:
        does = "refuses every deal" if row.blocks and whole > 1 else f"refuses {share(row.no, whole)}"
        does += f"; open on {share(row.open, whole)}" if row.open else ""
        yield _stand(row, does, names)
    waiting = [row for row in stands.stands if row.veto and row.open and not row.no]
    for row in waiting[:_NAMED]:
        yield _stand(row, f"has not said on {share(row.open, whole)}", names)


def _stand(row: Stand, does: str, names: Names) -> InTheWay:
    reason = deciding(row)
    entry = reason.input if reason is not None else None
    quotations = sorted(entry.quotations, key=lambda quotation: not quotation.verbatim) if entry is not None else []
    why = _short(entry.why) if entry is not None and entry.why and not quotations else ""
    quote = _quote(quotations[0]) if quotations else None
    rule = "" if row.rule == _OWN_WORD else row.rule
    return InTheWay(names.ratifier(row.ratifier), does, rule, row.blocks, quote, why)


def _quote(quotation: Quotation) -> Quote:
    return Quote(_short(words(quotation)), source(quotation), quotation.url)


def _first_deals(found: DealsResult, answers: Sequence[PackageAnswers], names: Names) -> Iterator[NearDeal]:
    """The deals of the first page: those that pass and what speaks for them, else the nearest and what they lack."""
    if found.sure:
        for package, merits in list(_merits(found, names).items())[:_NEAREST]:
            note = f"{opening(listed(merits))}." if merits else ""
            yield NearDeal(_letter(package, answers), _options(package, answers, names), (), note)
        return
    for near in found.nearest[:_NEAREST]:
        lacks: dict[str, list[str]] = {}
        for part in said_apart(near.shortfalls):
            lacks.setdefault(names.who(part.ratifier), []).append(lacking(part))
        said = tuple((who, listed(parts)) for who, parts in lacks.items())
        yield NearDeal(_letter(near.package, answers), _options(near.package, answers, names), said)


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


def _deals_title(found: DealsResult) -> str:
    if found.sure:
        shown = min(found.sure, _NEAREST)
        return "What passes" if shown == found.sure else f"What passes: {shown} of {count(found.sure)} ratified deals"
    shown, total = min(len(found.nearest), _NEAREST), found.nearest_count
    what = "possible deals" if found.possible else "nearest deals"
    return f"What the {what} lack" if shown == total else f"What the nearest {shown} of {count(total)} {what} lack"


def _changes(found: DealsResult, stands: BlockersResult, readings: Sequence[Reading], names: Names) -> Iterator[str]:
    if found.settles:
        yield f"It would be settled by the answer of {listed([names.who(id_) for id_ in found.settles[:3]])}."
    for part in found.margin.alone[:3]:
        yield f"A deal would open if {names.who(part.ratifier)} gave {lacking(part)}, and nobody else moved."
    for waived in _waivers_to_tell(stands)[:3]:
        word = "sure" if waived.sure else "possible"
        who = waiver_words(waived, names)
        yield f"{opening(counted(waived.opens, 'deal'))} would be {word} if {who} said yes."
    for conflict in [conflict for conflict in stands.conflicts if conflict.definite and len(conflict.ratifiers) > 1][
        :2
    ]:
        yield f"No concession to others helps while {conflict_words(conflict, names)} hold to what they refuse."
    for reading in [reading for reading in readings if reading.differs][:4]:
        yield f"If “{names.variant(reading.variant)}” holds: {_outcome(reading)}."
    steady = sum(not reading.differs for reading in readings)
    if steady:
        yield f"{opening(counted(steady, 'other reading'))} of the case would leave the answer as it is."
    if not found.settles and found.sure and not readings:
        yield "Nothing in the case would change the answer: no ratifier is open and no reading is contested."


def _waivers_to_tell(stands: BlockersResult) -> list[WaiverSet]:
    """The waiver sets that somebody is in; one that makes deals sure need not be said to make them possible."""
    sure = {(waived.ratifiers, waived.opens) for waived in stands.waivers if waived.sure}
    return [
        waived
        for waived in stands.waivers
        if waived.ratifiers and (waived.sure or (waived.ratifiers, waived.opens) not in sure)
    ]


def _outcome(reading: Reading) -> str:
    if not reading.deals:
        return "there is no deal to ask about"
    if reading.deals == 1:
        return f"the only deal is {'ratified' if reading.sure else 'possible' if reading.possible else 'refused'}"
    if reading.sure == reading.possible:
        return f"{share(reading.sure, reading.deals)} ratified"
    sure = f"{share(reading.sure, reading.deals)} ratified" if reading.sure else "none sure"
    return f"{sure}, {share(reading.possible, reading.deals)} possible"


def _readings_table(found: DealsResult, readings: Sequence[Reading], names: Names) -> Table | None:
    if not readings:
        return None
    differing = sum(reading.differs for reading in readings)
    title = f"{opening(counted(differing, 'reading'))} of {count(len(readings))} would change the answer"
    rows = [
        (
            names.variant(reading.variant),
            visible(reading.contests or "-"),
            VERDICTS[reading.verdict],
            count(reading.sure),
            count(reading.possible),
            count(reading.deals),
        )
        for reading in readings
    ]
    return Table(
        "readings",
        title if differing else "No other reading of the case would change the answer",
        "The answer if one variant of the case holds, each by itself",
        (
            Column("If this holds"),
            Column("Contested question"),
            Column("Answer"),
            right("Ratified"),
            right("Possible"),
            right("Deals"),
        ),
        (
            (
                "As briefed here",
                "-",
                VERDICTS[found.verdict],
                count(found.sure),
                count(found.possible),
                count(found.about.deals),
            ),
            *rows,
        ),
    )


def _bases(about: About) -> Iterator[Basis]:
    for entry in about.inputs[:_MOST_INPUTS]:
        quotes = tuple(_quote(quotation) for quotation in entry.quotations)
        yield Basis(entry.path, _short(entry.words), entry.standing, quotes, _short(entry.why or ""))


def _bounded(table: Table) -> Table:
    """The table with as many rows as a briefing bears, and how many it leaves out."""
    rows = tuple(tuple(_short(cell) for cell in row) for row in table.rows[:_MOST_ROWS])
    left = len(table.rows) - len(rows)
    note = f"{table.note} {counted(left, 'row')} left out here." if left else table.note
    return replace(table, rows=rows, note=note.strip())


def _chosen(table: Table) -> Table:
    """The points of the frontier that a solution singles out; a briefing leaves out the others."""
    place = next(at for at, column in enumerate(table.columns) if column.title == "Solution")
    rows = tuple(row for row in table.rows if row[place] != "-")
    left = len(table.rows) - len(rows)
    return replace(table, rows=rows, note=f"{counted(left, 'further settlement')} that no solution singles out.")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
