"""The numbers of votes that can be turned: of blocs, members, head counts, and the share of them that takes part."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from winset.case.checks.votes import members_of, total_of
from winset.case.paths import case_path
from winset.case.sections import Bloc, Count, Judge, Ratifier
from winset.case.shape import Path
from winset.case.written import Number, Votes
from winset.settlement.flip_dial import Dial, Edit, End, Linear, edited, ends, itself, least, most, setter
from winset.settlement.flip_records import Unsearched
from winset.settlement.flip_rules import votes_needed

_MEMBERS = Linear(support=itself, turnout=itself)
_TURNOUT = Linear(support=itself)


def turnout_dials(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial]:
    """The share that takes part, from nobody to all."""
    if judge.turnout is None:
        return
    path = (*inside, "turnout")
    for end in ends(judge.turnout):
        low, high = end.low or Fraction(0), end.high if end.high is not None else Fraction(1)
        set_to = setter(whole, path, end)
        yield Dial(end.path((*at, *path)), "share", end.now, low, high, set_to, spread=end.spread, linear=_TURNOUT)


def _given(judge: Judge) -> dict[str, Votes]:
    """The blocs that have a number of votes, which `rest` is not."""
    return {id_: bloc.votes for id_, bloc in judge.blocs.items() if bloc.votes is not None and not bloc.votes.rest}


def _adds_up(judge: Judge) -> bool:
    """Whether the blocs inside have all the votes, with nothing left over for others."""
    return bool(judge.blocs) and len(_given(judge)) == len(judge.blocs)


def _whole(numbers: Iterable[Number | None]) -> bool:
    return all(
        bound.denominator == 1 for number in numbers if number is not None for bound in (number.least, number.most)
    )


def bloc_dials(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """Votes of blocs: with what is left over, or within what the others leave; otherwise from one bloc to another."""
    given = _given(judge)
    for id_, votes in given.items():
        path = (*inside, "blocs", id_, "votes")
        others = [its for name, its in given.items() if name != id_]
        found = [dial for end in ends(votes) if (dial := _alone(whole, judge, id_, end, others, at, path)) is not None]
        found += _swings(whole, judge, id_, at, inside)
        yield from found
        if not found:
            yield Unsearched(case_path((*at, *path)), "votes must add up, and no other bloc could give or take any")


def _alone(whole: Ratifier, judge: Judge, id_: str, end: End, others: list[Votes], at: Path, path: Path) -> Dial | None:
    """A bloc's votes within what keeps all votes adding up, where that leaves any room."""
    bloc, total = judge.blocs[id_], total_of(judge)
    low, high = end.low or Fraction(0), end.high
    bends: list[Fraction] = []
    if end.is_least and total is not None:
        high = _smaller(high, total.most - least(others))
    if end.is_most and _adds_up(judge):
        counted = max((least(_named(count)) for count in judge.counts.values()), default=Fraction(0))
        needed = total.least if total is not None else max(counted, votes_needed(judge))
        low = max(low, needed - most(others))
    if total is not None:
        bends += [total.least - most(others), total.most - least(others)]
    if total_of(bloc) is bloc.votes:  # its own blocs share these votes
        inner = _given(bloc).values()
        bends += [least(inner), most(inner)]
        if end.is_most:
            low = max(low, least(inner))
        if end.is_least and _adds_up(bloc):
            high = _smaller(high, most(inner))
    if high is None:
        high = end.now + (total.most if total is not None else max(most(others), Fraction(1)))
    if low >= high:
        return None
    whole_votes = _whole([*others, bloc.votes, total])
    set_to = setter(whole, path, end)
    return Dial(
        end.path((*at, *path)),
        "votes",
        end.now,
        min(low, end.now),
        max(high, end.now),
        set_to,
        whole=whole_votes,
        spread=end.spread,
        bends=tuple(bends),
    )


def _smaller(one: Fraction | None, other: Fraction) -> Fraction:
    return other if one is None else min(one, other)


