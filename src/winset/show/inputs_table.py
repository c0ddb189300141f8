"""The table of what an answer rests on: every part of the case that decided it, with its words and its standing."""

from winset.case.problems import visible
from winset.model.result import About, Input
from winset.show.sources import source, standing, words
from winset.show.table import Column, Table


def inputs_table(about: About) -> Table:
    """What an answer rests on, in the order of the case."""
    return Table(
        "inputs",
        standing(about),
        "Every part of the case that decided the answer, and what it rests on",
        (Column("Part of the case"), Column("Says"), Column("Standing"), Column("Rests on")),
        tuple(
            (visible(entry.path), visible(entry.words), visible(entry.standing), basis(entry)) for entry in about.inputs
        ),
        "“…” are words of the source; without quotation marks it is a figure or a paraphrase.",
    )


def basis(entry: Input) -> str:
    """What an input rests on: its quotations with their sources, and the reason given."""
    parts = [f"{words(quotation)} ({source(quotation)})" for quotation in entry.quotations]
    if entry.why:
        parts.append(f"Why: {visible(entry.why)}")
    return " / ".join(parts) or "nothing is given"
