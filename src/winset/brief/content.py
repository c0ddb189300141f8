"""What a briefing says, put together from the answers: plain data for the template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from winset.brief.asked import NotAsked
from winset.brief.asking_first import asking_first
from winset.brief.claiming import Claiming, claiming
from winset.brief.contested import Contest, contests, css_class, title_of
from winset.brief.doubting import Doubting, doubting
from winset.brief.first_page import first_page
from winset.brief.first_records import FirstPage
from winset.brief.first_steps import FirstSteps, first_steps
from winset.brief.grounds import bounded, short
from winset.brief.in_short import in_short
from winset.brief.inputs import Inputs, inputs
from winset.brief.lasting import Lasting, lasting
from winset.brief.linked import CellLinks, Linked, LinkedTable, Span, anchor
from winset.brief.methods import Method, methods
from winset.brief.outcomes import VERDICTS
from winset.brief.past import Past, past
from winset.brief.ratifiers import RatifierPage, deal_href, page_place, ratifier_pages
from winset.brief.readings import Readings
from winset.brief.register import Place, Register
from winset.brief.unlocking import Unlocking, unlocking
from winset.brief.watching import Watching, watch_line, watching
from winset.brief.wording import Wording
from winset.case.load import Case
from winset.case.problems import visible
from winset.claims.records import ClaimsResult
from winset.conflict.records import StabilityResult
from winset.course.course_records import CourseResult
from winset.course.order_records import OrderResult
from winset.doubt.records import DoubtResult
from winset.evidence.record import RecordResult
from winset.model.result import About, PackageRecord, Result
from winset.settlement.answers import PackageAnswers
from winset.settlement.flip_records import FlipsResult
from winset.settlement.records import BlockersResult, DealsResult
from winset.settlement.unlock_records import UnlockResult
from winset.show.blockers_tables import blockers_tables
from winset.show.deals_tables import deals_tables
from winset.show.estimates import many
from winset.show.figures.frontier import frontier
from winset.show.figures.matrix import matrix
from winset.show.figures.shares import shares
from winset.show.figures.svg import Figure, letters
from winset.show.frontier_table import main_frontier
from winset.show.names import Names
from winset.show.sources import standing, standing_counts
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, day, listed, opening

_DETAIL = (
    "named",
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

_WIN_SETS = Place("#win-sets", "The win-sets")
_WORTH = Place("#worth", "What deals are worth")
_WORLD = Place("#detail", "In detail")


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal of the matrix: its letter, its options, and what becomes of it, with the answers to it."""

    anchor: str
    letter: str
    options: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the template shows."""

    title: str
    about: str
    as_of: str
    readings: tuple[str, ...]
    world: tuple[Linked, ...]
    asked: str
    party: str
    withheld: str
    verdict: str
    verdict_class: str
    first: FirstPage
    matrix: Figure
    key: tuple[Deal, ...]
    key_shared: str
    shares: Figure
    win_sets: LinkedTable
    frontier: Figure | None
    frontier_table: LinkedTable | None
    other_readings: Table | None
    contests: tuple[Contest, ...]
    details: tuple[LinkedTable, ...]
    unlocking: Unlocking
    first_steps: FirstSteps | None
    watching: Watching
    doubting: Doubting
    ratifiers: tuple[RatifierPage, ...]
    past: Past | None
    claiming: Claiming | None
    lasting: Lasting | None
    standing: str
    counts: tuple[tuple[str, int], ...]
    inputs: Inputs
    methods: tuple[Method, ...]
    case: str
    digest: str
    version: str
    engine: str
    exact: bool
    method_ids: str
    variants: str

    @property
    def total(self) -> int:
        """How many inputs decided the answer."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the briefing is put together from."""

    case: Case
    asked: Case
    found: DealsResult
    stands: BlockersResult
    shown: Sequence[PackageAnswers]
    readings: Readings
    record: RecordResult
    unlock: UnlockResult | NotAsked
    courses: tuple[CourseResult, ...] | NotAsked
    order: OrderResult | NotAsked | None
    flips: FlipsResult | NotAsked
    doubt: DoubtResult | NotAsked
    claims: ClaimsResult | NotAsked | None
    stability: StabilityResult | NotAsked | None


def _answered(answers: Answers) -> Iterator[Result]:
    """The answers beside the deals that could be given."""
    courses = () if isinstance(answers.courses, NotAsked) else answers.courses
    for each in (
        answers.unlock,
        answers.flips,
        answers.doubt,
        *courses,
        answers.order,
        answers.claims,
        answers.stability,
    ):
        if each is not None and not isinstance(each, NotAsked):
            yield each


