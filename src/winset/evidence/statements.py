"""Public statements, counted: by who speaks, by what they are about, and over time. Silence is counted too."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from winset.case.checks.vocabulary import Vocabulary
from winset.case.record import Statement
from winset.case.sections import CaseFile
from winset.evidence.inequality import inequality
from winset.evidence.periods import Unit, unit_for

WHOLE = ""  # stands for the talks as a whole, which a statement with `about: {}` is about


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is counted. voice: whose it is. topics: the issues and conditions that it names, or WHOLE."""

    id: str
    voice: str
    topics: tuple[str, ...]
    when: date | None
    stance: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements there are.

    dated: those of a known date, which are pro, contra or neither. undated: those of an unknown date. silent: how often
    somebody was asked and declined to say, whether or not the date is known.
    """

    dated: int
    pro: int
    contra: int
    neither: int
    undated: int
    silent: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What one side or ratifier says. share: of all dated statements; None where there are none."""

    id: str
    tally: Tally
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Topic:
    """What is said of one issue or condition, or of the talks as a whole.

    kind: `issue`, `condition` or `whole`. voices: all of them, in the order of the record. index: how unequal, from 0
    to 1; None where nothing dated is said.
    """

    id: str
    kind: str
    tally: Tally
    voices: tuple[Voice, ...]
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class Period:
    """What is said in one period: for each voice, in the order of the record. Silence is counted where it is dated."""

    label: str
    voices: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """What one voice does not speak of.

    unsaid: the issues and conditions on which it has no statement at all, dated or not. declined: those on which it
    was asked and declined to say, or WHOLE.
    """

    voice: str
    unsaid: tuple[str, ...]
    declined: tuple[str, ...]


def all_said(file: CaseFile, voices: Iterable[str], *, by_side: bool) -> tuple[Said, ...]:
    """The statements of these voices, in the order of the case."""
    words, wanted = Vocabulary.of(file), frozenset(voices)
    found = (_said(words, id_, statement, by_side=by_side) for id_, statement in file.statements.items())
    return tuple(said for said in found if said.voice in wanted)


def _said(words: Vocabulary, id_: str, statement: Statement, *, by_side: bool) -> Said:
    voice = statement.by.partition(".")[0] if by_side else statement.by
    topics = tuple(dict.fromkeys(topic for _, topic in words.ids(statement.about))) or (WHOLE,)
    return Said(id_, voice, topics, statement.date.last, statement.stance, statement.silent)


def tally(said: Iterable[Said]) -> Tally:
    """How many statements there are, by stance, without those of unknown date; and how much silence."""
    counts: Counter[str] = Counter()
    for each in said:
        if each.silent:
            counts["silent"] += 1
        elif each.when is None:
            counts["undated"] += 1
        else:
            counts[each.stance] += 1
    pro, contra, neither = counts["for"], counts["against"], counts["neither"]
    return Tally(pro + contra + neither, pro, contra, neither, counts["undated"], counts["silent"])


def voices_of(said: Iterable[Said], voices: Sequence[str]) -> tuple[Voice, ...]:
    """What each voice says, who never speaks included."""
    by_voice: dict[str, list[Said]] = {voice: [] for voice in voices}
    for each in said:
        by_voice[each.voice].append(each)
    tallies = {voice: tally(found) for voice, found in by_voice.items()}
    total = sum(found.dated for found in tallies.values())
    return tuple(
        Voice(voice, found, Fraction(found.dated, total) if total else None) for voice, found in tallies.items()
    )


def index_of(voices: Iterable[Voice]) -> Fraction | None:
    """How unequally these voices speak, from 0 to 1; None where there is nothing to compare."""
    return inequality([voice.tally.dated for voice in voices])


def topics_of(file: CaseFile, said: Sequence[Said], voices: Sequence[str]) -> tuple[Topic, ...]:
    """What is said of each issue and condition that a statement names, and of the talks as a whole."""
    by_topic: dict[str, list[Said]] = {}
    for each in said:
        for topic in each.topics:
            by_topic.setdefault(topic, []).append(each)
    order = {topic: at for at, topic in enumerate((*file.issues, *file.conditions, WHOLE))}
    by_topic = dict(sorted(by_topic.items(), key=lambda pair: order[pair[0]]))
    return tuple(_topic(file, topic, found, voices) for topic, found in by_topic.items())


def named_topics(file: CaseFile, said: Iterable[Said]) -> tuple[str, ...]:
    """Every issue of the case, and the conditions that somebody speaks of, in the order of the case."""
    named = {topic for each in said for topic in each.topics}
    return (*file.issues, *(condition for condition in file.conditions if condition in named))


def _topic(file: CaseFile, topic: str, said: Sequence[Said], voices: Sequence[str]) -> Topic:
    kind = "whole" if topic == WHOLE else "issue" if topic in file.issues else "condition"
    found = voices_of(said, voices)
    return Topic(topic, kind, tally(said), found, index_of(found))


def periods_of(said: Sequence[Said], voices: Sequence[str]) -> tuple[Unit, tuple[Period, ...]]:
    """The periods from the first dated statement to the last, without a gap, and what each voice says in each."""
    dated = [(each.when, each) for each in said if each.when is not None]
    unit = unit_for(when for when, _ in dated)
    if not dated:
        return unit, ()
    cells: dict[tuple[int, str], list[Said]] = {}
    for when, each in dated:
        cells.setdefault((unit.number(when), each.voice), []).append(each)
    first, last = min(number for number, _ in cells), max(number for number, _ in cells)
    return unit, tuple(
        Period(unit.label(number), tuple(tally(cells.get((number, voice), ())) for voice in voices))
        for number in range(first, last + 1)
    )


def silences_of(file: CaseFile, said: Sequence[Said], voices: Sequence[str]) -> tuple[Silence, ...]:
    """What each voice does not speak of; a statement about the talks as a whole is about no single issue."""
    topics = named_topics(file, said)
    spoken = {(each.voice, topic) for each in said if not each.silent for topic in each.topics}
    declined = {(each.voice, topic) for each in said if each.silent for topic in each.topics}
    return tuple(
        Silence(
            voice,
            tuple(topic for topic in topics if (voice, topic) not in spoken),
            tuple(topic for topic in (*topics, WHOLE) if (voice, topic) in declined),
        )
        for voice in voices
    )
