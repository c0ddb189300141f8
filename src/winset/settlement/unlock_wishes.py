"""Whether a party prefers a deal to the status quo: by the points of its lead, else by its ranking."""

from winset.model.acceptance.ranking import Ranking
from winset.model.acceptance.worth import points_of, value_of
from winset.model.compile import CompiledRatifier, Model
from winset.model.logic import FALSE, Atom, Formula, all_of, any_of, at_least, negation
from winset.model.space import Space


def preference(lead: CompiledRatifier, space: Space) -> tuple[Formula, Formula]:
    """Where the lead prefers a package to the status quo, and where it is known not to.

    By points: more points than the status quo has, or not. By ranking: better on every issue that differs, or worse on
    all; else the ranking cannot tell, and it is neither. A lead with neither says nothing.
    """
    worth = lead.worth
    if worth is not None:
        better = at_least(points_of(worth.points), value_of(worth.points, space.status_quo) + 1)
        return better, negation(better)
    ranking = ranking_of(lead)
    if ranking is None:
        return FALSE, FALSE
    at_home = all_of([Atom(number, 1 << digit) for number, digit in enumerate(space.status_quo)])
    return all_of([ranking.good, negation(at_home)]), any_of([ranking.bad, at_home])


def ranking_of(who: CompiledRatifier) -> Ranking | None:
    """The ranking of a ratifier, if it has one."""
    return next((step for _, step in who.judge.steps if isinstance(step, Ranking)), None)


def wishes_by(model: Model, party: str | None) -> str | None:
    """What says which deals a party prefers: `points`, `ranking`, `nothing`; None where no party is asked for."""
    if party is None:
        return None
    lead = next((who for who in model.ratifiers if who.party == party and who.lead), None)
    if lead is None:
        return "nothing"
    if lead.worth is not None:
        return "points"
    return "ranking" if ranking_of(lead) is not None else "nothing"
