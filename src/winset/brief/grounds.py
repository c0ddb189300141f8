"""What a part of the case rests on, as a briefing shows it: its standing, its quotations, the reason given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from winset.brief.linked import Linked
from winset.brief.register import Place, Register
from winset.brief.wording import Wording, numeral
from winset.case.patterns import Named, Where
from winset.case.problems import visible
from winset.case.record import Statement
from winset.case.sections import Bloc, Count, Coupling, Effect, Line, Poll, Ratifier
from winset.case.shape import keys_of
from winset.case.written import Number, Votes
from winset.model.result import Input, Quotation
from winset.show.names import Names
from winset.show.sources import source, words
from winset.show.table import Table
from winset.show.words import counted, dated, opening, spoken

_KEYS = frozenset(keys_of(Ratifier)) | frozenset(keys_of(Bloc))
_UNITS = {"votes": " votes", "members": " votes in all"}
_WORDS = {"counts_as": "Counts as", "otherwise": "Otherwise"}
_LEVER = {
    "cost": "Costs {}",
    "chance": "Works with chance {}",
    "takes": "Takes {} periods",
    "points": "{} points of opinion",
    "votes": "{} votes",
}
_STANCES = {"for": "speaks for", "against": "speaks against", "neither": "speaks of"}
_LONGEST = 600  # characters of one text of a case
_MOST_ROWS = 24


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, with where they come from."""

    text: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A part of the case: what it says, whether it is cited, assumed or contested, and on whose word.

    href: its place among the inputs.
    """

    says: Linked
    standing: str
    href: str
    quotes: tuple[Quote, ...]
    why: str
    caution: str = ""


def short(text: str) -> str:
    """A text of a case as far as a briefing shows it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def quote(quotation: Quotation) -> Quote:
    """A quotation with its source and date."""
    return Quote(short(words(quotation)), source(quotation), quotation.url)


def ground(says: Linked, path: str, place: Place, register: Register, caution: str | None = None) -> Ground:
    """What stands at a path, as something that a place of the briefing tells."""
    entry = register.input(path)
    href = register.to(path, place)
    if entry is None:
        return Ground(says, "", href, (), "", short(caution or ""))
    quotes = tuple(quote(quotation) for quotation in entry.quotations)
    return Ground(says, entry.standing, href, quotes, short(entry.why or ""), short(caution or ""))


def said(entry: Input, register: Register, wording: Wording) -> str:
    """What an input says, in plain words as far as there are some for what stands there."""
    found = register.entry(entry.path)
    value = found.value if found is not None else None
    last = entry.path.rpartition(".")[2]
    if entry.path.startswith("levers.") and isinstance(value, Number):
        return _LEVER.get(last, "{}").format(numeral(value))
    if last == "points":
        return "Points of value by issue and option"
    if last in _WORDS:
        return f"{_WORDS[last]} {spoken(entry.words)}"
    say = _SAY.get(type(value))
    return short(say(value, entry, wording) if say is not None else entry.words)


def _line(line: Line, entry: Input, wording: Wording) -> str:
    return f"{opening(entry.words.partition(' ')[0])} {wording.pattern(line.when)}"


def _ranking(options: tuple[str, ...], entry: Input, wording: Wording) -> str:
    issue = entry.path.rpartition(".")[2]
    best_first = ", then ".join(wording.names.brief_option(issue, option) for option in options)
    return f"Ranks {wording.names.issue(issue)}: {best_first}"


def _poll(poll: Poll, _entry: Input, _wording: Wording) -> str:
    shares = ", ".join(f"{opening(spoken(id_))} {numeral(answer.share)} %" for id_, answer in poll.answers.items())
    field = f" ({dated(str(poll.field))})" if poll.field is not None else ""
    return f"{shares} of those {poll.base}{field}"


def _count(count: Count, _entry: Input, _wording: Wording) -> str:
    named = (("for", count.ayes), ("against", count.noes), ("undeclared", count.undeclared))
    told = ", ".join(f"{numeral(value)} {word}" for word, value in named if value is not None)
    return f"{told} ({dated(str(count.date))})" if count.date is not None else told


def _number(value: Number, entry: Input, _wording: Wording) -> str:
    return f"{numeral(value)}{_UNITS.get(entry.path.rpartition('.')[2], '')}"


_SAY: Mapping[type, Callable[[Any, Input, Wording], str]] = MappingProxyType(
    {
        Line: _line,
        Coupling: lambda coupling, _, wording: f"Rules out {wording.pattern(coupling.when)}",
        Named: lambda scope, _, wording: f"Is asked about {wording.pattern(scope)}",
        Where: lambda scope, _, wording: f"Is asked about {wording.pattern(scope)}",
        Effect: lambda effect, _, wording: wording.effect(effect),
        Statement: lambda statement, _, wording: _statement(statement, wording),
        tuple: _ranking,
        Poll: _poll,
        Count: _count,
        Number: _number,
        Votes: _number,
    }
)


def _statement(statement: Statement, wording: Wording) -> str:
    who = wording.names.who(statement.by) if "." in statement.by else wording.names.party(statement.by)
    told = "declines to speak of" if statement.silent else _STANCES[statement.stance]
    speaker = f"{visible(statement.speaker)} for {who}" if statement.speaker is not None else opening(who)
    return f"{dated(str(statement.date))}: {speaker} {told} {wording.pattern(statement.about)}"


def whose(path: str, register: Register, names: Names) -> str:
    """Whose input it is, in words: `The Senate (United States), Against the treaties`; empty where it is nobody's."""
    ratifier = next((id_ for id_ in register.ratifiers if path.startswith(f"{id_}.")), None)
    if ratifier is not None:
        return ", ".join([names.ratifier(ratifier), *parts_named(path, ratifier, names)])
    if path.startswith("levers."):
        return register.lever(path.split(".")[1])
    return names.condition(path.removesuffix(".now")) if path.endswith(".now") else ""


def parts_named(path: str, ratifier: str, names: Names) -> Iterator[str]:
    """The blocs or bodies inside a ratifier that a path leads through, by name."""
    steps = path.removeprefix(f"{ratifier}.").split(".")
    for at, step in enumerate(steps):
        if step in _KEYS:
            return
        yield opening(names.part(ratifier, ".".join(steps[: at + 1])))


def bounded(table: Table) -> Table:
    """The table with as many rows as a briefing bears, and how many it leaves out."""
    rows = tuple(tuple(short(cell) for cell in row) for row in table.rows[:_MOST_ROWS])
    left = len(table.rows) - len(rows)
    note = f"{table.note} {counted(left, 'row')} left out here." if left else table.note
    return replace(table, rows=rows, note=note.strip())
