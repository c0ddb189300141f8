"""What would change the answer, where packages are too many to be gone through: by search and proof.

Turning one number moves every package one way: up to some value it is let through and from there on not, or the other
way round. So what turns the verdict first can be found on few packages and then be proven on all: what flips among the
packages met so far is worked out exactly; then the solver looks for a package that says otherwise just before the flip,
at the flip, and where the number ends. One that is found joins those met, and the number is turned again
(counterexample-guided, as in Clarke et al. 2000). Where rules have several thresholds a package can be let through
between two values only; what is found is then a flip, but not proven to be the nearest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from winset.case.sections import CaseFile, Ratifier
from winset.case.shape import Path
from winset.model.compile import CompiledRatifier, Model, World, compile_judge, compile_model
from winset.model.form import Form
from winset.model.logic import Formula, all_of, any_of, negation
from winset.model.result import Verdict
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.clock import Clock, OutOfTimeError
from winset.settlement.exact.formulas import ByFormulas, FormulaKeeping
from winset.settlement.exact.proven import used_by
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import count_deals, number_of
from winset.settlement.flip_dial import Dial
from winset.settlement.flip_ground import Ground, Sample
from winset.settlement.flip_records import Flip, FlipsResult
from winset.settlement.flip_search import Change
from winset.settlement.flip_searching import Searching
from winset.settlement.flip_turning import Turning
from winset.settlement.flip_verdicts import (
    BLOCKS,
    Cases,
    InWorld,
    Verdicts,
    blocks_in,
    named_kinds,
    over_worlds,
    overall,
)
from winset.settlement.flips import read_flips
from winset.settlement.linkage_reach import ASKED, POSSIBLE, SURE, Flags
from winset.settlement.question import Question
from winset.settlement.winsets import verdict_of, written_ratifier

_SHOWN = 24
_JUST = Fraction(1, 1000)
"""How close before a flip it is looked whether anything flipped already, where the number has no steps; in its unit."""


def exact_flips(question: Question, clock: Clock) -> FlipsResult:
    """The answer to `flips` by the solver.

    What flips is proven on all packages, and that nothing flips before it, unless a tripwire says otherwise
    (`nearest`); inputs for which time ran out are among `unsearched`. Numbers of deals are counted where that can be
    done, else estimated.
    """
    case = question.case
    models = [question.model(world) for world in question.worlds]
    cases = ExactCases(question, named_kinds(case.file, models), keeper=ByFormulas(clock))
    now = [cases.as_far_as_known(case.file, model) for model in models]
    searching = Searching(cases, _proven_only(overall(now)) if clock.ran_out else overall(now))
    for number in models[0].vetoes:
        written = written_ratifier(case, models[0].ratifiers[number])
        searching.ratifier(ExactTurning(cases, searching.now, number, written, models))
    counted = [_counted(cases, model, found) for model, found in zip(models, now, strict=True)]
    first = Stands(models[0], question.formula(models[0]))
    keeping = cases.keeper.keeping(models[0].space)
    sizes = count_deals(first)
    return read_flips(
        searching,
        counted,
        heading(
            question,
            Grounds(
                model=models[0],
                packages=number_of(sizes.packages, models[0].space.size),
                deals=counted[0].deals,
                stated=any(keeping.find(all_of([first.asked, first.stated(n)])) for n in models[0].vetoes),
                used=used_by(models[0], list(keeping.known)[:_SHOWN]),
                engine=SOLVER,
                exact=not clock.ran_out,
                estimated=sizes.estimated or cases.keeper.estimated,
            ),
            (),
        ),
    )


def _proven_only(now: Verdicts) -> Verdicts:
    """The verdicts where time ran out: nothing is refused, and nobody blocks, for all that is known."""
    refused, blocks = Verdict.REFUSED.value, BLOCKS[True]
    return {
        key: Verdict.OPEN.value if said == refused else BLOCKS[False] if said == blocks else said
        for key, said in now.items()
    }


def _counted(cases: "ExactCases", model: Model, found: InWorld) -> InWorld:
    """The same with numbers of deals, where so far it is only said whether there are any."""
    stands = Stands(model, cases.question.formula(model))
    keeping = cases.keeper.keeping(model.space)
    deals, sure, possible = (keeping.count(formula) for formula in (stands.asked, stands.sure, stands.possible))
    return InWorld(found.world, deals, sure, max(sure, possible), found.kinds, found.blocks)


@dataclass
class ExactCases(Cases):
    """The case of a question, and cases that are like it but for a change, by the solver.

    Of deals it only says whether there are any.
    """

    keeper: ByFormulas = field(default_factory=lambda: ByFormulas(Clock()))

    def in_worlds(self, file: CaseFile, worlds: Sequence[World]) -> list[InWorld]:
        """What is said in each of some worlds.

        Raises:
            OutOfTimeError: time ran out before that was known.
            KeyError: the question names what this case does not have.
        """
        found = [self.as_far_as_known(file, compile_model(file, world)) for world in worlds]
        self.check_time()
        return found

    def as_far_as_known(self, file: CaseFile, model: Model) -> InWorld:
        """What is said in one world, for all that was found; what time ran out for counts as not there."""
        stands = Stands(model, model.formula(self.question.where))
        keeping = self.keeper.keeping(model.space)
        deals, sure, possible = (_some(keeping, formula) for formula in (stands.asked, stands.sure, stands.possible))
        blocks = {
            model.ratifiers[number].id: not _some(keeping, stands.asked, stands.bears(number)) if deals else None
            for number in model.vetoes
        }
        kinds = {}
        for name in self.named:
            if name in file.patterns:
                kind = model.formula(file.patterns[name])
                there = [_some(keeping, kind, formula) for formula in (stands.asked, stands.sure, stands.possible)]
                kinds[name] = verdict_of(*map(int, there))
        return InWorld(model.world, int(deals), int(sure), int(possible), kinds, blocks)

    def check_time(self) -> None:
        """Raise OutOfTimeError where something was not found out for want of time."""
        if self.keeper.ran_out:
            raise OutOfTimeError


def _some(keeping: FormulaKeeping, *formulas: Formula) -> bool:
    return keeping.find(all_of(formulas)) is not None


@dataclass(frozen=True)
class _Seen:
    """The packages of one world as one veto sees them. sure, possible: those that all others accept, or bear."""

    model: Model
    keeping: FormulaKeeping
    scope: Formula
    asked: Formula
    sure: Formula
    possible: Formula
    kinds: tuple[Formula, ...]

    @classmethod
    def of(cls, cases: ExactCases, model: Model, number: int) -> "_Seen":
        """What all others make of the deals asked about."""
        stands = Stands(model, cases.question.formula(model))
        others = [other for other in model.vetoes if other != number]
        patterns = cases.question.case.file.patterns
        return cls(
            model,
            cases.keeper.keeping(model.space),
            model.ratifiers[number].scope,
            stands.asked,
            all_of(map(stands.accepts, others)),
            all_of(map(stands.bears, others)),
            tuple(all_of([stands.asked, model.formula(patterns[name])]) for name in cases.named),
        )

    def verdict(self, kind: Formula, form: Form) -> Verdict:
        """The verdict on a kind of deal if the ratifier judges so."""
        accepts, bears = self._stand(form)
        deals = _some(self.keeping, kind)
        sure = deals and _some(self.keeping, kind, self.sure, accepts)
        possible = sure or (deals and _some(self.keeping, kind, self.possible, bears))
        return verdict_of(int(deals), int(sure), int(possible))

    def blocks(self, form: Form) -> bool | None:
        """Whether it refuses every deal asked about; None where there is no deal."""
        if not _some(self.keeping, self.asked):
            return None
        return not _some(self.keeping, self.asked, self._stand(form)[1])

    def _stand(self, form: Form) -> tuple[Formula, Formula]:
        out = negation(self.scope)
        return any_of([out, form.yes]), any_of([out, negation(form.no)])

    def ground(self, number: int) -> Ground:
        """The packages met so far that are asked about, with what the others make of them."""
        among = self.keeping.among_known(self.asked)
        sample = Sample(self.keeping.digits[among])
        flags = []
        for kind in (self.asked, *self.kinds):
            there = self.keeping.among_known(kind)
            marks: Flags = (
                ASKED * there
                + POSSIBLE * (there & self.keeping.among_known(self.possible))
                + SURE * (there & self.keeping.among_known(self.sure))
            ).astype("uint8")
            flags.append(marks[among])
        return Ground(number, sample, sample.test(self.scope), tuple(flags))


class ExactTurning:
    """One ratifier with its inputs turned, all others being as they are."""

    def __init__(
        self, cases: ExactCases, now: Verdicts, number: int, written: Ratifier, models: Sequence[Model]
    ) -> None:
        self.written = written
        self.who: CompiledRatifier = models[0].ratifiers[number]
        self._cases = cases
        self._now = now
        self._number = number
        self._seen = [_Seen.of(cases, model, number) for model in models]
        self._among: tuple[int, Turning] | None = None

    def said(self, written: Ratifier) -> Verdicts:
        """The verdicts as it would be written; raises OutOfTimeError."""
        return self._verdicts(self._forms(written))

    def _forms(self, written: Ratifier) -> list[Form]:
        return [compile_judge(written, self.who.path, seen.model.terms).form() for seen in self._seen]

    def _verdicts(self, forms: Sequence[Form]) -> Verdicts:
        pairs = list(zip(self._seen, forms, strict=True))
        said: Verdicts = {("deals", ""): over_worlds(seen.verdict(seen.asked, form) for seen, form in pairs).value}
        said["blocks", self.who.id] = blocks_in(seen.blocks(form) for seen, form in pairs)
        for place, name in enumerate(self._cases.named):
            verdicts = (seen.verdict(seen.kinds[place], form) for seen, form in pairs)
            said["pattern", name] = over_worlds(verdicts).value
        self._cases.check_time()
        return said

    def leaves_open(self) -> bool:
        """Whether it leaves some deal open; raises OutOfTimeError."""
        found = any(
            _some(seen.keeping, seen.asked, seen.scope, negation(any_of([form.yes, form.no])))
            for seen, form in zip(self._seen, self._forms(self.written), strict=True)
        )
        self._cases.check_time()
        return found

    def settled(self, *, accepts: bool) -> Verdicts:
        """The verdicts if all that it leaves open turns out so; raises OutOfTimeError."""
        forms = self._forms(self.written)
        if accepts:
            return self._verdicts([Form(yes=negation(form.no), no=form.no) for form in forms])
        return self._verdicts([Form(yes=form.yes, no=negation(form.yes)) for form in forms])

    def proves(self, dial: Dial) -> bool:
        """Whether a package that is let through at some value is so on that side of it for ever."""
        return dial.one_way or _has_one_threshold(self.written, dial.path[len(self.who.path) :])

    def number(self, dial: Dial) -> Iterator[tuple[Change, bool, tuple[Flip, ...]]]:
        """The nearest values on either side at which each verdict flips, whether up, and what does.

        Raises:
            OutOfTimeError: time ran out before it was proven on all packages.
            TooFineError: numbers would be too large or too fine at some value on the way.
        """
        while True:
            turning = self._over_those_met()
            found = list(turning.number(dial))
            values = _looked_at(turning, dial, found)
            if all(self._agrees(turning, dial.set_to(value)) for value in values):
                return iter(found)

    def _agrees(self, turning: Turning, written: Ratifier) -> bool:
        """Whether all packages say what those met so far say; if not, one more has been met."""
        return self.said(written) == turning.said(written)

    def _over_those_met(self) -> Turning:
        """The same over the packages met so far."""
        met = sum(len(seen.keeping.known) for seen in self._seen)
        if self._among is None or self._among[0] != met:
            grounds = [(seen.model, seen.ground(self._number)) for seen in self._seen]
            file = self._cases.question.case.file
            self._among = met, Turning.of(file, self.written, self._now, self._cases.named, grounds)
        return self._among[1]


def _looked_at(
    turning: Turning, dial: Dial, found: Sequence[tuple[Change, bool, tuple[Flip, ...]]]
) -> Iterator[Fraction]:
    """The values at which all packages must say what those met so far say: around each flip, and at the ends."""
    for change, up, _ in found:
        yield _just_before(change, up, dial)
        yield change.there
    for end in (dial.low, dial.high):
        if end != dial.now and turning.is_a_case(dial.set_to(end)):
            yield end


def _just_before(change: Change, up: bool, dial: Dial) -> Fraction:
    if change.beyond or change.at == dial.now:
        return change.at
    distance = abs(change.at - dial.now)
    step = Fraction(1) if dial.whole else dial.step or min(_JUST, distance / 2)
    return change.at - min(step, distance) if up else change.at + min(step, distance)


def _has_one_threshold(written: Ratifier, inside: Path) -> bool:
    """Whether a number is one of a poll that the ratifier itself judges by a single threshold."""
    rule = written.rule
    return inside[:1] == ("polls",) and (rule is None or (rule.all is None and rule.turnout is None))
