"""The formats of other programs that can be read and written: one module and one record each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from datetime import date

    from winset.case.load import Case
    from winset.case.problems import Problem
    from winset.formats.scenario import InputFile, Scenario
    from winset.formats.written import WrittenFiles


class Reader(Protocol):
    """What the module of a format offers."""

    def draft(self, data: bytes, file: str) -> str:
        """A map to fill in, from the names that a file has."""
        ...

    def convert(self, data: bytes, file: str, map_data: bytes, map_file: str, case: "Case") -> tuple[str, int]:
        """A section of the case as YAML, and how many entries it has."""
        ...


class ScenarioReader(Protocol):
    """What the module of a format of whole negotiations offers."""

    def read_scenario(self, files: "Sequence[InputFile]") -> "Scenario":
        """The negotiation that some files are."""
        ...


class Writer(Protocol):
    """What the module of a format that is written offers."""

    def write_files(self, case: "Case") -> "WrittenFiles":
        """The files that a case becomes, and what is left out of them."""
        ...


class CaseReader(Protocol):
    """What the module of a format of whole cases offers."""

    def read_case(self, data: bytes, file: str) -> "tuple[str, int, tuple[Problem, ...]]":
        """The case as YAML, how many parties it has, and what is left out, as warnings."""
        ...


class ConflictReader(Protocol):
    """What the module of a format of conflicts offers."""

    def read_case(self, data: bytes, file: str, as_of: "date") -> "tuple[str, int, tuple[Problem, ...]]":
        """The case as YAML, how many decision makers it has, and what is left out, as warnings."""
        ...


class FileWriter(Protocol):
    """What the module of a format that is written as one file offers."""

    def write_bytes(self, case: "Case") -> bytes:
        """The file that a case becomes; nothing of it is left out."""
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


@dataclass(frozen=True, slots=True)
class ScenarioFormat:
    """A format of whole negotiations. suffixes: what the names of its files end with, to find them in a folder."""

    id: str
    name: str
    reads: str
    suffixes: tuple[str, ...]
    source: str
    module: str

    @property
    def reader(self) -> ScenarioReader:
        """The module that reads it, imported when it is first used."""
        return cast("ScenarioReader", import_module(self.module))


@dataclass(frozen=True, slots=True)
class Export:
    """A format that is written. writes: what it makes of a case."""

    id: str
    name: str
    writes: str
    source: str
    module: str

    @property
    def writer(self) -> Writer:
        """The module that writes it, imported when it is first used."""
        return cast("Writer", import_module(self.module))


@dataclass(frozen=True, slots=True)
class CaseFormat:
    """A format of whole cases. writes: what it makes of a case, and reads back. suffix: what its files end with."""

    id: str
    name: str
    reads: str
    writes: str
    suffix: str
    source: str
    module: str

    @property
    def reader(self) -> CaseReader:
        """The module that reads it, imported when it is first used."""
        return cast("CaseReader", import_module(self.module))

    @property
    def writer(self) -> FileWriter:
        """The module that writes it, imported when it is first used."""
        return cast("FileWriter", import_module(self.module))


@dataclass(frozen=True, slots=True)
class ConflictFormat:
    """A format of conflicts that is read. suffix: what the names of its files end with."""

    id: str
    name: str
    reads: str
    suffix: str
    source: str
    module: str

    @property
    def reader(self) -> ConflictReader:
        """The module that reads it, imported when it is first used."""
        return cast("ConflictReader", import_module(self.module))


@dataclass(frozen=True, slots=True)
class ConflictExport:
    """A format of conflicts that is written; what it is made of has to be computed (see `winset.cli.exporting`)."""

    id: str
    name: str
    writes: str
    suffix: str
    source: str


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

_NEGMAS_SOURCE = "Mohammad, Nakadai and Greenwald 2021, NegMAS: A Platform for Situated Negotiations; NegMAS 0.16"

SCENARIO_FORMATS: Mapping[str, ScenarioFormat] = MappingProxyType(
    {
        each.id: each
        for each in (
            ScenarioFormat(
                id="genius",
                name="Genius",
                reads="a domain and its profiles in XML",
                suffixes=(".xml",),
                source="Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014, Genius, "
                "Computational Intelligence 30; the loaders of Genius 9 (genius.core.utility)",
                module="winset.formats.genius",
            ),
            ScenarioFormat(
                id="geniusweb",
                name="GeniusWeb",
                reads="profiles in JSON, with or without their domain",
                suffixes=(".json",),
                source="GeniusWeb, TU Delft: the profile and issuevalue packages of its core",
                module="winset.formats.geniusweb",
            ),
            ScenarioFormat(
                id="negmas",
                name="NegMAS",
                reads="a scenario folder in YAML or JSON",
                suffixes=(".yml", ".yaml", ".json"),
                source=_NEGMAS_SOURCE,
                module="winset.formats.negmas",
            ),
        )
    }
)

CASE_FORMATS: Mapping[str, CaseFormat] = MappingProxyType(
    {
        each.id: each
        for each in (
            CaseFormat(
                id="xlsx",
                name="Excel",
                reads="a workbook that `winset export xlsx` wrote, as it was edited",
                writes="a workbook with a sheet for each kind of entry; everything but the remarks of the file",
                suffix=".xlsx",
                source="Office Open XML, ISO/IEC 29500; the sheets are described on the cover that is written",
                module="winset.formats.xlsx",
            ),
        )
    }
)

_GMCR_SOURCE = "gmcr-py (github.com/onp/gmcr-py): its data model and the files that come with it"

CONFLICT_FORMATS: Mapping[str, ConflictFormat] = MappingProxyType(
    {
        each.id: each
        for each in (
            ConflictFormat(
                id="gmcr",
                name="gmcr-py",
                reads="a save file of a graph model",
                suffix=".gmcr",
                source=_GMCR_SOURCE,
                module="winset.formats.gmcr_case",
            ),
        )
    }
)

CONFLICT_EXPORTS: Mapping[str, ConflictExport] = MappingProxyType(
    {
        each.id: each
        for each in (
            ConflictExport(
                id="gmcr",
                name="gmcr-py",
                writes="the conflict, if its options are yes or no",
                suffix=".gmcr",
                source=_GMCR_SOURCE,
            ),
            ConflictExport(
                id="nfg",
                name="Gambit",
                writes="the conflict as a strategic game, whose payoffs are ranks",
                suffix=".nfg",
                source="Gambit (gambit-project.org), Game representation formats; Nash 1950, Equilibrium Points in "
                "n-Person Games, PNAS 36, 48-49",
            ),
        )
    }
)

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        each.id: each
        for each in (
            Export(
                id="negmas",
                name="NegMAS",
                writes="a scenario folder of the leads that judge by points",
                source=_NEGMAS_SOURCE,
                module="winset.formats.negmas_folder",
            ),
        )
    }
)