def _swings(whole: Ratifier, judge: Judge, id_: str, at: Path, inside: Path) -> Iterator[Dial]:
    """Votes that leave a bloc for another, where all votes are given and must add up."""
    given = _given(judge)
    if total_of(judge) is None or not _adds_up(judge) or not _moves(judge.blocs[id_]):
        return
    now = given[id_].least
    for other, its in given.items():
        if other == id_ or not _moves(judge.blocs[other]) or not now:
            continue
        source, target = ((*inside, "blocs", name, "votes") for name in (id_, other))
        yield Dial(
            (*at, *source),
            "votes",
            Fraction(0),
            Fraction(0),
            now,
            _swing(whole, source, target, now, its.least),
            whole=_whole(given.values()),
            about=f"moved from `{id_}` to `{other}`",
        )


def _moves(bloc: Bloc) -> bool:
    """Whether its votes are a plain number, that nothing inside it has to add up to."""
    return bloc.votes is not None and not bloc.votes.uncertain and not (total_of(bloc) is bloc.votes and _given(bloc))


def _swing(whole: Ratifier, source: Path, target: Path, there: Fraction, here: Fraction) -> Edit:
    def swing(votes: Fraction) -> Ratifier:
        out: Ratifier = edited(whole, source, lambda _: Votes.model_validate({"is": there - votes}))
        moved: Ratifier = edited(out, target, lambda _: Votes.model_validate({"is": here + votes}))
        return moved

    return swing


def member_dials(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial | Unsearched]:
    """How many members there are, as far as blocs, counts and the rule leave room."""
    members, given = judge.members, _given(judge).values()
    if members is None:
        return
    named = [_named(count) for count in judge.counts.values()]
    floor = max([least(given), votes_needed(judge), Fraction(1), *map(least, named)])
    ceiling = most(given) if _adds_up(judge) else None
    for end in ends(members, likely=True):
        low, high = end.low or Fraction(0), end.high
        if end.is_most:
            low = max(low, floor)
        if end.is_least and ceiling is not None:
            high = _smaller(high, ceiling)
        bends = [least(given), most(given)]
        bends += [_middle(members, end, sum(chosen)) for each in named for chosen in product(*_bounds(each))]
        high = 2 * members.most if high is None else high
        path = (*inside, "members")
        if low >= high:
            yield Unsearched(case_path(end.path((*at, *path))), "the votes of the blocs add up to it")
        else:
            yield Dial(
                end.path((*at, *path)),
                "members",
                end.now,
                min(low, end.now),
                max(high, end.now),
                setter(whole, path, end),
                whole=_whole([members, *given, *(number for each in named for number in each)]),
                spread=end.spread,
                bends=tuple(bends),
                linear=_MEMBERS,
            )


def _middle(members: Number, end: End, value: Fraction | int) -> Fraction:
    """Where an end makes the members that counts are read against, the middle of a range, so many."""
    if end.word == "" or members.likely is not None:
        return Fraction(value)
    return 2 * value - (members.most if end.word == "low" else members.least)


def _bounds(numbers: Iterable[Number | None]) -> list[tuple[Fraction, Fraction]]:
    return [(number.least, number.most) for number in numbers if number is not None]


def _named(count: Count) -> tuple[Number | None, ...]:
    return count.ayes, count.noes, count.undeclared


def count_dials(whole: Ratifier, judge: Judge, at: Path, inside: Path) -> Iterator[Dial]:
    """Head counts, one number after the other, up to what the members leave."""
    members = members_of(judge)
    for id_, count in judge.counts.items():
        named: Mapping[str, Number | None] = {
            "ayes": count.ayes,
            "noes": count.noes,
            "undeclared": count.undeclared,
        }
        for word, number in named.items():
            if number is None:
                continue
            others = [its for name, its in named.items() if name != word]
            for end in ends(number):
                path = (*inside, "counts", id_, word)
                left = members - least(others) if members is not None else end.now + most(named.values())
                limit = left if end.is_least else max(left, end.now)
                high = limit if end.high is None else min(end.high, limit)
                low = end.low if end.low is not None else Fraction(0)
                if low >= max(high, end.now):
                    continue
                yield Dial(
                    end.path((*at, *path)),
                    "votes",
                    end.now,
                    low,
                    max(high, end.now),
                    setter(whole, path, end),
                    whole=_whole([*named.values(), judge.members]),
                    spread=end.spread,
                    bends=tuple(_count_bends(judge, others[:1] if word != "undeclared" else [])),
                )


def _count_bends(judge: Judge, others: list[Number | None]) -> Iterator[Fraction]:
    """Where those whom a count does not name become none."""
    if judge.members is not None:
        for chosen in product(*_bounds(others)):
            yield judge.members.value - sum(chosen)
