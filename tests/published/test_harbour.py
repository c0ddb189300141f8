"""The harbour case against figures counted beforehand, read from the points without the engine."""

from importlib.resources import files
from itertools import product
from typing import Any

import yaml
from harbour_expected import (
    AT_LEAST_FIVE,
    BOTH_VETOES,
    FIVE_WITHOUT_A_VETO,
    LEFT_OUT_OF_PASSING,
    PACKAGES,
    PASSING,
    PASSING_ALL_SIX,
    PASSING_FOUR,
    PORTS_BEST,
    WORKED,
    YES,
)

from winset.case.sections import CaseFile, Judge

ISSUES = ("basin", "night_work", "wetland", "levy", "access")
PARTIES = ("port", "province", "dockworkers", "fishers", "town", "nature")


def harbour() -> CaseFile:
    text = (files("winset.cases") / "harbour" / "case.yaml").read_text("utf-8")
    data: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return CaseFile.model_validate(data)


def judges(case: CaseFile) -> dict[str, Judge]:
    return {id_: case.parties[id_].ratifiers[case.parties[id_].lead or ""] for id_ in PARTIES}


def worth(judge: Judge, package: tuple[str, ...]) -> int:
    return sum(int(judge.points[issue][option].value) for issue, option in zip(ISSUES, package, strict=True))


def says_yes(judge: Judge, package: tuple[str, ...]) -> bool:
    assert judge.no_deal is not None
    return worth(judge, package) >= judge.no_deal.value


def test_the_terms_are_two_vetoes_and_five_of_six() -> None:
    case = harbour()
    counts = {id_: case.parties[id_].ratifiers[case.parties[id_].lead or ""].counts_as for id_ in PARTIES}
    assert counts == dict.fromkeys(PARTIES, "ignored") | {"port": "veto", "province": "veto"}
    compact = case.parties["round_table"].ratifiers["compact"]
    assert compact.rule is not None
    assert compact.rule.at_least == 5
    assert compact.rule.of == "members"
    assert compact.counts_as == "veto"
    assert tuple(compact.blocs) == PARTIES


def test_each_bloc_has_the_points_of_its_lead() -> None:
    case = harbour()
    blocs = case.parties["round_table"].ratifiers["compact"].blocs
    for id_, lead in judges(case).items():
        assert blocs[id_].points == lead.points, id_
        assert blocs[id_].no_deal == lead.no_deal == lead.points["agreement"]["none"], id_
        assert blocs[id_].votes is not None, id_
        assert blocs[id_].votes.value == 1, id_  # type: ignore[union-attr]
        assert sum(max(number.value for number in lead.points[issue].values()) for issue in ISSUES) == 100, id_
        for issue in ISSUES:
            assert lead.points[issue].keys() == case.issues[issue].options.keys(), (id_, issue)


def test_the_agreements_worked_by_hand() -> None:
    leads = judges(harbour())
    for package, worked in WORKED.items():
        assert tuple(worth(leads[id_], package) for id_ in PARTIES) == worked.points
        yes = {id_ for id_ in PARTIES if says_yes(leads[id_], package)}
        assert worked.passes == ({"port", "province"} <= yes and len(yes) >= 5)


def test_the_figures_of_the_readme() -> None:
    case = harbour()
    leads = judges(case)
    packages = list(product(*(case.issues[issue].options for issue in ISSUES)))
    yes = {package: {id_ for id_ in PARTIES if says_yes(leads[id_], package)} for package in packages}
    vetoes = [package for package in packages if {"port", "province"} <= yes[package]]
    passing = [package for package in vetoes if len(yes[package]) >= 5]
    assert len(packages) == PACKAGES
    assert len(vetoes) == BOTH_VETOES
    assert len(passing) == PASSING
    assert sum(len(yes[package]) == 6 for package in vetoes) == PASSING_ALL_SIX
    assert sum(len(yes[package]) >= 4 for package in vetoes) == PASSING_FOUR
    assert sum(len(yes[package]) >= 5 for package in packages) == AT_LEAST_FIVE
    assert AT_LEAST_FIVE - PASSING == FIVE_WITHOUT_A_VETO
    assert not any(len(yes[package]) == 5 and "province" not in yes[package] for package in packages)
    assert {id_: sum(id_ in said for said in yes.values()) for id_ in PARTIES} == YES
    assert {id_: sum(id_ not in yes[package] for package in passing) for id_ in PARTIES} == LEFT_OUT_OF_PASSING
    best = max(worth(leads["port"], package) for package in passing)
    assert [package for package in passing if worth(leads["port"], package) == best] == [PORTS_BEST]
