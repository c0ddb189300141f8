"""Leaves sources out of a case: nothing rests on them any more, and none of their words is left.

Numbers become their bounds, red lines and readings fall away so that the answer is open, and what a case cannot do
without (a rule, the size of a body) stays as an assumption. What then leans on something that went goes too, so the
result is always a case that can be used.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel

from winset.case.changes import changed, changes_at, target_of
from winset.case.claims import Claim
from winset.case.cutting import Cutting, Phrases, entries, sources_of
from winset.case.examine import Examined, examine, warnings_of
from winset.case.fates import Edits, dropping, inputs_in, spot_at
from winset.case.findings import Finding
from winset.case.load import Case
from winset.case.paths import case_path, node_at, written_path
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.reading import Block, Node
from winset.case.sections import CaseFile
from winset.case.shape import Path
from winset.case.uncollected import uncollected
from winset.case.walk import walk
from winset.case.written import Grounds

Happened = Literal["dropped", "bounds", "assumed"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What became of a part of the case that rested on left-out sources alone, or leaned on what did.

    path: in the short form. kind: a number, a red line, a poll ... happened: `dropped`; `bounds` where only the bounds
    of a number, or every level of a condition, are left; `assumed` where it stays without a source.
    """

    path: str
    kind: str
    happened: Happened


@uncollected()
def without_sources(case: Case, sources: Collection[str]) -> tuple[Case, tuple[LeftOut, ...]]:
    """What is left of a case without some sources, and what became of all that rested on them alone.

    A cite to such a source is taken away, and with it what the entry says about itself, which may repeat the source.
    Where nothing else is cited the input goes as `winset.case.fates` says. The sources themselves, and every text that
    has their words, title, address or id in it, are gone. Quotations of other sources are not touched.

    Raises:
        CaseError: the case has no such source.
    """
    left = frozenset(sources)
    absent = [id_ for id_ in sorted(left) if id_ not in case.file.sources]
    if absent:
        known = case.file.sources
        raise CaseError(Problem(f"there is no source {quoted(id_)}", did_you_mean(id_, known)) for id_ in absent)
    if not left:
        return case, ()
    edits: dict[Path, Node | None] = {("sources", id_): None for id_ in left}
    return _cut_out(case, left, edits, _fallen(case, left))


@uncollected()
def without_inputs(case: Case, paths: Collection[str]) -> tuple[Case, tuple[LeftOut, ...]]:
    """What is left of a case without some of its inputs, and what became of each.

    An input goes as `winset.case.fates` says: a number leaves its bounds, a red line leaves the answer open, and what a
    case cannot do without stays. `paths`: in the short form; what stands below one goes as well.
    """
    wanted = frozenset(paths)

    def fallen() -> _Fallen:
        for path, part in walk(case.file):
            for at, fate in inputs_in(part, path) if isinstance(part, BaseModel) else ():
                short = case_path(at)
                if short in wanted or any(short.startswith(f"{each}.") for each in wanted):
                    yield at, fate.kind, fate.edits(spot_at(case.file, at))

    return _cut_out(case, frozenset(), {}, fallen()) if wanted else (case, ())


def _cut_out(
    case: Case, left: frozenset[str], edits: dict[Path, Node | None], fallen: "_Fallen"
) -> tuple[Case, tuple[LeftOut, ...]]:
    """The case without what fell, and without what leans on it."""
    told: dict[Path, LeftOut] = {}
    for path, kind, changes in fallen:
        edits.update(changes)
        for at in changes or (path,):
            if node_at(case.root, at) is not None:
                happened: Happened = "assumed" if not changes else "dropped" if changes[at] is None else "bounds"
                told.setdefault(at, LeftOut(case_path(at), kind, happened))
    root = Cutting(case.root, left, edits, Phrases(case.root, left)).tree()
    root, examined, leaning = sound(root, case.root)
    if examined.file is None:
        raise AssertionError("what can be taken out of a case leaves a case")
    told.update(leaning)
    variants = tuple(id_ for id_ in case.variants if id_ in examined.file.variants)
    warnings = warnings_of(root, examined, case.path)
    made = replace(case, file=examined.file, root=root, variants=variants, warnings=warnings)
    return made, tuple(_outermost(told))


_Fallen = Iterator[tuple[Path, str, Edits]]


def _fallen(case: Case, left: frozenset[str]) -> _Fallen:
    """Everything that rests on the sources alone: where, of what kind, and the edits that it takes."""
    parts = [(path, part) for path, part in walk(case.file) if isinstance(part, BaseModel)]
    grounds = {path: part for path, part in parts if isinstance(part, Grounds) and (part.cite or part.why is not None)}
    changes = _lost_changes(case, left)
    for path, entry in parts:
        if isinstance(entry, Claim) and entry.cite and left.issuperset(cite.source for cite in entry.cite):
            yield path, "claim", {path: None}
        for at, fate in inputs_in(entry, path):
            if _falls(at, grounds, changes, left):
                yield at, fate.kind, fate.edits(spot_at(case.file, at))
    for section, id_ in _resting(case, left):
        yield (section, id_), section.removesuffix("s"), {(section, id_): None}


