"""Paths in a workbook: the short form of a case's paths, which is read before there is a case."""

from winset.case.paths import LEFT_OUT, ROOT, LeadsNowhere, case_path, part_of
from winset.case.problems import did_you_mean, quoted
from winset.case.reading import Block, Node
from winset.case.shape import Path, Shape, keys_of


def shape_at(path: Path) -> Shape:
    """What the language has at a path in the file; a free value where it does not say."""
    shape = ROOT
    for step in path:
        shape = _below(shape, str(step)) or Shape("free")
    return shape


def resolved(root: Block, text: str) -> Path:
    """The path in the file that a short or full path means.

    Of the tree only parties, ratifiers, bodies, blocs and conditions have to be there, because the short form leaves
    out in which section they stand; every other id may be new.

    Raises:
        LeadsNowhere: there is no such place in the language.
    """
    shape, node, found = ROOT, root, ()  # type: tuple[Shape, Node | None, Path]
    words = text.split(".")
    for at, word in enumerate(words):
        steps: Path = (word,) if _below(shape, word) is not None else _left_out(shape, node, word)
        if not steps:
            raise _nowhere(text, words[:at], word, shape, node)
        for step in steps:
            shape, node = _below(shape, str(step)) or Shape("free"), part_of(node, step)
        found = (*found, *steps)
    return found


def shown(root: Block, path: Path) -> str:
    """The short form of a path where it is read back as the same path, otherwise the full one."""
    short = case_path(path)
    try:
        if resolved(root, short) == path:
            return short
    except LeadsNowhere:
        pass
    return ".".join(map(str, path))


def _below(shape: Shape, word: str) -> Shape | None:
    if shape.model is not None:
        key = keys_of(shape.model).get(word)
        return key.shape if key is not None else None
    return shape.inner if shape.kind == "by_id" else None


def _left_out(shape: Shape, node: Node | None, word: str) -> Path:
    """The section that the short form leaves out before this id."""
    for section in LEFT_OUT.get(shape.model, ()) if shape.model is not None else ():
        ids = part_of(node, section)
        if isinstance(ids, Block) and word in ids:
            return (section, word)
    return ()


def _nowhere(text: str, before: list[str], word: str, shape: Shape, node: Node | None) -> LeadsNowhere:
    around = quoted(".".join(before)) if before else "the case"
    if shape.model is None:
        return LeadsNowhere(f"{quoted(text)} leads nowhere: {around} is a single value", f"name {around} itself", word)
    known: list[str] = []
    for section in LEFT_OUT.get(shape.model, ()):
        ids = part_of(node, section)
        known += ids if isinstance(ids, Block) else ()
    known += keys_of(shape.model)
    what = f"{quoted(text)} leads nowhere: there is no {quoted(word)} in {around}"
    return LeadsNowhere(what, did_you_mean(word, known), word)
