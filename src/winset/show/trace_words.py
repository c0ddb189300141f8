"""The answer to `trace` in sentences: what a part rests on, what rests on some words, what falls without a source."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from winset.case.problems import visible
from winset.evidence.answers import AnswerChange
from winset.evidence.traced import PART, Effect, Found, RestingAnswer, TracedSource, TraceResult, WithoutSources
from winset.show.diff_words import answer_about, summary_words
from winset.show.names import Names
from winset.show.sources import source, words
from winset.show.words import counted, dated, few, listed, midway, opening

_MOST = 8
_NAMED = 3
_BECAME: Mapping[str, str] = MappingProxyType(
    {"falls": "is not sure any more", "changes": "changes", "assumed": "rests on no source any more"}
)


def trace_sentence(result: TraceResult) -> str:
    """The answer in one sentence."""
    return _FOUND[result.found](result, Names.of(result.about))


def trace_explain(result: TraceResult) -> tuple[str, ...]:
    """Further short sentences: standing, answers, what falls, what could not be tried, and words without use."""
    names = Names.of(result.about)
    parts = (_standing, _resting, _left, _without, _single, _assumed, _idle, _unused, _untried, _worlds)
    said = [text for part in parts if (text := part(result, names))]
    return tuple(said[:_MOST])


def source_words(found: TracedSource) -> str:
    """A source by title and date, with its id."""
    return f"“{visible(found.title)}”, {dated(found.published)} (`{visible(found.id)}`)"


def about_answer(answer: RestingAnswer, names: Names) -> str:
    """What an answer is about."""
    return answer_about(_as_change(answer), names)


def says(answer: RestingAnswer, names: Names) -> str:
    """What is answered."""
    return summary_words(_as_change(answer), answer.says, names)


def effect_words(effect: Effect, names: Names) -> str:
    """What becomes of an answer, without saying of which."""
    change = effect.change
    if effect.became == "assumed":
        return _BECAME["assumed"]
    before, after = (summary_words(change, each, names) for each in (change.before, change.after))
    level = f" if {names.world(effect.world)}" if effect.world else ""
    return f"from {before} to {after}{level}"


def moved_outcome(found: WithoutSources) -> Effect | None:
    """What becomes of the deals asked about, where that is another answer."""
    return next((each for each in found.effects if each.change.kind == "outcome" and each.became != "assumed"), None)


def without_words(found: WithoutSources, names: Names) -> str:
    """What falls without some sources, in words that follow on `without it`."""
    if found.unanswered is not None:
        return f"there is no answer ({visible(found.unanswered)})"
    outcome = moved_outcome(found)
    if outcome is not None:
        return f"what becomes of the deals turns {effect_words(outcome, names)}"
    if not found.effects:
        return "no answer changes"
    whose = [each for each in found.effects if each.change.kind == "ratifier"]
    many = counted(len(found.effects), "answer")
    if not whose:
        return f"{many} behind it {'is' if len(found.effects) == 1 else 'are'} not the same"
    who = few([names.who(each.change.ratifiers[0]) for each in whose], _NAMED)
    return f"{many} {'is' if len(found.effects) == 1 else 'are'} not the same, such as what {who} says"


def _as_change(answer: RestingAnswer) -> AnswerChange:
    return AnswerChange(answer.kind, answer.ratifiers, answer.package, answer.says, answer.says)


def _title(result: TraceResult, id_: str) -> str:
    return source_words(next(each for each in result.sources if each.id == id_))


def _overview(result: TraceResult, names: Names) -> str:
    hang = [found.sources for found in result.without if moved_outcome(found) is not None]
    if len(result.without) == 1 and result.inputs and result.asked == "" and len(result.without[0].sources) > 1:
        return opening(
            f"without these {len(result.without[0].sources)} sources {without_words(result.without[0], names)}."
        )
    many = counted(len(result.inputs), "input")
    sources = counted(sum(each.inputs > 0 for each in result.sources), "source")
    start = f"The case has {many} of {sources}"
    if not hang:
        tried = " of those tried" if result.untried else ""
        return f"{start}, and none{tried}, left out alone, changes what becomes of the deals."
    first = few([_title(result, each[0]) for each in hang], 1)
    verb = "changes" if len(hang) == 1 else "each change"
    return f"{start}; {first}, left out alone, {verb} what becomes of the deals."


def _part(result: TraceResult, names: Names) -> str:
    path = f"`{visible(result.asked)}`"
    if len(result.inputs) > 1:
        return f"{path} has {counted(len(result.inputs), 'input')}: {_counts(result)}; {_answers(result, names)}."
    found = result.inputs[0].input
    said = visible(found.words)
    if not found.quotations:
        why = f" ({visible(found.why)})" if found.why else ""
        return f"{path}, {said}, rests on no source{why}; {_answers(result, names)}."
    first = found.quotations[0]
    more = f" and {counted(len(found.quotations) - 1, 'more quotation')}" if len(found.quotations) > 1 else ""
    return f"{path}, {said}, rests on {words(first)} ({source(first)}){more}; {_answers(result, names)}."


def _source(result: TraceResult, names: Names) -> str:
    found = next(each for each in result.sources if each.id == result.asked)
    falls = f"without it {without_words(result.without[0], names)}"
    if not found.inputs:
        return f"No input of the case rests on {source_words(found)}; {falls}."
    alone = f"{found.alone} of them on it alone"
    if found.alone == found.inputs:
        alone = "on it alone" if found.inputs == 1 else "all of them on it alone"
    verb = "rests" if found.inputs == 1 else "rest"
    return f"{counted(found.inputs, 'input')} {verb} on {source_words(found)}, {alone}; {falls}."


def _words(result: TraceResult, names: Names) -> str:
    many = len(result.quotations)
    first = result.quotations[0].quotation
    said = f"{words(first)} ({source(first)})" if many == 1 else f"{counted(many, 'quotation')} with these words"
    if not result.inputs:
        parts = [visible(path) for each in result.quotations for path in each.parts]
        used = f"only {few([f'`{path}`' for path in parts], _NAMED)} cites" if parts else "nothing in the case uses"
        return opening(f"{used} {said}.")
    who = few([f"`{visible(each.input.path)}`" for each in result.inputs], _NAMED)
    verb = "rests" if len(result.inputs) == 1 else "rest"
    return opening(f"{who} {verb} on {said}; {_answers(result, names)}.")


_FOUND: Mapping[Found, Callable[[TraceResult, Names], str]] = MappingProxyType(
    {"overview": _overview, "part": _part, "source": _source, "claim": _words, "words": _words}
)


def _answers(result: TraceResult, names: Names) -> str:
    """Whose answers rest on what was found."""
    it = "it" if len(result.inputs) == 1 else "them"
    who = [names.who(each.ratifiers[0]) for each in result.answers if each.kind == "ratifier"]
    if result.inputs[0].kind == PART:
        return "it is not counted as an input"
    if not who:
        return f"no answer of `deals` or `blockers` rests on {it}"
    deals = any(each.kind == "outcome" for each in result.answers)
    whose = "the answer of" if len(who) == 1 else "the answers of"
    verb = "rests" if len(who) == 1 else "rest"
    return f"{whose} {few(who, _NAMED)} {verb} on {it}{', and with it what becomes of the deals' if deals else ''}"


def _counts(result: TraceResult) -> str:
    standings = [each.input.standing for each in result.inputs]
    counts = {word: standings.count(word) for word in ("cited", "assumed", "contested")}
    return listed([f"{number} {word}" for word, number in counts.items() if number])


def _standing(result: TraceResult, _names: Names) -> str:
    if result.found == "overview":
        return f"By standing the inputs are {_counts(result)}." if result.inputs else ""
    contested = [each for each in result.inputs if each.contested_by]
    if not contested:
        return ""
    first = contested[0]
    variants = few([f"`{visible(id_)}`" for id_ in first.contested_by], _NAMED)
    return f"`{visible(first.input.path)}` is contested by {variants}."


def _resting(result: TraceResult, names: Names) -> str:
    now = result.outcome
    change = AnswerChange("outcome", (), (), now, now)
    return f"What becomes of the deals, as the case stands: {summary_words(change, now, names)}."


def _left(result: TraceResult, names: Names) -> str:
    """What falls without what was named beside; of a source that was asked about the first sentence says it."""
    if result.found in {"overview", "source"}:
        return ""
    said = [
        f"Without {listed([f'`{visible(id_)}`' for id_ in found.sources])} {without_words(found, names)}."
        for found in result.without
    ]
    return " ".join(said)


def _without(result: TraceResult, names: Names) -> str:
    said = []
    for found in result.without:
        for effect in found.effects:
            if effect.became == "falls" and effect.change.kind in {"outcome", "ratifier"}:
                about = midway(answer_about(effect.change, names))
                said.append(
                    f"{about[:1].lower()}{about[1:]} ({listed([f'`{visible(id_)}`' for id_ in found.sources])})"
                )
    return f"Not sure any more without one source: {few(said, _NAMED)}." if said else ""


def _single(result: TraceResult, _names: Names) -> str:
    if result.found != "overview":
        return ""
    alone = sum(len(each.sources) == 1 for each in result.inputs)
    return (
        f"{opening(counted(alone, 'input'))} {'rests' if alone == 1 else 'rest'} on a single source." if alone else ""
    )


def _assumed(result: TraceResult, names: Names) -> str:
    said = [
        answer_about(effect.change, names)
        for found in result.without
        for effect in found.effects
        if effect.became == "assumed"
    ]
    said = [f"{text[:1].lower()}{text[1:]}" for text in dict.fromkeys(said)]
    return f"Would rest on no source any more: {few(said, _NAMED)}." if said else ""


def _idle(result: TraceResult, _names: Names) -> str:
    idle = result.idle
    if not idle:
        return ""
    verb = "supports" if len(idle) == 1 else "support"
    first = f"`{visible(idle[0].path)}`"
    return f"{opening(counted(len(idle), 'quotation'))} {verb} nothing in the case, such as {first}."


def _unused(result: TraceResult, _names: Names) -> str:
    if result.found != "overview" or not result.unused:
        return ""
    verb = "is" if len(result.unused) == 1 else "are"
    return f"Nothing uses what {few([f'`{visible(each.id)}`' for each in result.unused], _NAMED)} {verb} there for."


def _untried(result: TraceResult, _names: Names) -> str:
    if not result.untried:
        return ""
    many = counted(len(result.untried), "source")
    return f"{many} could not be left out one by one in a reasonable time; name one with --without."


def _worlds(result: TraceResult, _names: Names) -> str:
    if all(found.complete for found in result.without):
        return ""
    return "Where many levels rest on one source, each was tried alone and not in all combinations."
