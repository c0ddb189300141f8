"""If nothing is signed: what can last, who would leave it, and how it would come about."""

from dataclasses import dataclass

from winset.brief.asked import NotAsked
from winset.brief.grounds import bounded
from winset.brief.linked import Linked, LinkedTable, unlinked
from winset.brief.register import Place, Register
from winset.conflict.records import StabilityResult
from winset.show.figures.evolution import evolution
from winset.show.figures.svg import Figure
from winset.show.stability_tables import stability_tables
from winset.show.stability_words import stability_explain, stability_sentence
from winset.show.table import Column, Table
from winset.show.words import counted

_HERE = Place("#lasting", "If nothing is signed")
_TABLES = ("states", "reasons", "ways", "jumps", "variants")


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the section says: the answer, what explains it, how things can go, tables, and what it rests on."""

    sentence: Linked
    lines: tuple[str, ...] = ()
    figure: Figure | None = None
    tables: tuple[LinkedTable, ...] = ()


def lasting(result: StabilityResult | NotAsked | None, register: Register) -> Lasting | None:
    """Put the section together; None where the case says nothing of what is done if nothing is signed."""
    if result is None:
        return None
    if isinstance(result, NotAsked):
        return Lasting(unlinked(result.why))
    built = {table.id: table for table in stability_tables(result)}
    tables = [LinkedTable(bounded(built[id_]), {}) for id_ in _TABLES if id_ in built]
    return Lasting(
        unlinked(stability_sentence(result)),
        stability_explain(result),
        evolution(result),
        (*tables, _rests_on(result, register)),
    )


def _rests_on(result: StabilityResult, register: Register) -> LinkedTable:
    """The options and preferences that the section is made of; each leads to its source."""
    inputs = result.about.inputs
    rows = tuple((entry.words, entry.standing) for entry in inputs)
    table = Table(
        "lasting_inputs",
        f"What is done and preferred, in {counted(len(inputs), 'entry', 'entries')} of the case",
        "Each leads to what it rests on",
        (Column("What the case says"), Column("Standing")),
        rows,
    )
    shown = bounded(table)
    links = {(row, 0): register.to(entry.path, _HERE) for row, entry in enumerate(inputs[: len(shown.rows)])}
    return LinkedTable(shown, links)
