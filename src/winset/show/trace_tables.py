"""The tables of a `trace` answer."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from winset.case.problems import visible
from winset.evidence.traced import Effect, Found, TracedInput, TracedQuotation, TraceResult, WithoutSources
from winset.show.diff_words import answer_about, summary_words
from winset.show.inputs_table import basis
from winset.show.names import Names
from winset.show.sources import source, words
from winset.show.table import Column, Table, right
from winset.show.trace_words import about_answer, moved_outcome, says, source_words
from winset.show.words import count, counted, few, listed

_NOTHING = "-"
_USES = 4  # named in one cell
_NEAREST = 6  # nearest deals that are listed one by one, where one source is asked about
_HAPPENED: Mapping[str, str] = MappingProxyType(
    {"dropped": "taken out", "bounds": "its bounds are left", "assumed": "assumed now"}
)
_BECAME: Mapping[str, str] = MappingProxyType(
    {"falls": "not sure any more", "changes": "changes", "assumed": "rests on no source any more"}
)


def trace_tables(result: TraceResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (make(result, names) for make in _TABLES[result.found])
    return tuple(table for table in built if table.rows)


def _inputs(result: TraceResult, names: Names) -> Table:
    return Table(
        "traced_inputs",
        f"{counted(len(result.inputs), 'input')}, with the words behind {_them(len(result.inputs))}",
        "Each part of the case, and those whose answers rest on it",
        (
            Column("Part of the case"),
            Column("Says"),
            Column("Standing"),
            Column("Rests on"),
            Column("Whose answers rest on it"),
        ),
        tuple(_input_row(each, names) for each in result.inputs),
        "“…” are words of the source; without quotation marks it is a figure or a paraphrase.",
    )


def _them(many: int) -> str:
    return "it" if many == 1 else "them"


def _input_row(each: TracedInput, names: Names) -> tuple[str, ...]:
    by = f" by {listed([visible(id_) for id_ in each.contested_by])}" if each.contested_by else ""
    whose = few([names.ratifier(id_) for id_ in each.ratifiers], _USES)
    return (
        visible(each.input.path),
        visible(each.input.words),
        f"{visible(each.input.standing)}{by}",
        basis(each.input),
        whose or "no answer",
    )


def _quotations(result: TraceResult, _names: Names) -> Table:
    return Table(
        "quotations",
        f"{counted(len(result.quotations), 'quotation')}, and what uses {_them(len(result.quotations))}",
        "Words of sources, with the parts of the case that rest on them",
        _QUOTATION_COLUMNS,
        tuple(map(_quotation_row, result.quotations)),
    )


def _idle(result: TraceResult, _names: Names) -> Table:
    idle = result.idle
    return Table(
        "idle",
        f"{counted(len(idle), 'quotation')} {'supports' if len(idle) == 1 else 'support'} nothing in the case",
        "Words of sources that no part of the case rests on",
        _QUOTATION_COLUMNS,
        tuple(map(_quotation_row, idle)),
    )


_QUOTATION_COLUMNS = (
    Column("Part of the case"),
    Column("Words"),
    Column("Source"),
    Column("Used by"),
    Column("Claims"),
)


def _quotation_row(each: TracedQuotation) -> tuple[str, ...]:
    return (
        visible(each.path),
        words(each.quotation),
        source(each.quotation),
        few([visible(path) for path in (*each.inputs, *each.parts)], _USES) or "nothing",
        few([visible(id_) for id_ in each.claims], _USES) or _NOTHING,
    )


def _answers(result: TraceResult, names: Names) -> Table:
    alone: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for found in result.without:
        for effect in found.effects:
            if effect.change.kind != "nearest":
                alone.setdefault((effect.change.kind, effect.change.ratifiers), []).extend(found.sources)
    return Table(
        "answers",
        f"{counted(len(result.answers), 'answer')} {'rests' if len(result.answers) == 1 else 'rest'} on "
        f"{'the inputs' if result.found == 'overview' else 'what was found'}",
        "Answers of `deals` and `blockers`, the sources that each rests on, and those without which it is not the same",
        (Column("Answer"), Column("Says"), right("Inputs"), Column("Sources"), Column("Not the same without")),
        tuple(
            (
                about_answer(each, names),
                says(each, names),
                count(each.inputs),
                few([visible(id_) for id_ in each.sources], _USES) or "none",
                few([visible(id_) for id_ in alone.get((each.kind, each.ratifiers), ())], _USES)
                if each.kind != "nearest"
                else _NOTHING,
            )
            for each in result.answers
        ),
    )


def _without(result: TraceResult, names: Names) -> Table:
    hang = sum(moved_outcome(found) is not None for found in result.without)
    return Table(
        "without",
        f"Without {counted(hang, 'source')} another answer about the deals"
        if hang
        else "What changes without a source",
        "Answers before and after sources are left out: numbers become their bounds, red lines and readings go",
        (Column("Without"), Column("Answer"), Column("What happens"), Column("Before"), Column("After"), Column("If")),
        tuple(row for found in result.without for row in _without_rows(found, names, folded=len(result.without) > 1)),
    )


def _without_rows(found: WithoutSources, names: Names, *, folded: bool) -> Iterator[tuple[str, ...]]:
    who = listed([visible(id_) for id_ in found.sources])
    if found.unanswered is not None:
        yield (who, "Every answer", "none can be given", _NOTHING, visible(found.unanswered), _NOTHING)
    nearest = [effect for effect in found.effects if effect.change.kind == "nearest"]
    shown = nearest[: 0 if folded else _NEAREST]
    for effect in (*(each for each in found.effects if each.change.kind != "nearest"), *shown):
        yield (who, *_effect_cells(effect, names))
    rest = len(nearest) - len(shown)
    if rest:
        lack = "lacks" if rest == 1 else "lack"
        yield (who, counted(rest, "nearest deal"), f"{lack} something else", _NOTHING, _NOTHING, _NOTHING)


def _effect_cells(effect: Effect, names: Names) -> tuple[str, ...]:
    change = effect.change
    return (
        answer_about(change, names),
        _BECAME[effect.became],
        summary_words(change, change.before, names),
        summary_words(change, change.after, names),
        names.world(effect.world) or _NOTHING,
    )


def _left_out(result: TraceResult, _names: Names) -> Table:
    parts = [part for found in result.without for part in found.left_out]
    return Table(
        "left_out",
        f"{counted(len(parts), 'part')} of the case {'rests' if len(parts) == 1 else 'rest'} on nothing else",
        "What becomes of the parts that rest on the left-out sources alone, or lean on one that does",
        (Column("Part of the case"), Column("Kind"), Column("What becomes of it")),
        tuple((visible(part.path), visible(part.kind), _HAPPENED[part.happened]) for part in parts),
    )


def _sources(result: TraceResult, _names: Names) -> Table:
    unused = {each.id for each in result.unused}
    effects = {found.sources[0]: found for found in result.without if len(found.sources) == 1}
    return Table(
        "sources",
        f"{counted(len(result.sources), 'source')}, {count(len(unused))} of them not used"
        if unused
        else f"{counted(len(result.sources), 'source')}, all of them used",
        "How many inputs rest on each source, on it alone, and how many answers are not the same without it",
        (Column("Source"), right("Inputs"), right("On it alone"), right("Answers not the same without it")),
        tuple(
            (
                source_words(each),
                count(each.inputs),
                count(each.alone),
                count(len(effects[each.id].effects))
                if each.id in effects
                else "not tried"
                if each.inputs
                else _NOTHING,
            )
            for each in result.sources
        ),
    )


_Make = Callable[[TraceResult, Names], Table]
_FROM_WORDS: tuple[_Make, ...] = (_quotations, _inputs, _answers, _without, _left_out)
_TABLES: Mapping[Found, tuple[_Make, ...]] = MappingProxyType(
    {
        "overview": (_without, _answers, _sources, _idle, _inputs),
        "part": (_inputs, _quotations, _answers, _without, _left_out),
        "source": (_without, _left_out, _inputs, _answers, _quotations),
        "claim": _FROM_WORDS,
        "words": _FROM_WORDS,
    }
)
