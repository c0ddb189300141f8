"""Which inputs a briefing speaks of, and in which places, so that links lead both ways."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from winset.brief.linked import anchor
from winset.case.coverage import Entry, coverage
from winset.case.load import Case
from winset.case.problems import visible
from winset.model.result import About, Input
from winset.settlement.about import read_input

_VOTES = frozenset({"votes", "members", "turnout"})


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the page: where it is, and what it is called."""

    href: str
    title: str


class Register:
    """The inputs of a case by path, and the places that use them.

    An input that decided the answer is listed in any case, another one if some place uses it. A ratifier has an entry
    of its own, to which numbers lead that all of its inputs make together, such as the votes that it lacks.
    """

    def __init__(self, case: Case, about: About, ratifiers: Iterable[str]) -> None:
        self._case = case
        self._entries = {entry.path: entry for entry in coverage(case).entries}
        self._inputs: dict[str, Input] = {entry.path: entry for entry in about.inputs}
        self._places: dict[str, dict[Place, None]] = {}
        self.decided = about.inputs
        self.ratifiers = tuple(ratifiers)

    def entry(self, path: str) -> Entry | None:
        """The entry of the case at a path, if an input stands there."""
        return self._entries.get(path)

    def input(self, path: str) -> Input | None:
        """The input at a path with what it rests on, if one stands there."""
        if path not in self._inputs and path in self._entries:
            self._inputs[path] = read_input(self._case, tuple(map(str, self._entries[path].at)))
        return self._inputs.get(path)

    def lever(self, id_: str) -> str:
        """A lever by its name, or by its id where it has none."""
        lever = self._case.file.levers.get(id_)
        return visible(lever.name if lever is not None and lever.name is not None else id_)

    def votes_of(self, ratifier: str) -> tuple[str, ...]:
        """The paths of the votes that the answers of a ratifier are counted from."""
        inside = (path for path in self._entries if path.startswith(f"{ratifier}."))
        return tuple(path for path in inside if path.rpartition(".")[2] in _VOTES)

    def to(self, path: str, place: Place) -> str:
        """The link from a place to the input at a path, or to what it is a part of; empty where there is none."""
        home = self._home(path)
        if home is None:
            return ""
        self._places.setdefault(home, {})[place] = None
        return f"#{anchor('input', home)}"

    def places(self, path: str) -> tuple[Place, ...]:
        """The places that use an input or a ratifier's entry, in the order of the page."""
        return tuple(self._places.get(path, ()))

    @property
    def used(self) -> tuple[str, ...]:
        """The paths of the inputs that some place uses."""
        return tuple(path for path in self._places if path not in self.ratifiers)

    def _home(self, path: str) -> str | None:
        """The input that speaks for a path: a number in a poll or a table is not listed apart from what it is in."""
        found: str | None = None
        for step in _outwards(path):
            if step in self.ratifiers:
                return found or step
            entry = self.input(step)
            if entry is not None and (found is None or _same_grounds(self.input(found), entry)):
                found = step
        return found


def _outwards(path: str) -> Iterator[str]:
    """A path and those around it: `a.b.c`, `a.b`, `a`."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def _same_grounds(one: Input | None, other: Input) -> bool:
    return one is not None and (one.quotations, one.why) == (other.quotations, other.why)
