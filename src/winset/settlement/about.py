"""What an answer is about and what it rests on: the parts of the case that decided it, with their quotations."""

from collections.abc import Iterable
from dataclasses import dataclass

from winset.case.coverage import basis_of, cites_of, why_of, words_of
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.shape import Path
from winset.case.written import Cite
from winset.model.compile import Model
from winset.model.names import names_of
from winset.model.result import About, Input, Quotation
from winset.settlement.question import Question
from winset.settlement.survey import Survey
from winset.version import __version__

ENUMERATION = "enumeration"
SOLVER = "constraint solver"


@dataclass(frozen=True, slots=True)
class Grounds:
    """How an answer was found, and what it rests on.

    packages, deals: how many the couplings allow, and how many were asked about. stated: whether a poll decided any.
    used: the parts of the case that decided. exact: nothing was left unproven. estimated: numbers of packages are
    estimates.
    """

    model: Model
    packages: int
    deals: int
    stated: bool
    used: frozenset[Path]
    engine: str = ENUMERATION
    exact: bool = True
    estimated: bool = False


def about(question: Question, survey: Survey, methods: Iterable[str]) -> About:
    """The heading of an answer found by enumeration, with every part of the case that decided it."""
    stated = any(said.stated for signature in survey.asked for said in signature.answers)
    return heading(question, Grounds(survey.model, survey.packages, survey.deals, stated, survey.used), methods)


def heading(question: Question, grounds: Grounds, methods: Iterable[str]) -> About:
    """The heading of an answer, with every part of the case that decided it."""
    case = question.case
    return About(
        case=case.name,
        title=case.file.title,
        as_of=case.file.as_of,
        digest=case.digest,
        variants=case.variants,
        world=tuple(grounds.model.world.items()),
        where=question.where_words,
        party=question.party,
        packages=grounds.packages,
        deals=grounds.deals,
        stated=grounds.stated,
        methods=tuple(methods),
        engine=grounds.engine,
        exact=grounds.exact,
        version=__version__,
        inputs=tuple(read_input(case, path) for path in sorted(grounds.used)),
        names=names_of(case.file),
        withheld=case.withheld,
        estimated=grounds.estimated,
    )


def read_input(case: Case, path: Path) -> Input:
    """A part of the case with what it rests on."""
    return Input(
        path=case_path(path),
        words=words_of(case, path),
        standing=basis_of(case, path),
        why=why_of(case, path),
        quotations=tuple(_quotations(case, path)),
    )


def _quotations(case: Case, path: Path) -> Iterable[Quotation]:
    return (read_quotation(case, cite) for cite in cites_of(case, path))


def read_quotation(case: Case, cite: Cite) -> Quotation:
    """The words of a cite, with the source that they are from."""
    source = case.file.sources[cite.source]
    return Quotation(
        source=cite.source,
        title=source.title,
        published=str(source.published),
        text=cite.quote or cite.says or "",
        verbatim=cite.quote is not None,
        at=cite.at,
        speaker=cite.speaker,
        url=source.url,
    )
