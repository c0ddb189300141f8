"""What to watch: the inputs that change a verdict alone, the nearest first, and the unknown answers that matter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from winset.brief.asked import NotAsked
from winset.brief.contested import reading_href
from winset.brief.grounds import said, whose
from winset.brief.linked import Line, Linked, Span, linked, unlinked
from winset.brief.outcomes import VERDICTS
from winset.brief.ratifiers import page_place
from winset.brief.readings import Reading
from winset.brief.register import Place, Register
from winset.brief.wording import Wording
from winset.case.problems import visible
from winset.model.result import Verdict
from winset.settlement.flip_records import Flip, FlipsResult, Tripwire
from winset.show.flips_words import amount, basis, changing, condition, flips_sentence, subject
from winset.show.names import Names
from winset.show.sources import NO_SOURCE
from winset.show.words import count, counted, few, number, opening

PLACE = Place("#watch", "What to watch")
_MOST = 6  # inputs of one group
_NAMED = 4

_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "level": "The state of the world",
        "answer": "Answers that are open",
        "share": "Thresholds, as shares",
        "variant": "Other readings of the case",
        "dropped": "Parts of the case that may fall away",
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A way in which an input changes a verdict: when, and what is said then."""

    when: str
    then: Linked


@dataclass(frozen=True, slots=True)
class Watched:
    """An input to watch: what it is, its present value with source and date, and where it turns."""

    what: Linked
    now: str
    source: str
    standing: str
    href: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The inputs of one kind or unit, the nearest first."""

    title: str
    watched: tuple[Watched, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Watching:
    """What the section says. matter: the unknown answers that decide; rest: how much changes nothing."""

    sentence: Linked
    groups: tuple[Group, ...] = ()
    matter: Linked = ()
    steady: Linked = ()
    rest: str = ""


class _Telling:
    """What the parts of the section are told with."""

    def __init__(self, readings: Sequence[Reading], register: Register, wording: Wording) -> None:
        self.register = register
        self.wording = wording
        self.names = wording.names
        self.readings = {reading.variant: reading for reading in readings}

    def href(self, row: Tripwire) -> str:
        """Where an input is told: a reading beside its rivals, a ratifier on its page, others among the inputs."""
        if row.kind == "variant":
            reading = self.readings.get(row.change)
            return reading_href(reading) if reading is not None else ""
        if row.kind == "answer" and row.path in self.register.ratifiers:
            return page_place(row.path, self.wording).href
        return self.register.to(row.path, PLACE)

    def what(self, row: Tripwire) -> str:
        """What is watched, in words; an entry that may fall away is told by what it says."""
        if row.kind != "dropped" or row.input is None:
            return _what(row, self.names)
        owner, says = whose(row.path, self.register, self.names), said(row.input, self.register, self.wording)
        return f"{owner}: {says[:1].lower()}{says[1:]}" if owner else says

    def unknown(self, id_: str) -> Span:
        """An unknown ratifier or condition."""
        if id_ in self.register.ratifiers:
            return Span(self.names.who(id_), page_place(id_, self.wording).href)
        return Span(f"“{self.names.condition(id_)}”", self.register.to(f"{id_}.now", PLACE))


def watching(
    result: FlipsResult | NotAsked, readings: Sequence[Reading], register: Register, wording: Wording
) -> Watching:
    """Put the section together.

    Args:
        result: the tripwires, or why they were not looked for.
        readings: the readings of the case that are told elsewhere on the page.
        register: the inputs, which take note of what is used.
        wording: how things are said.
    """
    if isinstance(result, NotAsked):
        return Watching(unlinked(result.why))
    telling = _Telling(readings, register, wording)
    settling = [id_ for id_ in result.unknowns if id_ in result.settling]
    others = [id_ for id_ in result.unknowns if id_ not in result.settling]
    return Watching(
        sentence=_sentence(result, telling),
        groups=tuple(_groups(result, telling)),
        matter=_unknowns("Unknown, and it matters: ", settling, telling),
        steady=_unknowns("Unknown, but by itself it changes no verdict: ", others, telling),
        rest=_rest(result),
    )


def watch_line(result: FlipsResult | NotAsked, names: Names) -> Line | None:
    """A line for the first page: the first tripwire that changes what becomes of the deals, if there is one."""
    if isinstance(result, NotAsked):
        return None
    for group in _grouped(result):
        for row in group:
            after = next((flip.after for flip in row.flips if flip.of == "deals"), None)
            # Readings are told apart on the first page.
            if after is not None and row.kind != "variant":
                when = f"If {_condition(row, names)}"
                return Line(f"{when}: {VERDICTS[Verdict(after)].lower()}.", ((when, PLACE.href),))
    return None


def _sentence(result: FlipsResult, telling: _Telling) -> Linked:
    """The answer in one sentence; the first input that it speaks of leads to where it is written."""
    first = next(iter(changing(result, "deals")), None)
    phrases = [(_what(first, telling.names), first.path)] if first is not None and first.kind != "variant" else []
    return linked(flips_sentence(result), phrases, lambda path: telling.register.to(path, PLACE))


def _grouped(result: FlipsResult) -> list[list[Tripwire]]:
    """The tripwires by unit and kind, what can move by itself first; inside in the order of the answer."""
    groups: dict[str, list[Tripwire]] = {}
    for row in result.tripwires:
        groups.setdefault(row.unit if row.kind == "number" else row.kind, []).append(row)
    order = [key for key in groups if key not in _GROUPS] + [key for key in _GROUPS if key in groups]
    return [groups[key] for key in order]


def _groups(result: FlipsResult, telling: _Telling) -> Iterator[Group]:
    for rows in _grouped(result):
        by_path: dict[str, list[Tripwire]] = {}
        for row in rows:
            by_path.setdefault(row.path, []).append(row)
        first = rows[0]
        key = first.unit if first.kind == "number" else first.kind
        shown = list(by_path.values())[:_MOST]
        watched = tuple(_watched(turns, telling) for turns in shown)
        yield Group(_GROUPS.get(key, opening(visible(key))), watched, len(by_path) - len(shown))


def _watched(rows: Sequence[Tripwire], telling: _Telling) -> Watched:
    first = rows[0]
    href = telling.href(first)
    what = opening(telling.what(first))
    is_now = next((row.now for row in rows if row.kind == "number" and not row.change and row.now is not None), None)
    has_input = first.kind not in {"answer", "variant"}  # those are no entry with a value of its own
    rests_on = basis(first) if first.kind != "answer" else ""
    return Watched(
        what=(Span(what, href),),
        now=f"now {number(is_now)}" if is_now is not None else "",
        source=rests_on if rests_on != NO_SOURCE else "",
        standing=first.input.standing if has_input and first.input is not None else "",
        href=href if has_input else "",
        turns=tuple(Turn(_when(row, telling.names), _then(row, telling)) for row in rows),
    )


def _what(row: Tripwire, names: Names) -> str:
    """What is watched, in words, without its path: the link leads there."""
    return subject(row, names).removesuffix(f" (`{visible(row.path)}`)")


def _condition(row: Tripwire, names: Names) -> str:
    """What has to happen, in words, without its path."""
    return condition(row, names).removesuffix(f" (`{visible(row.path)}`)")


def _when(row: Tripwire, names: Names) -> str:
    if row.kind != "number" or row.change:
        words, what = _condition(row, names), f"{_what(row, names)} "
        return f"If it {words.removeprefix(what)}" if words.startswith(what) else f"If {words}"
    if row.beyond:
        return f"{'Above' if row.up else 'Below'} {amount(row)}"
    return f"From {amount(row)} {'up' if row.up else 'down'}"


def _then(row: Tripwire, telling: _Telling) -> Linked:
    """What would be said then: of the deals, of who blocks, and of kinds of deal that turn in the same way together."""
    told = [_flip(flip, telling.names) for flip in row.flips if flip.of != "pattern"]
    turning: dict[tuple[str, str], list[str]] = {}
    for flip in row.flips:
        if flip.of == "pattern":
            turning.setdefault((flip.before, flip.after), []).append(f"“{telling.names.pattern(flip.subject)}”")
    for (before, after), kinds in turning.items():
        verb = "turns" if len(kinds) == 1 else "turn"
        told.append(f"{few(kinds, _NAMED)} {verb} from {before} to {after}")
    who = [flip.subject for flip in row.flips if flip.of == "blocks"]
    phrases = [(telling.names.who(id_), page_place(id_, telling.wording).href) for id_ in who]
    return linked(f"{'; '.join(told)}.", phrases, lambda href: href)


def _flip(flip: Flip, names: Names) -> str:
    if flip.of == "deals":
        return f"the deals turn from {flip.before} to {flip.after}"
    return f"{names.who(flip.subject)} {'blocks them all' if flip.after == 'blocks' else 'no longer blocks them all'}"


def _unknowns(opening_words: str, ids: Sequence[str], telling: _Telling) -> Linked:
    """The unknown answers, each leading to where it is told."""
    if not ids:
        return ()
    shown = [telling.unknown(id_) for id_ in ids[:_NAMED]]
    left = len(ids) - len(shown)
    spans = [Span(opening_words)]
    for at, span in enumerate(shown):
        last = at == len(shown) - 1 and not left
        spans += [*unlinked("" if not at else " and " if last else ", "), span]
    return (*spans, Span(f" and {count(left)} more." if left else "."))


def _rest(result: FlipsResult) -> str:
    quiet = f"{count(result.quiet)} of {counted(result.tried, 'input')}"
    rest = f"{quiet} change no verdict, each by itself; pairs were not tried."
    if not result.unsearched:
        return rest
    return f"{rest} {opening(counted(len(result.unsearched), 'number'))} could not be looked into."
