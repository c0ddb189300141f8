"""Reads the plain tree of a case into the models, and says in plain words what they do not take.

Where some entries are at fault, the rest is still read, so that one mistake does not hide the others.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from winset.case.findings import Finding
from winset.case.paths import ROOT, node_at, written_path
from winset.case.patterns import Named, Where
from winset.case.problems import MAX_PROBLEMS, did_you_mean, nearest, quoted
from winset.case.reading import Block, Node, Row
from winset.case.sections import CaseFile
from winset.case.shape import Key, Path, keys_of

ROUNDS = 12  # how often faulty parts are taken out before the rest is given up
# What stands for a part of the file that is missing or faulty, so that the other parts can be read and checked.
_STAND_INS: Mapping[str, str] = {"winset": "1", "title": "", "as_of": "9999-12-31"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A case as far as it could be read.

    file: the models; None where too little is sound.
    root: the tree that they were read from, without its faulty parts.
    faults: what is wrong with the language.
    left_out: the paths of the faulty parts.
    """

    file: CaseFile | None
    root: Block
    faults: tuple[Finding, ...]
    left_out: tuple[Path, ...]


def read_language(root: Block, like: tuple[Block, CaseFile] | None = None) -> Reading:
    """Read a tree into the models. `like`: a tree that was read before; what both share is not read again."""
    faults: tuple[Finding, ...] = ()
    left_out: tuple[Path, ...] = ()
    for _ in range(ROUNDS):
        details = _lacking(root)
        try:
            file = CaseFile.model_validate(_known(root, *like) if like else root)
            if not details:
                return Reading(file, root, faults, left_out)
        except ValidationError as error:
            details += error.errors(include_url=False, include_input=False)
        if not faults:
            faults = tuple(_findings([_Fault(root, detail) for detail in details]))
        paths = {_faulty(root, detail) for detail in details}
        if () in paths or paths <= set(left_out):
            break
        left_out += tuple(sorted(paths, key=str))
        root = _without(root, paths)
    return Reading(None, root, faults, left_out)


def _lacking(root: Block) -> list[ErrorDetails]:
    """The sections that only a case without issues may do without: one with nothing but a `conflict`."""
    if "conflict" in root and "issues" not in root and "parties" not in root:
        return []
    needed = (key for key in ("issues", "status_quo", "parties") if key not in root)
    return [{"type": "missing", "loc": (key,), "msg": "Field required", "input": None} for key in needed]


def _known(node: Node, old: Node | None, value: Any) -> Any:
    """The tree with the models of those parts that are the very same as in the old one."""
    if isinstance(node, str) or not isinstance(value, BaseModel | dict | tuple | Named | Where):
        return node
    if node is old:
        return value
    if isinstance(node, Block) and isinstance(old, Block) and isinstance(value, BaseModel | dict):
        get: Callable[[str], Any] = value.get if isinstance(value, dict) else _attributes(value).get
        return {key: _known(part, old.get(key), get(key)) for key, part in node.items()}
    return node


def _attributes(value: BaseModel) -> dict[str, Any]:
    return {word: getattr(value, key.attribute) for word, key in keys_of(type(value)).items()}


def _faulty(root: Block, detail: ErrorDetails) -> Path:
    """The path of the part to leave out: where a key is missing, the entry that lacks it."""
    path = written_path(root, detail["loc"])
    if detail["type"] == "missing" and not path:
        return (str(detail["loc"][0]),)
    return path


def _without(root: Block, paths: set[Path]) -> Block:
    """A copy of the tree without the parts at these paths; what does not change is shared."""
    return _cut(root, (), paths, {path[:end] for path in paths for end in range(len(path))})


def _cut(block: Block, path: Path, paths: set[Path], around: set[Path]) -> Block:
    kept = Block(block.place)
    kept.places = block.places
    for key, node in block.items():
        here = (*path, key)
        if here in paths or (isinstance(node, Row) and here in around):  # a list is read whole or not at all
            continue
        kept[key] = _cut(node, here, paths, around) if isinstance(node, Block) and here in around else node
    if not path:
        for key, text in _STAND_INS.items():
            kept.setdefault(key, text)
    return kept


@dataclass(frozen=True, slots=True)
class _Fault:
    """What the models do not take: where in the file, and what pydantic says of it."""

    root: Block
    detail: ErrorDetails

    @property
    def path(self) -> Path:
        return written_path(self.root, self.detail["loc"])

    @property
    def word(self) -> str:
        """The key that it is about."""
        return str(self.detail["loc"][-1])

    @property
    def context(self) -> Mapping[str, Any]:
        return self.detail.get("ctx") or {}

    @property
    def found(self) -> str:
        """What stands there, in words."""
        node = node_at(self.root, self.path)
        if isinstance(node, Block):
            return "a mapping"
        return "a list" if isinstance(node, Row) else quoted(str(node))


