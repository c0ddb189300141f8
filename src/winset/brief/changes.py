"""What would change the answer, line by line, for the first page."""

from collections.abc import Iterator, Sequence

from winset.brief.contested import reading_href
from winset.brief.linked import Line
from winset.brief.outcomes import outcome
from winset.brief.readings import Reading
from winset.settlement.records import BlockersResult, DealsResult, WaiverSet
from winset.show.blockers_words import conflict_words, waiver_words
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.words import counted, listed, opening


def changes(
    found: DealsResult,
    stands: BlockersResult,
    readings: Sequence[Reading],
    watch: Line | None,
    names: Names,
    *,
    settled: bool,
) -> Iterator[Line]:
    """What would change the answer, the most wanted first; how many are told is left to the page.

    Args:
        found: the answer.
        stands: who is in the way.
        readings: the answers under other readings.
        watch: the nearest tripwire in a line; None where there is none.
        names: what things are called.
        settled: whether the page has told already whose answer would settle it.
    """
    own = list(_by_ratifiers(found, stands, names, settled=settled))
    yield from own[:1]
    yield from [watch] if watch is not None else []
    yield from own[1:]
    yield from _other_readings(readings, names)
    if watch is None and not found.settles and found.sure and not readings:
        yield Line("Nothing in the case would change the answer: no ratifier is open and no reading is contested.")


def _by_ratifiers(found: DealsResult, stands: BlockersResult, names: Names, *, settled: bool) -> Iterator[Line]:
    """What ratifiers could do themselves: settle it, give what is lacking, say yes."""
    if found.settles and not settled:
        yield Line(f"It would be settled by the answer of {listed([names.who(id_) for id_ in found.settles[:3]])}.")
    for part in found.margin.alone[:3]:
        text = f"A deal would open if {names.who(part.ratifier)} gave {lacking(part)}, and nobody else moved."
        yield Line(text, ((lacking(part), part.path),))
    for waived in _waivers_to_tell(stands)[:3]:
        word = "sure" if waived.sure else "possible"
        opens = opening(counted(waived.opens, "deal"))
        text = f"{opens} would be {word} if {waiver_words(waived, names)} said yes."
        yield Line(text, ((opens, waived.ratifiers[0]),))
    definite = [conflict for conflict in stands.conflicts if conflict.definite and len(conflict.ratifiers) > 1]
    for conflict in definite[:2]:
        said = conflict_words(conflict, names)
        yield Line(f"No concession to others helps while {said} hold to what they refuse.")


def _other_readings(readings: Sequence[Reading], names: Names) -> Iterator[Line]:
    for reading in [reading for reading in readings if reading.differs and reading.variant][:4]:
        said = outcome(reading)
        text = f"If “{names.variant(reading.variant)}” holds: {said}."
        yield Line(text, ((said, reading_href(reading)),))
    steady = sum(not reading.differs for reading in readings)
    if steady:
        words = opening(counted(steady, "other reading"))
        text = f"{words} of the case would leave the answer as it is."
        yield Line(text, ((words, "#table-readings"),))


def _waivers_to_tell(stands: BlockersResult) -> list[WaiverSet]:
    """The waiver sets that somebody is in; one that makes deals sure need not be said to make them possible."""
    sure = {(waived.ratifiers, waived.opens) for waived in stands.waivers if waived.sure}
    return [
        waived
        for waived in stands.waivers
        if waived.ratifiers and (waived.sure or (waived.ratifiers, waived.opens) not in sure)
    ]
