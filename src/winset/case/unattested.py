"""What would still tell of left-out sources by its id, its members or its rule, and what takes that away.

Leaving sources out keeps what a case cannot do without: issues, conditions, ratifiers, rules. Where such a part rests
on left-out sources alone, and nothing else that is cited speaks of it, a reader would still learn of it. So issues,
conditions and features go, with all that speaks of them; ratifiers, bodies and blocs stay and lose their ids, because
without them others would seem to decide alone; a body whose rule or size is not known has no count of votes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from winset.case.coverage import cites_of
from winset.case.cutting import entries, sources_of
from winset.case.fates import Edits, dropping
from winset.case.load import Case
from winset.case.paths import node_at
from winset.case.patterns import Named, Where
from winset.case.reading import Block, Node
from winset.case.record import Feature
from winset.case.sections import CaseFile, Condition, Issue, Judge
from winset.case.shape import Path
from winset.case.unattested_conflict import lost_names, unseen_deciders
from winset.case.walk import pattern_parts, walk

_COUNTED = ("rule", "members", "turnout", "blocs", "bodies", "polls", "counts")
_POINTED = ("points", "adjust", "no_deal")


@dataclass(frozen=True, slots=True)
class Unattested:
    """edits: what is taken out. renamed: a new id for ratifiers, bodies, blocs and decision makers, by path."""

    edits: Edits
    renamed: Mapping[Path, str]

    def told(self, root: Block) -> Iterator[Path]:
        """What to count: the parts that the tree had, without what stands in another of them."""
        for path in (*self.edits, *self.renamed):
            inside = any(path[:end] in self.edits for end in range(1, len(path)))
            if not inside and path[0] != "status_quo" and node_at(root, path) is not None:
                yield path


def unattested(before: Case, after: Case, left: frozenset[str], uncounted: frozenset[Path]) -> Unattested:
    """What to take away from a case without some sources.

    Args:
        before: the case with all its sources.
        after: the case without those that are left out.
        left: their ids.
        uncounted: rules and numbers of members that stayed although they rested on these alone.
    """
    resting = {path: model for path, model in _resting(before, left) if node_at(after.root, path) is not None}
    speaking = _Speaking.of(after)
    words = {str(path[-1]) for path, model in resting.items() if issubclass(model, Issue | Condition)}
    lost = _closed(words - speaking.attested, speaking, after.file)
    features = {
        str(path[-1])
        for path, model in resting.items()
        if issubclass(model, Feature) and not _traits_cited(after, str(path[-1]))
    }
    edits: dict[Path, Node | None] = {}
    for path in (*_speaking_of(lost, speaking, after.file), *_of_features(features, after.root)):
        edits[path] = None
    for path in _no_longer_named(before, speaking, after.file):
        edits[path] = None
    for path in uncounted:
        judge = path[: next(at for at, step in enumerate(path) if step in {"rule", "members"})]
        edits.update(dict.fromkeys(((*judge, key) for key in _COUNTED), None))
    edits.update(dict.fromkeys(lost_names(before, after, resting)))
    judges = [path for path, part in walk(after.file) if isinstance(part, Judge) and path in resting]
    unseen = [path for path in judges if not _cited_inside(after, path)]
    prefix = "withheld"
    while any(prefix in str(step) for entry in entries(before.root) for step in entry.path):
        prefix += "_"
    renamed = {
        path: f"{prefix}_{number}" for number, path in enumerate((*unseen, *unseen_deciders(after, resting)), start=1)
    }
    return Unattested(edits, renamed)


def with_new_ids(root: Block, renamed: Mapping[Path, str]) -> Block:
    """A tree in which ratifiers, bodies, blocs and decision makers have other ids, also where something names them."""
    return _renamed(root, (), renamed) if renamed else root


def _renamed(block: Block, path: Path, renamed: Mapping[Path, str]) -> Block:
    kept = Block(block.place)
    for key, node in block.items():
        moving = path == ("conflict", "moves")
        new = renamed.get(("conflict", "deciders", key) if moving else (*path, key), key)
        if isinstance(node, Block) and (path or key in {"parties", "conflict"}):
            kept[new] = _renamed(node, (*path, key), renamed)
        elif isinstance(node, str) and path[:1] == ("parties",):
            kept[new] = _name_of_another(key, node, path, renamed)
        elif isinstance(node, str) and key == "by" and path[:2] in {("conflict", "options"), ("conflict", "barred")}:
            kept[new] = renamed.get(("conflict", "deciders", node), node)
        else:
            kept[new] = node
        if key in block.places:
            kept.places[new] = block.places[key]
    return kept


def _name_of_another(key: str, node: str, path: Path, renamed: Mapping[Path, str]) -> str:
    """A party names its lead, and a ratifier the one that it follows."""
    if key == "lead" and len(path) == 2:
        return renamed.get((*path, "ratifiers", node), node)
    if key == "follows" and len(path) == 4:
        party, _, id_ = node.partition(".")
        return f"{party}.{renamed.get(('parties', party, 'ratifiers', id_), id_)}"
    return node


def _resting(case: Case, left: frozenset[str]) -> Iterator[tuple[Path, type[BaseModel]]]:
    """The entries that are cited to left-out sources alone."""
    for entry in entries(case.root):
        cited = sources_of(entry)
        if cited and left.issuperset(cited):
            yield entry.path, entry.model


@dataclass(frozen=True, slots=True)
class _Speaking:
    """Which patterns speak of which issues, conditions and named patterns.

    of: by the path of a pattern, its words, through the names that it uses. attested: the words of patterns, rankings
    and points that are cited. used: the names of patterns that are used somewhere.
    """

    of_: Mapping[Path, frozenset[str]]
    attested: frozenset[str]
    used: frozenset[str]

    @classmethod
    def of(cls, case: Case) -> "_Speaking":
        """Read them off a case."""
        said = {path: frozenset(_words(part)) for path, part in walk(case.file) if isinstance(part, Named | Where)}
        named = {name: said.get(("patterns", name), frozenset()) for name in case.file.patterns}
        whole = {path: _through(words, named) for path, words in said.items()}
        attested = {word for path, words in whole.items() if cites_of(case, path) for word in words}
        for path, judge in walk(case.file):
            if isinstance(judge, Judge) and cites_of(case, path):
                attested |= {*judge.prefers, *judge.points}
        outside = (words for path, words in whole.items() if path[0] != "patterns")
        return cls(whole, frozenset(attested), frozenset().union(*outside))


def _words(pattern: Named | Where) -> Iterator[str]:
    for _, part in pattern_parts(pattern):
        yield part.name if isinstance(part, Named) else part.id


def _through(words: frozenset[str], named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words, with those of the patterns that they name."""
    found: set[str] = set()
    waiting = list(words)
    while waiting:
        word = waiting.pop()
        if word not in found:
            found.add(word)
            waiting += named.get(word, ())
    return frozenset(found)


