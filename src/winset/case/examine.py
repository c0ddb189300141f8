"""Examines a case: the language, the checks, every variant alone, and what levers write in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from winset.case.changes import Change, changed, changes_at
from winset.case.checks import run_checks
from winset.case.checks.survey import Survey
from winset.case.findings import Finding, problem
from winset.case.language import read_language
from winset.case.left_out import LeftOut
from winset.case.paths import LeadsNowhere, node_at, yaml_path
from winset.case.problems import MAX_PROBLEMS, Problem, Problems, quoted
from winset.case.reading import Block
from winset.case.sections import CaseFile
from winset.case.shape import Path


@dataclass(frozen=True, slots=True)
class Examined:
    """A tree, the models read from it, and what is wrong.

    file: None where too little is sound.
    root: the tree without its faulty parts.
    left_out: the faulty parts.
    survey: what the checks looked up; what it has need not be checked again.
    """

    file: CaseFile | None
    root: Block
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    left_out: LeftOut = field(default_factory=LeftOut)
    survey: Survey | None = None


def examine(root: Block, like: Examined | None = None) -> Examined:
    """Read a tree and check it. `like`: a tree examined before; what both share is neither read nor checked again."""
    reading = read_language(root, (like.root, like.file) if like is not None and like.file is not None else None)
    left_out = LeftOut(frozenset(reading.left_out) | (like.left_out.paths if like is not None else frozenset()))
    found = list(reading.faults)
    survey = None
    if reading.file is not None:
        survey = Survey(reading.file, like.survey if like is not None else None, again=like is not None)
        for check, finding in run_checks(survey):
            if not left_out.explains(check, finding, reading.root):
                found.append(finding)
    unique = tuple({_key(finding): finding for finding in found}.values())
    return Examined(
        reading.file,
        reading.root,
        tuple(finding for finding in unique if finding.severity == "error"),
        tuple(finding for finding in unique if finding.severity == "warning"),
        left_out,
        survey,
    )


def problems_of(root: Block, base: Examined, file: str) -> Problems:
    """All that is wrong with a case: with itself, with each variant alone, and with what its levers write in."""
    problems = Problems()
    _tell(problems, base.errors, root, file)
    told = set(map(_key, base.errors))
    for path, lever in _writing_levers(base.root):
        tree, astray = _with_changes(base.root, path, base)
        _tell(problems, astray, root, file)
        _tell(problems, _new_errors(tree, base, told), tree, file, lever)
        told.update(map(_key, astray))
    for id_ in _ids(base.root, ("variants",)):
        variant = f"variant {quoted(id_)}"
        tree, astray = _with_changes(base.root, ("variants", id_), base)
        _tell(problems, astray, root, file)
        _tell(problems, _new_errors(tree, base, told), tree, file, variant)
        for path, lever in _writing_levers(tree):
            _, astray = _with_changes(tree, path, base)
            _tell(problems, [each for each in astray if _key(each) not in told], tree, file, f"{variant}, for {lever}")
    return problems


def _with_changes(root: Block, at: Path, base: Examined) -> tuple[Block, list[Finding]]:
    """The tree with what a variant or an effect changes; changes of what was left out are passed over."""
    return changed(root, tuple(change for change in changes_at(root, at) if not _is_lost(root, change, base.left_out)))


def _is_lost(root: Block, change: Change, left_out: LeftOut) -> bool:
    try:
        return change.word == "drop" and yaml_path(root, change.path) in left_out.paths
    except LeadsNowhere as error:
        return left_out.spoken_of(error.word)


def _new_errors(tree: Block, base: Examined, told: set[tuple[Path, str]]) -> list[Finding]:
    """What is wrong with a changed tree and was not told before."""
    if base.file is None or tree is base.root:
        return []
    return [finding for finding in examine(tree, base).errors if _key(finding) not in told]


def _key(finding: Finding) -> tuple[Path, str]:
    return finding.path, finding.what


def warnings_of(root: Block, base: Examined, file: str) -> tuple[Problem, ...]:
    """What may be an oversight."""
    return tuple(problem(finding, root, file) for finding in base.warnings[:MAX_PROBLEMS])


def _tell(problems: Problems, findings: Iterable[Finding], root: Block, file: str, within: str = "") -> None:
    for finding in findings:
        if len(problems.found) < MAX_PROBLEMS:
            problems.add(problem(finding, root, file, within))
        else:
            problems.more += 1


def _ids(root: Block, path: Path) -> tuple[str, ...]:
    section = node_at(root, path)
    return tuple(section) if isinstance(section, Block) else ()


def _writing_levers(root: Block) -> Iterator[tuple[Path, str]]:
    """The effects that add or drop entries, and the name of each in words."""
    for lever in _ids(root, ("levers",)):
        for effect in _ids(root, ("levers", lever, "effects")):
            path = ("levers", lever, "effects", effect)
            if {"add", "drop"} & set(_ids(root, path)):
                yield path, f"lever {quoted(lever)}"
