"""The ratifiers of a case and the bodies and blocs inside them, by their short path."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from winset.case.findings import Finding, unknown
from winset.case.sections import Bloc, Body, CaseFile, Judge, Ratifier
from winset.case.shape import Path


class Judges:
    """Finds whoever judges packages."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file

    @cached_property
    def ratifiers(self) -> dict[str, Ratifier]:
        """The ratifiers, as party.ratifier."""
        return {
            f"{party_id}.{id_}": ratifier
            for party_id, party in self.file.parties.items()
            for id_, ratifier in party.ratifiers.items()
        }

    @cached_property
    def all(self) -> dict[str, Judge]:
        """The ratifiers with all that is inside them, as party.ratifier.bloc."""
        return {name: judge for name, _, judge in judges(self.file)}

    def at(self, name: str) -> Judge | None:
        """The ratifier, body or bloc of this name."""
        return self.all.get(name)


def judges(file: CaseFile) -> Iterator[tuple[str, Path, Judge]]:
    """Every ratifier, body and bloc: its short path, its path in the file, and itself."""
    for party_id, party in file.parties.items():
        for id_, ratifier in party.ratifiers.items():
            path = ("parties", party_id, "ratifiers", id_)
            yield from _within(f"{party_id}.{id_}", path, ratifier)


def _within(name: str, path: Path, judge: Judge) -> Iterator[tuple[str, Path, Judge]]:
    yield name, path, judge
    for id_, bloc in judge.blocs.items():
        yield from _within(f"{name}.{id_}", (*path, "blocs", id_), bloc)
    for id_, body in bodies_of(judge).items():
        yield from _within(f"{name}.{id_}", (*path, "bodies", id_), body)


def bodies_of(judge: Judge) -> dict[str, Body]:
    """The bodies under a ratifier or body; a bloc has none."""
    return judge.bodies if isinstance(judge, Body) else {}


def blocs_below(judge: Judge) -> Iterator[Bloc]:
    """The blocs inside, and the blocs inside them."""
    for bloc in judge.blocs.values():
        yield bloc
        yield from blocs_below(bloc)


def no_judge(path: Path, name: str, known: Iterable[str]) -> Finding:
    """A ratifier that is named and not there."""
    return unknown(path, "ratifier", name, list(known))
