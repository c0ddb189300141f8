"""What a trace is made of, as records: inputs with their words, quotations with their uses, answers with both."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from winset.case.leaving_out import LeftOut
from winset.evidence.answers import AnswerChange, Kind, Options, Outcome, Summary
from winset.model.result import Input, Quotation, Result

Found = Literal["overview", "part", "source", "claim", "words"]
PART = "part"  # the kind of what is traced and is no input
Became = Literal["falls", "changes", "assumed"]


@dataclass(frozen=True, slots=True)
class TracedInput:
    """An input with its words.

    kind: a number, a red line, a poll ..., or `part` for what is no input. contested_by: the variants that have it
    otherwise. ratifiers: those whose answers rest on it; none where no answer does.
    """

    input: Input
    kind: str
    contested_by: tuple[str, ...]
    ratifiers: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that it is cited to."""
        return tuple(dict.fromkeys(words.source for words in self.input.quotations))


@dataclass(frozen=True, slots=True)
class TracedQuotation:
    """Words of a source, and what uses them.

    path: where they stand first. claims: those that the case tests and that have these words. inputs: those that rest
    on them. parts: other entries that cite them, such as a variant.
    """

    path: str
    quotation: Quotation
    claims: tuple[str, ...]
    inputs: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def idle(self) -> bool:
        """Whether they support nothing in the case."""
        return not (self.inputs or self.parts)


@dataclass(frozen=True, slots=True)
class RestingAnswer:
    """An answer of `deals` or `blockers`, how many inputs it rests on, and the sources of those that are cited.

    ratifiers: whom it is about. package: of a nearest deal. says: what is answered.
    """

    kind: Kind
    ratifiers: tuple[str, ...]
    package: Options
    says: Summary
    inputs: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of an answer when sources are left out.

    became: `falls` where it was sure (or sure to be refused) and is not any more; `changes` where it is another one;
    `assumed` where it is the same, and rests on no source any more. world: the levels in which it changes, of those
    conditions whose level rested on the sources.
    """

    became: Became
    change: AnswerChange
    world: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WithoutSources:
    """What is left of a case and of its answers without some sources.

    left_out: what rested on them alone. effects: the answers that fall, change or become assumed. worlds: how many
    combinations of levels were looked at, of the conditions whose level rested on the sources; `complete` where those
    are all, and not only those in which one of the levels differs. unanswered: why there is no answer, if so.
    """

    sources: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    effects: tuple[Effect, ...]
    worlds: int = 1
    complete: bool = True
    unanswered: str | None = None


@dataclass(frozen=True, slots=True)
class TracedSource:
    """A source: how many inputs are cited to it, and how many to it alone."""

    id: str
    title: str
    published: str
    inputs: int
    alone: int


@dataclass(frozen=True)
class TraceResult(Result):
    """From a part of a case to its words, and from words to what rests on them.

    asked: what was looked for, empty for everything; `found` says what it is. inputs, quotations: those that were
    found. answers: those that rest on these inputs. without: what is left when sources are left out; untried: sources
    that were not left out, since that would have taken too long. outcome: the answer that all of it leads to.
    """

    asked: str
    found: Found
    outcome: Outcome
    inputs: tuple[TracedInput, ...]
    quotations: tuple[TracedQuotation, ...]
    sources: tuple[TracedSource, ...]
    answers: tuple[RestingAnswer, ...]
    without: tuple[WithoutSources, ...]
    untried: tuple[str, ...]

    kind: ClassVar[str] = "trace"

    @property
    def idle(self) -> tuple[TracedQuotation, ...]:
        """The quotations that support nothing."""
        return tuple(words for words in self.quotations if words.idle)

    @property
    def unused(self) -> tuple[TracedSource, ...]:
        """The sources that no quotation is from."""
        quoted = {words.quotation.source for words in self.quotations if not words.idle}
        return tuple(source for source in self.sources if source.id not in quoted)

    def records(self) -> list[dict[str, Any]]:
        """The inputs that were found, a row each."""
        return [
            {
                "path": each.input.path,
                "kind": each.kind,
                "words": each.input.words,
                "standing": each.input.standing,
                "sources": "; ".join(each.sources),
                "quotations": " / ".join(words.text for words in each.input.quotations),
                "why": each.input.why,
                "contested_by": "; ".join(each.contested_by),
                "ratifiers": "; ".join(each.ratifiers),
            }
            for each in self.inputs
        ]
