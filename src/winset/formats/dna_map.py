"""What the names in a Discourse Network Analyzer export stand for in a case: a small file that the user writes.

organizations: {Port Ltd: port, Town council: town.council}   # a party, or party.ratifier
persons: {The mayor: town.council}                            # goes before the organization
concepts: {A deep basin: {basin: deep}, The talks: {}}        # a pattern, or the name of one
agreement: {'-1': against, '0': neither}                      # where the usual words do not fit
sources: {The Daily: daily}                                   # a document's title or source: a source of the case
columns: {concept: frame}                                     # where a column has another name
leave_out: [Weather service]                                  # persons, organizations, concepts to pass over
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError

from winset.case.checks.judges import Judges
from winset.case.checks.vocabulary import Vocabulary
from winset.case.findings import Finding, problem, unknown
from winset.case.load import Case
from winset.case.patterns import parse_pattern
from winset.case.problems import MAX_PROBLEMS, CaseError, quoted
from winset.case.reading import Block, Node, Row, read
from winset.case.sections import CaseFile
from winset.formats.fragment import Plain

STANCES = ("for", "against", "neither")
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("statementid", "id"),
        "time": ("time", "date", "datetime"),
        "title": ("documenttitle", "doctitle", "title"),
        "source": ("source", "documentsource", "docsource"),
        "text": ("text",),
        "person": ("person",),
        "organization": ("organization", "organisation"),
        "concept": ("concept",),
        "agreement": ("agreement",),
    }
)
_AGREEMENT: Mapping[str, str] = MappingProxyType(
    {"1": "for", "true": "for", "yes": "for", "0": "against", "false": "against", "no": "against", "": "neither"}
)
_BY_NAME = ("organizations", "persons", "concepts", "agreement", "sources", "columns")
_KEYS = (*_BY_NAME, "leave_out")
_Names = dict[str, Node]


@dataclass(frozen=True)
class DnaMap:
    """The names of an export, checked against a case.

    as_of and taken: the day of the case, and the ids of the statements that it has.
    """

    persons: Mapping[str, str]
    organizations: Mapping[str, str]
    concepts: Mapping[str, Plain]
    agreement: Mapping[str, str]
    sources: Mapping[str, str]
    columns: Mapping[str, str]
    leave_out: frozenset[str]
    as_of: date
    taken: frozenset[str]


def read_map(data: bytes | str, file: str, case: Case) -> DnaMap:
    """Read a map for a case.

    Raises:
        CaseError: with everything that is wrong with it.
    """
    root = read(data, file)
    findings = tuple(_findings(root, case.file))
    if findings:
        shown = [problem(finding, root, file) for finding in findings[:MAX_PROBLEMS]]
        raise CaseError(shown, len(findings) - len(shown))
    left = root.get("leave_out", Row((1, 1)))
    return DnaMap(
        persons=_texts(root, "persons"),
        organizations=_texts(root, "organizations"),
        concepts={name: _plain(node) for name, node in _names(root, "concepts").items()},
        agreement={**_AGREEMENT, **{word.casefold(): said for word, said in _texts(root, "agreement").items()}},
        sources=_texts(root, "sources"),
        columns=_texts(root, "columns"),
        leave_out=frozenset(name for name in left if isinstance(name, str)),
        as_of=case.file.as_of,
        taken=frozenset(case.file.statements),
    )


def _names(root: Block, key: str) -> _Names:
    found = root.get(key)
    return dict(found) if isinstance(found, Block) else {}


def _texts(root: Block, key: str) -> dict[str, str]:
    return {name: node for name, node in _names(root, key).items() if isinstance(node, str)}


def _plain(node: Node) -> Plain:
    """The same without places."""
    if isinstance(node, Block):
        return {key: _plain(part) for key, part in node.items()}
    return [_plain(part) for part in node] if isinstance(node, Row) else node


def _findings(root: Block, file: CaseFile) -> Iterator[Finding]:
    yield from (unknown((key,), "part of a map called", key, _KEYS, "key") for key in root if key not in _KEYS)
    for key in _BY_NAME:
        if not isinstance(root.get(key, Block((1, 1))), Block):
            yield Finding((key,), f"expected a mapping in {quoted(key)}", "write `name: what it stands for`", "key")
    if not isinstance(root.get("leave_out", Row((1, 1))), Row):
        yield Finding(("leave_out",), "expected a list in `leave_out`", "write `[a, b]`", "key")
    speakers = [*file.parties, *Judges(file).ratifiers]
    known: Mapping[str, tuple[str, list[str]]] = {
        "persons": ("party or ratifier", speakers),
        "organizations": ("party or ratifier", speakers),
        "agreement": ("stance", list(STANCES)),
        "sources": ("source", list(file.sources)),
    }
    for key, (what, ids) in known.items():
        for name, node in _names(root, key).items():
            if not isinstance(node, str):
                yield Finding((key, name), f"expected a {what}", "write one word")
            elif node not in ids:
                yield unknown((key, name), what, node, ids)
    yield from _column_faults(root)
    yield from _concept_faults(root, Vocabulary.of(file))


def _column_faults(root: Block) -> Iterator[Finding]:
    for name, node in _names(root, "columns").items():
        if name not in COLUMNS:
            yield unknown(("columns", name), "column", name, COLUMNS, "key")
        if not isinstance(node, str):
            yield Finding(("columns", name), "expected the name of a column", "write its heading in the export")


def _concept_faults(root: Block, words: Vocabulary) -> Iterator[Finding]:
    for name, node in _names(root, "concepts").items():
        path = ("concepts", name)
        try:
            pattern = parse_pattern(node)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                context = fault.get("ctx") or {}
                yield Finding(
                    (*path, *fault["loc"]), str(context.get("what", fault["msg"])), str(context.get("mend", ""))
                )
        else:
            yield from words.faults(pattern, path)
