"""Who blocks the deals asked about, where packages are too many to be gone through: by search and proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from winset.model.acceptance.lines import RedLines
from winset.model.acceptance.worth import holds
from winset.model.compile import CompiledRatifier
from winset.model.logic import Atom, Formula, all_of, any_of, negation
from winset.model.result import About, Verdict
from winset.model.space import Package
from winset.model.view import Path
from winset.settlement.about import SOLVER, Grounds, heading
from winset.settlement.blocking import followed, names_in, read_blockers, reason_of
from winset.settlement.blocks import single
from winset.settlement.clock import Clock
from winset.settlement.coalitions import coalitions
from winset.settlement.exact.groups import InTheWay, Opening, after_others, in_the_way
from winset.settlement.exact.program import Status, search
from winset.settlement.exact.stands import Stands
from winset.settlement.exact.winsets import Counted, count_deals, number_of, win_sets_of
from winset.settlement.question import Question
from winset.settlement.records import BlockersResult, ConflictSet, Reason, Stand, WaiverSet, WinSet, YesWorth
from winset.settlement.shortfall import record
from winset.settlement.sizes import Size, sizes_of
from winset.settlement.survey import Said, Signature, Survey, answers_of
from winset.settlement.winsets import verdict_of, written_ratifier

_JUDGED = 24  # refused deals that are looked at for the reasons of one ratifier


def exact_blockers(question: Question, clock: Clock) -> BlockersResult:
    """The answer to `blockers` by the solver.

    Who blocks, and which groups conflict or would open a deal, is proven, unless `about.exact` says that time ran out
    or that there are more groups than are listed. Numbers of deals are counted where that can be done, else estimated,
    and at least one where a deal was found. The deals shown are such as were found, not the first of their kind.
    """
    model = question.model(question.worlds[0])
    stands = Stands(model, question.formula(model))
    few = _at_most_one(stands, clock)
    if few is not None:
        return read_blockers(question, few, _about_few(question, stands, few, clock))
    return _Answer(question, stands, clock).result()


def _at_most_one(stands: Stands, clock: Clock) -> Survey | None:
    """What enumeration would find, where it is proven that no deal is asked about, or a single one."""
    space = stands.model.space
    found = search(space, [stands.asked], clock)
    if found.status is Status.NONE:
        return Survey(stands.model, stands.where, (), frozenset())
    if found.package is None:
        return None
    this = all_of([Atom(issue, 1 << option) for issue, option in enumerate(found.package)])
    if search(space, [stands.asked, negation(this)], clock).status is not Status.NONE:
        return None
    used: set[Path] = set()
    answers = answers_of(stands.model, single(space, found.package, used))
    said = tuple(Said(int(answer.code)) for answer in answers)
    only = Signature(said, asked=True, count=1, first=space.number(found.package))
    return Survey(stands.model, stands.where, (only,), frozenset(used))


def _about_few(question: Question, stands: Stands, found: Survey, clock: Clock) -> About:
    (packages,) = sizes_of(stands.model.space, [stands.allowed])
    grounds = Grounds(
        model=stands.model,
        packages=max(number_of(packages, stands.model.space.size), found.deals),
        deals=found.deals,
        stated=any(said.stated for part in found.asked for said in part.answers),
        used=found.used,
        engine=SOLVER,
        exact=not clock.ran_out,
        estimated=not packages.exact,
    )
    return heading(question, grounds, ())


@dataclass
class _Answer:
    """The answer as it is put together.

    met: deals found so far. used: the parts of the case that decide. opens: how many deals satisfy a formula.
    """

    question: Question
    stands: Stands
    clock: Clock
    met: dict[Package, None] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)
    opens: dict[Formula, int] = field(default_factory=dict)
    estimated: bool = False

    def result(self) -> BlockersResult:
        """All of it: groups first, for the deals met on the way tell most of the rest."""
        model, party = self.stands.model, self.question.party
        possible = self._noted(in_the_way(self.stands, self.clock, sure=False))
        sure = possible if self._nothing_open else self._noted(in_the_way(self.stands, self.clock, sure=True))
        after = {number: self._noted(after_others(self.stands, number, self.clock)) for number in model.vetoes}
        alone = {number: self._alone(number) for number in model.vetoes}
        openings = [opening for each in (sure, possible, *after.values()) for opening in each.openings]
        self._count([*(opening.deals for opening in openings), *(each for each in alone.values() if each is not None)])
        worth = tuple(self._worth(number, after[number].openings, alone[number]) for number in model.vetoes)
        waivers = (*self._waivers(sure.openings, sure=True), *self._waivers(possible.openings, sure=False))
        rows = win_sets_of(self.question.case, self.stands, self.counted)
        shown = tuple(self._stand(number, row) for number, row in enumerate(rows))
        surely = self._ratified(self.stands.sure, self.counted.sure)
        possibly = max(surely, self._ratified(self.stands.possible, self.counted.possible))
        groups = (sure, possible, *after.values())
        grounds = Grounds(
            model=model,
            packages=max(number_of(self.counted.packages, model.space.size), self.deals),
            deals=self.deals,
            stated=any(row.stated for row in rows),
            used=frozenset(self.used),
            engine=SOLVER,
            exact=not self.clock.ran_out and all(each.complete for each in groups),
            estimated=self.estimated or self.counted.estimated or any(row.between is not None for row in rows),
        )
        return BlockersResult(
            about=heading(self.question, grounds, ()),
            verdict=self._verdict(surely, possibly),
            sure=surely,
            possible=possibly,
            package=None,
            stands=tuple(sorted(shown, key=lambda stand: party is not None and stand.party != party)),
            conflicts=tuple(
                ConflictSet(names_in(model, group), definite)
                for definite, each in ((True, possible), (False, sure))
                for group in each.conflicts
            ),
            waivers=waivers,
            worth=worth,
            coalitions=coalitions(model),
        )

    @cached_property
    def counted(self) -> Counted:
        """How many packages and deals there are; there are two deals at least, else this would not be asked."""
        counted = count_deals(self.stands)
        deals = max(number_of(counted.deals, self.stands.model.space.size), 2)
        return replace(counted, deals=replace(counted.deals, count=deals))

    @property
    def deals(self) -> int:
        """How many deals are asked about."""
        return number_of(self.counted.deals, self.stands.model.space.size)

    def _noted(self, groups: InTheWay) -> InTheWay:
        """The same, after the deals met on the way are noted."""
        self.met.update(dict.fromkeys(groups.met))
        return groups

    def _find(self, formula: Formula) -> tuple[Package | None, bool]:
        """A deal asked about for which a formula holds, one met before if possible; and whether that is proven."""
        known = next((package for package in self.met if holds(formula, package)), None)
        if known is not None:
            return known, True
        found = search(self.stands.model.space, [self.stands.asked, formula], self.clock)
        if found.package is not None:
            self.met[found.package] = None
        return found.package, found.proven

    def _ratified(self, formula: Formula, size: Size) -> int:
        """How many deals are ratified: none where none was found, unless they are counted."""
        if size.count is None and self._find(formula)[0] is None:
            return 0
        return number_of(size, self.deals, some=True)

    def _verdict(self, surely: int, possibly: int) -> Verdict:
        """The verdict; open where time ran out before a deal was found, or proven not to be."""
        verdict = verdict_of(self.deals, surely, possibly)
        counted = self.counted.possible.count is not None
        if verdict is Verdict.REFUSED and not counted and not self._find(self.stands.possible)[1]:
            return Verdict.OPEN
        return verdict

    @property
    def _nothing_open(self) -> bool:
        """Whether every veto says yes or no to every deal asked about, so that what is possible is sure."""
        found, proven = self._find(any_of([self.stands.open(number) for number in self.stands.model.vetoes]))
        return found is None and proven

    def _count(self, formulas: Sequence[Formula]) -> None:
        """Count or estimate the deals asked about that satisfy each formula; one at least is known to."""
        wanted = list(dict.fromkeys(formulas))
        if not wanted:
            return
        if self.clock.out:
            self.estimated = True
            self.opens = dict.fromkeys(wanted, 1)
            return
        sizes = sizes_of(self.stands.model.space, wanted, self.stands.asked)
        self.estimated = not all(size.exact for size in sizes)
        self.opens = {
            formula: number_of(size, self.deals, some=True) for formula, size in zip(wanted, sizes, strict=True)
        }

    def _waivers(self, openings: Sequence[Opening], *, sure: bool) -> list[WaiverSet]:
        model = self.stands.model
        for opening in openings:
            answers_of(model, single(model.space, opening.example, self.used))
        return [
            WaiverSet(
                names_in(model, opening.group),
                sure,
                self.opens[opening.deals],
                record(model, model.space.number(opening.example)),
            )
            for opening in openings
        ]

    def _alone(self, number: int) -> Formula | None:
        """The deals that its yes alone would make sure; None where there are none."""
        others = [self.stands.accepts(other) for other in self.stands.model.vetoes if other != number]
        waiting = all_of([*others, negation(self.stands.accepts(number))])
        return waiting if self._find(waiting)[0] is not None else None

    def _worth(self, number: int, openings: Sequence[Opening], alone: Formula | None) -> YesWorth:
        """What its yes opens alone, and after each minimal set of others has moved."""
        who = self.stands.model.ratifiers[number]
        after = [
            (names_in(self.stands.model, opening.group - {number}), self.opens[opening.deals]) for opening in openings
        ]
        return YesWorth(
            ratifier=who.id,
            third_party=written_ratifier(self.question.case, who).scope is not None,
            alone_sure=self.opens[alone] if alone is not None else 0,
            alone_possible=sum(opens for others, opens in after if not others),
            after=tuple(after),
        )

    def _stand(self, number: int, row: WinSet) -> Stand:
        who = self.stands.model.ratifiers[number]
        refused, _ = self._find(self.stands.refuses(number))
        borne, proven = self._find(self.stands.bears(number))
        always = borne is None and proven
        out, yes, open_, no = self._four(number, row, [package for package in (refused, borne) if package is not None])
        if always:
            out, yes, open_, no = 0, 0, 0, self.deals
        return Stand(
            ratifier=who.id,
            name=who.name,
            party=who.party,
            veto=who.veto,
            counts_as=who.counts_as,
            follows=who.follows,
            rule=row.rule,
            out=out,
            yes=yes,
            open=open_,
            no=no,
            blocks=who.veto and always,
            answer=None,
            reasons=self._reasons(number),
            shortfalls=(),
        )

    def _four(self, number: int, row: WinSet, found: Sequence[Package]) -> tuple[int, int, int, int]:
        """Deals out of scope, accepted, open and refused; an answer that was found is never given as nothing."""
        counts = [row.out, row.yes, row.open, row.no]
        stands = self.stands
        kinds = (stands.out(number), stands.accepts(number), stands.open(number), stands.refuses(number))
        for package in found:
            kind = next(place for place, formula in enumerate(kinds) if holds(formula, package))
            most = max(range(len(kinds)), key=lambda place: counts[place])
            if not counts[kind] and counts[most] > 1:
                counts[kind], counts[most] = 1, counts[most] - 1
        return counts[0], counts[1], counts[2], counts[3]

    def _reasons(self, number: int) -> tuple[Reason, ...]:
        """The parts of the case that decide its refusals: those of deals met, of each red line and of any other no."""
        space = self.stands.model.space
        who = followed(self.stands.model, self.stands.model.ratifiers[number])
        refuses = self.stands.refuses(number)
        lines = _red_lines(who)
        for formula in (*lines, negation(any_of(lines))):
            self._find(all_of([refuses, formula]))
        crossing = [next((met for met in self.met if holds(all_of([refuses, line]), met)), None) for line in lines]
        refused = islice((met for met in self.met if holds(refuses, met)), _JUDGED)
        paths: set[Path] = set()
        for package in dict.fromkeys([*refused, *crossing]):
            if package is not None:
                who.judge.answer(single(space, package, paths))
        self.used |= paths
        return tuple(reason_of(self.question.case, path) for path in sorted(paths))


def _red_lines(who: CompiledRatifier) -> list[Formula]:
    """Its own red lines; those of blocs and bodies inside it only refuse with others."""
    return [formula for _, step in who.judge.steps if isinstance(step, RedLines) for _, formula in step.lines]