def _findings(faults: list[_Fault]) -> Iterator[Finding]:
    """What to tell; a key that is missing because it is misspelt is one mistake."""
    misspelt = {
        (fault.path[:-1], nearest(fault.word, _keys_at(fault.path[:-1])))
        for fault in islice((fault for fault in faults if fault.detail["type"] == "extra_forbidden"), MAX_PROBLEMS)
    }
    others = [fault.path for fault in faults if fault.detail["type"] != "too_short"]
    around = {path[:end] for path in others for end in range(len(path) + 1)}
    for fault in faults:
        kind = fault.detail["type"]
        if kind == "missing" and (fault.path, fault.word) in misspelt:
            continue
        if kind == "too_short" and fault.path in around:  # it has entries, and what is wrong with them is told
            continue
        yield _finding(fault)


def _finding(fault: _Fault) -> Finding:
    if "what" in fault.context:  # said by our own models
        of: Literal["key", "value"] = "key" if fault.word == "[key]" else "value"
        return Finding(fault.path, str(fault.context["what"]), str(fault.context["mend"]), of)
    say = _WORDS.get(fault.detail["type"])
    return say(fault) if say is not None else Finding(fault.path, fault.detail["msg"].lower())


def _missing(fault: _Fault) -> Finding:
    return Finding(fault.path, f"{quoted(fault.word)} is missing{_within(fault.path)}", "write it", "key")


def _extra(fault: _Fault) -> Finding:
    around = fault.path[:-1]
    mend = partial(did_you_mean, fault.word, list(_keys_at(around)))
    return Finding(fault.path, f"unknown key {quoted(fault.word)}{_within(around)}", mend, "key")


def _choice(fault: _Fault) -> Finding:
    choices = re.findall(r"'([^']*)'", str(fault.context["expected"]))
    word = node_at(fault.root, fault.path)
    near = nearest(word, choices) if isinstance(word, str) else None
    mend = f"did you mean {quoted(near)}?" if near is not None else ""
    return Finding(fault.path, f"expected {_either(choices)}, found {fault.found}", mend)


def _mapping_expected(fault: _Fault) -> Finding:
    mend = _shape_of_entry(_keys_at(fault.path)) or "write `{id: ...}`"
    return Finding(fault.path, f"expected a mapping{_within(fault.path)}, found {fault.found}", mend)


def _list_expected(fault: _Fault) -> Finding:
    mend = _shape_of_entry(_keys_at(fault.path)) or "write `[a, b]`"
    return Finding(fault.path, f"expected a list{_within(fault.path)}, found {fault.found}", mend)


def _empty(fault: _Fault) -> Finding:
    name = quoted(str(fault.path[-1])) if fault.path else "the case"
    if fault.path and isinstance(fault.path[-1], int):
        name = f"entry {fault.path[-1] + 1} of {quoted(str(fault.path[-2]))}"
    return Finding(fault.path, f"{name} is empty", "write at least one entry, or take it out")


def _blank(fault: _Fault) -> Finding:
    return Finding(fault.path, f"{quoted(fault.word)} is empty", "write it in words, or take the entry out")


_WORDS: Mapping[str, Callable[[_Fault], Finding]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _choice,
    "model_type": _mapping_expected,
    "dict_type": _mapping_expected,
    "tuple_type": _list_expected,
    "too_short": _empty,
    "blank": _blank,
}


def _shape_of_entry(keys: Mapping[str, Key]) -> str:
    """What to write: the keys that an entry must have, or the first that it may have."""
    required = [key.word for key in keys.values() if key.required]
    return f"write `{{{', '.join(f'{word}: ...' for word in required or list(keys)[:1])}}}`" if keys else ""


def _keys_at(path: Path) -> Mapping[str, Key]:
    """The keys of the language at a path in the file."""
    shape = ROOT
    for step in path:
        if shape.kind == "list" and shape.inner is not None and isinstance(step, str):
            shape = shape.inner  # a single mapping that stands for a list of one
        if shape.model is not None:
            key = keys_of(shape.model).get(str(step))
            if key is None:
                return {}
            shape = key.shape
        elif shape.inner is not None:
            shape = shape.inner
    if shape.kind == "list" and shape.inner is not None:
        shape = shape.inner
    return keys_of(shape.model) if shape.model is not None else {}


def _within(path: Path) -> str:
    """In which entry; nothing for the case itself."""
    return f" in {quoted(str(path[-1]))}" if path and isinstance(path[-1], str) else ""


def _either(choices: list[str]) -> str:
    shown = [quoted(choice) for choice in choices]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
