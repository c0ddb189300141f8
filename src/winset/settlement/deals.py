"""Which deals could every ratifier accept? The first question that winset answers."""

from collections.abc import Mapping, Sequence

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.model.compile import CompiledRatifier, Model
from winset.model.result import PackageRecord
from winset.settlement.about import about
from winset.settlement.baselines import baselines
from winset.settlement.clock import LONG, Clock
from winset.settlement.collectors import FirstOf, FrontierOf, LevelsOf, Over, RankedOf
from winset.settlement.engines import by_solver
from winset.settlement.levels import ranks_of, read_levels
from winset.settlement.named import named_patterns
from winset.settlement.question import Question, ask
from winset.settlement.records import Best, DealsResult, Margin, Near, Undominated, WorldAnswer
from winset.settlement.shortfall import NearestOf, alone, nearest, record
from winset.settlement.splits import frontier_collectors, read_splits
from winset.settlement.survey import Collector, Said, Survey, survey
from winset.settlement.winsets import is_possible, is_sure, overlaps, sure_and_possible, verdict_of, win_sets
from winset.settlement.worlds import over_unknown

EXAMPLES = 12
NEAREST = 12


def deals(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    over: Sequence[str] = (),
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    engine: str | None = None,
    seconds: float = LONG,
) -> DealsResult:
    """Which deals could every ratifier accept?

    A deal is ratified where every veto in scope says yes, refused where one says no, and open otherwise (Putnam 1988;
    Tsebelis 2002; the reading of each kind of acceptance is that of `winset.model.acceptance`).

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        over: conditions for each of whose levels an answer is given beside; unknown conditions always are.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: for whom best deals and levels are given; by default for every party with a lead.
        engine: `enumeration` or `solver`; by default the one that the number of packages calls for.
        seconds: how long the solver may look; what it has not proven by then is said (`about.exact`).

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: enumeration was asked for, and there are more packages than can be gone through.
    """
    question = ask(case, world, over, where, party)
    model = question.model(question.worlds[0])
    if by_solver(model, engine):
        from winset.settlement.exact.deals import exact_deals

        return exact_deals(question, Clock(seconds))
    gathering = _Gathering(model, party)
    named = tuple(named_patterns(case, model))
    found = survey(model, question.formula(model), [*gathering.collectors, *named])
    sure, possible = sure_and_possible(found)
    worlds = (_world_answer(found), *(_other_world(question, other) for other in question.worlds[1:]))
    near, near_count, margin = _nearness(question, found, sure, possible)
    splits = read_splits(model, gathering.frontiers)
    verdict = over_unknown(question, worlds)
    return DealsResult(
        about=about(question, found, _methods(gathering)),
        verdict=verdict,
        sure=sure,
        possible=possible,
        win_sets=win_sets(case, found),
        overlaps=overlaps(found),
        examples=gathering.examples(),
        levels=read_levels(model, gathering.levels, party),
        frontiers=splits.frontiers,
        solutions=splits.solutions,
        best=gathering.best(),
        undominated=gathering.undominated({"sure": sure, "possible": possible}),
        nearest=near,
        nearest_count=near_count,
        margin=margin,
        worlds=worlds,
        settles=_settles(found) if sure == 0 else (),
        baselines=baselines(case, model, verdict),
        named=tuple(each.answer() for each in named if 0 < each.deals < found.deals),
    )


