"""Changes to a case by path: what a variant drops, adds and sets, and what a lever writes in or strikes out.

The tree is not changed: what differs is copied, the rest is shared. What is put in keeps its place in the file, so a
problem with it points at the variant.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from winset.case.findings import Finding
from winset.case.paths import LeadsNowhere, node_at, part_of, yaml_path
from winset.case.problems import quoted
from winset.case.reading import Block, Node, Row
from winset.case.shape import Path, Step

Word = Literal["drop", "add", "set"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `place` is where the file asks for it, `value` what is put in."""

    word: Word
    path: str
    place: Path
    value: Node | None = None


def changes_at(root: Block, at: Path) -> tuple[Change, ...]:
    """The changes that a variant or an effect asks for, in the order in which they are made: drop, add, set."""
    return tuple(_changes(node_at(root, at), at))


def _changes(entry: Node | None, at: Path) -> Iterator[Change]:
    dropped = part_of(entry, "drop")
    for number, path in enumerate(dropped if isinstance(dropped, Row) else ()):
        if isinstance(path, str):
            yield Change("drop", path, (*at, "drop", number))
    words: tuple[Literal["add", "set"], ...] = ("add", "set")
    for word in words:
        section = part_of(entry, word)
        for path, value in section.items() if isinstance(section, Block) else ():
            yield Change(word, path, (*at, word, path), value)


def changed(root: Block, changes: tuple[Change, ...]) -> tuple[Block, list[Finding]]:
    """The tree with the changes made, and what is wrong with those that cannot be made."""
    findings: list[Finding] = []
    asked = root
    ours: dict[int, Any] = {}  # the copies made here, by identity
    for change in changes:
        try:
            target = yaml_path(root, change.path, new=change.word == "add")
        except LeadsNowhere as error:
            findings.append(Finding(change.place, error.what, error.mend, "key"))
            continue
        there = node_at(root, target) is not None
        if change.word == "add" and there:
            what, mend = f"{quoted(change.path)} is there already", "write it under `set`"
            findings.append(Finding(change.place, what, mend, "key"))
        elif change.word == "drop" and not there:
            findings.append(Finding(change.place, f"{quoted(change.path)} is not there to drop", "take it out"))
        else:
            root = _edited(root, target, _drop if change.value is None else _putter(asked, change), ours)
    return root, findings


def with_values(root: Block, values: Mapping[Path, str]) -> Block:
    """The tree with plain values put in, by path in the file, in entries that are there and whose places they take."""
    ours: dict[int, Any] = {}
    for path, value in values.items():
        root = _edited(root, path, partial(_put_plain, value), ours)
    return root


def _put_plain(value: str, node: Any, step: Step) -> None:
    node[step] = value
    if step not in node.places:
        node.places[step] = (*node.place, *node.place)


def target_of(root: Block, change: Change) -> Path | None:
    """The path in the file that a change is about; None where it leads nowhere."""
    try:
        return yaml_path(root, change.path, new=change.word == "add")
    except LeadsNowhere:
        return None


_Edit = Callable[[Any, Step], None]


def _edited(node: Any, path: Path, edit: _Edit, ours: dict[int, Any]) -> Any:
    """A copy of a mapping or list in which the part at the path is edited; what is ours already is not copied again."""
    copy = ours.get(id(node))
    if copy is None:
        copy = _copy(node)
        ours[id(copy)] = copy
    step, rest = path[0], path[1:]
    if not rest:
        edit(copy, step)
        return copy
    below: Any = part_of(copy, step)
    if below is None:  # a section that the case does not write yet
        copy.places[step] = (*node.place, *node.place)
        below = Block(node.place)
    copy[step] = _edited(below, rest, edit, ours)
    return copy


def _copy(node: Any) -> Any:
    copy = type(node)(node.place)
    (copy.update if isinstance(node, Block) else copy.extend)(node)
    copy.places = node.places.copy()
    return copy


def _drop(node: Any, step: Step) -> None:
    del node[step]
    if isinstance(node, Row) or step in node.places:  # what stands in for a faulty part has no place
        del node.places[step]


def _putter(root: Block, change: Change) -> _Edit:
    """An edit that puts in the value of a change, with the place where the change is written."""
    section = node_at(root, change.place[:-1])
    place = section.places[change.path] if isinstance(section, Block) else (*root.place, *root.place)

    def put(node: Any, step: Step) -> None:
        node[step] = change.value
        node.places[step] = place if isinstance(node, Block) else place[2:]

    return put