def content(answers: Answers) -> Content:
    """Put a briefing together. The inputs come last: they lead back to every place that used them."""
    found, file = answers.found, answers.asked.file
    about, names = found.about, Names.of(found.about)
    register = Register(answers.asked, about, [row.ratifier for row in found.win_sets])
    wording = Wording(names, file)
    drawn = matrix(found, answers.shown)
    first = _first_page(answers, register, wording)
    line = frontier(found)
    tables = {table.id: bounded(table) for table in (*deals_tables(found), *blockers_tables(answers.stands))}
    world = tuple(_world(found, names, register))
    win_sets = LinkedTable(tables["win_sets"], dict(_win_set_links(found, register, wording)))
    line_table = _frontier_table(line.table, found, register) if line is not None else None
    details = tuple(LinkedTable(tables[id_], _guess_links(id_, found)) for id_ in _DETAIL if id_ in tables)
    opened, steps = _steps(answers, register, wording)
    watched = watching(answers.flips, answers.readings.shown, register, wording)
    contested = tuple(contests(answers.case, answers.asked, found, answers.readings.shown, register, wording))
    pages = tuple(ratifier_pages(answers.asked, found, answers.shown, register, wording))
    earlier = past(answers.asked, answers.record, register, wording)
    tested = claiming(answers.claims, register)
    unsigned = lasting(answers.stability, register)
    return Content(
        **_head(about, names),
        about=short(file.about or ""),
        world=world,
        verdict=VERDICTS[found.verdict],
        verdict_class=css_class(found.verdict),
        first=first,
        matrix=replace(drawn, subtitle=""),  # the heading beside it says the same
        key=tuple(_key(drawn.table)),
        key_shared=drawn.table.subtitle,
        shares=shares(found),
        win_sets=win_sets,
        frontier=line,
        frontier_table=line_table,
        other_readings=_readings_table(found, answers.readings, names),
        contests=contested,
        details=details,
        unlocking=opened,
        first_steps=steps,
        watching=watched,
        doubting=doubting(answers.doubt),
        ratifiers=pages,
        past=earlier,
        claiming=tested,
        lasting=unsigned,
        standing=standing(about),
        counts=tuple(standing_counts(about).items()),
        inputs=inputs(register, wording, [(id_, page_place(id_, wording).href) for id_ in register.ratifiers]),
        methods=methods(found, _answered(answers)),
        **_stamp(about),
    )


class _Head(TypedDict):
    """What was asked, of which case."""

    title: str
    as_of: str
    readings: tuple[str, ...]
    asked: str
    party: str
    withheld: str


def _head(about: About, names: Names) -> _Head:
    return _Head(
        title=about.title,
        as_of=day(about.as_of),
        readings=tuple(names.variant(id_) for id_ in about.variants),
        asked=about.where,
        party=names.party(about.party) if about.party is not None else "",
        withheld=str(about.withheld) if about.withheld is not None else "",
    )


class _Stamp(TypedDict):
    """From which file, and how, the answer was worked out."""

    case: str
    digest: str
    version: str
    engine: str
    exact: bool
    method_ids: str
    variants: str


def _stamp(about: About) -> _Stamp:
    return _Stamp(
        case=about.case,
        digest=about.digest,
        version=about.version,
        engine=about.engine,
        exact=about.exact,
        method_ids=listed(about.methods),
        variants=listed(about.variants) or "none",
    )


def _steps(answers: Answers, register: Register, wording: Wording) -> tuple[Unlocking, FirstSteps | None]:
    """What would open a deal, and what to do first."""

    def letter(package: PackageRecord) -> str:
        return _letter(package, answers.shown)

    opened = unlocking(answers.unlock, answers.asked, answers.found, letter, register, wording)
    asking = asking_first(answers.order, register, wording)
    anchors = [card.anchor for card in opened.levers]
    return opened, first_steps(answers.courses, anchors, register, wording, asking)


def _first_page(answers: Answers, register: Register, wording: Wording) -> FirstPage:
    found, names = answers.found, wording.names
    about = found.about
    party = f"For {names.party(about.party)}" if about.party is not None else ""
    asked = f"Only deals with {about.where}" if about.where else ""
    applied = [f"Reading: {names.variant(id_)}" for id_ in about.variants]
    withheld = str(about.withheld) if about.withheld is not None else ""
    counts = " ".join(f"{number} {word}" for word, number in standing_counts(about).items())
    rests = f"It rests on {len(about.inputs)} inputs: {counts}"
    head = (about.title, f"As of {day(about.as_of)}", *applied, asked, party, withheld, VERDICTS[found.verdict], rests)
    watch = watch_line(answers.flips, names)
    short = in_short(found, answers.unlock, answers.courses, answers.order, answers.doubt, names)
    readings = answers.readings.shown
    return first_page(found, answers.stands, answers.shown, readings, watch, short, head, register, wording)