def _closed(words: set[str], speaking: _Speaking, file: CaseFile) -> frozenset[str]:
    """The words that go: with an issue go those that exist only where it does."""
    lost = set(words)
    while True:
        more = {id_ for id_ in file.issues if speaking.of_.get(("issues", id_, "only_when"), frozenset()) & lost} - lost
        if not more:
            return frozenset(lost)
        lost |= more


def _speaking_of(lost: frozenset[str], speaking: _Speaking, file: CaseFile) -> Iterator[Path]:
    """The issues and conditions themselves, and everything that speaks of them."""
    for word in sorted(lost):
        yield from ((section, word) for section in ("issues", "conditions", "status_quo"))
    for path, words in speaking.of_.items():
        if words & lost and path[0] != "issues" and path[-3:-2] != ("adjust",):
            found = dropping(path)
            yield found[0] if found is not None else path
    for path, judge in walk(file):
        if isinstance(judge, Judge):
            yield from ((*path, "prefers", word) for word in judge.prefers if word in lost)
            adjusted = (speaking.of_[*path, "adjust", id_, "when"] for id_ in judge.adjust)
            if lost & set(judge.points).union(*adjusted):  # what is left is no sum any more
                yield from ((*path, key) for key in _POINTED)


def _of_features(features: set[str], root: Block) -> Iterator[Path]:
    cases = node_at(root, ("precedents", "cases"))
    for id_ in sorted(features):
        yield ("precedents", "features", id_)
        yield ("precedents", "present", id_)
        if isinstance(cases, Block):
            yield from (("precedents", "cases", case, "traits", id_) for case in cases)


def _traits_cited(case: Case, feature: str) -> bool:
    return any(
        sources_of(entry) and entry.path[0] == "precedents" and entry.path[-1] == feature
        for entry in entries(case.root)
        if entry.model is not Feature
    )


def _no_longer_named(before: Case, speaking: _Speaking, file: CaseFile) -> Iterator[Path]:
    """Named patterns that only what is gone made use of."""
    used = _Speaking.of(before).used
    for name in file.patterns:
        if name in used and name not in speaking.used:
            yield ("patterns", name)


def _cited_inside(case: Case, path: Path) -> bool:
    return any(entry.path[: len(path)] == path and sources_of(entry) for entry in entries(case.root))
