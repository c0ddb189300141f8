"""What would change the answer? For each input, alone, the value at which some verdict is another."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.model.compile import Model
from winset.model.logic import TRUE
from winset.model.result import About, Verdict
from winset.settlement.about import about
from winset.settlement.clock import LONG, Clock
from winset.settlement.engines import by_solver
from winset.settlement.flip_ground import Ground, GroundsOf
from winset.settlement.flip_records import FlipsResult, Tripwire
from winset.settlement.flip_searching import Searching
from winset.settlement.flip_turning import Turning
from winset.settlement.flip_verdicts import MOST_PACKAGES, Cases, InWorld, check_size, named_kinds, overall
from winset.settlement.question import Question, ask
from winset.settlement.records import WorldAnswer
from winset.settlement.searches import TRIPWIRES
from winset.settlement.survey import Survey, survey
from winset.settlement.winsets import written_ratifier


def flips(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    engine: str | None = None,
    seconds: float = LONG,
) -> FlipsResult:
    """What would change the answer: the value of each input, alone, at which a verdict is another.

    The verdicts are what becomes of the deals asked about and of every kind of deal with a name, and whether a ratifier
    refuses them all; over all worlds that unknown conditions span, as in `deals`. Inputs are numbers and the ends of
    ranges, entries that may fall away, levels of conditions, variants, and answers that are open. Each is turned with
    all others as they are; no two are turned together.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: shows the tripwires at this party's ratifiers first.
        engine: `enumeration` or `solver`; by default the one that the number of packages calls for.
        seconds: how long the solver may look; what it has not looked into by then is said.

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: enumeration was asked for, and there are too many packages, over all worlds.
        TooFineError: numbers of the case are too large or too fine to be added exactly.
    """
    question = ask(case, world, (), where, party)
    models = [question.model(each) for each in question.worlds]
    if by_solver(models[0], engine, MOST_PACKAGES // len(models)):
        from winset.settlement.exact.flips import exact_flips

        return exact_flips(question, Clock(seconds))
    check_size(models[0], len(models))
    cases = Cases(question, named_kinds(case.file, models))
    now = cases.in_worlds(case.file, question.worlds)
    found, seen = _grounds(question, cases, models)
    searching = Searching(cases, overall(now))
    for number in models[0].vetoes:
        grounds = [(model, each[number]) for model, each in zip(models, seen, strict=True)]
        written = written_ratifier(case, models[0].ratifiers[number])
        searching.ratifier(Turning.of(case.file, written, searching.now, cases.named, grounds))
    return read_flips(searching, now, about(question, found, (TRIPWIRES.id,)))


def read_flips(searching: Searching, now: Sequence[InWorld], heading: About) -> FlipsResult:
    """Turn what does not hang on one ratifier, and read off the answer."""
    searching.couplings()
    searching.levels(now)
    searching.variants()
    party = heading.party
    return FlipsResult(
        about=heading,
        verdict=Verdict(searching.now["deals", ""]),
        blocking=tuple(subject for (of, subject), said in searching.now.items() if (of, said) == ("blocks", "blocks")),
        tripwires=tuple(sorted(searching.tripwires, key=lambda row: _order(row, party))),
        tried=len(searching.tried),
        quiet=len(searching.tried - {row.path for row in searching.tripwires}),
        unknowns=tuple(searching.unknowns),
        settling=tuple(searching.settling),
        unsearched=tuple(searching.unsearched),
        worlds=tuple(_world_answer(each) for each in now),
    )


def _grounds(question: Question, cases: Cases, models: Sequence[Model]) -> tuple[Survey, list[dict[int, Ground]]]:
    """The pass over the packages of the first world, and in each world the packages as every veto sees them."""
    surveys, seen = [], []
    for model in models:
        written = [written_ratifier(question.case, who) for who in model.ratifiers]
        kinds = [TRUE, *(model.formula(question.case.file.patterns[name]) for name in cases.named)]
        gatherer = GroundsOf(model, written, kinds)
        surveys.append(survey(model, question.formula(model), [gatherer]))
        seen.append(gatherer.grounds())
    return surveys[0], seen


def _world_answer(found: InWorld) -> WorldAnswer:
    return WorldAnswer(tuple(found.world.items()), found.verdict, found.deals, found.sure, found.possible)


def _order(row: Tripwire, party: str | None) -> tuple[Any, ...]:
    """Numbers before the rest; those that flip what becomes of the deals first, rules last, and then the nearest."""
    other = party is not None and row.path.partition(".")[0] != party
    whole = min((_RANK[each.of] for each in row.flips), default=3)
    of_rule = "rule" in row.path.split(".")[2:]
    return other, row.kind != "number", whole, of_rule, row.nearness or Fraction(0), row.path, row.change


_RANK: Mapping[str, int] = {"deals": 0, "blocks": 1, "pattern": 2}
