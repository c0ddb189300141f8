"""The Panama case against the arithmetic in `panama_expected`, read from the blocs without the engine."""

from importlib.resources import files
from typing import Any

import pytest
import yaml
from panama_expected import BAKERS_WORD, COUNT_OF_MARCH, EXPECTED, VOTES_NEEDED, Text

from winset.case.patterns import matches
from winset.case.sections import CaseFile, Judge

FOLDER = files("winset.cases") / "panama-1978"
SENATE = ("united_states", "senate")


def read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def answer(case: CaseFile, judge: Judge, text: Text) -> str:
    state = {"treaty": "ratified"} | text._asdict()

    def takes(lines: Any) -> bool:
        return any(
            matches(line.when, state, case.patterns, lambda id_: tuple(case.issues[id_].options)) for line in lines
        )

    if takes(judge.refuses.values()):
        return "no"
    return "yes" if takes(judge.accepts.values()) else "open"


def tally(case: CaseFile, text: Text) -> dict[str, tuple[int, int]]:
    """The least and the most votes that surely say yes and no; what is left over is open."""
    senate = case.parties[SENATE[0]].ratifiers[SENATE[1]]
    sums = {"yes": (0, 0), "no": (0, 0), "open": (0, 0)}
    for bloc in senate.blocs.values():
        if bloc.votes is None or bloc.votes.rest:
            assert answer(case, bloc, text) in {"open", "no"}
            continue
        low, high = sums[said := answer(case, bloc, text)]
        sums[said] = (low + int(bloc.votes.least), high + int(bloc.votes.most))
    return sums


def varied(name: str) -> CaseFile:
    """The case with a variant's `add` and `set` written in, for paths inside a bloc."""
    data = read("case.yaml")
    variant = data["variants"].pop(name)
    for path, value in {**variant.get("add", {}), **variant.get("set", {})}.items():
        party, ratifier, bloc, field, *id_ = path.split(".")
        place = data["parties"][party]["ratifiers"][ratifier]["blocs"][bloc]
        if id_:
            place.setdefault(field, {})[id_[0]] = value
        else:
            place[field] = value
    return CaseFile.model_validate(data)


def test_the_case_is_in_the_language_and_nothing_in_it_is_later_than_it() -> None:
    case = CaseFile.model_validate(read("case.yaml"))
    for id_, source in case.sources.items():
        known = source.known or source.published
        assert known.last is not None, id_
        assert known.last <= case.as_of, id_
        assert source.known is None or source.why, id_


def test_the_outcome_was_not_known_to_the_case() -> None:
    outcome = read("outcome.yaml")["outcome"]
    assert [(vote["ayes"], vote["noes"]) for vote in outcome["senate"]] == [("68", "32")] * 2
    assert "68 to 32" not in (FOLDER / "case.yaml").read_text("utf-8")


@pytest.mark.parametrize("text", EXPECTED)
def test_the_answers_follow_from_the_votes_of_the_blocs(text: Text) -> None:
    case = CaseFile.model_validate(read("case.yaml"))
    expected = EXPECTED[text]
    sums = tally(case, text)
    assert sums["yes"] == (expected.sure, expected.sure)
    assert sums["no"] == (expected.no, expected.no)
    assert expected.sure + expected.no + expected.open == 100
    sure, best = expected.sure, expected.sure + expected.open
    assert expected.senate == ("yes" if sure >= VOTES_NEEDED else "no" if best < VOTES_NEEDED else "open")
    assert expected.lacking == (max(0, VOTES_NEEDED - best), max(0, VOTES_NEEDED - sure))
    assert answer(case, case.parties["panama"].ratifiers["government"], text) == expected.government


@pytest.mark.parametrize("text", BAKERS_WORD)
def test_bakers_word_refuses_what_lacks_the_clarifications(text: Text) -> None:
    sums = tally(varied("bakers_word"), text)
    sure, no, open_ = BAKERS_WORD[text]
    undeclared = 100 - sum(sums[said][0] for said in sums)  # the bloc that has the rest; it refuses here
    assert (sums["yes"][0], sums["no"][0] + undeclared, sums["open"][0]) == (sure, no, open_)
    assert sure + no + open_ == 100
    assert sure + open_ < VOTES_NEEDED


@pytest.mark.parametrize("text", COUNT_OF_MARCH)
def test_the_count_of_march_changes_no_answer_in_kind(text: Text) -> None:
    sums = tally(varied("count_of_march"), text)
    sure, no, said = COUNT_OF_MARCH[text]
    assert (sums["yes"], sums["no"]) == (sure, no)
    assert said == ("no" if 100 - no[0] < VOTES_NEEDED else "yes" if sure[0] >= VOTES_NEEDED else "open")
    assert said == EXPECTED[text].senate
