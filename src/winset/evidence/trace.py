"""From any number, red line or source of a case to its words, and from words to what rests on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from winset.case.load import Case
from winset.case.paths import LeadsNowhere, case_path, yaml_path
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.shape import Path
from winset.evidence.answers import Answers, answers_of
from winset.evidence.bearing import Bearing
from winset.evidence.quoted import holds_words, plain_words, quotations_of
from winset.evidence.traced import (
    PART,
    Found,
    TracedInput,
    TracedQuotation,
    TracedSource,
    TraceResult,
    WithoutSources,
)
from winset.evidence.without import Standing
from winset.settlement.about import read_input

# How many packages may be gone through, all sources together, to see what falls without each.
MOST_PACKAGES = 20_000_000

Progress = Callable[[int, int], None]


def trace(
    case: Case,
    what: str | None = None,
    *,
    without: str | Sequence[str] | None = None,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    progress: Progress | None = None,
) -> TraceResult:
    """What does a part of the case rest on, and what rests on these words?

    Args:
        case: a loaded case.
        what: a path (`panama.government.refuses.reservation_alone`), a source, a claim, or words of a quotation;
            by default everything, and what falls without each of the sources.
        without: a source, or several at once, to leave out: its numbers become their bounds and its red lines fall
            away, and the answers that fall, change or become assumed are given.
        world: levels of conditions that differ from now.
        where: which deals the answers are about: a pattern, its name, or `issue=option,option`.
        progress: told how many of the sources have been left out so far, and of how many.

    Raises:
        CaseError: nothing is called so, or the question names something that the case does not have.
        TooManyPackagesError: there are more packages than can be gone through one by one.
    """
    left = (without,) if isinstance(without, str) else tuple(without or ())
    known = case.file.sources
    absent = [id_ for id_ in left if id_ not in known]
    if absent:
        raise CaseError(Problem(f"there is no source {quoted(id_)}", did_you_mean(id_, known)) for id_ in absent)
    asked = (what or "").strip() or None
    if asked is None and len(left) == 1:
        asked = left[0]
    index = _Index.of(case, answers_of(case, world=world, where=where))
    found, inputs, quotations = index.find(asked)
    if found == "source" and asked is not None:
        asked = asked.removeprefix("sources.")
    everything = index.bearing.resting(index.inputs, index.inputs)
    standing = Standing(case, world or {}, where, index.answers, everything)
    # A source is asked about for what falls without it.
    leaving = [left] if left else [(asked,)] if found == "source" and asked is not None else []
    tried: list[str] = []
    if found == "overview" and not left:
        tried = index.worth_leaving_out()
        leaving = [(id_,) for id_ in tried]
    return TraceResult(
        about=replace(index.answers.about, inputs=index.answers.inputs),
        asked=asked or "",
        found=found,
        outcome=index.answers.outcome,
        inputs=inputs,
        quotations=quotations,
        sources=index.sources(),
        answers=index.bearing.resting(inputs, index.inputs),
        without=tuple(_left_out(standing, leaving, progress)),
        untried=tuple(id_ for id_ in index.carrying if id_ not in tried) if found == "overview" and not left else (),
    )


def _left_out(
    standing: Standing, leaving: Sequence[Sequence[str]], progress: Progress | None
) -> Iterator[WithoutSources]:
    for done, sources in enumerate(leaving):
        if progress is not None:
            progress(done, len(leaving))
        yield standing.without(sources)
    if progress is not None and leaving:
        progress(len(leaving), len(leaving))


_Finding = tuple[Found, tuple[TracedInput, ...], tuple[TracedQuotation, ...]]


@dataclass(frozen=True)
class _Index:
    """All inputs and all quotations of a case, and how to find one."""

    case: Case
    answers: Answers
    bearing: Bearing
    inputs: tuple[TracedInput, ...]
    quotations: tuple[TracedQuotation, ...]

    @classmethod
    def of(cls, case: Case, answers: Answers) -> "_Index":
        bearing = Bearing(case, answers)
        inputs = bearing.inputs()
        return cls(case, answers, bearing, inputs, quotations_of(case, inputs))

    def find(self, what: str | None) -> _Finding:
        """What is called so: a source, a claim, a part of the case, or words of a quotation, in this order.

        Raises:
            CaseError: nothing is.
        """
        if what is None:
            return "overview", self.inputs, self.quotations
        section, _, id_ = what.partition(".")
        for word, ids, find in (
            ("sources", self.case.file.sources, self._source),
            ("claims", self.case.file.claims, self._claim),
        ):
            if what in ids or (section == word and id_ in ids):
                return find(what if what in ids else id_)
        try:
            path = yaml_path(self.case.root, what)
        except LeadsNowhere as error:
            return self._words(what) or self._nothing(what, error)
        return self._part(path)

    def _source(self, id_: str) -> _Finding:
        inputs = tuple(each for each in self.inputs if id_ in each.sources)
        return "source", inputs, tuple(words for words in self.quotations if words.quotation.source == id_)

    def _claim(self, id_: str) -> _Finding:
        return self._using("claim", tuple(words for words in self.quotations if id_ in words.claims))

    def _words(self, words: str) -> _Finding | None:
        found = tuple(each for each in self.quotations if plain_words(words) and holds_words(each.quotation, words))
        return self._using("words", found) if found else None

    def _using(self, found: Found, quotations: tuple[TracedQuotation, ...]) -> _Finding:
        paths = {path for words in quotations for path in words.inputs}
        return found, tuple(each for each in self.inputs if each.input.path in paths), quotations

    def _part(self, at: Path) -> _Finding:
        """A part of the case: the inputs that it is or that stand in it; where there is none, what it rests on."""
        path = case_path(at)
        inputs = tuple(each for each in self.inputs if f"{each.input.path}.".startswith(f"{path}."))
        if not inputs:
            entry = read_input(self.case, at)
            inputs = (TracedInput(entry, PART, (), ()),)
        words = {(each.source, each.text) for traced in inputs for each in traced.input.quotations}
        quotations = (each for each in self.quotations if (each.quotation.source, each.quotation.text) in words)
        return "part", inputs, tuple(quotations)

    def _nothing(self, what: str, error: LeadsNowhere) -> _Finding:
        ids = [*self.case.file.sources, *self.case.file.claims, *(each.input.path for each in self.inputs)]
        mend = error.mend if "." in what else did_you_mean(what, ids)
        raise CaseError([Problem(f"nothing is called {quoted(what)}, and no quotation has these words", mend)])

    def sources(self) -> tuple[TracedSource, ...]:
        """Every source, with how many inputs are cited to it."""
        return tuple(
            TracedSource(
                id_,
                source.title,
                str(source.published),
                sum(id_ in each.sources for each in self.inputs),
                sum(each.sources == (id_,) for each in self.inputs),
            )
            for id_, source in self.case.file.sources.items()
        )

    @property
    def carrying(self) -> list[str]:
        """The sources that inputs are cited to, those with the most inputs of their own first."""
        sources = [source for source in self.sources() if source.inputs]
        return [source.id for source in sorted(sources, key=lambda source: (-source.alone, -source.inputs))]

    def worth_leaving_out(self) -> list[str]:
        """As many of them as can be left out one by one in a reasonable time, and one at least."""
        return self.carrying[: max(1, MOST_PACKAGES // max(1, self.answers.about.packages))]
