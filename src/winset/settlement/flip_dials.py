"""The numbers of a ratifier that can be turned alone: from where to where, and where changes can lie.

A dial says how the ratifier as it is written looks at another value. What keeps a number from being turned alone, such
as votes that must add up, is said instead.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any

from pydantic import BaseModel

from winset.case.checks.votes import total_of
from winset.case.paths import case_path
from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Bloc, Body, Poll, Ratifier
from winset.case.sections import Judge as WrittenJudge
from winset.case.shape import Path, keys_of
from winset.case.written import Number, Votes
from winset.settlement.flip_records import Unsearched
from winset.settlement.flip_search import Fractions, Multiples

LARGEST = 1_000_000
"""Denominators and whole votes up to this are gone into."""
MOST_VOTES = 5_000

Edit = Callable[[Fraction], Ratifier]


@dataclass(frozen=True, slots=True)
class Dial:
    """A number that can be turned alone.

    path: in the file. unit: in words. now, low, high: the value and how far it goes. lattice: where changes can lie;
    None for whole numbers, which are tried one by one. set_to: the ratifier at another value. one_way: turning it up
    moves all answers the same way, so that verdicts change once at most. about: what turning it means, where that is
    more than another value.
    """

    path: Path
    unit: str
    now: Fraction
    low: Fraction
    high: Fraction
    lattice: Multiples | Fractions | None
    set_to: Edit
    one_way: bool = False
    about: str = ""


REMOVED = object()


def edited(node: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """A copy of a part of a case in which what stands at a path is changed, or taken out where that gives REMOVED."""
    step, rest = path[0], path[1:]
    if isinstance(node, BaseModel):
        attribute = keys_of(type(node))[str(step)].attribute
        held = getattr(node, attribute)
        return node.model_copy(update={attribute: change(held) if not rest else edited(held, rest, change)})
    if isinstance(node, tuple):
        parts = list(node)
        parts[int(step)] = change(parts[int(step)]) if not rest else edited(parts[int(step)], rest, change)
        return tuple(parts)
    copy = dict(node)
    value = change(copy[step]) if not rest else edited(copy[step], rest, change)
    if value is REMOVED:
        del copy[step]
    else:
        copy[step] = value
    return copy


def dials(ratifier: Ratifier, at: Path) -> Iterator[Dial | Unsearched]:
    """Every number of a ratifier that can change its answers; those that cannot be turned say why."""
    yield from _judge(ratifier, ratifier, at, ())


def _judge(whole: Ratifier, judge: WrittenJudge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    yield from _points(whole, judge, at, inside)
    for poll_id, poll in judge.polls.items():
        yield from _poll(whole, judge, poll, at, (*inside, "polls", poll_id))
    if judge.rule is not None:
        yield from _rule(whole, judge, judge.rule, at, (*inside, "rule"))
    yield from _turnout(judge, at, inside)
    yield from _votes(whole, judge, at, inside)
    yield from _counts(whole, judge, at, inside)
    for bloc_id, bloc in judge.blocs.items():
        yield from _judge(whole, bloc, at, (*inside, "blocs", bloc_id))
    if isinstance(judge, Body):
        for body_id, body in judge.bodies.items():
            yield from _judge(whole, body, at, (*inside, "bodies", body_id))


def _number(value: Fraction) -> Number:
    return Number.model_validate({"is": value})


def _setter(whole: Ratifier, inside: Path, make: Callable[[Fraction], Any]) -> Edit:
    return lambda value: edited(whole, inside, lambda _: make(value))


def _common(numbers: Iterator[Fraction] | list[Fraction]) -> int:
    return reduce(lcm, (number.denominator for number in numbers), 1)


def _points(whole: Ratifier, judge: WrittenJudge, at: Path, inside: Path) -> Iterator[Dial]:
    """Points of value: a package turns where its points meet those of no deal, so at a multiple of their unit."""
    if not judge.points and not judge.adjust:
        return
    given: dict[Path, Number] = {
        ("points", issue, option): number for issue, row in judge.points.items() for option, number in row.items()
    }
    given |= {("adjust", id_, "points"): entry.points for id_, entry in judge.adjust.items()}
    if judge.no_deal is not None:
        given["no_deal",] = judge.no_deal
    unit = Multiples(Fraction(1, _common([number.value for number in given.values()])))
    far = 2 * sum((abs(number.value) for number in given.values()), Fraction(0)) + 1
    far = Fraction(-(-far.numerator // far.denominator))
    for path, number in given.items():
        now = number.value
        set_to = _setter(whole, (*inside, *path), _number)
        yield Dial((*at, *inside, *path), "points of value", now, now - far, now + far, unit, set_to, one_way=True)


def _poll(whole: Ratifier, judge: WrittenJudge, poll: Poll, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """Shares of a poll: support meets a bound at a multiple of the shares' unit, by the base that the rule counts."""
    lattice = Multiples(Fraction(1, _unit_of(judge)))
    shares = {id_: answer.share.least for id_, answer in poll.answers.items()}
    undecided = poll.undecided.least if poll.undecided is not None and poll.base == "asked" else Fraction(0)
    left = max(Fraction(0), 100 - sum(shares.values(), Fraction(0)) - undecided)
    for id_, share in shares.items():
        path = (*inside, "answers", id_, "share")
        set_to = _setter(whole, path, _number)
        yield Dial((*at, *path), "points of opinion", share, Fraction(0), share + left, lattice, set_to)
    for source, share in shares.items():
        for target in shares:
            if source != target and share:
                yield Dial(
                    (*at, *inside, "answers", source, "share"),
                    "points of opinion",
                    Fraction(0),
                    Fraction(0),
                    share,
                    lattice,
                    _mover(whole, inside, shares, source, target),
                    about=f"moved from `{source}` to `{target}`",
                )
    if poll.undecided is not None:
        yield Unsearched(case_path((*at, *inside, "undecided")), "the share of the undecided is taken as printed")


