"""Published head counts: readings of a body, each for the packages that it is about.

Members that a count does not name are open. Counts that decide differently leave the answer open.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.case.rules import MAJORITY_CAST
from winset.case.sections import Count
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, Kind, Lack, Step, least_common
from winset.model.changes import votes_lacking
from winset.model.form import Form
from winset.model.logic import NO, YES, Formula, Mask, all_of, any_of, negation
from winset.model.tally import Pool, Tally, Test, Voter, judge, rule_tests
from winset.model.view import Answers, Ballots, Ints, Path, View

_GIVEN = (Ballots(yes=YES), Ballots(no=YES), Ballots())


@dataclass(frozen=True, slots=True)
class Reading:
    """A head count: what it is about, and its votes for, against and open."""

    path: Path
    about: Formula
    tally: Tally


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """The counts of a body, and the tests of its rule."""

    path: Path
    readings: tuple[Reading, ...]
    tests: tuple[Test, ...]

    def judge(self, view: View) -> Answers:
        """Yes or no where the counts that decide agree."""
        yes: Mask = NO
        no: Mask = NO
        for reading in self.readings:
            about = view.test(reading.about)
            holds, fails = self._word(reading)
            yes, no = yes | (about & holds), no | (about & fails)
            view.decided_by(reading.path, about & (holds | fails))
        return Answers(yes=yes & ~no, no=no & ~yes, left_open=yes & no)

    def form(self) -> Form:
        """Yes or no where the counts that decide agree."""
        words = [(reading.about, *self._word(reading)) for reading in self.readings]
        yes = any_of([about for about, holds, _ in words if holds])
        no = any_of([about for about, _, fails in words if fails])
        return Form(yes=all_of([yes, negation(no)]), no=all_of([no, negation(yes)]), left_open=all_of([yes, no]))

    def _word(self, reading: Reading) -> tuple[Mask, Mask]:
        """What one count says of the packages that it is about: that they pass, that they fail, or neither."""
        return judge(self.tests, reading.tally, _GIVEN)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """The votes that are missing: the least and the most by the counts that decide, else by all about it."""
        settled: Mask = NO
        for reading in self.readings:
            settled = settled | (view.test(reading.about) & np.bool_(any(self._word(reading))))
        least: Ints = np.int64(0)
        most: Ints = np.int64(0)
        read: Mask = NO
        scale = max((reading.tally.scale for reading in self.readings), default=1)
        for reading in self.readings:
            about = view.test(reading.about) & (~settled | np.bool_(any(self._word(reading))))
            factor = scale // reading.tally.scale
            low, high = (votes * factor for votes in votes_lacking(self.tests, reading.tally, _GIVEN))
            least = np.where(about, np.where(read, np.minimum(least, low), low), least)
            most = np.where(about, np.maximum(most, high), most)
            read = read | about
        open_or_no = np.asarray(~answers.yes)[()]
        return (Lack("votes", self.path, "votes", least * open_or_no, most * open_or_no, scale),)


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not written.counts:
        return None
    scale = least_common([bound for count in written.counts.values() for bound in _bounds(written, count)])
    readings = tuple(
        Reading(
            (*compiling.path, "counts", count_id),
            compiling.terms.formula(count.about),
            _tally(written, count, scale),
        )
        for count_id, count in written.counts.items()
    )
    return HeadCounts((*compiling.path, "counts"), readings, rule_tests(written.rule or MAJORITY_CAST))


def _bounds(written: WrittenJudge, count: Count) -> list[Fraction]:
    numbers = [
        count.ayes,
        *(number for number in (count.noes, count.undeclared, written.members) if number is not None),
    ]
    return [bound for number in numbers for bound in (number.least, number.most)]


def _tally(written: WrittenJudge, count: Count, scale: int) -> Tally:
    """Three voters: those named for, those named against, and all others."""
    ayes = (count.ayes.least, count.ayes.most)
    noes = (count.noes.least, count.noes.most) if count.noes is not None else (Fraction(0), Fraction(0))
    named = count.undeclared
    members: Fraction | None
    if written.members is not None:
        members = written.members.value
        rest = (max(members - ayes[1] - noes[1], Fraction(0)), max(members - ayes[0] - noes[0], Fraction(0)))
    else:
        rest = (named.least, named.most) if named is not None else (Fraction(0), Fraction(0))
        fixed = all(low == high for low, high in (ayes, noes, rest))
        members = ayes[0] + noes[0] + rest[0] if fixed else None
    voters = tuple(
        (Voter(int(low * scale), int(high * scale)), (number,)) for number, (low, high) in enumerate((ayes, noes, rest))
    )
    return Tally((Pool(voters, int(members * scale) if members is not None else None),), scale)


COUNTS = Kind(
    id="counts",
    name="head counts",
    question="Do published head counts, with the undeclared open, make a yes?",
    source="parliamentary practice; see the bundled case panama-1978",
    exact=True,
    assumes="that those counted vote as they declared; a count is no bound once terms change",
    field="counts",
    compile=_compile,
    quantifies=True,
)
