"""Whose story fills the record, and do the precedents carry over?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

from winset.case.checks.judges import Judges
from winset.case.load import Case
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.sections import CaseFile
from winset.evidence.inequality import INEQUALITY, by_chance
from winset.evidence.precedents import Held, PrecedentMatch, match_all
from winset.evidence.statements import (
    Period,
    Said,
    Silence,
    Tally,
    Topic,
    Voice,
    all_said,
    index_of,
    periods_of,
    silences_of,
    tally,
    topics_of,
    voices_of,
)
from winset.model.names import names_of
from winset.model.result import About, Result
from winset.model.view import Path
from winset.settlement.about import read_input
from winset.version import __version__

By = Literal["side", "ratifier"]


@dataclass(frozen=True)
class RecordResult(Result):
    """Whose story fills the record, and do the precedents carry over?

    The statements are those in the case, which need not be all that was said. by: `side` (parties) or `ratifier`.
    tally: all of them together. voices: who speaks, who never does included, in the order of the case. speakers: the
    same by ratifier; a party stands for itself where it has statements as such. index: how unequally the voices speak,
    from 0 (equally) to 1 (one alone), None where there is nothing to compare. chance: what the index would be on
    average if all were equally ready to speak. periods: without a gap; unit is their length. held: the features of the
    precedents over all of them, decisive ones first.
    """

    by: str
    tally: Tally
    voices: tuple[Voice, ...]
    speakers: tuple[Voice, ...]
    index: Fraction | None
    chance: Fraction | None
    topics: tuple[Topic, ...]
    unit: str
    periods: tuple[Period, ...]
    silences: tuple[Silence, ...]
    precedents: tuple[PrecedentMatch, ...]
    held: tuple[Held, ...]

    kind: ClassVar[str] = "record"

    def records(self) -> list[dict[str, Any]]:
        """What each voice says, a row each."""
        return [
            {
                "voice": voice.id,
                "dated": voice.tally.dated,
                "share": float(voice.share) if voice.share is not None else None,
                "for": voice.tally.pro,
                "against": voice.tally.contra,
                "neither": voice.tally.neither,
                "undated": voice.tally.undated,
                "declined": voice.tally.silent,
            }
            for voice in self.voices
        ]


def record(case: Case, *, by: By = "side", among: Sequence[str] = ()) -> RecordResult:
    """Whose story fills the record, and do the precedents carry over?

    Args:
        case: the case, with its variants.
        by: whether parties are compared, with all that their ratifiers say, or ratifiers.
        among: the parties to compare, and nobody else; by default all of the case.

    Raises:
        CaseError: a party is unknown, or there is no such way to compare.
    """
    file = case.file
    _check(file, by, among)
    parties = tuple(among) or tuple(file.parties)
    speakers = _speakers(file, parties)
    by_ratifier = all_said(file, speakers, by_side=False)
    voices = parties if by == "side" else speakers
    said = all_said(file, parties, by_side=True) if by == "side" else by_ratifier
    total, found = tally(said), voices_of(said, voices)
    unit, periods = periods_of(said, voices)
    precedents, held = match_all(file.precedents) if file.precedents is not None else ((), ())
    return RecordResult(
        about=_about(case, said),
        by=by,
        tally=total,
        voices=found,
        speakers=voices_of(by_ratifier, speakers),
        index=index_of(found),
        chance=by_chance(total.dated),
        topics=topics_of(file, said, voices) if said else (),
        unit=unit.name,
        periods=periods,
        silences=silences_of(file, said, voices) if said else (),
        precedents=precedents,
        held=held,
    )


def _check(file: CaseFile, by: str, among: Sequence[str]) -> None:
    problems = [
        Problem(f"there is no party {quoted(party)}", did_you_mean(party, file.parties))
        for party in dict.fromkeys(among)
        if party not in file.parties
    ]
    problems += [
        Problem(f"the party {quoted(party)} is named twice", "name it once")
        for party in dict.fromkeys(among)
        if list(among).count(party) > 1
    ]
    if by not in get_args(By):
        problems.append(Problem(f"a record is not compared by {quoted(by)}", "write `side` or `ratifier`"))
    if problems:
        raise CaseError(problems)


def _speakers(file: CaseFile, parties: Sequence[str]) -> tuple[str, ...]:
    """The ratifiers of these parties, and a party itself where somebody speaks for no ratifier of it."""
    own = {statement.by for statement in file.statements.values()}
    ratifiers = Judges(file).ratifiers
    found: list[str] = []
    for party in parties:
        found += [party] if party in own or not file.parties[party].ratifiers else []
        found += [ratifier for ratifier in ratifiers if ratifier.partition(".")[0] == party]
    return tuple(found)


def _about(case: Case, said: Sequence[Said]) -> About:
    """The heading of the answer, with every statement that was counted and every trait that was compared."""
    return About(
        case=case.name,
        title=case.file.title,
        as_of=case.file.as_of,
        digest=case.digest,
        variants=case.variants,
        world=(),
        where="",
        party=None,
        packages=0,
        deals=0,
        stated=False,
        methods=(INEQUALITY.id,) if said else (),
        engine="counting",
        exact=True,
        version=__version__,
        inputs=tuple(read_input(case, path) for path in _paths(case.file, said)),
        names=names_of(case.file),
        withheld=case.withheld,
    )


def _paths(file: CaseFile, said: Sequence[Said]) -> Iterator[Path]:
    yield from (("statements", each.id) for each in said)
    if file.precedents is None:
        return
    for id_, feature in file.precedents.features.items():
        if feature.decisive:
            yield ("precedents", "features", id_, "decisive")
    yield from (("precedents", "present", id_) for id_ in file.precedents.present)
    for id_, precedent in file.precedents.cases.items():
        yield from (("precedents", "cases", id_, "traits", trait) for trait in precedent.traits)