def _mover(whole: Ratifier, inside: Path, shares: Mapping[str, Fraction], source: str, target: str) -> Edit:
    def move(points: Fraction) -> Ratifier:
        out = edited(whole, (*inside, "answers", source, "share"), lambda _: _number(shares[source] - points))  # type: Ratifier
        moved: Ratifier = edited(out, (*inside, "answers", target, "share"), lambda _: _number(shares[target] + points))
        return moved

    return move


def _unit_of(judge: WrittenJudge) -> int:
    """A number such that support changes sides at multiples of one part in so many of a point."""
    numbers = [answer.share.least for poll in judge.polls.values() for answer in poll.answers.values()]
    bounds = [100 * threshold for threshold in _thresholds(judge.rule)] if judge.rule is not None else [Fraction(50)]
    divisors = [end for number in (judge.turnout, judge.members) if number is not None for end in _ends(number)]
    divisors += [100 - end for poll in judge.polls.values() if _rebased(poll, judge) for end in _undecided(poll)]
    return _common([*numbers, *bounds, *divisors]) * reduce(lcm, (abs(each.numerator) or 1 for each in divisors), 1)


def _rebased(poll: Poll, judge: WrittenJudge) -> bool:
    """Whether shares are read with another base than they were printed with."""
    bases = {"decided" if base in {"cast", "decided"} else "asked" for base in _bases(judge.rule or MAJORITY_CAST)}
    return bases != {poll.base}


def _bases(rule: Rule) -> list[str]:
    return [base for part in rule.all for base in _bases(part)] if rule.all is not None else [rule.base]


def _undecided(poll: Poll) -> tuple[Fraction, ...]:
    return _ends(poll.undecided) if poll.undecided is not None else ()


def _thresholds(rule: Rule) -> list[Fraction]:
    if rule.all is not None:
        return [number for part in rule.all for number in _thresholds(part)]
    return [rule.threshold] if rule.threshold is not None else []


