"""A question put to a case: the deals asked about, the worlds to answer for, the party asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.case.asked import read_where
from winset.case.load import Case
from winset.case.patterns import EVERYTHING, Pattern, show_pattern
from winset.case.problems import CaseError, Problem, did_you_mean
from winset.model.compile import Model, compile_model, worlds_of
from winset.model.logic import Formula


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case.

    worlds: the first is the one that details are given for. fixed: the conditions whose level the question gives.
    where: the deals asked about.
    """

    case: Case
    worlds: tuple[dict[str, str], ...]
    fixed: frozenset[str]
    where: Pattern
    party: str | None

    @property
    def where_words(self) -> str:
        """The pattern in the notation of the case, or nothing where all deals are asked about."""
        return "" if self.where == EVERYTHING else show_pattern(self.where)

    def model(self, world: Mapping[str, str]) -> Model:
        """The case compiled for one of the worlds."""
        return compile_model(self.case.file, world)

    def formula(self, model: Model) -> Formula:
        """The deals asked about, in a world."""
        return model.formula(self.where)


def ask(
    case: Case,
    world: Mapping[str, str] | None = None,
    over: Sequence[str] = (),
    where: "str | Mapping[str, object] | Pattern | None" = None,
    party: str | None = None,
) -> Question:
    """Check a question against a case.

    Args:
        case: the case, with its variants.
        world: levels of conditions that differ from now.
        over: conditions whose every level is to be answered for; unknown conditions always are.
        where: a pattern, its name, or `issue=option,option`.
        party: the party that the answer is for.

    Raises:
        CaseError: a condition, level, issue, option or party is unknown; every problem is listed.
    """
    if not case.file.issues:
        what = "the case has no issues, so there are no deals to ask about"
        raise CaseError((Problem(what, "ask `winset stability` what can last if nothing is signed"),))
    problems = _unknown(case, dict(world or {}), over)
    if party is not None and party not in case.file.parties:
        problems.append(Problem(f"there is no party `{party}`", did_you_mean(party, case.file.parties)))
    pattern: Pattern = EVERYTHING
    try:
        pattern = read_where(case, where)
    except CaseError as error:
        problems += error.problems
    if problems:
        raise CaseError(tuple(problems))
    return _question(case, dict(world or {}), over, pattern, party)


def ask_of_world(case: Case, world: Mapping[str, str] | None = None) -> Question:
    """Check a question that is not about deals, and that a case without issues can answer too.

    Raises:
        CaseError: a condition or level is unknown; every problem is listed.
    """
    problems = _unknown(case, dict(world or {}), ())
    if problems:
        raise CaseError(tuple(problems))
    return _question(case, dict(world or {}), (), EVERYTHING, None)


def _unknown(case: Case, fixed: Mapping[str, str], over: Sequence[str]) -> list[Problem]:
    """What is asked of conditions that the case does not have."""
    conditions = case.file.conditions
    problems: list[Problem] = []
    for condition, level in fixed.items():
        if condition not in conditions:
            problems.append(Problem(f"there is no condition `{condition}`", did_you_mean(condition, conditions)))
        elif level not in conditions[condition].options:
            known = conditions[condition].options
            problems.append(Problem(f"`{condition}` has no level `{level}`", did_you_mean(level, known)))
    absent = (name for name in over if name not in conditions)
    return [*problems, *(Problem(f"there is no condition `{name}`", did_you_mean(name, conditions)) for name in absent)]


def _question(case: Case, fixed: Mapping[str, str], over: Sequence[str], where: Pattern, party: str | None) -> Question:
    """The question, with the worlds to answer for; the first is the one that details are given for."""
    conditions = case.file.conditions
    now = {name: condition.now for name, condition in conditions.items() if condition.now != "unknown"}
    worlds = worlds_of(case.file, fixed, tuple(name for name in over if name not in fixed))
    main = [known for known in worlds if all(known[name] == level for name, level in {**now, **fixed}.items())]
    first = main[0] if main else worlds[0]
    others = tuple(known for known in worlds if known != first)
    return Question(case, (first, *others), frozenset(fixed), where, party)
