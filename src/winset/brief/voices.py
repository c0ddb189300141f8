"""How a ratifier judges, and the blocs and bodies inside it: lines, rankings, points, polls, counts, on whose word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from winset.brief.grounds import Ground, ground, short
from winset.brief.linked import Linked, Span, unlinked
from winset.brief.register import Place, Register
from winset.brief.wording import Wording, numeral
from winset.case.rules import MAJORITY_CAST, show_rule
from winset.case.sections import Bloc, Body, Count, Judge, Line, Poll
from winset.show.words import dated, opening, spoken

_MOST = 40  # entries of one kind


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of one kind, such as red lines, and how many are left out."""

    title: str
    grounds: tuple[Ground, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that a poll offered: its words, its share, the deals that those who chose it accept."""

    words: str
    share: Linked
    accepts: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A poll: the question as it was put, who was asked when, the answers offered with their shares."""

    title: str
    question: str
    asked: Linked
    answers: tuple[Offered, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Voice:
    """What a ratifier, or a bloc or body inside it, says for itself."""

    name: str
    votes: Ground | None
    rule: Ground | None
    note: str
    entries: tuple[Entries, ...]
    points: tuple[tuple[str, Linked], ...]
    points_ground: Ground | None
    polls: tuple[Asked, ...]
    parts_title: str
    parts: tuple["Voice", ...]

    @property
    def silent(self) -> bool:
        """Whether nothing is known of how it judges."""
        return not (self.entries or self.points or self.polls or self.parts)


@dataclass(frozen=True, slots=True)
class Teller:
    """What the parts of a page are told with: the place that they stand in, the inputs, and how things are said."""

    place: Place
    register: Register
    wording: Wording

    def ground(self, says: Linked, path: str, caution: str | None = None) -> Ground:
        """What stands at a path, told here."""
        return ground(says, path, self.place, self.register, caution)

    def number(self, number: Any, path: str, unit: str = "") -> Span:
        """A number of the case, which leads to its quotation."""
        return Span(f"{numeral(number)}{unit}", self.register.to(path, self.place))


def voice(judge: Judge, path: str, name: str, teller: Teller) -> Voice:
    """What stands under a ratifier, a bloc or a body of the case."""
    parts = dict(_parts(judge))
    points = tuple(_points(judge, path, teller))
    return Voice(
        name=name,
        votes=_votes(judge, path, teller),
        rule=_rule(judge, path, teller),
        note=short(judge.note or ""),
        entries=tuple(entries for entries in _entries(judge, path, teller) if entries.grounds),
        points=points,
        points_ground=teller.ground((), f"{path}.points") if points else None,
        polls=tuple(_poll(poll, f"{path}.polls.{id_}", teller) for id_, poll in judge.polls.items()),
        parts_title="Blocs and their votes" if judge.blocs else "Bodies",
        parts=tuple(
            voice(part, f"{path}.{id_}", part.name or opening(spoken(id_)), teller) for id_, part in parts.items()
        ),
    )


def _parts(judge: Judge) -> Iterator[tuple[str, Bloc | Body]]:
    yield from judge.blocs.items()
    if isinstance(judge, Body):
        yield from judge.bodies.items()


def _votes(judge: Judge, path: str, teller: Teller) -> Ground | None:
    votes = judge.votes if isinstance(judge, Bloc) else None
    if votes is None:
        return None
    if votes.rest:
        return teller.ground(unlinked("the rest of the votes"), f"{path}.votes")
    unit = " vote" if votes.least == votes.most == 1 else " votes"
    return teller.ground((teller.number(votes, f"{path}.votes", unit),), f"{path}.votes")


def _rule(judge: Judge, path: str, teller: Teller) -> Ground | None:
    """The rule of a bloc or a body, where one is written or decided something."""
    if teller.register.input(f"{path}.rule") is None:
        return None
    return teller.ground(unlinked(show_rule(judge.rule or MAJORITY_CAST)), f"{path}.rule")


def _entries(judge: Judge, path: str, teller: Teller) -> Iterator[Entries]:
    yield _lines("Refuses", judge.refuses, f"{path}.refuses", teller)
    if isinstance(judge, Bloc):
        yield _lines("Abstains on", judge.abstains, f"{path}.abstains", teller)
    yield _lines("Accepts", judge.accepts, f"{path}.accepts", teller)
    names = teller.wording.names
    ranked = [
        teller.ground(
            unlinked(
                f"{names.issue(issue)}: {', then '.join(names.brief_option(issue, option) for option in ranking)}"
            ),
            f"{path}.prefers.{issue}",
        )
        for issue, ranking in judge.prefers.items()
    ]
    yield _some("Ranks, best first", ranked)
    counts = [_count(count, f"{path}.counts.{id_}", teller) for id_, count in judge.counts.items()]
    yield _some("Head counts", counts)
    otherwise = _OTHERWISE.get(judge.otherwise)
    if otherwise is not None:
        yield Entries("Where nothing else decides", (teller.ground(unlinked(otherwise), f"{path}.otherwise"),))


_OTHERWISE = {"accepts": "It accepts.", "refuses": "It refuses."}


def _lines(title: str, lines: Mapping[str, Line], path: str, teller: Teller) -> Entries:
    shown = list(lines.items())[:_MOST]
    grounds = (
        teller.ground(
            unlinked(short(teller.wording.line(id_, line.when))),
            f"{path}.{id_}",
            line.caution,
        )
        for id_, line in shown
    )
    return Entries(title, tuple(grounds), len(lines) - len(shown))


def _some(title: str, grounds: Iterable[Ground]) -> Entries:
    every = tuple(grounds)
    return Entries(title, every[:_MOST], max(len(every) - _MOST, 0))


def _count(count: Count, path: str, teller: Teller) -> Ground:
    """A head count: `63 to 64 for, 28 to 30 against; March 1978; on “with october”`."""
    spans: list[Span] = []
    named = (
        ("ayes", "for", count.ayes),
        ("noes", "against", count.noes),
        ("undeclared", "undeclared", count.undeclared),
    )
    for key, word, number in named:
        if number is not None:
            spans += [*unlinked(", " if spans else ""), teller.number(number, f"{path}.{key}"), Span(f" {word}")]
    day = f" ({dated(str(count.date))})" if count.date is not None else ""
    spans.append(Span(f"{day}, on {short(teller.wording.pattern(count.about))}"))
    return teller.ground(tuple(spans), path, count.caution)


def _poll(poll: Poll, path: str, teller: Teller) -> Asked:
    answers = tuple(
        Offered(
            short(answer.text or opening(spoken(id_))),
            (teller.number(answer.share, f"{path}.answers.{id_}.share", " %"),),
            short(teller.wording.pattern(answer.accepts)),
        )
        for id_, answer in poll.answers.items()
    )
    who = [poll.pollster or "", dated(str(poll.field)) if poll.field is not None else ""]
    return Asked(
        ", ".join(["Poll", *(short(part) for part in who if part)]),
        short(poll.asked or ""),
        tuple(_fieldwork(poll, path, teller)),
        answers,
        teller.ground((), path, poll.caution),
    )


def _fieldwork(poll: Poll, path: str, teller: Teller) -> Iterator[Span]:
    """How many were asked, and about what."""
    named = (
        ("n", poll.n, " asked; "),
        ("margin", poll.margin, " points of error; "),
        ("undecided", poll.undecided, " % undecided; "),
    )
    for key, number, unit in named:
        if number is not None:
            yield teller.number(number, f"{path}.{key}")
            yield Span(unit)
    yield Span(f"shares of those {poll.base}. It is read as being about {short(teller.wording.pattern(poll.about))}.")
    if not poll.firm:
        yield Span(" Answers would move easily.")


def _points(judge: Judge, path: str, teller: Teller) -> Iterator[tuple[str, Linked]]:
    names = teller.wording.names
    for issue, table in judge.points.items():
        spans: list[Span] = []
        for option, number in table.items():
            spans.append(Span(f"{', ' if spans else ''}{names.option(issue, option)} "))
            spans.append(teller.number(number, f"{path}.points.{issue}.{option}"))
        yield names.issue(issue), tuple(spans)
    for id_, adjust in judge.adjust.items():
        words = opening(short(teller.wording.pattern(adjust.when)))
        yield words, (teller.number(adjust.points, f"{path}.adjust.{id_}.points"), Span(" points together"))
    if judge.no_deal is not None:
        yield "Without a deal", (teller.number(judge.no_deal, f"{path}.no_deal"), Span(" points"))


def fact_of_votes(judge: Judge, path: str, teller: Teller) -> Iterator[tuple[str, Linked]]:
    """How many votes there are, and how many take part."""
    if judge.members is not None:
        yield "Votes in all", (teller.number(judge.members, f"{path}.members"),)
    if judge.turnout is not None:
        yield "Turnout", (teller.number(judge.turnout, f"{path}.turnout"),)
