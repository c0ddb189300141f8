"""A demand that may be a bluff: what it is worth to propose as if its red line were not there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from winset.case.changes import Change, changed
from winset.case.examine import Examined, examine
from winset.case.findings import problem
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.sections import Body, Judge
from winset.case.shape import Path
from winset.case.words import in_words
from winset.course.leverage_agreeing import Table
from winset.course.leverage_records import Bluff, Called, Outcome
from winset.course.leverage_weights import Weight


def red_line(case: Case, named: str) -> Path:
    """The path in the file of a red line: given in full, as winset prints it, or by its id where only one has it.

    Raises:
        CaseError: there is no such red line, or several.
    """
    lines = {case_path(path): path for path in _red_lines(case)}
    found = [path for short, path in lines.items() if named in {short, ".".join(map(str, path))}]
    found = found or [path for path in lines.values() if path[-1] == named]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(quoted(case_path(path)) for path in found)
        raise CaseError((Problem(f"several red lines are called {quoted(named)}", f"name one of {several}"),))
    mend = did_you_mean(named, lines) if lines else "the case has no red lines"
    raise CaseError((Problem(f"there is no red line {quoted(named)}", mend),))


def _red_lines(case: Case) -> Iterator[Path]:
    for party_id, party in case.file.parties.items():
        for id_, ratifier in party.ratifiers.items():
            yield from _lines_of(ratifier, ("parties", party_id, "ratifiers", id_))


def _lines_of(judge: Judge, at: Path) -> Iterator[Path]:
    yield from ((*at, "refuses", id_) for id_ in judge.refuses)
    inside: list[tuple[str, Mapping[str, Judge]]] = [("blocs", judge.blocs)]
    if isinstance(judge, Body):
        inside.append(("bodies", judge.bodies))
    for section, judges in inside:
        for id_, each in judges.items():
            yield from _lines_of(each, (*at, section, id_))


def without_line(case: Case, path: Path) -> Case:
    """The case without a red line.

    Raises:
        CaseError: without it the case is faulty.
    """
    short = case_path(path)
    root, astray = changed(case.root, (Change("drop", short, path),))
    examined = examine(root, Examined(case.file, case.root, (), ()))
    if astray or examined.errors or examined.file is None:
        found = [*astray, *examined.errors]
        raise CaseError(problem(finding, root, case.path, f"without {quoted(short)}") for finding in found)
    return replace(case, file=examined.file, root=root)


def words_of_line(case: Case, path: Path) -> str:
    """What a red line says, in words."""
    judge: Judge = case.file.parties[str(path[1])].ratifiers[str(path[3])]
    for section, id_ in zip(path[4:-2:2], path[5:-2:2], strict=True):
        inside: Mapping[str, Judge] = judge.bodies if section == "bodies" and isinstance(judge, Body) else judge.blocs
        judge = inside[str(id_)]
    return in_words(judge.refuses[str(path[-1])], path)


def call_bluff(path: Path, words: str, with_line: Table, without: Table, weight: Weight) -> Bluff:
    """What it is worth to the asking party to ignore a red line, with the table as it is and as it is without it."""
    sure, possible = (_called(with_line, without, weight, sure=sure) for sure in (True, False))
    return Bluff(case_path(path), words, (sure, possible))


def _called(with_line: Table, without: Table, weight: Weight, *, sure: bool) -> Called:
    """Where bargains tie, the least that each gives the asking party is compared."""
    respected = with_line.agreed(with_line.ground.pie(sure), weight)
    ignored = without.agreed(without.ground.pie(sure), weight)
    fails = with_line.fails(0)
    same = [each.points for each in respected.splits] == [each.points for each in ignored.splits]
    return Called("sure" if sure else "possible", respected, ignored, fails, same, _above(respected, ignored, fails))


def _above(respected: Outcome, ignored: Outcome, fails: Fraction) -> Fraction | None:
    """The chance of a bluff at which both are worth the same: b v_ignore + (1 - b) n = v_respect."""
    safe, risky = respected.gains[0][0], ignored.gains[0][0]
    return (safe - fails) / (risky - fails) if ignored.splits and risky > max(safe, fails) else None
