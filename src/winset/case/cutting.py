"""Rewrites the tree of a case without some sources: inputs taken out or put in, cites cut, their words gone.

Nothing is changed in place; what does not differ is shared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from winset.case.claims import Claim
from winset.case.fates import LEFT_OUT, Edits, below, shape_at
from winset.case.paths import ROOT, LeadsNowhere, yaml_path
from winset.case.reading import Block, Node, Row
from winset.case.sections import Condition, Effect, Issue, Source, Variant
from winset.case.shape import FREE, Path, Shape, Step, keys_of
from winset.case.written import Cite

# What is said about an entry. It may repeat the source, so it goes as soon as one of the entry's cites does.
_COMMENTARY = frozenset({"why", "caution", "note", "asked", "text", "outcome", "about"})
# What things are called. It stays as long as another source speaks for the entry.
_NAMES = frozenset({"name", "title", "effort"})
_UNTITLED = "(left out)"
_PUT = Shape("by_id")  # stands for a section whose keys are paths: what is put there has the shape of its path
_PUTTING = {(Variant, "add"), (Variant, "set"), (Effect, "add")}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written, with its path and the kind that it is."""

    path: Path
    block: Block
    model: type[BaseModel]


def entries(root: Block) -> Iterator[Entry]:
    """Every entry of a tree, with those that variants and levers put in."""
    waiting: list[tuple[Path, Node, Shape]] = [((), root, ROOT)]
    while waiting:
        path, node, shape = waiting.pop()
        shape = _fitting(node, shape)
        if isinstance(node, Block):
            if shape.model is not None:
                yield Entry(path, node, shape.model)
            waiting += [((*path, key), part, _under(root, shape, key)) for key, part in node.items()]
        elif isinstance(node, Row):
            waiting += [((*path, at), part, _under(root, shape, at)) for at, part in enumerate(node)]


def sources_of(entry: Entry) -> tuple[str, ...]:
    """The sources that an entry itself is cited to."""
    return tuple(str(cite.get("source")) for cite in _cites(entry.block, entry.model))


def _cites(block: Block, model: type[BaseModel]) -> list[Block]:
    if "cite" not in keys_of(model):
        return []
    cite = block.get("cite", ())
    return [each for each in (cite if isinstance(cite, Row) else [cite]) if isinstance(each, Block)]


def _fitting(node: Node, shape: Shape) -> Shape:
    """A single mapping stands for a list of one."""
    return shape.inner if isinstance(node, Block) and shape.kind == "list" and shape.inner is not None else shape


def _under(root: Block, shape: Shape, step: Step) -> Shape:
    if shape is _PUT:
        try:
            return shape_at(yaml_path(root, str(step), new=True))
        except LeadsNowhere:  # put in by a variant on top of what another lever puts in
            return FREE
    return _PUT if (shape.model, step) in _PUTTING else below(shape, step)


class Phrases:
    """The words of sources, looked up in what a case says of its own; capitals and punctuation make no difference."""

    def __init__(self, root: Block, left: frozenset[str]) -> None:
        self._ids = {words for id_ in left if (words := _words(id_))}
        self._phrases: set[tuple[str, ...]] = set()
        for text in _texts(root, left):
            self._phrases.add(_words(text))
        self._phrases.discard(())
        self._lengths: dict[str, set[int]] = {}
        for words in self._phrases | self._ids:
            self._lengths.setdefault(words[0], set()).add(len(words))

    def in_commentary(self, text: str) -> bool:
        """Whether the words of a source, or its id, stand in a text about an entry."""
        return any(found in self._phrases or found in self._ids for found in self._candidates(text))

    def in_name(self, text: str) -> bool:
        """Whether a name is, or has in it, the words of a source; a single word is nobody's own."""
        return any(len(found) > 1 and found in self._phrases for found in self._candidates(text))

    def _candidates(self, text: str) -> Iterator[tuple[str, ...]]:
        words = _words(text)
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                yield words[at : at + length]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _texts(root: Block, left: frozenset[str]) -> Iterator[str]:
    """What the sources say, as the case has it, with their titles and addresses."""
    wanted: dict[type[BaseModel], tuple[str, ...]] = {
        Cite: ("quote", "says"), Source: ("title", "url"), Claim: ("quote",)}  # fmt: skip
    for entry in entries(root):
        named = (
            [str(entry.block.get("source"))]
            if entry.model is Cite
            else [str(entry.path[-1])]
            if entry.model is Source
            else sources_of(entry)
        )
        if entry.model in wanted and named and left.issuperset(named):
            texts = (entry.block.get(key) for key in wanted[entry.model])
            yield from (text for text in texts if isinstance(text, str))