def _letter(package: PackageRecord, shown: Sequence[PackageAnswers]) -> str:
    """The letter of a deal that levers open; they may have changed which packages there are, and so their numbers."""
    return next((letters(at) for at, given in enumerate(shown) if given.package.options == package.options), "")


def _key(table: Table) -> Iterator[Deal]:
    """The deals of the matrix one by one: a table of them may be too wide for a page."""
    headings = [column.heading for column in table.columns]
    answers = headings.index("Outcome")
    for row in table.rows:
        told = [(heading, short(cell)) if cell != "-" else None for heading, cell in zip(headings, row, strict=True)]
        yield Deal(
            deal_href(row[0]).removeprefix("#"),
            row[0],
            tuple(pair for pair in told[1:answers] if pair is not None),
            tuple(pair for pair in told[answers:] if pair is not None),
        )


def _world(found: DealsResult, names: Names, register: Register) -> Iterator[Linked]:
    """The level of each condition; it leads to the input that says so, unless the question set it."""
    for id_, level in found.about.world:
        entry = register.entry(f"{id_}.now")
        as_written = entry is not None and entry.value == level
        href = register.to(f"{id_}.now", _WORLD) if as_written else ""
        yield (Span(f"{names.condition(id_)}: "), Span(names.level(id_, level), href))


def _win_set_links(found: DealsResult, register: Register, wording: Wording) -> Iterator[tuple[tuple[int, int], str]]:
    """The ratifier leads to its page, its numbers to what decided them, its rule to where it is written."""
    for at, row in enumerate(found.win_sets):
        yield (at, 0), page_place(row.ratifier, wording).href
        numbers = register.to(row.ratifier, _WIN_SETS)
        yield from (((at, column), numbers) for column in range(1, 6))
        if register.input(f"{row.ratifier}.rule") is not None:
            yield (at, 6), register.to(f"{row.ratifier}.rule", _WIN_SETS)


def _guess_links(id_: str, found: DealsResult) -> CellLinks:
    """Head counts and polls among the obvious guesses lead to the page of their ratifier."""
    if id_ != "baselines":
        return {}
    ratifiers = {row.ratifier for row in found.win_sets}
    told = ((at, row.id.partition(".")[2]) for at, row in enumerate(found.baselines))
    return {(at, 1): f"#{anchor('ratifier', who)}" for at, who in told if who in ratifiers}


def _frontier_table(table: Table, found: DealsResult, register: Register) -> LinkedTable:
    """The points of the frontier that a solution singles out; a briefing leaves out the others."""
    place = next(at for at, column in enumerate(table.columns) if column.title == "Solution")
    rows = tuple(row for row in table.rows if row[place] != "-")
    left = len(table.rows) - len(rows)
    chosen = replace(table, rows=rows, note=f"{counted(left, 'further settlement')} that no solution singles out.")
    shown = bounded(chosen)
    view = main_frontier(found)
    bargainers = view.bargainers if view is not None else ()
    links = {
        (at, column): register.to(f"{id_}.points", _WORTH)
        for at in range(len(shown.rows))
        for column, id_ in enumerate(bargainers, start=1)
    }
    return LinkedTable(shown, links)


def _readings_table(found: DealsResult, readings: Readings, names: Names) -> Table | None:
    if not readings.shown:
        return None
    differing = sum(reading.differs for reading in readings.shown)
    title = f"{opening(counted(differing, 'reading'))} of {count(len(readings.shown))} would change the answer"
    rows = [
        (
            title_of(reading, names),
            visible(reading.contests or "-"),
            VERDICTS[reading.verdict],
            many(found.about, reading.sure),
            many(found.about, reading.possible),
            many(found.about, reading.deals),
        )
        for reading in readings.shown
    ]
    first = (
        "As briefed here",
        "-",
        VERDICTS[found.verdict],
        many(found.about, found.sure),
        many(found.about, found.possible),
        many(found.about, found.about.deals),
    )
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
        (first, *rows),
        f"{counted(readings.left_out, 'more variant')} not looked at here." if readings.left_out else "",
    )
