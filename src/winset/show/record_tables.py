"""The tables of a `record` answer: who speaks, of what, when, who does not, and the precedents."""

from collections.abc import Mapping

from winset.case.problems import visible
from winset.evidence.record import RecordResult
from winset.evidence.statements import WHOLE, Tally, Topic
from winset.show.inputs_table import inputs_table
from winset.show.names import Names
from winset.show.record_words import (
    deciding,
    feature_name,
    index_words,
    kind_of,
    likeness,
    precedent_name,
    precedents_clause,
    precedents_that_differ,
    share_words,
    statements_finding,
    topic_name,
    voice_name,
)
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, dated, few, opening, share

_SHARE_OF = "Shares are of the dated statements in the file, not of all that was said."
_NAMED = 6


def record_tables(result: RecordResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        voices_table(result, names),
        _speakers(result, names),
        topics_table(result, names),
        periods_table(result, names),
        silences_table(result, names),
        *precedent_tables(result),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


_COUNTS = (
    right("Dated"),
    right("Share"),
    right("For"),
    right("Against"),
    right("Neither"),
    right("Undated"),
    right("Declined"),
)


def _counts(found: Tally) -> tuple[str, ...]:
    return tuple(map(count, (found.pro, found.contra, found.neither, found.undated, found.silent)))


def voices_table(result: RecordResult, names: Names) -> Table:
    """Who speaks: shares, stances and silence."""
    rows = sorted(result.voices, key=lambda voice: -voice.tally.dated) if result.topics else []
    return Table(
        "voices",
        statements_finding(result),
        "Statements by side" if result.by == "side" else "Statements by ratifier",
        (Column("Side" if result.by == "side" else "Who speaks"), *_COUNTS),
        tuple(
            (
                voice_name(voice.id, names),
                count(voice.tally.dated),
                share_words(voice),
                *_counts(voice.tally),
            )
            for voice in rows
        ),
        _SHARE_OF,
    )


def _speakers(result: RecordResult, names: Names) -> Table:
    """The same by ratifier, those that speak or are asked."""
    shown = result.speakers if result.by == "side" and result.topics else ()
    rows = [voice for voice in shown if voice.tally.dated or voice.tally.undated or voice.tally.silent]
    rows.sort(key=lambda voice: -voice.tally.dated)
    quiet = len(shown) - len(rows)
    first = voice_name(rows[0].id, names) if rows else ""
    return Table(
        "speakers",
        f"{first} speaks most often" if rows and rows[0].tally.dated else "Nobody has a dated statement",
        "Statements by ratifier; a side stands for itself where it speaks as such",
        (Column("Who speaks"), *_COUNTS),
        tuple(
            (voice_name(voice.id, names), count(voice.tally.dated), share_words(voice), *_counts(voice.tally))
            for voice in rows
        ),
        f"{opening(counted(quiet, 'more ratifier'))} {'has' if quiet == 1 else 'have'} no statement." if quiet else "",
    )


def topics_table(result: RecordResult, names: Names) -> Table:
    """What is said of each issue, and how unequally."""
    known = [topic for topic in result.topics if topic.index is not None]
    worst = max(known, key=lambda topic: (topic.index or 0, topic.tally.dated), default=None)
    title = "Nothing dated is said of any issue"
    if worst is not None:
        title = f"The record is most unequal on “{topic_name(worst.id, worst.kind, names)}”"
        if not worst.index:
            title = "On every issue that is spoken of all speak equally often"
    return Table(
        "topics",
        title,
        "Statements by issue and condition; one that names several is counted for each",
        (
            Column("About"),
            right("Dated"),
            Column("Who speaks"),
            Column("Stances"),
            Column("Counted apart"),
            right("Inequality", "0 to 1"),
        ),
        tuple(
            (
                topic_name(topic.id, topic.kind, names),
                count(topic.tally.dated),
                _who(topic, names),
                _listed({"for": topic.tally.pro, "against": topic.tally.contra, "neither": topic.tally.neither}),
                _listed({"undated": topic.tally.undated, "declined": topic.tally.silent}),
                index_words(topic.index),
            )
            for topic in result.topics
        ),
        "Inequality is the normalised Herfindahl index: 0 where all sides speak equally, 1 where one speaks alone.",
    )


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{count(number)} {word}" for word, number in numbers.items() if number) or "-"


def _who(topic: Topic, names: Names) -> str:
    rows = sorted((voice for voice in topic.voices if voice.tally.dated), key=lambda voice: -voice.tally.dated)
    return few([f"{voice_name(row.id, names)} {count(row.tally.dated)}" for row in rows], _NAMED) or "nobody"


def periods_table(result: RecordResult, names: Names) -> Table:
    """Dated statements over time: a row for each period, a column for each voice that speaks."""
    at = [at for at, voice in enumerate(result.voices) if any(_speaks(period.voices[at]) for period in result.periods)]
    busiest = max(result.periods, key=lambda each: sum(found.dated for found in each.voices), default=None)
    title = ""
    if busiest is not None:
        most = sum(found.dated for found in busiest.voices)
        title = f"Most is said in {dated(busiest.label)}: {counted(most, 'statement')}"
    return Table(
        "periods",
        title,
        f"Dated statements by {result.unit}; (+1) is one refusal to say",
        (Column(opening(result.unit)), *(right(voice_name(result.voices[each].id, names)) for each in at)),
        tuple((dated(period.label), *(_cell(period.voices[each]) for each in at)) for period in result.periods),
    )


def _speaks(found: Tally) -> bool:
    return bool(found.dated or found.silent)


def _cell(found: Tally) -> str:
    return f"{count(found.dated)} (+{count(found.silent)})" if found.silent else count(found.dated)


def silences_table(result: RecordResult, names: Names) -> Table:
    """What each voice has no statement on, and where it declined to say."""
    rows = [row for row in result.silences if row.unsaid or row.declined]
    return Table(
        "silences",
        opening(f"{share(len(rows), len(result.silences))} say nothing of some issue") if rows else "",
        "Issues, and conditions that somebody speaks of, on which there is no statement at all",
        (Column("Who"), Column("Says nothing of"), Column("Asked, and declined to say")),
        tuple(
            (
                voice_name(row.voice, names),
                _topics(result, row.unsaid, names),
                _topics(result, row.declined, names),
            )
            for row in rows
        ),
        "That the file has no statement does not show that none was made.",
    )


def _topics(result: RecordResult, topics: tuple[str, ...], names: Names) -> str:
    said = [topic_name(topic, kind_of(result, topic) if topic != WHOLE else "whole", names) for topic in topics]
    return few(said, _NAMED) or "-"


def precedent_tables(result: RecordResult) -> tuple[Table, ...]:
    """The features over all precedents, and each precedent with what became of it."""
    return (_features(result), _cases(result))


def _features(result: RecordResult) -> Table:
    shown = result.precedents[:_NAMED]
    more = len(result.precedents) - len(shown)
    note = "Decisive: a source says that the outcome hung on it. Unknown is counted as neither alike nor different."
    return Table(
        "features",
        opening(precedents_clause(result)),
        "Each feature now and in the precedents; alike is how many of those known on both sides are the same",
        (
            Column("Feature"),
            Column("Decisive"),
            Column("Here"),
            *(Column(precedent_name(each)) for each in shown),
            right("Alike"),
        ),
        tuple(
            (
                feature_name(held),
                "yes" if held.decisive else "no",
                visible(held.here),
                *(visible(word) for word in held.there[: len(shown)]),
                f"{count(held.alike)} of {count(held.known)}" if held.known else "unknown",
            )
            for held in result.held
        ),
        f"{note} {counted(more, 'more precedent')} {'is' if more == 1 else 'are'} counted too." if more > 0 else note,
    )


def _cases(result: RecordResult) -> Table:
    held = deciding(result)
    title = "No decisive feature differs"
    if held is not None:
        title = f"{feature_name(held)} was decisive, and differs from {precedents_that_differ(held)}"
    return Table(
        "precedents",
        title,
        "Each precedent beside the present",
        (Column("Precedent"), Column("When"), Column("Likeness"), Column("What came of it")),
        tuple(
            (
                precedent_name(each),
                dated(each.date) if each.date else "-",
                opening(likeness(each)),
                visible(each.outcome) if each.outcome else "-",
            )
            for each in result.precedents
        ),
    )
