"""The verdict over conditions that nobody knows."""

from winset.model.result import Verdict
from winset.settlement.question import Question
from winset.settlement.records import WorldAnswer


def over_unknown(question: Question, worlds: tuple[WorldAnswer, ...]) -> Verdict:
    """The verdict in the main world; where it differs over conditions that nobody knows, it is open."""
    conditions = question.case.file.conditions
    main = dict(worlds[0].world)
    unknown = {name for name, condition in conditions.items() if condition.now == "unknown"} - question.fixed
    verdicts = {
        answer.verdict
        for answer in worlds
        if all(main[name] == level for name, level in answer.world if name not in unknown)
    }
    return worlds[0].verdict if len(verdicts) == 1 else Verdict.OPEN