@dataclass(frozen=True, slots=True)
class _State:
    """How an entry stands: `fallen` where it rests on left-out sources alone, `touched` where on one among others."""

    fallen: bool
    touched: bool


@dataclass(frozen=True, slots=True)
class Cutting:
    """A rewriting of a tree without some sources. `edits`: what is taken out or put in, by path."""

    root: Block
    left: frozenset[str]
    edits: Edits
    phrases: Phrases

    def tree(self) -> Block:
        """The tree as it is without the sources."""
        return self._block(self.root, ROOT, (), fallen=False)

    def _node(self, node: Node, shape: Shape, path: Path, *, fallen: bool) -> Node:
        shape = _fitting(node, shape)
        if isinstance(node, Row):
            return self._row(node, shape, path, fallen=fallen)
        if isinstance(node, Block):
            return self._block(node, shape, path, fallen=fallen)
        return node

    def _row(self, row: Row, shape: Shape, path: Path, *, fallen: bool) -> Row:
        kept = Row(row.place)
        for at, part in enumerate(row):
            here = (*path, at)
            if here not in self.edits:
                kept.append(self._node(part, _under(self.root, shape, at), here, fallen=fallen))
                kept.places.append(row.places[at])
        return row if _same(kept, row) else kept

    def _block(self, block: Block, shape: Shape, path: Path, *, fallen: bool) -> Block:
        state = self._state(block, shape.model, fallen=fallen)
        kept = Block(block.place)
        for key, part in block.items():
            here = (*path, key)
            new: Node | None = self.edits.get(here, part)
            if new is part:
                new = self._node(part, _under(self.root, shape, key), here, fallen=state.fallen)
                new = self._said(block, shape.model, key, new, state) if shape.model is not None else new
            if new is not None:
                kept[key] = new
                if key in block.places:  # what stands in for a faulty part has no place
                    kept.places[key] = block.places[key]
        lost = shape.model is not None and bool(_cites(block, shape.model)) and "cite" not in kept
        if lost and shape.model is not None and "why" in keys_of(shape.model):
            kept["why"] = LEFT_OUT
            kept.places["why"] = (*block.place, *block.place)
        return block if _same(kept.values(), block.values()) else kept

    def _state(self, block: Block, model: type[BaseModel] | None, *, fallen: bool) -> _State:
        if model is None:
            return _State(fallen, fallen)
        cited = [str(cite.get("source")) for cite in _cites(block, model)]
        if cited:
            return _State(self.left.issuperset(cited), not self.left.isdisjoint(cited))
        own = "why" in block and "cite" in keys_of(model)  # a reason of its own: it does not borrow a cite
        return _State(fallen and not own, fallen and not own)

    def _said(self, block: Block, model: type[BaseModel], key: str, part: Node, state: _State) -> Node | None:
        """What is left of the cites and the words of an entry; None where nothing is."""
        if key == "cite":
            return self._cite(part)
        if key == "options" and model in (Issue, Condition) and isinstance(part, Block):
            return self._options(part, state)
        if not isinstance(part, str) or key not in keys_of(model) or keys_of(model)[key].shape.kind != "free":
            return part
        if key in _COMMENTARY and (state.touched or self.phrases.in_commentary(part)):
            # A reason that is merely taken out would let the entry borrow the cite of one around it.
            bare = key == "why" and self.left.issuperset(sources_of(Entry((), block, model)))
            return LEFT_OUT if bare else None
        if key in _NAMES and model is not Source and (state.fallen or self.phrases.in_name(part)):
            return _UNTITLED if keys_of(model)[key].required else None
        return part

    def _cite(self, cite: Node) -> Node | None:
        if isinstance(cite, Block):
            return None if cite.get("source") in self.left else cite
        if not isinstance(cite, Row):
            return cite
        kept = Row(cite.place)
        for at, each in enumerate(cite):
            if not (isinstance(each, Block) and each.get("source") in self.left):
                kept.append(each)
                kept.places.append(cite.places[at])
        return cite if _same(kept, cite) else (kept or None)

    def _options(self, options: Block, state: _State) -> Block:
        """The options, by their ids alone where their names are words of a source."""
        named = {
            id_: id_ if isinstance(name, str) and (state.fallen or self.phrases.in_name(name)) else name
            for id_, name in options.items()
        }
        if _same(named.values(), options.values()):
            return options
        bare = Block(options.place)
        bare.update(named)
        bare.places = options.places
        return bare


def _same(new: Iterable[Node], old: Iterable[Node]) -> bool:
    """Whether these are the very same parts."""
    return [id(part) for part in new] == [id(part) for part in old]
