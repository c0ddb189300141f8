import winset
from winset.settlement.worth_showing import answer_deals


def test_all_deals_are_answered_where_they_are_few() -> None:
    case = winset.load("panama-1978")
    found = answer_deals(case, winset.deals(case), most=8)
    assert len({given.package.number for given in found}) == 8
    put = {
        "treaty": "ratified",
        "clarifications": "october",
        "reservation": "deconcini",
        "non_intervention": "renounced",
    }
    said = next(dict(given.by_ratifier) for given in found if given.package.as_dict() == put)
    # 61 sure, 33 noes and 6 open senators, and nobody knows what Panama does (see the README of the case).
    assert said == {
        "united_states.administration": "yes",
        "united_states.senate": "open",
        "united_states.public": "open",
        "panama.government": "open",
        "panama.voters": "out",
    }


def test_only_deals_of_the_pattern_are_answered() -> None:
    case = winset.load("panama-1978")
    result = winset.deals(case, where="unsoftened")
    found = answer_deals(case, result, where="unsoftened", most=24)
    assert len(found) == 2
    assert all(dict(given.by_ratifier)["panama.government"] == "no" for given in found)


def test_of_many_deals_those_that_solutions_single_out_come_first() -> None:
    case = winset.load("harbour")
    result = winset.deals(case)
    found = answer_deals(case, result, most=5)
    assert len(found) == 5
    view = next(view for view in result.frontiers if view.over == "sure")
    nash = next(solution for solution in result.solutions if solution.concept == "nash" and solution.over == "sure")
    assert found[0].package == view.packages[nash.points[0]]
