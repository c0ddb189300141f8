"""The formats of other programs that can be read: one module and one record each."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from winset.case.load import Case


class Reader(Protocol):
    """What the module of a format offers."""

    def draft(self, data: bytes, file: str) -> str:
        """A map to fill in, from the names that a file has."""
        ...

    def convert(self, data: bytes, file: str, map_data: bytes, map_file: str, case: "Case") -> tuple[str, int]:
        """A section of the case as YAML, and how many entries it has."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format. reads: what it is a file of. section: what it becomes in a case. source: where it is described."""

    id: str
    name: str
    reads: str
    section: str
    source: str
    module: str

    @property
    def reader(self) -> Reader:
        """The module that reads it, imported when it is first used."""
        return cast("Reader", import_module(self.module))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.id: each
        for each in (
            Format(
                id="dna",
                name="Discourse Network Analyzer",
                reads="an event list, exported as CSV",
                section="statements",
                source="Leifeld, Gruber and Bossner 2018, Discourse Network Analyzer Manual; "
                "the exporter of DNA 3 (github.com/leifeld/dna)",
                module="winset.formats.dna",
            ),
        )
    }
)