def _falls(path: Path, grounds: Mapping[Path, Grounds], changes: frozenset[Path], left: frozenset[str]) -> bool:
    """Whether an input rests on the sources alone: by the nearest entry around it that says what it rests on."""
    nearest = next((path[:end] for end in range(len(path), -1, -1) if path[:end] in grounds), None)
    cited = [cite.source for cite in grounds[nearest].cite] if nearest is not None else []
    if cited and left.issuperset(cited):
        return True
    # What a variant put in rests on what the variant does, unless it is cited itself.
    changed_at = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in changes), None)
    if changed_at is None:
        return False
    return not cited or nearest is None or len(nearest) < len(changed_at)


def _resting(case: Case, left: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Variants and levers that rest, or put in something that rests, on the sources alone: the section and the id."""
    for entry in entries(case.root):
        section = entry.path[:1]
        deep = {"variants": len(entry.path) > 1, "levers": "add" in entry.path[4:5]}
        cited = sources_of(entry)
        if section and deep.get(str(section[0])) and cited and left.issuperset(cited):
            yield str(section[0]), str(entry.path[1])


def _lost_changes(case: Case, left: frozenset[str]) -> frozenset[Path]:
    """What applied variants changed that rest on the sources alone."""
    lost = {id_ for section, id_ in _resting(case, left) if section == "variants"}.intersection(case.variants)
    changes = (change for id_ in lost for change in changes_at(case.root, ("variants", id_)))
    targets = (target_of(case.root, change) for change in changes)
    return frozenset(target for target in targets if target is not None and node_at(case.root, target) is not None)


def sound(root: Block, before: Block) -> tuple[Block, Examined, dict[Path, LeftOut]]:
    """The tree without what leans on something that is not there any more; the same in each variant and lever."""
    told: dict[Path, LeftOut] = {}
    as_it_was = cache(lambda: examine(before))
    while True:
        examined = examine(root)
        leaning = dict(_leaning(root, examined, before, as_it_was))
        if not leaning:
            return root, examined, told
        told.update(leaning)
        nothing: frozenset[str] = frozenset()
        root = Cutting(root, nothing, dict.fromkeys(leaning), Phrases(root, nothing)).tree()


def _leaning(
    root: Block, examined: Examined, before: Block, as_it_was: Callable[[], Examined]
) -> Iterator[tuple[Path, LeftOut]]:
    if examined.errors or examined.file is None:
        yield from (_nearest(root, finding) for finding in examined.errors)
        return
    # A lever that leans on what went would break every variant as well: it goes first.
    levers = [(path[:2], path) for path in _writing(examined.file)]
    variants: list[tuple[Path, Path]] = [(("variants", id_), ("variants", id_)) for id_ in examined.file.variants]
    for changing in (levers, variants):
        found = [
            (part, LeftOut(case_path(part), str(part[0]).removesuffix("s"), "dropped"))
            for part, path in changing
            # What is faulty beside variants that are applied already, such as a rival of one, was so before.
            if _breaks(root, path, examined) and not _breaks(before, path, as_it_was())
        ]
        if found:
            yield from found
            return


def _nearest(root: Block, finding: Finding) -> tuple[Path, LeftOut]:
    found = dropping(written_path(root, finding.path))
    if not finding.path:  # a case without issues has lost its conflict
        raise CaseError([Problem("nothing is left of the case", "its conflict leans on what is left out")])
    if found is None or node_at(root, found[0]) is None:
        raise AssertionError(f"nothing can be taken out for: {finding.what}")
    path, kind = found
    return path, LeftOut(case_path(path), kind, "dropped")


def _writing(file: CaseFile) -> Iterator[Path]:
    """The effects that write entries in or strike them out."""
    for lever_id, lever in file.levers.items():
        for id_, effect in lever.effects.items():
            if effect.add or effect.drop:
                yield ("levers", lever_id, "effects", id_)


def _breaks(root: Block, at: Path, base: Examined) -> bool:
    """Whether what a variant or an effect changes cannot be changed, or makes a faulty case."""
    tree, astray = changed(root, changes_at(root, at))
    if astray or examine(tree, base).errors:
        return True
    if at[0] != "variants" or base.file is None:
        return False
    return any(changed(tree, changes_at(tree, path))[1] for path in _writing(base.file) if node_at(tree, path))


def _outermost(told: Mapping[Path, LeftOut]) -> Iterator[LeftOut]:
    """What to tell, without what stands in something else that was dropped, in the order of the paths."""
    gone = {path for path, entry in told.items() if entry.happened == "dropped"}
    for path, entry in told.items():
        if not any(path[:end] in gone for end in range(1, len(path))):
            yield entry
