"""Bodies under one ratifier: two chambers, seven parliaments, one of which may prevail."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Body
from winset.case.sections import Judge as WrittenJudge
from winset.model.acceptance.kind import Compiling, JudgeLike, Kind, Lack, Step, added_up
from winset.model.changes import votes_lacking
from winset.model.form import BallotForm, Form
from winset.model.logic import NO, YES, Formula, Mask, all_of, any_of
from winset.model.tally import Pool, Tally, Voter, judge, rule_tests
from winset.model.tally_form import judge_form
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

    def form(self) -> Form:
        """What the rule makes of the bodies' answers."""
        answers = [body.form() for body in self.bodies]
        holds, fails = self._form_by_rule(self.rule, answers)
        stated = any_of([answer.stated for answer in answers])
        return Form(yes=holds, no=fails, stated=all_of([stated, any_of([holds, fails])]))

    def _form_by_rule(self, rule: Rule, answers: list[Form]) -> tuple[Formula, Formula]:
        if rule.all is not None:
            parts = [self._form_by_rule(part, answers) for part in rule.all]
            return all_of([holds for holds, _ in parts]), any_of([fails for _, fails in parts])
        if rule.prevails is not None:
            word = answers[self.ids.index(rule.prevails)]
            return word.yes, word.no
        if rule.all_of is not None:
            return all_of([answer.yes for answer in answers]), any_of([answer.no for answer in answers])
        ballots = [BallotForm(yes=answer.yes, no=answer.no) for answer in answers]
        return judge_form(rule_tests(rule), self._tally(), ballots)

    def _tally(self) -> Tally:
        voters = tuple((Voter(1, 1), (number,)) for number in range(len(self.bodies)))
        return Tally((Pool(voters, len(voters)),), 1)

    def lacks(self, view: View, answers: Answers) -> tuple[Lack, ...]:
        """What each body lacks whose yes is needed; where a number of bodies is enough, the bodies that are missing."""
        return self._lacks_by_rule(self.rule, view)

    def _lacks_by_rule(self, rule: Rule, view: View) -> tuple[Lack, ...]:
        if rule.all is not None:
            return _most_of(self._lacks_by_rule(part, view) for part in rule.all)
        if rule.prevails is not None:
            return self.bodies[self.ids.index(rule.prevails)].shortfall(view)
        if rule.all_of is not None:
            return tuple(lack for body in self.bodies for lack in body.shortfall(view))
        tests, given = rule_tests(rule), _as_ballots([body.answer(view) for body in self.bodies])
        least, most = votes_lacking(tests, self._tally(), given)
        return (Lack("bodies", self.path, "bodies", np.asarray(least)[()], np.asarray(most)[()]),)


def _most_of(parts: Iterable[tuple[Lack, ...]]) -> tuple[Lack, ...]:
    """What is lacking for several rules at once: two may ask for the same body's yes, which is lacking only once."""
    found: dict[tuple[str, Path], Lack] = {}
    for part in parts:
        for key, lack in added_up(part).items():
            held = found.get(key, lack)
            least, most = np.maximum(held.least, lack.least), np.maximum(held.most, lack.most)
            found[key] = Lack(lack.kind, lack.path, lack.unit, least, most, lack.scale)
    return tuple(found.values())


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
