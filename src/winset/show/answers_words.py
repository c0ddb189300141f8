"""A reader's questions with their answers, in sentences and as a table."""

from winset.case.problems import visible
from winset.claims.answers_records import AnsweredQuestion, AnswersResult
from winset.show.table import Column, Table
from winset.show.words import counted


def answers_sentence(result: AnswersResult) -> str:
    """The first answer where there is one question, and how many are answered where there are several."""
    if len(result.questions) == 1:
        return _said(result.questions[0])
    open_ = [each for each in result.questions if each.result is None]
    if not open_:
        return f"{counted(len(result.questions), 'question')}, each with its answer."
    ids = ", ".join(visible(each.id) for each in open_)
    return f"{len(result.questions) - len(open_)} of {counted(len(result.questions), 'question')} answered; not {ids}."


def _said(question: AnsweredQuestion) -> str:
    """The answer, or why there is none; a sentence shows what is unseen by itself."""
    return question.sentence if question.result is not None else visible(question.missing)


def answers_explain(result: AnswersResult) -> tuple[str, ...]:
    """The questions that have no answer, and why."""
    return tuple(f"{visible(each.id)}: {visible(each.missing)}." for each in result.questions if each.result is None)


def answers_tables(result: AnswersResult) -> tuple[Table, ...]:
    """The questions, each with its answer and the command for more."""
    return (
        Table(
            "answers",
            answers_sentence(result) if len(result.questions) > 1 else visible(result.questions[0].text),
            "Each answer in a sentence; the command tells more",
            (Column("Question"), Column("Answer"), Column("For more")),
            tuple(
                (f"{visible(each.id)}. {visible(each.text)}", _said(each), visible(each.command))
                for each in result.questions
            ),
        ),
    )
