"""Which engine answers: enumeration while packages can be gone through one by one, else the constraint solver."""

from winset.case.problems import CaseError, Problem, did_you_mean
from winset.model.compile import Model
from winset.settlement.survey import MOST_PACKAGES

ENGINES = ("enumeration", "solver")


def by_solver(model: Model, engine: str | None, most: int = MOST_PACKAGES) -> bool:
    """Whether the constraint solver is to answer: as asked, else where there are too many packages to enumerate.

    most: up to how many packages the question goes through one by one.

    Raises:
        CaseError: there is no such engine.
    """
    if engine is not None and engine not in ENGINES:
        raise CaseError((Problem(f"there is no engine `{engine}`", did_you_mean(engine, ENGINES)),))
    return engine == "solver" if engine is not None else model.space.size > most
