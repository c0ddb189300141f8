"""Paths into a case, in two forms.

A user writes `japan.cabinet.refuses.x`; in the file that is parties, japan, ratifiers, cabinet, refuses, x. The short
form leaves out the words that only sort entries; it is the one that variants, traces and tables use.
"""

from winset.case.problems import did_you_mean, quoted
from winset.case.reading import Block, Node, Row
from winset.case.sections import Bloc, Body, CaseFile, Party, Ratifier
from winset.case.shape import Path, Shape, Step, keys_of
from winset.case.written import Written

# The sections whose name the short form leaves out, by the entry they stand in.
LEFT_OUT: dict[type[Written], tuple[str, ...]] = {
    CaseFile: ("parties", "conditions"),
    Party: ("ratifiers",),
    Ratifier: ("blocs", "bodies"),
    Body: ("blocs", "bodies"),
    Bloc: ("blocs",),
}
ROOT = Shape("entry", CaseFile)


class LeadsNowhere(LookupError):  # noqa: N818 - it says what the path does
    """A path that leads nowhere: what is wrong with it, what would mend it, and the word that goes astray."""

    def __init__(self, what: str, mend: str, word: str) -> None:
        super().__init__(what, mend, word)
        self.what = what
        self.mend = mend
        self.word = word

    def __str__(self) -> str:
        return f"{self.what}; {self.mend}"


def case_path(path: Path) -> str:
    """The short form of a path in the file: `japan.cabinet.refuses.x`, `us_russia.now`, `levers.x.cost`."""
    words: list[str] = []
    shape: Shape | None = ROOT
    for at, step in enumerate(path):
        hidden = shape is not None and shape.model is not None and step in LEFT_OUT.get(shape.model, ())
        if not hidden or at == len(path) - 1:
            words.append(str(step))
        shape = _below(shape, step)
    return ".".join(words)


def yaml_path(root: Block, path: str, *, new: bool = False) -> Path:
    """The path in the file that a short (or full) path means. `new`: its last word may be an id that is not there yet.

    A key of the language may be named although the case does not write it.

    Raises:
        LeadsNowhere: there is no such place.
    """
    words = path.split(".")
    shape, node, found = ROOT, root, ()  # type: tuple[Shape, Node | None, Path]
    for at, word in enumerate(words):
        last = at == len(words) - 1
        steps = _steps(shape, node, word)
        if not steps and new and last and _takes_ids(shape, node):
            steps = (word,)
        if not steps:
            raise _nowhere(path, words[:at], word, shape, node)
        for step in steps:
            below = _below(shape, step)
            shape, node = below or Shape("free"), part_of(node, step)
            found = (*found, step)
    return found


def part_of(node: Node | None, step: Step) -> Node | None:
    """What stands under a key or at a place of a list, if anything does."""
    if isinstance(node, Block) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Row) and isinstance(step, int) and 0 <= step < len(node):
        return node[step]
    return None


def node_at(root: Block, path: Path) -> Node | None:
    """What stands at a path in the file, if anything does."""
    node: Node | None = root
    for step in path:
        node = part_of(node, step)
    return node


def written_path(root: Block, path: Path) -> Path:
    """A path as the file has it: without the steps that a model puts in, such as the 0 of a single cite.

    Where the file stops short of the path, so does the result.
    """
    node: Node | None = root
    found: list[Step] = []
    for step in path:
        if isinstance(node, Row) and isinstance(step, str) and step in node:
            step = node.index(step)
        below = part_of(node, step)
        if below is not None:
            found.append(step)
            node = below
        elif step != 0 or not isinstance(node, Block):
            break
    return tuple(found)


def _below(shape: Shape | None, step: Step) -> Shape | None:
    """The shape of the language under a step; None where the language does not say."""
    if shape is None or shape.model is None:
        return shape.inner if shape is not None else None
    key = keys_of(shape.model).get(str(step))
    return key.shape if key is not None else None


def _steps(shape: Shape, node: Node | None, word: str) -> tuple[Step, ...]:
    """The steps in the file that a word of a path stands for; none where it leads nowhere."""
    if shape.model is not None and not isinstance(node, str):
        if word in keys_of(shape.model) and (shape.model, word) not in _CLOSED:
            return (word,)
        for section in LEFT_OUT.get(shape.model, ()):
            ids = part_of(node, section)
            if isinstance(ids, Block) and word in ids:
                return (section, word)
        return ()
    if isinstance(node, Row):
        return (int(word),) if word.isascii() and word.isdigit() and int(word) < len(node) else ()
    return (word,) if isinstance(node, Block) and word in node else ()


# A path does not lead into the section that paths are written in, nor to the version of the language.
_CLOSED = {(CaseFile, "variants"), (CaseFile, "winset")}


def _takes_ids(shape: Shape, node: Node | None) -> bool:
    if shape.model is not None:
        return False
    return isinstance(node, Block) or (node is None and shape.kind in {"by_id", "pattern"})


def _nowhere(path: str, before: list[str], word: str, shape: Shape, node: Node | None) -> LeadsNowhere:
    around = quoted(".".join(before)) if before else "the case"
    if isinstance(node, str):
        return LeadsNowhere(f"{quoted(path)} leads nowhere: {around} is a single value", f"name {around} itself", word)
    known: list[str] = []
    if shape.model is not None:
        for section in LEFT_OUT.get(shape.model, ()):
            ids = part_of(node, section)
            known += ids if isinstance(ids, Block) else []
        known += [key for key in keys_of(shape.model) if (shape.model, key) not in _CLOSED]
    elif isinstance(node, Block):
        known += node
    mend = did_you_mean(word, known) or "nothing stands there yet"
    return LeadsNowhere(f"{quoted(path)} leads nowhere: there is no {quoted(word)} in {around}", mend, word)
