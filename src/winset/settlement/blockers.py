"""Who blocks the deals asked about, in which groups, and whose waiving would open one."""

from collections.abc import Mapping, Sequence

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.settlement.about import about
from winset.settlement.blocking import read_blockers
from winset.settlement.clock import LONG, Clock
from winset.settlement.engines import by_solver
from winset.settlement.question import ask
from winset.settlement.records import BlockersResult
from winset.settlement.survey import survey, surveys


def blockers(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    engine: str | None = None,
    seconds: float = LONG,
) -> BlockersResult:
    """Who blocks the deals asked about?

    Gives every ratifier's stand, the conflict sets (minimal groups that accept no common deal), the waiver sets
    (minimal groups whose waiving opens one), and what each ratifier's yes is worth (Tsebelis 2002; Reiter 1987).

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: shows the stands of this party's ratifiers first.
        engine: `enumeration` or `solver`; by default the one that the number of packages calls for.
        seconds: how long the solver may look; what it has not proven by then is said (`about.exact`).

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: enumeration was asked for, and there are more packages than can be gone through.
    """
    question = ask(case, world, (), where, party)
    model = question.model(question.worlds[0])
    if by_solver(model, engine):
        from winset.settlement.exact.blockers import exact_blockers

        return exact_blockers(question, Clock(seconds))
    found = survey(model, question.formula(model))
    return read_blockers(question, found, about(question, found, ()))


def blockers_of_each(
    case: Case, wheres: Sequence[Pattern], *, world: Mapping[str, str] | None = None
) -> tuple[BlockersResult, ...] | None:
    """Who blocks each of several kinds of deals, in one pass over the packages; without reasons and inputs.

    Args:
        case: a loaded case.
        wheres: which deals are asked about, kind by kind.
        world: levels of conditions that differ from now.

    Returns:
        The answers in the order of the kinds; None where the packages are too many to be gone through.

    Raises:
        CaseError: a question names something that the case does not have.
    """
    questions = [ask(case, world, (), where) for where in wheres]
    if not questions:
        return ()
    model = questions[0].model(questions[0].worlds[0])
    if by_solver(model, None):
        return None
    found = surveys(model, [question.formula(model) for question in questions])
    return tuple(
        read_blockers(question, each, about(question, each, ()), explained=False)
        for question, each in zip(questions, found, strict=True)
    )
