"""A case as a wider circle may see it: made before anything is computed, so that no answer can tell what was left out.

Sources carry `circulation`. Those above a level are left out with everything that rests on them alone. The new case
has nothing of the old one: not its tree, whose places know every key; not the folder of its file; and not its digest,
by which anybody who guesses the original could make sure of it.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from winset.case.cutting import Cutting, Phrases
from winset.case.examine import warnings_of
from winset.case.leaving_out import LeftOut, sound, without_sources
from winset.case.load import Case, load
from winset.case.paths import case_path, yaml_path
from winset.case.problems import CaseError, Place, Problem, WinsetError, did_you_mean, quoted
from winset.case.shape import Path
from winset.case.unattested import unattested, with_new_ids
from winset.case.withheld import LEVELS, Circulation, Withheld
from winset.case.writing import written

NOT_SHOWN = "a problem that is not shown at this level"


def redact(case: Case, level: Circulation) -> Case:
    """The case without sources above a level of circulation, and without all that rests on them alone.

    Args:
        case: a loaded case.
        level: `open`, `restricted` or `confidential`; nothing is above the last.

    Raises:
        WinsetError: there is no such level.
        CaseError: too little would be left of the case.
    """
    if level not in LEVELS:
        raise WinsetError(f"there is no level {quoted(level)}; {did_you_mean(level, LEVELS)}")
    allowed = LEVELS[: LEVELS.index(level) + 1]
    left = frozenset(id_ for id_, source in case.file.sources.items() if source.circulation not in allowed)
    made, gone = (case, 0) if not left else _without(case, left)
    name, path = PurePath(case.name).name or case.name, PurePath(case.path).name or case.path
    warnings = tuple(replace(each, place=_bare(each.place)) for each in made.warnings)
    made = replace(made, name=name, path=path, warnings=warnings, withheld=_withheld(case, level, len(left), gone))
    return replace(made, digest=sha256(redacted_text(made).encode("utf-8", "surrogatepass")).hexdigest())


def redacted_text(case: Case) -> str:
    """A redacted case as YAML that loads again, with a remark on what was withheld."""
    if case.withheld is None:
        return written(case.root)
    sources, inputs = case.withheld.sources, case.withheld.inputs
    remark = f"# Withheld above the level `{case.withheld.level}`: sources {sources}, entries resting on them {inputs}."
    return f"{remark}\n{written(case.root)}"


def load_redacted(source: str | os.PathLike[str], level: Circulation) -> Case:
    """Load a case and redact it; where it is faulty, say where and not what.

    Raises:
        CaseError: the places of everything that is wrong with the case.
    """
    if level == LEVELS[-1]:
        return redact(load(source), level)
    try:
        return redact(load(source), level)
    except CaseError as error:
        raise CaseError(_hidden(error.problems), error.more) from None
    except WinsetError:
        raise
    except Exception as error:
        # A fault's own words may have words of the case in them.
        raise RuntimeError(type(error).__name__).with_traceback(error.__traceback__) from None


def _hidden(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Problems without their words; those that have no place are about the call, not about what is in the file."""
    for each in problems:
        yield each if each.place is None else Problem(NOT_SHOWN, place=_bare(each.place), severity=each.severity)


def _bare(place: Place | None) -> Place | None:
    """A place without the folders of its file."""
    return replace(place, file=PurePath(place.file).name) if place is not None else None


def _withheld(case: Case, level: Circulation, sources: int, inputs: int) -> Withheld | None:
    """What is withheld in all, with what was withheld before."""
    if not sources:
        return case.withheld
    before = case.withheld or Withheld(level, 0, 0)
    return Withheld(level, before.sources + sources, before.inputs + inputs)


def _without(case: Case, left: frozenset[str]) -> tuple[Case, int]:
    """The case without these sources and what only they attest, and how many inputs and entries are gone."""
    after, fallen = without_sources(case, left)
    found = unattested(case, after, left, frozenset(_uncounted(after, fallen)))
    issues = {("issues", id_) for id_ in after.file.issues}
    if issues and issues <= found.edits.keys():
        raise CaseError([Problem("nothing is left of the case at this level", "all its issues are withheld")])
    nobody: frozenset[str] = frozenset()
    root = Cutting(after.root, nobody, found.edits, Phrases(after.root, nobody)).tree()
    root, examined, leaning = sound(with_new_ids(root, found.renamed), after.root)
    if examined.file is None:
        raise AssertionError("a sound tree has been read")
    gone = {each.path for each in (*fallen, *leaning.values())} | {case_path(path) for path in found.told(after.root)}
    variants = tuple(id_ for id_ in after.variants if id_ in examined.file.variants)
    made = replace(after, file=examined.file, root=root, variants=variants)
    return replace(made, warnings=warnings_of(root, examined, case.path)), len(gone)


def _uncounted(case: Case, fallen: Iterable[LeftOut]) -> Iterable[Path]:
    """The rules and numbers of members that stayed without a source."""
    for each in fallen:
        if each.happened == "assumed":
            path = yaml_path(case.root, each.path)
            if path[0] == "parties" and {"rule", "members"} & set(path):
                yield path
