"""The tables of a `diff` answer."""

from collections.abc import Iterator

from winset.case.problems import visible
from winset.evidence.diff import DiffResult
from winset.evidence.differences import InputChange
from winset.model.result import Input
from winset.show.diff_words import answer_about, names_of_both, summary_words
from winset.show.inputs_table import basis
from winset.show.table import Column, Table, right
from winset.show.words import counted, few, number

_NOTHING = "-"
_CAUSES = 8  # named for one answer


def diff_tables(result: DiffResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    built = (_answers(result), _inputs(result), _parts(result), _sources(result))
    return tuple(table for table in built if table.rows)


def _answers(result: DiffResult) -> Table:
    names = names_of_both(result)
    return Table(
        "answers",
        f"{counted(len(result.answers), 'answer')} changed",
        "The answers of the older and of the newer version, and the changes that they rest on",
        (Column("Answer"), Column("Before"), Column("Now"), Column("May come from")),
        tuple(
            (
                answer_about(answer.change, names),
                summary_words(answer.change, answer.change.before, names),
                summary_words(answer.change, answer.change.after, names),
                few([visible(path) for path in answer.causes], _CAUSES) or "the answers of others",
            )
            for answer in result.answers
        ),
        "A change that an answer rests on may have brought it about; none is proved to be needed.",
    )


def _inputs(result: DiffResult) -> Table:
    inputs = result.changes.inputs
    return Table(
        "changed_inputs",
        f"{counted(len(inputs), 'input')} changed, came or went",
        "Each input before and now, with its standing and the words that it rests on now",
        (
            Column("Part of the case"),
            Column("What happened"),
            Column("Before"),
            Column("Now"),
            right("Difference"),
            Column("Standing"),
            Column("Rests on"),
        ),
        tuple(_input_row(change) for change in inputs),
    )


def _input_row(change: InputChange) -> tuple[str, ...]:
    stands = change.after if change.after is not None else change.before
    return (
        visible(change.path),
        _happened(change),
        _said(change.before),
        _said(change.after),
        _difference(change),
        _standing(change),
        basis(stands) if stands is not None else _NOTHING,
    )


def _happened(change: InputChange) -> str:
    kind = visible(change.kind)
    if change.change != "changed":
        toward = "perhaps now" if change.after is None else "perhaps it was"
        moved = f"; {toward} {visible(change.nearest)}" if change.nearest is not None else ""
        return f"{kind} {change.change}{moved}"
    if change.aspects == ("grounds",):
        return f"{kind} rests on other words"
    if "words" not in change.aspects:
        return f"{kind} has another standing"
    return f"{kind} changed"


def _said(entry: Input | None) -> str:
    return visible(entry.words) if entry is not None else _NOTHING


def _difference(change: InputChange) -> str:
    if change.difference is None:
        return _NOTHING
    return f"+{number(change.difference)}" if change.difference > 0 else number(change.difference)


def _standing(change: InputChange) -> str:
    before = change.before.standing if change.before is not None else None
    after = change.after.standing if change.after is not None else None
    if before is None or after is None or before == after:
        return visible(after or before or _NOTHING)
    return f"{visible(before)}, now {visible(after)}"


def _parts(result: DiffResult) -> Table:
    parts = result.changes.parts
    return Table(
        "changed_parts",
        f"{counted(len(parts), 'other part')} of the case changed, came or went",
        "What is no input: packages, who is asked, names, levers, variants",
        (Column("Part of the case"), Column("What happened"), Column("Before"), Column("Now")),
        tuple(
            (visible(part.path), part.change, visible(part.before or _NOTHING), visible(part.after or _NOTHING))
            for part in parts
        ),
    )


def _sources(result: DiffResult) -> Table:
    return Table(
        "changed_sources",
        f"{counted(len(result.changes.sources), 'source')} changed, came or went",
        "Sources of one version only, and those that the two describe otherwise",
        (Column("Source"), Column("What happened"), Column("Before"), Column("Now")),
        tuple(_source_rows(result)),
    )


def _source_rows(result: DiffResult) -> Iterator[tuple[str, ...]]:
    for source in result.changes.sources:
        if source.change != "changed":
            yield (
                visible(source.id),
                source.change,
                visible(source.before or _NOTHING),
                visible(source.after or _NOTHING),
            )
        for word, before, after in source.fields:
            yield visible(source.id), f"{word} changed", visible(before or _NOTHING), visible(after or _NOTHING)
