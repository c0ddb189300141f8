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
from winset.model.changes import votes_lacking
from winset.model.form import BallotForm, Form
from winset.model.logic import FALSE, NO, Formula, Mask, all_of, any_of, negation
from winset.model.tally import Pool, Tally, Test, Voter, judge, rule_tests
from winset.model.tally_form import judge_form
from winset.model.view import Answers, Ballots, Path, View


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for some votes, and how they are cast where the answer is no.

    Blocs that pass their votes up speak first, for all of theirs, where they have something to say themselves.
    """

    judges: tuple[tuple[JudgeLike, str], ...]

    def ballots(self, view: View) -> tuple[Ballots, Mask]:
        """How the votes are cast, and where a poll decided it."""
        cast = Ballots()
        stated: Mask = NO
        for judge_, refusing in self.judges:
            free = ~cast.cast
            answer = judge_.answer(view)
            no = answer.no & free
            cast = Ballots(
                yes=cast.yes | (answer.yes & free),
                no=cast.no | (no if refusing == "no" else NO),
                abstains=cast.abstains | (answer.abstains & free) | (no if refusing == "abstain" else NO),
                away=cast.away | (no if refusing == "stay_away" else NO),
            )
            stated = stated | (answer.stated & free)
        return cast, stated

    def form(self) -> tuple[BallotForm, Formula]:
        """The same as formulas."""
        cast = BallotForm()
        stated: list[Formula] = []
        for judge_, refusing in self.judges:
            free = negation(cast.cast)
            answer = judge_.form()
            no = all_of([answer.no, free])
            cast = BallotForm(
                yes=any_of([cast.yes, all_of([answer.yes, free])]),
                no=any_of([cast.no, no]) if refusing == "no" else cast.no,
                abstains=any_of(
                    [cast.abstains, all_of([answer.abstains, free]), no if refusing == "abstain" else FALSE]
                ),
                away=any_of([cast.away, no]) if refusing == "stay_away" else cast.away,
            )
            stated.append(all_of([answer.stated, free]))
        return cast, any_of(stated)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The voters of a body, the tests of its rule, and who answers for them."""

    path: Path
    tally: Tally
    tests: tuple[Test, ...]
    voices: tuple[Voice, ...]

    def judge(self, view: View) -> Answers:
        """Yes where the rule surely holds, no where it surely fails, otherwise open."""
        ballots, stated = self._ballots(view)
        holds, fails = judge(self.tests, self.tally, ballots)
        view.decided_by((*self.path, "rule"), holds | fails)
        return Answers(yes=holds, no=fails, stated=stated & (holds | fails))

    def form(self) -> Form:
        """Yes where the rule surely holds, no where it surely fails."""
        cast = [voice.form() for voice in self.voices]
        holds, fails = judge_form(self.tests, self.tally, [ballots for ballots, _ in cast])
        stated = any_of([by_poll for _, by_poll in cast])
        return Form(yes=holds, no=fails, stated=all_of([stated, any_of([holds, fails])]))

    def _ballots(self, view: View) -> tuple[list[Ballots], Mask]:
        cast = [voice.ballots(view) for voice in self.voices]
        stated: Mask = NO
        for _, by_poll in cast:
            stated = stated | by_poll
        return [ballots for ballots, _ in cast], stated

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The votes that are missing, with the open votes favourable and not."""
        ballots, _ = self._ballots(view)
        least, most = votes_lacking(self.tests, self.tally, ballots)
        missing = np.asarray(~answers.yes)[()]
        return (Lack("votes", self.path, "votes", least * missing, most * missing, self.tally.scale),)


Votes = tuple[Fraction, Fraction]
"""A range of votes."""


@dataclass(frozen=True)
class _Member:
    """A voter before votes are scaled: its votes, the share that takes part, and who answers for it."""

    votes: Votes
    takes_part: Votes
    voices: tuple[int, ...]


@dataclass
class _Gathering:
    """Voters gathered from nested blocs into pools, each with the number that its votes add up to."""

    compiling: Compiling
    voices: list[Voice]
    pools: list[tuple[list[_Member], Fraction | None]]

    def voice(self, bloc: Bloc, path: Path, above: tuple[tuple[JudgeLike, str], ...]) -> int:
        self.voices.append(Voice((*above, (self.compiling.judge(bloc, path), bloc.when_refusing))))
        return len(self.voices) - 1

    def gather(
        self,
        blocs: Mapping[str, Bloc],
        path: Path,
        total: Votes | None,
        takes_part: Votes,
        above: tuple[tuple[JudgeLike, str], ...],
    ) -> None:
        """Add some blocs as a pool of their own; inner blocs with fixed votes become further pools."""
        own: list[_Member] = []
        place = len(self.pools)
        self.pools.append((own, None))
        left = total
        wings: list[int] = []
        given = [_votes(bloc) for bloc in blocs.values()]
        for (bloc_id, bloc), votes in zip(blocs.items(), given, strict=True):
            inner = (*path, "blocs", bloc_id)
            if not _passes_up(bloc):
                number = self.voice(bloc, inner, above)
                if votes is None:
                    wings.append(number)
                else:
                    own.append(_Member(votes, takes_part, (number,)))
                continue
            share = _share(bloc, takes_part)
            spoken = (*above, (self.compiling.judge(_by_itself(bloc), inner), bloc.when_refusing))
            votes = votes if votes is not None else _left_over(given, total)
            if votes is not None and votes[0] != votes[1]:
                own.append(_Member(votes, share, self._inner_voices(bloc, inner, spoken)))
                continue
            self.gather(bloc.blocs, inner, votes, share, spoken)
            left = _less(left, votes)
        if wings:
            own.append(_Member(_left_over(given, total) or (Fraction(0), Fraction(1)), takes_part, tuple(wings)))
        fixed = left[0] if left is not None and left[0] == left[1] else None
        self.pools[place] = (own, fixed)

    def _inner_voices(self, bloc: Bloc, path: Path, above: tuple[tuple[JudgeLike, str], ...]) -> tuple[int, ...]:
        """The voices of wings that share an uncertain number of votes in any way."""
        return tuple(self.voice(wing, (*path, "blocs", wing_id), above) for wing_id, wing in bloc.blocs.items())


def _passes_up(bloc: Bloc) -> bool:
    return bool(bloc.blocs) and bloc.rule is None


def _by_itself(bloc: Bloc) -> Bloc:
    """What a bloc that passes its votes up says of itself, before its own blocs are asked."""
    return bloc.model_copy(update={"blocs": {}, "counts": {}, "otherwise": "open"})


def _share(written: WrittenJudge, takes_part: Votes) -> Votes:
    return (written.turnout.least, written.turnout.most) if written.turnout is not None else takes_part


def _votes(bloc: Bloc) -> Votes | None:
    """The votes of a bloc, or of its inner blocs together; None for `rest`, and where nothing says."""
    if bloc.votes is not None:
        return None if bloc.votes.rest else (bloc.votes.least, bloc.votes.most)
    if not bloc.blocs:
        return None
    if bloc.members is not None:
        return bloc.members.least, bloc.members.most
    inner = [_votes(part) for part in bloc.blocs.values()]
    known = [votes for votes in inner if votes is not None]
    return _sum(known) if len(known) == len(inner) else None


def _sum(ranges: list[Votes]) -> Votes:
    return sum((low for low, _ in ranges), Fraction(0)), sum((high for _, high in ranges), Fraction(0))


def _left_over(given: list[Votes | None], total: Votes | None) -> Votes | None:
    """What the blocs with votes leave over."""
    if total is None:
        return None
    low, high = _sum([votes for votes in given if votes is not None])
    return max(total[0] - high, Fraction(0)), max(total[1] - low, Fraction(0))


def _less(total: Votes | None, votes: Votes | None) -> Votes | None:
    return (total[0] - votes[0], total[1] - votes[1]) if total is not None and votes is not None else None


def members_of(written: WrittenJudge) -> Votes | None:
    """How many votes there are: as written, those of a bloc, or those of the blocs together."""
    if written.members is not None:
        return written.members.least, written.members.most
    given = [_votes(bloc) for bloc in written.blocs.values()]
    known = [votes for votes in given if votes is not None]
    if len(known) == len(given):
        return _sum(known)
    if isinstance(written, Bloc) and written.votes is not None and not written.votes.rest:
        return written.votes.least, written.votes.most
    return None


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.blocs:
        return None
    gathering = _Gathering(compiling, [], [])
    takes_part = _share(written, (Fraction(1), Fraction(1)))
    gathering.gather(written.blocs, compiling.path, members_of(written) or _ONE, takes_part, ())
    pools = [(members, total) for members, total in gathering.pools if members]
    numbers = [bound for members, total in pools for bound in (*_bounds(members), total) if bound is not None]
    scale = least_common(numbers)
    tally = Tally(tuple(_scaled(members, total, scale) for members, total in pools), scale)
    return Assembly(compiling.path, tally, rule_tests(written.rule or MAJORITY_CAST), tuple(gathering.voices))


_ONE = (Fraction(1), Fraction(1))  # where nothing says how many votes there are, shares of one are split


def _bounds(members: list[_Member]) -> list[Fraction]:
    return [bound for member in members for bound in member.votes]


def _scaled(members: list[_Member], total: Fraction | None, scale: int) -> Pool:
    voters = tuple(
        (Voter(int(member.votes[0] * scale), int(member.votes[1] * scale), member.takes_part), member.voices)
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
