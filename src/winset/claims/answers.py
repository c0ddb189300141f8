"""A reader's questions, each with its answer in one sentence and the command for more."""

from collections.abc import Callable, Iterator, Mapping

from winset.case.claims import Question
from winset.case.load import Case
from winset.case.problems import CaseError, Problem, WinsetError, did_you_mean, quoted
from winset.claims.answers_records import AnsweredQuestion, AnswersResult
from winset.claims.commands import CALLING, typed
from winset.claims.heading import heading_of

Progress = Callable[[int, int], None]


def answers(case: Case, *only: str, progress: Progress | None = None) -> AnswersResult:
    """What does the case say to the questions that a reader would ask?

    Args:
        case: a loaded case, with its variants.
        only: the ids of questions; by default all.
        progress: told how many have been answered so far, and of how many.

    Raises:
        CaseError: the case has no questions, or none that is called so.
    """
    written = case.file.questions
    if not written:
        raise CaseError([Problem("the case has no questions", "write them under `questions`")])
    unknown = [id_ for id_ in only if id_ not in written]
    if unknown:
        raise CaseError(Problem(f"there is no question {quoted(id_)}", did_you_mean(id_, written)) for id_ in unknown)
    chosen = {id_: question for id_, question in written.items() if not only or id_ in only}
    return AnswersResult(heading_of(case, ()), tuple(_answered(case, chosen, progress)))


def _answered(case: Case, chosen: Mapping[str, Question], progress: Progress | None) -> Iterator[AnsweredQuestion]:
    for done, (id_, question) in enumerate(chosen.items()):
        if progress is not None:
            progress(done, len(chosen))
        yield _one(case, id_, question)
    if progress is not None:
        progress(len(chosen), len(chosen))


def _one(case: Case, id_: str, question: Question) -> AnsweredQuestion:
    command = typed(case.name, question)
    try:
        asked = case.with_variants(*question.under)
        return AnsweredQuestion(id_, question.text, command, CALLING[question.by].call(asked, question))
    except WinsetError as error:
        return AnsweredQuestion(id_, question.text, command, None, str(error).splitlines()[0])
