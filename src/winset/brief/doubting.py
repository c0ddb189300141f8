"""How sure: the interval of each verdict in words and numbers, what would turn it, and what to find out first."""

from dataclasses import dataclass

from winset.brief.asked import NotAsked
from winset.brief.grounds import bounded
from winset.brief.linked import Linked, LinkedTable, unlinked
from winset.doubt.records import Doubted, DoubtResult
from winset.show.doubt_words import clause, doubt_sentence, finding_words, how_sure, said_lines
from winset.show.figures.svg import Figure
from winset.show.figures.tornado import tornado
from winset.show.names import Names
from winset.show.table import Column, Table
from winset.show.words import count, counted, opening

_MOST = 12


@dataclass(frozen=True, slots=True)
class Doubting:
    """What the section says. first: what to find out first; rest: how it was drawn, with its assumptions."""

    sentence: Linked
    verdicts: LinkedTable | None = None
    figure: Figure | None = None
    figure_table: LinkedTable | None = None
    first: str = ""
    rest: tuple[str, ...] = ()


def doubting(result: DoubtResult | NotAsked) -> Doubting:
    """Put the section together."""
    if isinstance(result, NotAsked):
        return Doubting(unlinked(result.why))
    names = Names.of(result.about)
    drawn, table = tornado(result), _verdicts(result, names)
    return Doubting(
        sentence=unlinked(doubt_sentence(result)),
        verdicts=LinkedTable(bounded(table), {}) if table.rows else None,
        figure=drawn,
        figure_table=LinkedTable(bounded(drawn.table), {}) if drawn is not None else None,
        first=finding_words(result),
        rest=said_lines(result),
    )


def _verdicts(result: DoubtResult, names: Names) -> Table:
    """The verdicts that hang on numbers, with how sure each is; those that can flip come first."""
    rows = sorted(result.verdicts, key=_doubtful)
    moved = sum(row.moved for row in rows)
    shown = [row for row in rows if row.bears or row.moved][:_MOST]
    left = sum(not row.bears and not row.moved for row in rows)
    title = f"{opening(counted(moved, 'verdict'))} can flip" if moved else "No verdict flips in any draw"
    return Table(
        "doubted",
        title,
        f"Over {count(result.draws)} draws of every uncertain number; an interval holds both readings of how things "
        "hang together, and the error of drawing",
        (Column("What is said"), Column("How sure")),
        tuple((opening(clause(row, names)), how_sure(row)) for row in shown),
        f"{opening(counted(left, 'other verdict'))} hang on no number that is drawn." if left else "",
    )


def _doubtful(row: Doubted) -> tuple[bool, bool, float]:
    return not row.moved, not row.bears, row.chance(row.stated).independent
