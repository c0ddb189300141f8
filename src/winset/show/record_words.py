"""The answer to `record` in sentences: who fills the record, who is silent, and whether the precedents carry over."""

from fractions import Fraction

from winset.case.problems import visible
from winset.evidence.precedents import Held, Match, PrecedentMatch
from winset.evidence.record import RecordResult
from winset.evidence.statements import WHOLE, Topic, Voice
from winset.show.names import Names
from winset.show.sources import standing
from winset.show.words import count, counted, few, listed, midway, opening, percent, share, spoken

_MOST = 8
_NAMED = 3
IN_THE_FILE = "the dated statements in the file"


def record_sentence(result: RecordResult) -> str:
    """The answer in one sentence: a decisive feature that differs comes first."""
    names = Names.of(result.about)
    statements, precedents = _statements(result, names), precedents_clause(result)
    if not statements and not precedents:
        return "There is no record to read: the case has no statements and no precedents."
    parts = [statements or "the case has no statements", precedents or "the case has no precedents"]
    if deciding(result) is not None:
        parts.reverse()
    return f"{opening('; '.join(parts))}."


def record_explain(result: RecordResult) -> tuple[str, ...]:
    """Further short sentences: what the share is of, stances, issues, silence, precedents, what it rests on."""
    names = Names.of(result.about)
    parts = (_honest, _stances, _unequal, _never, _unspoken, _declined, _precedents, _standing)
    return tuple(said for part in parts if (said := part(result, names)))[:_MOST]


def voice_name(id_: str, names: Names) -> str:
    """A party or a ratifier by name, for a table."""
    return names.ratifier(id_) if "." in id_ else names.party(id_)


def topic_name(topic: str, kind: str, names: Names) -> str:
    """An issue or a condition by name, or the talks as a whole."""
    if topic == WHOLE:
        return "The talks as a whole"
    return names.condition(topic) if kind == "condition" else names.issue(topic)


def kind_of(result: RecordResult, topic: str) -> str:
    """Whether a topic is an issue or a condition; what nobody names is an issue of the case."""
    return next((each.kind for each in result.topics if each.id == topic), "issue")


def called(feature: Match | Held) -> str:
    """A feature inside a sentence: `“Who pushed for it”`."""
    return f"“{feature_name(feature)}”"


def feature_name(feature: Match | Held) -> str:
    """A feature in words: `Who pushed for it`."""
    return visible(feature.name) if feature.name else opening(spoken(feature.feature))


def precedent_name(precedent: PrecedentMatch) -> str:
    """A precedent in words."""
    return visible(precedent.name) if precedent.name else opening(spoken(precedent.id))


def index_words(value: Fraction | None) -> str:
    """The index to two decimals; exactly 0 and 1 are said in words, which rounding never makes."""
    if value is None:
        return "-"
    if value in {0, 1}:
        return str(int(value))
    if value < Fraction(1, 200):
        return "under 0.01"
    return "over 0.99" if value > Fraction(199, 200) else f"{float(value):.2f}"


def loudest(result: RecordResult) -> tuple[Voice, ...]:
    """The voices that say the most: several where they say as much."""
    most = max((voice.tally.dated for voice in result.voices), default=0)
    return tuple(voice for voice in result.voices if voice.tally.dated == most and most)


def deciding(result: RecordResult) -> Held | None:
    """The decisive feature that differs from the most precedents, if one differs."""
    differing = [held for held in result.held if held.decisive and held.alike < held.known]
    return max(differing, key=lambda held: held.known - held.alike, default=None)


def statements_finding(result: RecordResult) -> str:
    """Who fills the record, as a title; empty where nothing dated is said."""
    return opening(_statements(result, Names.of(result.about)))


def _statements(result: RecordResult, names: Names) -> str:
    total = result.tally.dated
    if not result.topics:
        return ""
    if not total:
        return "no statement in the file has a date, so nothing can be compared"
    if result.index is None:
        return (
            f"{IN_THE_FILE} are {count(total)}, of {counted(len(result.voices), 'side')}: there is nothing to compare"
        )
    if result.index == 0:
        everyone = "both" if len(result.voices) == 2 else f"all {count(len(result.voices))}"
        return f"{everyone} sides speak equally often in {IN_THE_FILE}, {count(total)} in all"
    first = loudest(result)
    who = listed([midway(voice_name(voice.id, names)) for voice in first[:_NAMED]])
    if result.index == 1:
        return f"only {who} speaks: all {IN_THE_FILE}, {count(total)} in all, are its own (inequality 1)"
    said = f"{share(first[0].tally.dated, total)} of {IN_THE_FILE}"
    each = f"{who} makes {said}" if len(first) == 1 else f"{who} each make {said}"
    return f"{each}, an inequality of {index_words(result.index)} (0: all equal, 1: one alone)"


def precedents_clause(result: RecordResult) -> str:
    """What the precedents say, led by the decisive feature that differs; empty where there are none."""
    if not result.precedents:
        return ""
    total = len(result.precedents)
    held = deciding(result)
    if held is not None:
        how_many = precedents_that_differ(held)
        there = listed([f"“{word}”" for word in _words_there(held)[:_NAMED]], "or")
        return (
            f"{called(held)}, held to be decisive, differs from {how_many}: here “{visible(held.here)}”, there {there}"
        )
    nearest = max(result.precedents, key=lambda each: (Fraction(each.alike, each.known or 1), each.known))
    if not nearest.known:
        return "no feature is known both of a precedent and of the present, so nothing can be compared"
    return f"{'the' if total == 1 else 'the nearest'} precedent, {midway(precedent_name(nearest))}, {likeness(nearest)}"


