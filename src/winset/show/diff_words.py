"""The answer to `diff` in sentences: which answers changed, what changed in the case, and what may have done it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from winset.case.problems import visible
from winset.evidence.answers import AnswerChange, Group, Lacks, Outcome, Says, Summary
from winset.evidence.diff import ChangedAnswer, DiffResult
from winset.evidence.differences import InputChange
from winset.model.result import Verdict
from winset.show.lacking import all_lacking
from winset.show.names import Names
from winset.show.words import count, counted, day, few, listed, opening

_MOST = 8
_NAMED = 3

_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.RATIFIED: "ratified",
        Verdict.OPEN: "open",
        Verdict.REFUSED: "refused",
        Verdict.NO_DEALS: "nothing to ask about",
    }
)


def names_of_both(result: DiffResult) -> Names:
    """The names of both versions; where they differ, those of the newer."""
    return Names(Names.of(result.older).by_path | Names.of(result.about).by_path)


def diff_sentence(result: DiffResult) -> str:
    """The answer in one sentence."""
    if not result.changes and not result.answers:
        return _nothing(result)
    written = _written(result)
    if result.unanswered:
        return f"The answers cannot be compared, since {_unanswered(result)}; {written}."
    if not result.answers:
        return f"No answer changed; {written}."
    first = result.answers[0]
    if first.change.kind == "outcome":
        return f"{_outcome(first.change)}; {written}."
    many = counted(len(result.answers), "answer")
    return f"What becomes of the deals did not change, but {many} behind it did; {written}."


def diff_explain(result: DiffResult) -> tuple[str, ...]:
    """Further short sentences: the days, who changed their answers and why, what is contested or assumed now."""
    names = names_of_both(result)
    parts = (_withheld, _days, _causes, _ratifiers, _groups, _standing, _moved, _sources)
    said = [text for part in parts if (text := part(result, names))]
    return tuple(said[:_MOST])


def answer_about(change: AnswerChange, names: Names) -> str:
    """What a changed answer is about."""
    who = listed([names.who(id_) for id_ in change.ratifiers])
    if change.kind == "outcome":
        return "What becomes of the deals"
    if change.kind == "nearest":
        package = "; ".join(
            f"{names.brief_issue(issue)}: {names.brief_option(issue, option)}" for issue, option in change.package
        )
        return f"Nearest deal “{package}”"
    if change.kind == "ratifier":
        return f"What {who} says"
    word = "Without a common deal" if change.kind == "conflict" else "Whose waiving opens a deal"
    return f"{word}: {who or 'nobody has to'}"


def summary_words(change: AnswerChange, summary: Summary | None, names: Names) -> str:
    """One side of a changed answer."""
    if summary is None:
        return _ABSENT[change.kind]
    if isinstance(summary, Outcome):
        return f"{_VERDICTS[summary.verdict]}{_in_brackets(summary)}"
    if isinstance(summary, Says):
        out = f", not asked {count(summary.out)}" if summary.out else ""
        return f"yes {count(summary.yes)}, open {count(summary.open)}, no {count(summary.no)}{out}"
    if isinstance(summary, Lacks):
        return f"lacking {all_lacking(summary.shortfalls, names)}"
    return _group(change, summary)


_ABSENT: Mapping[str, str] = MappingProxyType(
    {
        "outcome": "no answer",
        "ratifier": "no such ratifier",
        "conflict": "not a conflict set",
        "waiver": "not a waiver set",
        "nearest": "not among the nearest",
    }
)


def _group(change: AnswerChange, group: Group) -> str:
    if change.kind == "waiver":
        return "a sure deal" if group.sure else "a possible deal"
    return "surely" if group.sure else "as far as nothing open turns out well"


def _in_brackets(outcome: Outcome) -> str:
    return f" ({_deals(outcome)})" if outcome.deals else ""


def _deals(outcome: Outcome) -> str:
    return f"{count(outcome.sure)} of {counted(outcome.deals, 'deal')} sure, {count(outcome.possible)} possible"


def _nothing(result: DiffResult) -> str:
    if result.same_files:
        return "Nothing changed: the two files are the same."
    return "Nothing changed: the files differ only in what winset does not read, such as comments."


def _outcome(change: AnswerChange) -> str:
    before, after = change.before, change.after
    if not isinstance(before, Outcome) or not isinstance(after, Outcome):
        return "The answer changed"
    was, now = _VERDICTS[before.verdict], _VERDICTS[after.verdict]
    if was != now:
        return f"The answer turned from {was}{_in_brackets(before)} to {now}{_in_brackets(after)}"
    return f"The answer is still {now}, now with {_deals(after)} instead of {_deals(before)}"


def _written(result: DiffResult) -> str:
    """What differs in the text, counted."""
    changes = result.changes
    if not changes:
        return "the case is the same"
    found = [_of_a_kind(changes.inputs, kind) for kind in ("changed", "added", "removed")]
    said = [text for text in found if text]
    if changes.parts:
        said.append(f"{counted(len(changes.parts), 'other part')} of the case {_differ(len(changes.parts))}")
    if changes.sources:
        said.append(f"{counted(len(changes.sources), 'source')} {_differ(len(changes.sources))}")
    if not said:
        return "only the day of the case differs"
    return listed(said)


def _of_a_kind(inputs: Sequence[InputChange], kind: str) -> str:
    many = sum(each.change == kind for each in inputs)
    verb = "changed" if kind == "changed" else f"{'was' if many == 1 else 'were'} {kind}"
    return f"{counted(many, 'input')} {verb}" if many else ""


def _differ(many: int) -> str:
    return "differs" if many == 1 else "differ"


def _unanswered(result: DiffResult) -> str:
    return listed(
        [
            f"the {each.version} version cannot answer the question ({visible('; '.join(each.why))})"
            for each in result.unanswered
        ]
    )


def _withheld(result: DiffResult, _names: Names) -> str:
    return f"Of the older version {result.older.withheld}" if result.older.withheld is not None else ""


def _days(result: DiffResult, _names: Names) -> str:
    days = result.changes.as_of
    return f"The case stood on {day(days[0])}; it stands on {day(days[1])} now." if days else ""


def _causes(result: DiffResult, names: Names) -> str:
    """What may have brought the first changed answer about."""
    if not result.answers:
        return ""
    first = result.answers[0]
    about = answer_about(first.change, names)
    return f"{about}: {_may_come_from(first)}."


def _may_come_from(answer: ChangedAnswer) -> str:
    if not answer.causes:
        return "nothing that it rests on changed, so it follows from the answers of others"
    return f"it rests on what changed at {few([visible(path) for path in answer.causes], _NAMED)}"


def _ratifiers(result: DiffResult, names: Names) -> str:
    said = [
        f"{names.who(answer.change.ratifiers[0])} ({summary_words(answer.change, answer.change.before, names)}; now "
        f"{summary_words(answer.change, answer.change.after, names)})"
        for answer in result.answers
        if answer.change.kind == "ratifier"
    ]
    return f"Other answers are given by {few(said, _NAMED)}." if said else ""


def _groups(result: DiffResult, names: Names) -> str:
    def sets(kind: str, *, new: bool) -> list[str]:
        return [
            listed([names.who(id_) for id_ in change.ratifiers]) or "nobody"
            for change in (answer.change for answer in result.answers)
            if change.kind == kind and (change.before is None if new else change.after is None)
        ]

    said = []
    for kind, word in (("conflict", "in conflict"), ("waiver", "enough to open a deal by giving way")):
        come, gone = sets(kind, new=True), sets(kind, new=False)
        said += [f"newly {word}: {few(come, _NAMED)}"] if come else []
        said += [f"no longer {word}: {few(gone, _NAMED)}"] if gone else []
    return f"{opening('; '.join(said))}." if said else ""


def _standing(result: DiffResult, _names: Names) -> str:
    """Inputs that stand on other ground now."""
    turned: dict[tuple[str, str], list[str]] = {}
    for change in result.changes.inputs:
        if change.before is not None and change.after is not None and "standing" in change.aspects:
            key = change.before.standing, change.after.standing
            turned.setdefault(key, []).append(visible(change.path))
    said = [f"from {before} to {after}: {few(paths, _NAMED)}" for (before, after), paths in turned.items()]
    return f"Standing turned {'; '.join(said)}." if said else ""


def _moved(result: DiffResult, _names: Names) -> str:
    said = [
        f"{visible(change.path)} to {visible(change.nearest)}"
        for change in result.changes.inputs
        if change.after is None and change.nearest is not None
    ]
    return f"Perhaps only renamed: {few(said, _NAMED)}." if said else ""


def _sources(result: DiffResult, _names: Names) -> str:
    def named(change: str) -> list[str]:
        found = [each for each in result.changes.sources if each.change == change]
        return [visible(each.after or each.before or each.id) for each in found]

    words = (("added", "New"), ("removed", "Gone"), ("changed", "Described otherwise"))
    said = [f"{word}: {few(found, _NAMED)}" for change, word in words if (found := named(change))]
    return f"Sources. {'. '.join(said)}." if said else ""
