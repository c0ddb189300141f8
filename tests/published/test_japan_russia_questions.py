"""What a reader of the op-ed would ask, and the answers: by hand, from the README of the case."""

import pytest

import winset
from winset.claims.answers_records import AnsweredQuestion

# For each question what its sentence must say, and what in the README says that.
SAID: dict[str, tuple[tuple[str, ...], str]] = {
    "A1": (("no deal is possible", "21 to 50 points", "all 640 deals"), "the Russian public refuses all, and lacks 21"),
    "A2": (("the Japanese public", "the Russian public", "the administration"), "each of the three refuses it alone"),
    "A3": (("impossible within bounds", "lacks 21 points", "all levers together 20"), "it lacks 21 and levers move 20"),
    "A4": (("the Japanese public", "the Russian public", "each block the 128 deals"), "both publics refuse it as well"),
    "A5": (("Ask the administration", "2.9 months"), "2.9 months with Washington first, 3.6 with Moscow first"),
    "A6": (("“The broader strategic context” pays", "strategic dialogue” comes first"), "the dialogue first"),
    "A7": (("Japan gets 3 ", "Russia 2 ", "Dialogue: Strategic"), "as patient as Russia Japan gets 3, by the dialogue"),
    "A8": (("has no effect",), "the joint activities have no effect on any answer"),
    "A9": (("does not hold", "Japan gains by moving to", "“Let the talks rest”"), "Japan alone leaves it, for a pause"),
    "A10": (("no deal is possible",), "no deal with islands in any state"),
    "A11": (("No course reaches a deal", "wait: the best course begins with waiting"), "territory only: wait"),
    "A12": (("no deal is possible", "refuses all 640 deals"), "Abe for Suga, another for Putin: no verdict changes"),
    "A13": (("Russia makes 14 of 28 (50 %)",), "of 29 statements 14 are Russian, one of them a refusal to comment"),
    "A14": (("(C63): fails", "alike in 4 of 8 known features", "alike in 1 of 8"), "alike in 4 of 8, and in 1 of 8"),
    "A15": (("`tsuruoka`",), "no other single source changes as much"),
    "A16": (
        ("The deals asked about are refused", "no number that is drawn bears on it"),
        "no reading and no number does",
    ),
}


@pytest.fixture(scope="module")
def told() -> dict[str, AnsweredQuestion]:
    return {each.id: each for each in winset.answers(winset.load("japan-russia")).questions}


def test_the_sixteen_questions_have_their_answers(told: dict[str, AnsweredQuestion]) -> None:
    assert list(told) == list(SAID) == [f"A{number}" for number in range(1, 17)]
    assert [each.id for each in told.values() if each.missing] == []


@pytest.mark.parametrize("id_", sorted(SAID))
def test_an_answer_is_the_one_that_was_derived(id_: str, told: dict[str, AnsweredQuestion]) -> None:
    for words in SAID[id_][0]:
        assert words in told[id_].sentence


def test_what_american_consent_changes_is_that_it_is_not_in_the_way(told: dict[str, AnsweredQuestion]) -> None:
    assert "the administration" not in told["A4"].sentence


def test_washington_is_asked_before_moscow(told: dict[str, AnsweredQuestion]) -> None:
    sentence = told["A5"].sentence
    assert sentence.index("the administration") < sentence.index("the president")


def test_each_command_is_one_to_type(told: dict[str, AnsweredQuestion]) -> None:
    assert told["A4"].command == "winset blockers japan-russia --variant washington_welcomes --where formula_1956"
    assert told["A14"].command == "winset claims japan-russia C63"
    assert told["A10"].command == "winset deals japan-russia --where with_islands --by us_russia"
