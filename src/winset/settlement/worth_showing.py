"""The deals that are worth showing one by one, with every ratifier's answer to each."""

from collections.abc import Iterator, Mapping

import numpy as np

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.model.logic import anywhere
from winset.settlement.answers import PackageAnswers, answer_packages
from winset.settlement.collectors import places
from winset.settlement.question import ask
from winset.settlement.records import DealsResult
from winset.settlement.survey import Judged, survey


def answer_deals(
    case: Case,
    result: DealsResult,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    most: int,
) -> tuple[PackageAnswers, ...]:
    """Every ratifier's answer to the deals asked about: to all of them, or where they are many to those that matter.

    Those that matter are what solutions single out, what is best for a party, one of each kind that has a name,
    the nearest, and the first ratified ones, in this order.

    Args:
        case: the case that was asked.
        result: the answer about the same deals in the same world.
        world: levels of conditions that differ from now.
        where: which deals were asked about.
        most: how many to answer for.
    """
    question = ask(case, world, (), where)
    model = question.model(question.worlds[0])
    if result.about.deals <= most:
        gatherer = _AskedAbout(most)
        survey(model, question.formula(model), [gatherer])
        return answer_packages(model, gatherer.numbers)
    return answer_packages(model, list(dict.fromkeys(_that_matter(result)))[:most])


class _AskedAbout:
    """Gathers the numbers of the deals asked about."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.numbers: list[int] = []

    def take(self, judged: Judged) -> None:
        """Note the deals of a block."""
        if anywhere(judged.asked):
            found: list[int] = (places(judged, judged.asked) + np.int64(judged.block.start)).tolist()
            self.numbers += found[: self.most - len(self.numbers)]


def _that_matter(result: DealsResult) -> Iterator[int]:
    views = {view.over: view for view in result.frontiers}
    for solution in result.solutions:
        for point in solution.points:
            yield views[solution.over].packages[point].number
    yield from (row.packages[0].number for row in result.best if row.packages)
    yield from (row.example.number for row in result.named)
    yield from (near.package.number for near in result.nearest)
    yield from (package.number for package in result.examples)
