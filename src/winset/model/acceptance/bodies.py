"""Bodies under one ratifier: two chambers, seven parliaments, one of which may prevail."""

from dataclasses import dataclass

import numpy as np

from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Body
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, JudgeLike, Kind, Lack, Step
from winset.model.logic import NO, YES, Mask
from winset.model.tally import Pool, Tally, Voter, judge, rule_tests, votes_lacking
from winset.model.view import Answers, Ballots, Path, View


@dataclass(frozen=True, slots=True)
class Chambers:
    """Bodies in order, and the rule that makes one answer of theirs."""

    path: Path
    bodies: tuple[JudgeLike, ...]
    ids: tuple[str, ...]
    rule: Rule

    def judge(self, view: View) -> Answers:
        """What the rule makes of the bodies' answers."""
        answers = [body.answer(view) for body in self.bodies]
        holds, fails = self._by_rule(self.rule, answers)
        stated: Mask = NO
        for answer in answers:
            stated = stated | answer.stated
        view.decided_by((*self.path, "rule"), holds | fails)
        return Answers(yes=holds, no=fails, stated=stated & (holds | fails))

    def _by_rule(self, rule: Rule, answers: list[Answers]) -> tuple[Mask, Mask]:
        if rule.all is not None:
            holds: Mask = YES
            fails: Mask = NO
            for part in rule.all:
                part_holds, part_fails = self._by_rule(part, answers)
                holds, fails = holds & part_holds, fails | part_fails
            return holds, fails
        if rule.prevails is not None:
            word = answers[self.ids.index(rule.prevails)]
            return word.yes, word.no
        if rule.all_of is not None:
            holds = YES
            fails = NO
            for answer in answers:
                holds, fails = holds & answer.yes, fails | answer.no
            return holds, fails
        return judge(rule_tests(rule), self._tally(), _as_ballots(answers))

    def _tally(self) -> Tally:
        voters = tuple((Voter(1, 1), (number,)) for number in range(len(self.bodies)))
        return Tally((Pool(voters, len(voters)),), 1)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """What each body lacks whose yes is needed; where a number of bodies is enough, the bodies that are missing."""
        return self._lacks_by_rule(self.rule, view)

    def _lacks_by_rule(self, rule: Rule, view: View) -> tuple[Lack, ...]:
        if rule.all is not None:
            return tuple(lack for part in rule.all for lack in self._lacks_by_rule(part, view))
        if rule.prevails is not None:
            return self.bodies[self.ids.index(rule.prevails)].shortfall(view)
        if rule.all_of is not None:
            return tuple(lack for body in self.bodies for lack in body.shortfall(view))
        tests, given = rule_tests(rule), _as_ballots([body.answer(view) for body in self.bodies])
        least = votes_lacking(tests, self._tally(), given, open_favourable=True)
        most = votes_lacking(tests, self._tally(), given, open_favourable=False)
        return (Lack("bodies", self.path, "bodies", np.asarray(least)[()], np.asarray(most)[()]),)


def _as_ballots(answers: list[Answers]) -> list[Ballots]:
    """Each body as one vote."""
    return [Ballots(yes=answer.yes, no=answer.no) for answer in answers]


def _compile(written: WrittenJudge, compiling: Compiling) -> Step | None:
    if not isinstance(written, Body) or not written.bodies:
        return None
    bodies = tuple(
        compiling.judge(body, (*compiling.path, "bodies", body_id)) for body_id, body in written.bodies.items()
    )
    return Chambers(compiling.path, bodies, tuple(written.bodies), written.rule or MAJORITY_CAST)


BODIES = Kind(
    id="bodies",
    name="bodies under one ratifier",
    question="Do its chambers or parliaments together make a yes?",
    source="Tsebelis and Money 1997 (bicameralism); Tsebelis 2002",
    exact=True,
    assumes="that each body judges by itself",
    field="bodies",
    compile=_compile,
    quantifies=True,
)
