"""Does the argument hold: every claim of a document, tested against the case."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from winset.case.claims import Claim
from winset.case.load import Case
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.claims.asker import Asker
from winset.claims.drawing import Drawing
from winset.claims.heading import heading_of
from winset.claims.judging import Bench
from winset.claims.leaving import carrying, survivals
from winset.claims.methods import CLAIMS
from winset.claims.readings import asks_of, readings_beside, tells, turned_in
from winset.claims.records import Against, ClaimsResult, ClaimVerdict, Document, Standing
from winset.claims.standing import verdict
from winset.claims.untested import untested
from winset.course.course_records import CourseResult

DRAWS = 2_000
Progress = Callable[[int, int], None]
_Made = TypeVar("_Made")


def claims(
    case: Case,
    *only: str,
    document: Sequence[str] = (),
    without: Sequence[str] = (),
    leave_one_out: bool = False,
    thorough: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
    workers: int = 1,
    courses: Sequence[CourseResult] = (),
    progress: Progress | None = None,
) -> ClaimsResult:
    """Does the argument hold: which claims of a document does the case bear out, and on what does each rest?

    Each claim is asked of the case as it stands, under every contested reading by itself, in draws where what it asks
    can be drawn, without the inputs that were typed in from its own words, and without those that nobody cites.

    Args:
        case: a loaded case, with its variants.
        only: the ids of claims to test, for which it is also looked for what would turn them; by default all.
        document: the sources whose claims are tested; by default all that have claims.
        without: sources to leave out together, to see which claims survive; by default each document by itself.
        leave_one_out: leave out every source by itself.
        thorough: ask every claim under every reading and without sources, and not only those that are answered in a
            moment; and look for what would turn each.
        draws: how many draws of what can be drawn; none with 0.
        seed: the same seed gives the same draws.
        workers: how many processes share the work; the answer is the same for any number.
        courses: what `course` answers about the case as it stands, where it has been asked already.
        progress: told how many steps are done so far, and of how many.

    Raises:
        CaseError: the case has no claims, or nothing that is called so.
    """
    chosen = _chosen(case, only, document, without)
    asking = {id_: claim for id_, claim in chosen.items() if claim.asks}
    groups = _groups(case, chosen, without, every=leave_one_out) if asking else []
    steps = _Steps(len(asking) + len(case.file.variants) + len(groups), progress)
    base = Asker(case)
    base.know(courses)
    bench = Bench(base, Drawing(draws, seed), turning=thorough or bool(only))
    asks = {id_: part for id_, claim in asking.items() if (part := asks_of(claim, thorough=thorough))}
    with readings_beside(case, asks, workers) as others:
        judged = {id_: steps.done(bench.judged(claim)) for id_, claim in asking.items()}
        stated, *readings = map(steps.done, others)
    telling = {id_ for id_, each in judged.items() if tells(asking[id_], each, asks.get(id_, ()))}
    so = {id_: each.now.so for id_, each in judged.items()}
    every = thorough or bool(without) or bool(only)
    survived = tuple(map(steps.done, survivals(case, groups, asking, every=every, so=so, workers=workers)))
    steps.end()
    found = tuple(
        verdict(id_, claim, judged[id_], *(turned_in(id_, stated, tuple(readings)) if id_ in telling else ((), 0)))
        if id_ in judged
        else untested(case, id_, claim)
        for id_, claim in chosen.items()
    )
    return ClaimsResult(
        about=heading_of(case, (each for row in found for each in row.inputs), _methods(found)),
        claims=found,
        documents=tuple(_documents(case, found)),
        pairs=tuple(Against(each.id, kept) for each in found if (kept := _kept(each.against, chosen))),
        without=survived,
        draws=draws,
        seed=seed,
        thorough=thorough,
    )


@dataclass
class _Steps:
    """How far the work has come."""

    total: int
    progress: Progress | None
    count: int = 0

    def done(self, made: _Made) -> _Made:
        self.count = min(self.count + 1, self.total)
        if self.progress is not None:
            self.progress(self.count, self.total)
        return made

    def end(self) -> None:
        if self.progress is not None and self.count < self.total:
            self.progress(self.total, self.total)


def _chosen(case: Case, only: Sequence[str], document: Sequence[str], without: Sequence[str]) -> dict[str, Claim]:
    """The claims that are tested.

    Raises:
        CaseError: there are none, or nothing is called so.
    """
    written = case.file.claims
    if not written:
        raise CaseError([Problem("the case has no claims", "write the document's propositions under `claims`")])
    sources = {cite.source for claim in written.values() for cite in claim.cite}
    problems = [
        Problem(f"there is no claim {quoted(id_)}", did_you_mean(id_, written)) for id_ in only if id_ not in written
    ]
    problems += [
        Problem(f"no claim is from a source {quoted(id_)}", did_you_mean(id_, sorted(sources)))
        for id_ in document
        if id_ not in sources
    ]
    problems += [
        Problem(f"there is no source {quoted(id_)}", did_you_mean(id_, case.file.sources))
        for id_ in without
        if id_ not in case.file.sources
    ]
    if problems:
        raise CaseError(problems)
    chosen = {
        id_: claim
        for id_, claim in written.items()
        if (not only or id_ in only) and (not document or {cite.source for cite in claim.cite} & set(document))
    }
    if not chosen:
        which = "is" if len(set(only)) == 1 else "are"
        what = f"{', '.join(map(quoted, dict.fromkeys(only)))} {which} not from {' or '.join(map(quoted, document))}"
        raise CaseError([Problem(what, "name claims, or documents, or claims of the documents")])
    return chosen


def _groups(case: Case, chosen: Mapping[str, Claim], without: Sequence[str], *, every: bool) -> list[tuple[str, ...]]:
    """The sources that are left out: those asked for together, each by itself, or each document by itself."""
    if without:
        return [tuple(dict.fromkeys(without))]
    carry = carrying(case)
    if every:
        return [(id_,) for id_ in carry]
    documents = dict.fromkeys(cite.source for claim in chosen.values() for cite in claim.cite)
    return [(id_,) for id_ in documents if id_ in carry]


def _methods(found: Sequence[ClaimVerdict]) -> Iterator[str]:
    """How it was told how the claims stand, and everything that they ask."""
    yield from (method.id for method in CLAIMS)
    yield from dict.fromkeys(asked.kind for each in found for asked in each.asked)


def _kept(ids: Sequence[str], chosen: Mapping[str, Claim]) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ in chosen)


def _documents(case: Case, found: Sequence[ClaimVerdict]) -> Iterator[Document]:
    for id_ in dict.fromkeys(each.source for each in found if each.source):
        own = [each.standing for each in found if each.source == id_]
        counts = tuple((standing, own.count(standing)) for standing in Standing if standing in own)
        source = case.file.sources[id_]
        yield Document(id_, source.title, source.by or "", counts)
