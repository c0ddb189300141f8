"""A reader's questions: each put to its command, by hand."""

import json
from typing import Any, get_args

import pytest
from ferry import Data, data_of

import winset
from winset.case.claims import TAKES, Command, Question
from winset.case.problems import CaseError
from winset.claims.commands import CALLING, typed
from winset.cli.commands import cli

QUESTIONS: Data = {
    "Q1": {"text": "Is there a ferry at a low toll?", "by": "deals", "where": "low"},
    "Q2": {"text": "Who stops a high toll?", "by": "blockers", "where": {"toll": "high"}},
    "Q3": {"text": "Is it stopped at home?", "by": "deals", "where": "middle", "under": ["stubborn_town"]},
    "Q4": {"text": "What is a goal worth?", "by": "course"},
}


def answered(*ids: str, **questions: Any) -> winset.AnswersResult:
    data = {**data_of("{}"), "questions": questions or QUESTIONS}
    return winset.answers(winset.parse(json.dumps(data), "ferry"), *ids)


def test_each_question_has_the_sentence_of_its_command() -> None:
    case = winset.parse(json.dumps({**data_of("{}"), "questions": QUESTIONS}), "ferry")
    one, two, three, _ = winset.answers(case).questions
    assert one.sentence == winset.deals(case, where="low").sentence()
    assert two.sentence == winset.blockers(case, where="high").sentence()
    assert three.sentence == winset.deals(case.with_variants("stubborn_town"), where="middle").sentence()
    assert "the mayor" in one.sentence
    assert "The town" in two.sentence


def test_the_command_is_what_one_types() -> None:
    assert [each.command for each in answered().questions] == [
        "winset deals ferry --where low",
        "winset blockers ferry --where '{toll: high}'",
        "winset deals ferry --variant stubborn_town --where middle",
        "winset course ferry",
    ]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ({"by": "course", "of": "peace", "if": {"mood": "calm"}}, "winset course c --goal peace --if mood=calm"),
        ({"by": "linkage", "of": "toll", "for": "coast"}, "winset linkage c toll --for coast"),
        ({"by": "deals", "over": ["mood", "luck"]}, "winset deals c --by mood --by luck"),
        ({"by": "trace", "of": "scarcely 60"}, "winset trace c 'scarcely 60'"),
        ({"by": "claims", "of": "C1", "under": ["v", "w"]}, "winset claims c C1 --variant v --variant w"),
    ],
)
def test_options_of_commands(written: Data, line: str) -> None:
    assert typed("c", Question.model_validate({"text": "?", **written})) == line


def test_a_question_that_cannot_be_answered_says_why() -> None:
    (four,) = answered("Q4").questions
    assert "course" in four.sentence
    both = {"by": "deals", "text": "?", "under": ["stubborn_town", "silent_town"]}
    (rivals,) = answered(Q5=both).questions
    assert rivals.result is None
    assert "both answer `what the town pays`" in rivals.sentence


def test_nothing_is_called_so() -> None:
    with pytest.raises(CaseError, match="there is no question `Q9`"):
        answered("Q9")
    with pytest.raises(CaseError, match="the case has no questions"):
        winset.answers(winset.parse(json.dumps(data_of("{}"))))


def test_as_data_the_answers_are_their_sentences() -> None:
    result = answered("Q1", "Q2")
    data = json.loads(result.to_json())
    assert [row["question"] for row in data["questions"]] == ["Q1", "Q2"]
    assert data["questions"][0]["answer"] == result.questions[0].sentence
    assert list(result.frame()["command"]) == [each.command for each in result.questions]


def test_every_command_that_a_case_may_name_can_be_called() -> None:
    assert set(CALLING) == set(TAKES) == set(get_args(Command))


@pytest.mark.parametrize("command", sorted(CALLING))
def test_what_is_typed_is_what_the_command_takes(command: str) -> None:
    """A question asks of a command what it has options and arguments for, and nothing else."""
    options = {"where": "--where", "if": "--if", "for": "--for", "over": "--by"}
    params = cli.commands[command].params
    known = {option for each in params for option in each.opts}
    takes = TAKES[command]  # type: ignore[index]  # one of those that a case may name
    assert {options[word] for word in takes - {"of"}} <= known
    arguments = [each.name for each in params if each.param_type_name == "argument"]
    assert ("of" in takes) is (len(arguments) == 2 or CALLING[command].of in known)
    assert "--variant" in known
