"""Blocs: groups with votes and an acceptance of their own, under a rule.

A bloc with a rule of its own votes as one, as that rule says. Without one, its inner blocs' votes are passed up;
inner blocs without votes are wings, among which its votes may split in any way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.case.rules import MAJORITY_CAST
from winset.case.sections import Bloc
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, JudgeLike, Kind, Lack, Step, least_common
from winset.model.logic import NO, Mask
from winset.model.tally import Ballot, Pool, Tally, Test, Voter, judge, rule_tests, votes_lacking
from winset.model.view import Answers, Path, View

REFUSING = {"no": Ballot.NO, "abstain": Ballot.ABSTAIN, "stay_away": Ballot.AWAY}


@dataclass(frozen=True, slots=True)
class Assembly:
    """The voters of a body, the tests of its rule, and who answers for them."""

    path: Path
    tally: Tally
    tests: tuple[Test, ...]
    judges: tuple[JudgeLike, ...]

    def judge(self, view: View) -> Answers:
        """Yes where the rule surely holds, no where it surely fails, otherwise open."""
        answers = [voter.answer(view) for voter in self.judges]
        holds, fails = judge(self.tests, self.tally, answers)
        stated: Mask = NO
        for answer in answers:
            stated = stated | answer.stated
        view.decided_by((*self.path, "rule"), holds | fails)
        return Answers(yes=holds, no=fails, stated=stated & (holds | fails))

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The votes that are missing, with the open votes favourable and not."""
        given = [voter.answer(view) for voter in self.judges]
        least = votes_lacking(self.tests, self.tally, given, open_favourable=True)
        most = votes_lacking(self.tests, self.tally, given, open_favourable=False)
        no_holds = np.asarray(~answers.yes)[()]
        return (Lack("votes", self.path, "votes", least * no_holds, most * no_holds, self.tally.scale),)


@dataclass
class _Collecting:
    """Voters gathered from nested blocs, with the judges that answer for them."""

    compiling: Compiling
    judges: list[JudgeLike]

    def number(self, bloc: Bloc, path: Path) -> int:
        self.judges.append(self.compiling.judge(bloc, path))
        return len(self.judges) - 1


@dataclass(frozen=True)
class _Member:
    """A bloc as a voter, before votes are scaled."""

    votes: tuple[Fraction, Fraction]
    refusing: Ballot
    numbers: tuple[int, ...]


def _passes_up(bloc: Bloc) -> bool:
    return bool(bloc.blocs) and bloc.rule is None


def _has_votes(bloc: Bloc) -> bool:
    return bloc.votes is not None or (_passes_up(bloc) and all(_has_votes(inner) for inner in bloc.blocs.values()))


def bloc_votes(blocs: Mapping[str, Bloc], members: Fraction | None) -> dict[str, tuple[Fraction, Fraction]]:
    """The range of votes of each bloc; `rest` takes what the others leave, inner blocs add up."""
    ranges = {bloc_id: _own_votes(bloc) for bloc_id, bloc in blocs.items()}
    rest = [bloc_id for bloc_id, bloc in blocs.items() if bloc.votes is not None and bloc.votes.rest]
    if rest and members is not None:
        low = sum((most for bloc_id, (_, most) in ranges.items() if bloc_id != rest[0]), Fraction(0))
        high = sum((least for bloc_id, (least, _) in ranges.items() if bloc_id != rest[0]), Fraction(0))
        ranges[rest[0]] = (max(members - low, Fraction(0)), max(members - high, Fraction(0)))
    return ranges


def _own_votes(bloc: Bloc) -> tuple[Fraction, Fraction]:
    if bloc.votes is not None:
        return bloc.votes.least, bloc.votes.most
    inner = bloc_votes(bloc.blocs, None).values()
    return sum((low for low, _ in inner), Fraction(0)), sum((high for _, high in inner), Fraction(0))


