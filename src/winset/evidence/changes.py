"""Compares two versions of a case part by part: one walk over both, in the order of the language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain
from typing import Any

from pydantic import BaseModel

from winset.case.coverage import basis_of, cites_of, coverage, why_of
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.patterns import Named, Where
from winset.case.sections import CaseFile, Condition, Issue, Source
from winset.case.shape import Path, Step, keys_of
from winset.case.words import in_words
from winset.case.written import Cite, Grounds, Number, Votes
from winset.evidence.differences import BearsOn, CaseChanges, InputChange, PartChange, SourceChange
from winset.evidence.moved import name_the_moved
from winset.settlement.about import read_input

_COMPOSITE = frozenset({"poll", "count", "choice"})  # what stands inside these is told part by part
_APART = frozenset({"winset", "as_of", "sources"})  # compared by themselves
_GROUNDS = frozenset(Grounds.model_fields)
_FRAME = frozenset({"issues", "status_quo", "deal", "never", "patterns", "conditions"})
_WORDING = frozenset({"name", "note", "asked", "text"}) | _GROUNDS


def compare_cases(old: Case, new: Case) -> CaseChanges:
    """What differs between two versions of a case: inputs, other parts, sources, the day on which they stand."""
    walk = _Walk(old, new)
    for key in keys_of(CaseFile).values():
        if key.word not in _APART:
            walk.go((key.word,), getattr(old.file, key.attribute), getattr(new.file, key.attribute))
    days = old.file.as_of, new.file.as_of
    return CaseChanges(
        inputs=name_the_moved(walk.inputs),
        parts=tuple(walk.parts),
        sources=tuple(_sources(old.file.sources, new.file.sources)),
        as_of=days if days[0] != days[1] else None,
    )


@dataclass
class _Walk:
    """Gathers what differs; what only one version has is told once, by the outermost entry."""

    old: Case
    new: Case
    inputs: list[InputChange] = field(default_factory=list)
    parts: list[PartChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        entries = chain(coverage(self.old).entries, coverage(self.new).entries)
        self.kinds: dict[Path, str] = {entry.at: entry.kind for entry in entries}

    def go(self, path: Path, old: Any, new: Any, said: frozenset[str] = frozenset()) -> None:
        """Compare what stands at a path; None where a version has nothing there.

        said: what has been told of an entry around it, of `standing` and `grounds`, and need not be told again of what
        stands inside.
        """
        kind = self.kinds.get(path)
        if old is None or new is None:
            if old is not new:
                self._one_sided(path, old, new)
            return
        if kind is not None:
            said |= self._input(path, kind, old, new, said)
        elif not isinstance(old, BaseModel | dict) or not isinstance(new, BaseModel | dict) or _is_leaf(path, old):
            self._part(path, old, new)
            return
        elif isinstance(old, Grounds) and isinstance(new, Grounds):
            for word in ("cite", "why"):
                self._part((*path, word), getattr(old, word) or None, getattr(new, word) or None)
            said |= {"grounds"} if _own(old) != _own(new) else set()
        if isinstance(old, Grounds) and isinstance(new, Grounds):
            self._part((*path, "caution"), old.caution, new.caution)
        if kind is None or kind in _COMPOSITE:
            for step, left, right in _children(old, new):
                self.go((*path, step), left, right, said)

    def _input(self, path: Path, kind: str, old: Any, new: Any, said: frozenset[str]) -> frozenset[str]:
        """Compare an input that both have; which of its standing and its grounds were told."""
        differs = {
            "words": kind not in _COMPOSITE and in_words(old, path) != in_words(new, path),
            "standing": "standing" not in said and basis_of(self.old, path) != basis_of(self.new, path),
            "grounds": _own(old) != _own(new)
            if "grounds" in said
            else _grounds(self.old, path) != _grounds(self.new, path),
        }
        aspects = tuple(aspect for aspect, yes in differs.items() if yes)
        if aspects:
            before, after = read_input(self.old, path), read_input(self.new, path)
            self.inputs.append(InputChange(case_path(path), kind, before, after, aspects, _difference(old, new)))
        return frozenset(aspects) - {"words"}

    def _one_sided(self, path: Path, old: Any, new: Any) -> None:
        """What one version has and the other has not: an input, or a part with the inputs inside it."""
        value = new if old is None else old
        if path not in self.kinds:
            self._part(path, old, new)
        for inside in _outermost(path, value, self.kinds):
            before = read_input(self.old, inside) if old is not None else None
            after = read_input(self.new, inside) if new is not None else None
            self.inputs.append(InputChange(case_path(inside), self.kinds[inside], before, after))

    def _part(self, path: Path, old: Any, new: Any) -> None:
        before = None if old is None else _words(old, path)
        after = None if new is None else _words(new, path)
        if before != after:
            # Another name is no other option.
            renamed = path[-1] == "options" and old is not None and new is not None and list(old) == list(new)
            self.parts.append(PartChange(case_path(path), before, after, "none" if renamed else _bears_on(path)))


def _is_leaf(path: Path, value: Any) -> bool:
    """Options are told whole, since their order says which is the lowest; so is `votes: rest`, which is no input."""
    return path[-1] == "options" or isinstance(value, Number)


def _children(old: Any, new: Any) -> Iterator[tuple[Step, Any, Any]]:
    if isinstance(old, BaseModel) and type(old) is type(new):
        for word, key in keys_of(type(old)).items():
            if not (word in _GROUNDS and isinstance(old, Grounds)):
                yield word, _kept(getattr(old, key.attribute)), _kept(getattr(new, key.attribute))
    elif isinstance(old, dict) and isinstance(new, dict):
        for id_ in dict.fromkeys((*old, *new)):
            yield id_, old.get(id_), new.get(id_)


def _kept(value: Any) -> Any:
    """A section that is not written is a section without entries; a list that is not written is nothing."""
    return None if value == () else value


def _outermost(path: Path, value: Any, kinds: Mapping[Path, str]) -> Iterator[Path]:
    """The inputs at a path and inside it, without those that stand inside another."""
    if path in kinds:
        yield path
    elif isinstance(value, BaseModel):
        for word, key in keys_of(type(value)).items():
            part = getattr(value, key.attribute)
            if part is not None:
                yield from _outermost((*path, word), part, kinds)
    elif isinstance(value, dict):
        for id_, part in value.items():
            yield from _outermost((*path, id_), part, kinds)


def _own(value: Any) -> tuple[Any, ...]:
    return (value.cite, value.why) if isinstance(value, Grounds) else ()


def _grounds(case: Case, path: Path) -> tuple[tuple[Cite, ...], str | None]:
    return cites_of(case, path), why_of(case, path)


def _difference(old: Any, new: Any) -> Fraction | None:
    """After less before; a range without a likely value has no one number to subtract."""
    before, after = _likely(old), _likely(new)
    return after - before if before is not None and after is not None and after != before else None


def _likely(value: Any) -> Fraction | None:
    if not isinstance(value, Number) or (isinstance(value, Votes) and value.rest):
        return None
    return value.is_ if value.is_ is not None else value.likely


def _bears_on(path: Path) -> BearsOn:
    """Which answers may turn on a part of the case that is no input."""
    if path[-1] in _WORDING:
        return "none"
    if path[0] == "parties":
        return "its ratifier"
    return "all answers" if path[0] in _FRAME else "none"


def _words(value: Any, path: Path) -> str:
    """A part of the case in words."""
    if isinstance(value, Issue | Condition):
        return f"{value.name or path[-1]}: {_options(value.options)}"
    if path[-1] == "options" and isinstance(value, dict):
        return _options(value)
    if isinstance(value, Named | Where | BaseModel) and not isinstance(value, Cite):
        return in_words(value, path)
    if isinstance(value, Cite):
        return _cite(value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(part, (*path, key))}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_words(part, (*path, at)) for at, part in enumerate(value))
    return in_words(value, path)


def _options(options: Mapping[str, str]) -> str:
    return ", ".join(id_ if name == id_ else f"{id_} ({name})" for id_, name in options.items())


def _cite(cite: Cite) -> str:
    said = f"“{cite.quote}”" if cite.quote is not None else cite.says or ""
    return f"{cite.source}: {said}" if said else cite.source


def _sources(old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[SourceChange]:
    for id_ in dict.fromkeys((*old, *new)):
        before, after = old.get(id_), new.get(id_)
        found = SourceChange(id_, _source(before), _source(after))
        if before is None or after is None:
            yield found
        elif before != after:
            yield replace(found, fields=tuple(_fields(before, after)))


def _source(source: Source | None) -> str | None:
    if source is None:
        return None
    by = f", {source.by}" if source.by is not None else ""
    return f"“{source.title}”{by}, {source.published}"


def _fields(old: Source, new: Source) -> Iterator[tuple[str, str | None, str | None]]:
    for word, key in keys_of(Source).items():
        before, after = (getattr(each, key.attribute) for each in (old, new))
        if before != after:
            yield word, None if before is None else str(before), None if after is None else str(after)
