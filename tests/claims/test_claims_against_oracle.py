"""What claims ask of deals and of ratifiers, against the definitions: package by package, subset by subset."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import oracle
import strategies
import winset
from oracle.scene import Scene, World, deals, vetoes
from winset.case.asks import Ask
from winset.case.patterns import Pattern, parse_pattern
from winset.case.sections import CaseFile
from winset.claims.asker import Asker
from winset.claims.asking import answered

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
Data = dict[str, Any]
Truth = bool | None
HOW = st.sampled_from([None, "sure", "possible"])


@st.composite
def asked(draw: st.DrawFn, kind: Callable[[list[str]], st.SearchStrategy[Data]]) -> tuple[Data, Data]:
    """A small case, and the terms of an ask about some of its deals and some of its ratifiers."""
    data, where = draw(strategies.cases_with_pattern())
    ratifiers = [f"{party}.{id_}" for party, it in data["parties"].items() for id_ in it["ratifiers"]]
    terms = draw(kind(ratifiers))
    return data, {**terms, "where": where}


def some(ratifiers: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ratifiers), min_size=1, max_size=3, unique=True)


def told(data: Data, kind: str, terms: Data) -> tuple[Truth, str]:
    """What the case answers, and why it cannot, or nothing."""
    written = {key: value for key, value in terms.items() if value is not None}
    found = answered(Asker(winset.parse(json.dumps(data))), (Ask.model_validate({kind: written}),))
    return found.so, found.missing


def over_worlds(case: CaseFile, where: Pattern, truth: Callable[[World], Truth]) -> tuple[Truth, bool]:
    """The same in every world with such deals, or open; and whether there is any such world."""
    now = {id_: each.now for id_, each in case.conditions.items() if each.now != "unknown"}
    worlds = [
        world for world in oracle.every_world(case) if now.items() <= world.items() and _deals(case, world, where)
    ]
    answers = {truth(world) for world in worlds}
    return (answers.pop() if len(answers) == 1 else None), bool(worlds)


def _deals(case: CaseFile, world: World, where: Pattern) -> list[Any]:
    return [package for package in deals(case, world) if Scene(case, world, package).matches(where)]


def three(sure: bool, possible: bool, how: str | None) -> Truth:
    if how is not None:
        return sure if how == "sure" else possible
    return True if sure else None if possible else False


def check(data: Data, kind: str, terms: Data, truth: Callable[[CaseFile, World, Pattern], Truth]) -> None:
    case, where = strategies.case_file(data), parse_pattern(terms["where"])
    expected, any_deal = over_worlds(case, where, lambda world: truth(case, world, where))
    so, missing = told(data, kind, terms)
    assert bool(missing) is not any_deal, missing
    if any_deal:
        assert so is expected


@SETTINGS
@given(
    asked(
        lambda ratifiers: st.fixed_dictionaries(
            {"how": HOW, "names": some(ratifiers), "word": st.sampled_from(["counting", "waiving", None])}
        )
    )
)
def test_deals_with_everybody_and_with_some(drawn: tuple[Data, Data]) -> None:
    data, terms = drawn
    names, word = frozenset(terms.pop("names")), terms.pop("word")
    # Where nobody is left who could stop a deal, there is nothing to ask.
    assume(word is None or any((id_ in names) is (word == "counting") for id_ in vetoes(strategies.case_file(data))))

    def truth(case: CaseFile, world: World, where: Pattern) -> Truth:
        needed = [id_ for id_ in vetoes(case) if word is None or (id_ in names) is (word == "counting")]
        said = [{oracle.answer(case, world, id_, package) for id_ in needed} for package in _deals(case, world, where)]
        sure = any(not each & {"no", "open"} for each in said)
        return three(sure, any("no" not in each for each in said), terms["how"])

    check(data, "deal", {**terms, **({word: sorted(names)} if word else {})}, truth)


@st.composite
def asked_by_level(draw: st.DrawFn) -> tuple[Data, Data]:
    """A small case with a condition, and at which of its levels there is said to be a deal."""
    data, where = draw(strategies.cases_with_pattern().filter(lambda drawn: drawn[0].get("conditions")))
    id_ = draw(st.sampled_from(sorted(data["conditions"])))
    levels = st.lists(st.sampled_from(data["conditions"][id_]["options"]), min_size=1, unique=True)
    only = st.sampled_from(["yes", "no"])
    return data, {"where": where, "condition": id_, "levels": draw(levels), "only": draw(only), "how": draw(HOW)}


@SETTINGS
@given(asked_by_level())
def test_the_levels_at_which_there_is_a_deal(drawn: tuple[Data, Data]) -> None:
    data, terms = drawn
    case, where = strategies.case_file(data), parse_pattern(terms["where"])

    def at(world: World) -> Truth:
        said = [{oracle.answer(case, world, id_, each) for id_ in vetoes(case)} for each in _deals(case, world, where)]
        return three(
            any(not each & {"no", "open"} for each in said), any("no" not in each for each in said), terms["how"]
        )

    now = {
        id_: each.now for id_, each in case.conditions.items() if each.now != "unknown" and id_ != terms["condition"]
    }
    answers = set()
    for world in (world for world in oracle.every_world(case) if now.items() <= world.items()):
        rows = [
            (level in terms["levels"], at({**world, terms["condition"]: level}))
            for level in case.conditions[terms["condition"]].options
        ]
        asked = [yes if wanted or yes is None else not yes for wanted, yes in rows if wanted or terms["only"] == "yes"]
        answers.add(False if False in asked else None if None in asked else True)
    so, missing = told(data, "holds_in", terms)
    assert not missing
    assert so is (answers.pop() if len(answers) == 1 else None)


@SETTINGS
@given(asked(lambda ratifiers: st.fixed_dictionaries({"ratifiers": some(ratifiers)})))
def test_who_refuses_every_deal(drawn: tuple[Data, Data]) -> None:
    data, terms = drawn

    def truth(case: CaseFile, world: World, where: Pattern) -> Truth:
        answers = []
        for id_ in terms["ratifiers"]:
            said = {oracle.answer(case, world, id_, package) for package in _deals(case, world, where)}
            refuses = True if said == {"no"} else None if said <= {"no", "open"} else False
            answers.append(refuses if id_ in vetoes(case) else False)
        return False if False in answers else None if None in answers else True

    check(data, "blocked_by", terms, truth)


@SETTINGS
@given(
    asked(
        lambda ratifiers: st.fixed_dictionaries(
            {"contains": some(ratifiers), "how": HOW, "exactly": st.sampled_from(["yes", "no"])}
        )
    )
)
def test_conflict_sets(drawn: tuple[Data, Data]) -> None:
    data, terms = drawn

    def truth(case: CaseFile, world: World, where: Pattern) -> Truth:
        found = oracle.conflict_sets(case, world, where)
        return _in(found.definite, found.possible, terms)

    check(data, "conflict", terms, truth)


@SETTINGS
@given(
    asked(
        lambda ratifiers: st.fixed_dictionaries(
            {"contains": some(ratifiers), "how": HOW, "exactly": st.sampled_from(["yes", "no"])}
        )
    )
)
def test_waiver_sets(drawn: tuple[Data, Data]) -> None:
    data, terms = drawn

    def truth(case: CaseFile, world: World, where: Pattern) -> Truth:
        found = oracle.waiver_sets(case, world, where)
        return _in(found.sure, found.possible, terms)

    check(data, "waiver", terms, truth)


def _in(sure: set[frozenset[str]], possible: set[frozenset[str]], terms: Data) -> Truth:
    wanted = frozenset(terms["contains"])

    def fits(sets: set[frozenset[str]]) -> bool:
        return any(each == wanted if terms["exactly"] == "yes" else each >= wanted for each in sets)

    return three(fits(sure), fits(sure) or fits(possible), terms["how"])


@SETTINGS
@given(strategies.cases_with_pattern())
def test_asking_for_the_other_answer_turns_a_claim_round(drawn: tuple[Data, Data]) -> None:
    data, where = drawn
    case = winset.parse(json.dumps(data))
    yes, no = (
        answered(Asker(case), (Ask.model_validate({"deal": {"where": where}, "answer": word}),))
        for word in ("yes", "no")
    )
    assert yes.missing == no.missing
    assert (yes.so is None) is (no.so is None)
    assert yes.so is None or yes.so is not no.so