def precedents_that_differ(held: Held) -> str:
    """How many precedents a feature differs from: `the one precedent`, `both precedents`, `2 of 3 (67 %)`."""
    differing, total = held.known - held.alike, len(held.there)
    if differing == total < 3:
        return "the one precedent" if total == 1 else "both precedents"
    return f"{share(differing, total)} precedents"


def likeness(precedent: PrecedentMatch) -> str:
    """How like the present a precedent is: `is alike in 3 of 4 known features, and differs in its form`."""
    if not precedent.known:
        return "has no feature that is known on both sides"
    alike = f"is alike in {count(precedent.alike)} of {counted(precedent.known, 'known feature')}"
    differing = [called(match) for match in precedent.differing]
    return f"{alike}, and differs in {few(differing, _NAMED)}" if differing else alike


def _words_there(held: Held) -> list[str]:
    """What a feature was in the precedents that differ from the present."""
    same = held.here.casefold()
    return list(dict.fromkeys(visible(word) for word in held.there if word.casefold() not in {same, "unknown"}))


def _honest(result: RecordResult, _names: Names) -> str:
    if not result.topics:
        return ""
    undated = result.tally.undated
    apart = f" {opening(counted(undated, 'statement'))} of unknown date are counted apart." if undated > 1 else ""
    apart = " One statement of unknown date is counted apart." if undated == 1 else apart
    said = (
        f"These are shares of {IN_THE_FILE}, {count(result.tally.dated)} in all, and not of all that was said.{apart}"
    )
    if result.index is None or result.chance is None or result.chance == 1:
        return said
    chance = index_words(result.chance)
    return f"{said} By chance alone {counted(result.tally.dated, 'statement')} would give an inequality of {chance}."


def _stances(result: RecordResult, names: Names) -> str:
    said = []
    for voice in sorted(result.voices, key=lambda each: -each.tally.dated)[:_NAMED]:
        found = voice.tally
        words = [("for", found.pro), ("against", found.contra), ("neither", found.neither)]
        stances = listed([f"{count(number)} {word}" for word, number in words if number])
        if stances:
            said.append(f"{midway(voice_name(voice.id, names))} {stances}")
    return f"For and against what they are about: {'; '.join(said)}." if said else ""


def _unequal(result: RecordResult, names: Names) -> str:
    known = [topic for topic in result.topics if topic.index]
    if len(result.topics) < 2 or not known:
        return ""
    topic = max(known, key=lambda each: (each.index or 0, each.tally.dated))
    first = max(topic.voices, key=lambda voice: voice.tally.dated)
    who = midway(voice_name(first.id, names))
    what = midway(topic_name(topic.id, topic.kind, names))
    return f"Most unequal: “{what}”, where {who} makes {_of(topic, first)} (inequality {index_words(topic.index)})."


def _of(topic: Topic, voice: Voice) -> str:
    if topic.tally.dated == 1:
        return "the only dated statement"
    return f"{share(voice.tally.dated, topic.tally.dated)} of the dated statements"


def _never(result: RecordResult, names: Names) -> str:
    silent = [
        midway(voice_name(voice.id, names))
        for voice in result.voices
        if not voice.tally.dated and not voice.tally.undated
    ]
    if not silent or not result.topics:
        return ""
    return f"Without a single statement in the file: {few(silent, _NAMED)}."


def _unspoken(result: RecordResult, names: Names) -> str:
    if not result.silences:
        return ""
    common = set(result.silences[0].unsaid).intersection(*(each.unsaid for each in result.silences))
    topics = [topic for topic in result.silences[0].unsaid if topic in common]
    if not topics:
        return ""
    said = [f"“{midway(topic_name(topic, kind_of(result, topic), names))}”" for topic in topics]
    return f"Nobody speaks of {few(said, _NAMED)}."


def _declined(result: RecordResult, names: Names) -> str:
    rows = [row for row in result.silences if row.declined]
    said = []
    for row in rows[:_NAMED]:
        topics = [midway(topic_name(topic, kind_of(result, topic), names)) for topic in row.declined]
        who = midway(voice_name(row.voice, names))
        said.append(f"{who} on {few([f'“{topic}”' for topic in topics], _NAMED)}")
    rest = f"; {count(len(rows) - _NAMED)} more" if len(rows) > _NAMED else ""
    return f"Asked, and declined to say: {'; '.join(said)}{rest}." if said else ""


def _precedents(result: RecordResult, _names: Names) -> str:
    if not result.precedents:
        return ""
    said = [f"{midway(precedent_name(each))} {likeness(each)}" for each in result.precedents[:_NAMED]]
    rest = len(result.precedents) - _NAMED
    more = f"; {counted(rest, 'more precedent')}" if rest > 0 else ""
    holds = [called(held) for held in result.held if held.holds]
    here = f" Alike wherever it is known: {few(holds, _NAMED)}." if holds else ""
    return f"{opening('; '.join(said))}{more}.{here}"


def _standing(result: RecordResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""


def share_words(voice: Voice) -> str:
    """A voice's share in per cent, or none or all."""
    if voice.share is None:
        return "-"
    return percent(voice.share) if 0 < voice.share < 1 else "none" if voice.share == 0 else "all"