def _pools(
    blocs: Mapping[str, Bloc], total: Fraction | None, path: Path, collecting: _Collecting
) -> list[tuple[list[_Member], Fraction | None]]:
    """The voters of some blocs: one pool that adds up to `total`, and one for each inner group of fixed votes."""
    own: list[_Member] = []
    pools: list[tuple[list[_Member], Fraction | None]] = [(own, total)]
    left = total
    for bloc_id, votes in bloc_votes(blocs, total).items():
        bloc, inner_path = blocs[bloc_id], (*path, "blocs", bloc_id)
        if not _passes_up(bloc):
            own.append(_Member(votes, REFUSING[bloc.when_refusing], (collecting.number(bloc, inner_path),)))
        elif all(_has_votes(inner) for inner in bloc.blocs.values()):
            fixed = votes[0] if votes[0] == votes[1] else None
            pools += _pools(bloc.blocs, fixed, inner_path, collecting)
            left = left - votes[0] if left is not None and fixed is not None else None
        else:
            own.extend(_wings(bloc, votes, inner_path, collecting))
    pools[0] = (own, left)
    return pools


def _wings(bloc: Bloc, votes: tuple[Fraction, Fraction], path: Path, collecting: _Collecting) -> list[_Member]:
    """Wings without votes share those of their bloc in any way; a wing that has votes keeps them."""
    given = {wing_id: _own_votes(wing) for wing_id, wing in bloc.blocs.items() if _has_votes(wing)}
    numbers = {wing_id: collecting.number(wing, (*path, "blocs", wing_id)) for wing_id, wing in bloc.blocs.items()}
    members = [
        _Member(given[wing_id], REFUSING[bloc.blocs[wing_id].when_refusing], (numbers[wing_id],)) for wing_id in given
    ]
    low = max(votes[0] - sum((high for _, high in given.values()), Fraction(0)), Fraction(0))
    high = votes[1] - sum((low for low, _ in given.values()), Fraction(0))
    free = tuple(numbers[wing_id] for wing_id in bloc.blocs if wing_id not in given)
    return [*members, _Member((low, high), REFUSING[bloc.when_refusing], free)]


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.blocs:
        return None
    collecting = _Collecting(compiling, [])
    members = written.members.value if written.members is not None else members_of(written)
    pools = _pools(written.blocs, members, compiling.path, collecting)
    takes_part = (Fraction(1), Fraction(1))
    if written.turnout is not None:
        takes_part = (written.turnout.least, written.turnout.most)
    bounds = [bound for gathered, total in pools for bound in (*_bounds(gathered), total) if bound is not None]
    scale = least_common(bounds)
    tally = Tally(tuple(_scaled(gathered, total, scale, takes_part) for gathered, total in pools if gathered), scale)
    tests = rule_tests(written.rule or MAJORITY_CAST)
    return Assembly(compiling.path, tally, tests, tuple(collecting.judges))


def members_of(written: WrittenJudge) -> Fraction | None:
    """The votes of all blocs together, where they are fixed."""
    ranges = bloc_votes(written.blocs, None).values()
    if any(low != high for low, high in ranges):
        return None
    return sum((low for low, _ in ranges), Fraction(0))


def _bounds(members: list[_Member]) -> list[Fraction]:
    return [bound for member in members for bound in member.votes]


def _scaled(members: list[_Member], total: Fraction | None, scale: int, takes_part: tuple[Fraction, Fraction]) -> Pool:
    voters = tuple(
        (Voter(int(member.votes[0] * scale), int(member.votes[1] * scale), member.refusing, takes_part), member.numbers)
        for member in members
    )
    return Pool(voters, int(total * scale) if total is not None else None)


BLOCS = Kind(
    id="blocs",
    name="blocs under a rule",
    question="Do the votes of its blocs make a yes under its rule?",
    source="Tsebelis 2002 (collective veto players); Rae 1969",
    exact=True,
    assumes="that a bloc votes as it judges, open votes in any way",
    field="blocs",
    compile=_compile,
    quantifies=True,
)