class _Gathering:
    """What watches the packages pass in the main world."""

    def __init__(self, model: Model, party: str | None) -> None:
        self.model = model
        self.levels = LevelsOf(model)
        self.first = (FirstOf("sure", EXAMPLES), FirstOf("possible", EXAMPLES))
        self.frontiers: tuple[FrontierOf, ...] = frontier_collectors(model)
        self.leads = [who for who in model.ratifiers if who.lead and party in {None, who.party}]
        self.by_points = [
            (who, FrontierOf(model, over, (who,))) for who in self.leads if who.worth for over in _RATIFIABLE
        ]
        self.by_rank = [
            (who, RankedOf(ranks_of(who), over))
            for who in self.leads
            if who.worth is None and ranks_of(who)
            for over in _RATIFIABLE
        ]

        ranking = [who for who in model.ratifiers if who.lead and ranks_of(who)]
        ranks = [rank for who in ranking for rank in ranks_of(who)]
        self.ranking = tuple(who.id for who in ranking)
        self.together = [RankedOf(ranks, over) for over in _RATIFIABLE] if len(ranking) > 1 else []

    @property
    def collectors(self) -> list[Collector]:
        """All of them."""
        best = [gatherer for _, gatherer in self.by_points] + [gatherer for _, gatherer in self.by_rank]
        return [self.levels, *self.first, *self.frontiers, *best, *self.together]

    def examples(self) -> tuple[PackageRecord, ...]:
        """The first sure deals, or the first possible ones."""
        numbers = self.first[0].numbers or self.first[1].numbers
        return tuple(record(self.model, number) for number in numbers)

    def best(self) -> tuple[Best, ...]:
        """The deals best for each lead, by points or by ranking."""
        rows = [self._best(who, "points", gatherer) for who, gatherer in self.by_points]
        rows += [self._best(who, "ranking", gatherer) for who, gatherer in self.by_rank]
        return tuple(row for row in rows if row.count)

    def undominated(self, among: Mapping[Over, int]) -> tuple[Undominated, ...]:
        """The deals that the rankings of all leads together leave standing."""
        rows = []
        for gatherer in self.together:
            points = gatherer.frontier.result()
            numbers = sorted(packages[0] for packages in points.packages)[:EXAMPLES]
            records = tuple(record(self.model, number) for number in numbers)
            count = int(points.multiplicity.sum())
            rows.append(Undominated(gatherer.over, self.ranking, records, count, among[gatherer.over]))
        return tuple(row for row in rows if row.count)

    def _best(self, who: CompiledRatifier, by: str, gatherer: FrontierOf | RankedOf) -> Best:
        points = gatherer.frontier.result()
        numbers = [packages[0] for packages in points.packages[:EXAMPLES]]
        records = tuple(record(self.model, number) for number in numbers)
        return Best(who.party, gatherer.over, by, records, int(points.multiplicity.sum()))


_RATIFIABLE: tuple[Over, Over] = ("sure", "possible")


def _methods(gathering: _Gathering) -> tuple[str, ...]:
    """The kinds of acceptance that the model uses, in their order."""
    kinds = [kind.id for who in gathering.model.ratifiers for kind, _ in who.judge.steps]
    return tuple(dict.fromkeys(kinds))


def _world_answer(found: Survey) -> WorldAnswer:
    sure, possible = sure_and_possible(found)
    return WorldAnswer(
        tuple(found.model.world.items()), verdict_of(found.deals, sure, possible), found.deals, sure, possible
    )


def _other_world(question: Question, world: Mapping[str, str]) -> WorldAnswer:
    model = question.model(world)
    return _world_answer(survey(model, question.formula(model)))


def _nearness(question: Question, found: Survey, sure: int, possible: int) -> tuple[tuple[Near, ...], int, Margin]:
    """The nearest packages and the margin of the status quo; nothing is near where a deal is sure."""
    if sure or not found.deals:
        return (), 0, Margin(None if found.deals == 0 else False, ())
    gatherer = NearestOf(found.model, NEAREST)
    survey(found.model, question.formula(found.model), [gatherer])
    points = gatherer.points()
    near, count = nearest(found.model, points, NEAREST)
    margin = Margin(None, ()) if possible else Margin(True, alone(found.model, gatherer.keys, points))
    return near, count, margin


def _settles(found: Survey) -> tuple[str, ...]:
    """The ratifiers whose open answers alone keep some deal from being sure, so that asking them would tell."""
    model = found.model
    waited_for: dict[str, int] = {}
    for signature in found.asked:
        if is_possible(model, signature) and not is_sure(model, signature):
            for number in model.vetoes:
                if signature.answers[number] is Said.OPEN:
                    name = model.ratifiers[number].id
                    waited_for[name] = waited_for.get(name, 0) + signature.count
    return tuple(sorted(waited_for, key=lambda name: (-waited_for[name], name)))
