"""Blocs' votes add up to the members, and head counts do not exceed them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from winset.case.checks.judges import bodies_of, judges
from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.problems import quoted
from winset.case.sections import Bloc, Count, Judge
from winset.case.shape import Path
from winset.case.words import plain_number
from winset.case.written import Number


def votes(survey: Survey) -> Iterable[Finding]:
    """Votes that do not add up."""
    for _, path, judge in judges(survey.file):
        if judge.blocs and bodies_of(judge):
            what = f"{quoted(str(path[-1]))} has both `blocs` and `bodies`"
            yield Finding(path, what, "put the blocs into one of the bodies", "key")
        if judge.blocs:
            yield from _sum(path, judge)
        members = members_of(judge)
        for id_, count in judge.counts.items():
            yield from _count((*path, "counts", id_), count, members)


def total_of(judge: Judge) -> Number | None:
    """What the votes of the blocs inside must add up to; None where the case does not say.

    A bloc with a rule votes as one, so what its own blocs have is counted on another scale.
    """
    if judge.members is not None:
        return judge.members
    if isinstance(judge, Bloc) and judge.rule is None and judge.votes is not None and not judge.votes.rest:
        return judge.votes
    return None


def _sum(path: Path, judge: Judge) -> Iterator[Finding]:
    total = total_of(judge)
    rests = [id_ for id_, bloc in judge.blocs.items() if bloc.votes is not None and bloc.votes.rest]
    for id_ in rests[1:]:
        what = f"{quoted(rests[0])} and {quoted(id_)} both have `votes: rest`"
        yield Finding((*path, "blocs", id_, "votes"), what, "give a number for one of them")
    given = [bloc.votes for bloc in judge.blocs.values() if bloc.votes is not None and not bloc.votes.rest]
    least = sum((number.least for number in given), Fraction(0))
    most = sum((number.most for number in given), Fraction(0))
    open_ended = any(bloc.votes is None for bloc in judge.blocs.values())
    name = quoted(str(path[-1]))
    place = (*path, "members") if judge.members is not None else (*path, "blocs")
    if rests and total is None:
        if not _counted_above(judge):
            yield Finding(
                (*path, "blocs", rests[0], "votes"), "`rest` needs a whole to be the rest of", "write `members`"
            )
        return
    if total is None:
        return
    if rests:
        if least > total.most:
            what = f"the blocs of {name} have {plain_number(least)} votes without the rest, more than {_amount(total)}"
            yield Finding((*path, "blocs", rests[0], "votes"), what, "correct a number: nothing is left over")
    elif least > total.most or (most < total.least and not open_ended):
        what = f"the blocs of {name} add up to {_range(least, most)} votes, not {_amount(total)}"
        yield Finding(place, what, "correct a number, or give one bloc `votes: rest`")


def _counted_above(judge: Judge) -> bool:
    """Whether the whole of a bloc's blocs is itself the rest of something, or open."""
    return isinstance(judge, Bloc) and judge.rule is None


def members_of(judge: Judge) -> Fraction | None:
    """How many votes there are at most: the members, or those of the blocs."""
    if judge.members is not None:
        return judge.members.most
    given = [bloc.votes for bloc in judge.blocs.values() if bloc.votes is not None and not bloc.votes.rest]
    if not given or len(given) < len(judge.blocs):
        return None
    return sum((number.most for number in given), Fraction(0))


def _count(path: Path, count: Count, members: Fraction | None) -> Iterator[Finding]:
    named = [number for number in (count.ayes, count.noes, count.undeclared) if number is not None]
    least = sum((number.least for number in named), Fraction(0))
    if members is not None and least > members:
        what = f"the count names {plain_number(least)} votes, more than the {plain_number(members)} there are"
        yield Finding(path, what, "correct a number", "key")


def _amount(total: Number) -> str:
    return f"the {_range(total.least, total.most)} there are"


def _range(least: Fraction, most: Fraction) -> str:
    return plain_number(least) if least == most else f"{plain_number(least)} to {plain_number(most)}"
