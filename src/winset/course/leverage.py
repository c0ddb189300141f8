"""How is what a deal is worth split between two leads: by patience, by outside options, by what binds them at home?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.shape import Path
from winset.course.leverage_after import After, pull_levers
from winset.course.leverage_agreeing import Table
from winset.course.leverage_bluff import call_bluff, red_line, without_line, words_of_line
from winset.course.leverage_constraints import constraints, left_aside
from winset.course.leverage_ground import Ground, besides, ground_of
from winset.course.leverage_heading import heading
from winset.course.leverage_outside import Options
from winset.course.leverage_records import Bluff, LeverageResult, Side, WorldSplit
from winset.course.leverage_sides import Value, bargainers, lacking, pair, read_asked, sides
from winset.course.leverage_views import Waiting, view_of
from winset.course.leverage_walks import walks
from winset.model.compile import Model, World
from winset.model.result import Verdict
from winset.settlement.groups import conflict_groups
from winset.settlement.question import Question, ask
from winset.settlement.records import ConflictSet
from winset.settlement.survey import Said, Survey, survey
from winset.settlement.winsets import is_possible, sure_and_possible, verdict_of


def leverage(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    against: str | None = None,
    outside: Mapping[str, Value] | None = None,
    bluff: str | None = None,
    after: Iterable[str] = (),
) -> LeverageResult:
    """How is what a deal is worth split between two leads, and what gives one of them more?

    The answer is the asymmetric Nash bargain, weighted by patience, over the packages that every ratifier accepts and
    that leave neither lead below its no deal: over those that are sure, and apart from them over those that nobody
    refuses. It jumps from package to package, so the patience at which it does is given. Outside options clamp it;
    what ratifiers at home do for their own side is found by leaving their yes aside.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: the asking party; by default the first whose lead has points.
        against: the other party, where more than two have a lead with points.
        outside: by party, what it gets by walking away: points, or the one package that this leads to.
        bluff: a red line that may be a bluff, by its path.
        after: levers that are pulled first, in an order that they allow, with the draws that leave most deals.

    Raises:
        CaseError: the question names something that the case does not have, or levers cannot be pulled.
        TooManyPackagesError: there are more packages than can be gone through one by one.
    """
    question = ask(case, world, (), where, party)
    asked = read_asked(case, party, against, outside or {})
    line = red_line(case, bluff) if bluff is not None else None
    pulled = pull_levers(case, question.worlds[0], question.where, tuple(after))
    model = pulled.model(case, question.worlds[0])
    able = bargainers(model)
    parties = pair(asked, able)
    if parties is None:
        return _without_two(question, pulled, model, line)
    both = sides(model, case.file, parties, asked)
    asking = _Asking(question, both, pulled)
    table = asking.table(model, full=True)
    found = table.ground.survey
    waiting = asking.waiting
    return LeverageResult(
        about=heading(question, found, both, pulled, line),
        verdict=_verdict(found),
        sides=both,
        bargainers=able,
        lacking=lacking(case.file, able),
        formula=waiting.formula(),
        views=tuple(view_of(table, waiting, sure=sure) for sure in (True, False)),
        constraints=constraints(table, waiting.weight),
        walks=walks(table, waiting.weight),
        bluff=asking.bluff(table, line) if line is not None else None,
        after=pulled.pulls,
        conflicts=_conflicts(found),
        open=_open(found),
        worlds=tuple(asking.in_world(each) for each in question.worlds[1:] if not pulled.pulls),
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked, of whom, and after which levers."""

    question: Question
    sides: tuple[Side, Side]
    pulled: After

    @property
    def waiting(self) -> Waiting:
        """How patient the two are."""
        return Waiting(self.sides[0].patience, self.sides[1].patience)

    def table(self, model: Model, *, full: bool = False) -> Table:
        """The two at a table in a model; full: with each set of ratifiers whose yes is to be left aside."""
        first, second = self.sides
        leads = first.ratifier, second.ratifier
        parties = first.party, second.party
        sets = [ids for _, ids in left_aside(model, parties)] + [besides(model, leads)] if full else []
        ground = ground_of(model, self.question.formula(model), leads, sets)
        return Table(ground, parties, self._options(ground))

    def _options(self, ground: Ground) -> Options:
        first, second = (
            ground.scaled(at, side.outside) if side.outside is not None else None for at, side in enumerate(self.sides)
        )
        return first, second

    def bluff(self, table: Table, line: Path) -> Bluff:
        """What it is worth to ignore a red line."""
        case, world = self.question.case, self.question.worlds[0]
        without = self.table(self.pulled.model(without_line(case, line), world))
        return call_bluff(line, words_of_line(case, line), table, without, self.waiting.weight)

    def in_world(self, world: World) -> WorldSplit:
        """The bargain in another world."""
        table = self.table(self.question.model(world))
        weight = self.waiting.weight
        sure, possible = (table.agreed(table.ground.pie(sure), weight) for sure in (True, False))
        return WorldSplit(tuple(world.items()), _verdict(table.ground.survey), sure, possible)


def _without_two(question: Question, pulled: After, model: Model, line: Path | None) -> LeverageResult:
    """Where there are not two who could bargain, only what is ratified can be said."""
    found = survey(model, question.formula(model))
    able = bargainers(model)
    return LeverageResult(
        about=heading(question, found, (), pulled, line),
        verdict=_verdict(found),
        sides=(),
        bargainers=able,
        lacking=lacking(question.case.file, able),
        formula=None,
        views=(),
        constraints=(),
        walks=(),
        bluff=None,
        after=pulled.pulls,
        conflicts=_conflicts(found),
        open=_open(found),
    )


def _verdict(found: Survey) -> Verdict:
    return verdict_of(found.deals, *sure_and_possible(found))


def _conflicts(found: Survey) -> tuple[ConflictSet, ...]:
    """Minimal groups that accept no common deal."""
    ids = [who.id for who in found.model.ratifiers]
    groups = conflict_groups(found, definite=True)
    return tuple(ConflictSet(tuple(ids[number] for number in sorted(group)), True) for group in groups)


def _open(found: Survey) -> tuple[str, ...]:
    """The vetoes that leave open some deal that nobody refuses."""
    model = found.model
    waiting = {
        number
        for part in found.asked
        if is_possible(model, part)
        for number in model.vetoes
        if part.answers[number] is Said.OPEN
    }
    return tuple(model.ratifiers[number].id for number in sorted(waiting))
