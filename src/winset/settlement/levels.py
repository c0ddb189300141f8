"""The best and worst ratifiable option of each issue for each party."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from winset.model.acceptance.ranking import Ranking
from winset.model.compile import CompiledRatifier, Model
from winset.settlement.collectors import LevelsOf
from winset.settlement.records import Levels


def read_levels(model: Model, levels: LevelsOf, party: str | None) -> tuple[Levels, ...]:
    """A row for each party with a lead and each issue that its lead can order, or that is ordered itself."""
    rows = []
    for who in model.ratifiers:
        if not who.lead or (party is not None and who.party != party):
            continue
        for issue, dimension in enumerate(model.space.dimensions):
            order = option_order(model, who, issue)
            if order is None:
                continue
            by, ranked = order
            sure = [dimension.options[option] for option in ranked if levels.sure[issue][option]]
            possible = [dimension.options[option] for option in ranked if levels.possible[issue][option]]
            rows.append(Levels(dimension.id, who.party, by, *_ends(sure), *_ends(possible)))
    return tuple(rows)


def _ends(ranked: Sequence[str]) -> tuple[str | None, str | None]:
    return (ranked[0], ranked[-1]) if ranked else (None, None)


def option_order(model: Model, who: CompiledRatifier, issue: int) -> tuple[str, list[int]] | None:
    """The options of an issue, best first for a lead, and what says so; None where nothing does."""
    ranking = rank_of(who, issue)
    if ranking is not None:
        known = [option for option, place in enumerate(ranking) if place is not None]
        return "ranking", sorted(known, key=lambda option: ranking[option] or 0)
    dimension = model.space.dimensions[issue]
    worth = who.worth
    if worth is not None:
        values: npt.NDArray[np.int64] = np.array(worth.points.tables[issue][: len(dimension.options)])
        if len(set(values.tolist())) > 1:
            return "points", [int(option) for option in np.argsort(-values, kind="stable")]
    if dimension.ordered:
        return "order", list(range(len(dimension.options) - 1, -1, -1))
    return None


def rank_of(who: CompiledRatifier, issue: int) -> tuple[int | None, ...] | None:
    """A lead's ranking of an issue, by option number, or None."""
    for _, step in who.judge.steps:
        if isinstance(step, Ranking):
            return dict(step.ranks).get(issue)
    return None


def ranks_of(who: CompiledRatifier) -> list[tuple[int, tuple[int | None, ...]]]:
    """All rankings of a ratifier, by issue."""
    for _, step in who.judge.steps:
        if isinstance(step, Ranking):
            return list(step.ranks)
    return []