def _rule(whole: Ratifier, judge: WrittenJudge, rule: Rule, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """Thresholds, as a share or a number as they are written: more asked for is never easier."""
    if rule.all is not None:
        for place, part in enumerate(rule.all):
            yield from _rule(whole, judge, part, at, (*inside, "all", place))
        return
    words = {word: getattr(rule, word) for word in ("more_than", "at_least", "blocked_by")}
    if rule.turnout is not None:
        inside = (*inside, "turnout")
        words = {word: getattr(rule.turnout, word) for word in ("more_than", "at_least")}
    for word, now in words.items():
        if now is None:
            continue
        path = (*inside, word)
        largest = _denominators(judge)
        if largest > LARGEST:
            yield Unsearched(case_path((*at, *path)), "its votes or shares are too fine to be gone through")
            continue
        low, high = (Fraction(0), Fraction(1)) if now <= 1 else (Fraction(2), now + _size(judge))
        if word == "blocked_by" and now <= 1:
            low = Fraction(1, 2 * largest)
        unit = "share" if now <= 1 else "votes"
        set_to = _setter(whole, path, lambda value: value)
        lattice = Fractions(largest) if now <= 1 else None if now.denominator == 1 else Multiples(Fraction(1, largest))
        yield Dial((*at, *path), unit, now, low, high, lattice, set_to, one_way=True)


def _denominators(judge: WrittenJudge) -> int:
    """The largest denominator of a threshold at which what a judge says can change: its votes, or its shares."""
    votes = _size(judge)
    scale = _common(_turnouts(judge))
    counted = int(-(-votes.numerator // votes.denominator)) * scale * _common(_all_votes(judge))
    return max(counted, 100 * _unit_of(judge) if judge.polls else 1, 1)


def _turnouts(judge: WrittenJudge) -> list[Fraction]:
    own = [judge.turnout.least, judge.turnout.most] if judge.turnout is not None else []
    return own + [end for bloc in judge.blocs.values() for end in _turnouts(bloc)]


def _all_votes(judge: WrittenJudge) -> list[Fraction]:
    own = [end for number in (judge.members,) if number is not None for end in (number.least, number.most)]
    for bloc in judge.blocs.values():
        own += [bloc.votes.least, bloc.votes.most] if bloc.votes is not None else []
        own += _all_votes(bloc)
    for count in judge.counts.values():
        own += [
            end
            for number in (count.ayes, count.noes, count.undeclared)
            if number
            for end in (number.least, number.most)
        ]
    return own


def _ends(number: Number) -> tuple[Fraction, Fraction]:
    return number.least, number.most


def _size(judge: WrittenJudge) -> Fraction:
    """At most so many votes are counted."""
    bodies = len(judge.bodies) if isinstance(judge, Body) else 0
    return sum(_all_votes(judge), Fraction(bodies)) + 1


def _turnout(judge: WrittenJudge, at: Path, inside: Path) -> Iterator[Unsearched]:
    if judge.turnout is not None:
        yield Unsearched(case_path((*at, *inside, "turnout")), "who takes part is kept as it is")


def _votes(whole: Ratifier, judge: WrittenJudge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """Votes of blocs, one by one: with a rest, against the rest; otherwise from one bloc to another."""
    rest = any(bloc.votes is not None and bloc.votes.rest for bloc in judge.blocs.values())
    given = {id_: bloc for id_, bloc in judge.blocs.items() if bloc.votes is not None and not bloc.votes.rest}
    total = total_of(judge)
    used = sum((bloc.votes.most for bloc in given.values() if bloc.votes), Fraction(0))
    for id_, bloc in given.items():
        path = (*inside, "blocs", id_, "votes")
        why = _held(bloc, total)
        if why:
            yield Unsearched(case_path((*at, *path)), why)
            continue
        now = _votes_of(bloc)
        if rest or total is None:
            most = now + total.least - used if total is not None else now + max(used, Fraction(1))
            yield Dial((*at, *path), "votes", now, Fraction(0), most, None, _setter(whole, path, _as_votes))
            continue
        for other, its in given.items():
            if other != id_ and not _held(its, total) and now:
                target = (*inside, "blocs", other, "votes")
                swing = _swing(whole, path, target, now, _votes_of(its))
                moved = f"moved from `{id_}` to `{other}`"
                yield Dial((*at, *path), "votes", Fraction(0), Fraction(0), now, None, swing, about=moved)
    if judge.members is not None and (rest or judge.counts or judge.polls):
        yield from _members(whole, judge, judge.members, used if rest else Fraction(1), at, (*inside, "members"))


def _members(
    whole: Ratifier, judge: WrittenJudge, members: Number, low: Fraction, at: Path, path: Path
) -> Iterator[Dial | Unsearched]:
    named = [
        number.most
        for count in judge.counts.values()
        for number in (count.ayes, count.noes, count.undeclared)
        if number
    ]
    low = max([low, sum(named, Fraction(0)) if named else low])
    now = members.least
    if members.uncertain or now.denominator != 1 or now > MOST_VOTES or (judge.blocs and not _has_rest(judge)):
        yield Unsearched(case_path((*at, *path)), "members are a range, too many, or fixed by the blocs")
        return
    yield Dial((*at, *path), "members", now, min(low, now), 2 * now, None, _setter(whole, path, _number))


def _has_rest(judge: WrittenJudge) -> bool:
    return any(bloc.votes is not None and bloc.votes.rest for bloc in judge.blocs.values())


def _held(bloc: Bloc, total: Number | None) -> str:
    """Why the votes of a bloc are not turned alone, if they are not."""
    if bloc.votes is None or bloc.votes.uncertain or bloc.votes.least.denominator != 1:
        return "its votes are a range"
    if total is not None and total.uncertain:
        return "the members are a range"
    if bloc.votes.least > MOST_VOTES:
        return "there are too many votes to try each"
    if bloc.rule is None and any(part.votes is not None and not part.votes.rest for part in bloc.blocs.values()):
        return "its own blocs must add up to its votes"
    return ""


def _votes_of(bloc: Bloc) -> Fraction:
    return bloc.votes.least if bloc.votes is not None else Fraction(0)


def _as_votes(value: Fraction) -> Votes:
    return Votes.model_validate({"is": value})


def _swing(whole: Ratifier, source: Path, target: Path, there: Fraction, here: Fraction) -> Edit:
    def swing(votes: Fraction) -> Ratifier:
        out: Ratifier = edited(whole, source, lambda _: _as_votes(there - votes))
        moved: Ratifier = edited(out, target, lambda _: _as_votes(here + votes))
        return moved

    return swing


def _counts(whole: Ratifier, judge: WrittenJudge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """Head counts, one by one: up to what the members leave, or by what is undeclared."""
    for id_, count in judge.counts.items():
        named = {"ayes": count.ayes, "noes": count.noes, "undeclared": count.undeclared}
        there = {word: number for word, number in named.items() if number is not None}
        total = sum((number.most for number in there.values()), Fraction(0))
        for word, number in there.items():
            path = (*inside, "counts", id_, word)
            now = number.least
            if number.uncertain or now.denominator != 1 or total > MOST_VOTES:
                yield Unsearched(case_path((*at, *path)), "it is a range, or there are too many votes to try each")
                continue
            most = now + (judge.members.least - total if judge.members is not None else total)
            yield Dial((*at, *path), "votes", now, Fraction(0), max(most, now), None, _setter(whole, path, _number))
