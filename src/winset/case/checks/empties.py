"""Entries that do nothing: often a sign that something was forgotten."""

from collections.abc import Iterable, Iterator

from winset.case.checks.judges import Judges, bodies_of
from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.problems import quoted
from winset.case.sections import CaseFile, Effect, Judge, Ratifier
from winset.case.shape import Path
from winset.case.written import Cite

_SAYS = ("refuses", "accepts", "prefers", "points", "polls", "blocs", "counts")


def empties(survey: Survey) -> Iterable[Finding]:
    """Cases without a veto, and entries that do nothing."""
    file, ratifiers = survey.file, survey.judges.ratifiers
    if file.parties and not any(ratifier.counts_as == "veto" for ratifier in ratifiers.values()):
        yield Finding(
            ("parties",), "no ratifier is a veto, so nothing can stop a deal", "write `counts_as: veto`", "key"
        )
    for name, ratifier in ratifiers.items():
        party_id, id_ = name.split(".")
        yield from _ratifier(("parties", party_id, "ratifiers", id_), ratifier)
    for lever_id, lever in file.levers.items():
        for id_, effect in lever.effects.items():
            yield from _effect(("levers", lever_id, "effects", id_), effect, survey.judges)
    for id_, variant in file.variants.items():
        if not (variant.drop or variant.add or variant.set):
            what = f"the variant {quoted(id_)} changes nothing"
            yield Finding(("variants", id_), what, "write `set`, `add` or `drop`", "key", "warning")
    yield from _sources(survey)
    if not survey.again:
        yield from _blanks(survey)


def _blanks(survey: Survey) -> Iterator[Finding]:
    """Titles and words of sources that are written, and say nothing."""
    texts: list[tuple[Path, str | None]] = [(("title",), survey.file.title)]
    texts += [(("sources", id_, "title"), source.title) for id_, source in survey.file.sources.items()]
    for path, cite in survey.all(Cite):
        texts += [((*path, "quote"), cite.quote), ((*path, "says"), cite.says)]
    for path, text in texts:
        if text is not None and not text.strip():
            mend = "write it in words" if path[-1] == "title" else "write the words, or take it out"
            yield Finding(path, f"{quoted(str(path[-1]))} is empty", mend, severity="warning")


def _ratifier(path: Path, ratifier: Ratifier) -> Iterator[Finding]:
    name = quoted(str(path[-1]))
    own = [word for word in _SAYS if getattr(ratifier, word)] + (["bodies"] if ratifier.bodies else [])
    if ratifier.follows is not None and own:
        what = f"{name} follows {quoted(ratifier.follows)}, so its own {quoted(own[0])} is not read"
        yield Finding((*path, "follows"), what, "keep one of the two", severity="warning")
    if ratifier.follows is None and not _speaks(ratifier):
        what = f"{name} says nothing about any package, so every answer of it is open"
        yield Finding(path, what, "give it red lines, preferences, points, polls or blocs", "key", "warning")


def _speaks(judge: Judge) -> bool:
    """Whether something is said that may decide a package; blocs and bodies speak where one inside them does."""
    if judge.otherwise != "open" or any(getattr(judge, word) for word in _SAYS if word != "blocs"):
        return True
    inside: list[Judge] = [*judge.blocs.values(), *bodies_of(judge).values()]
    return any(_speaks(each) for each in inside)


def _effect(path: Path, effect: Effect, everyone: Judges) -> Iterator[Finding]:
    if effect.chance is not None and effect.chance.most == 0 and not effect.otherwise:
        yield Finding((*path, "chance"), "the effect never happens", "give it a chance, or take it out")
    for word, moved in (
        ("support", effect.support.points if effect.support else None),
        ("swing", effect.swing.votes if effect.swing else None),
    ):
        if moved is not None and moved.least == moved.most == 0:
            yield Finding((*path, word), "the effect moves nothing", "write how much, or take it out", "key")
    whose = everyone.at(effect.support.ratifier) if effect.support else None
    if effect.support is not None and whose is not None and not _polled(whose):
        what = f"{quoted(effect.support.ratifier)} has no polls, so there is no support to move"
        yield Finding(
            (*path, "support", "ratifier"), what, "give it polls, or name another ratifier", severity="warning"
        )


def _polled(judge: Judge) -> bool:
    return bool(judge.polls) or any(_polled(each) for each in (*judge.blocs.values(), *bodies_of(judge).values()))


def _sources(survey: Survey) -> Iterator[Finding]:
    """Sources that nothing cites, in the case or in what a variant or a lever puts in."""
    cited = cited_sources(survey.file, (cite for _, cite in survey.all(Cite)))
    for id_ in survey.file.sources:
        if id_ not in cited:
            what = f"nothing cites the source {quoted(id_)}"
            yield Finding(("sources", id_), what, "cite it, or leave it out", "key", "warning")


def cited_sources(file: CaseFile, cites: Iterable[Cite]) -> frozenset[str]:
    """The sources that the cites name, with those in what variants and levers put in."""
    put_in = [part for variant in file.variants.values() for part in (variant.add, variant.set)]
    put_in += [effect.add for lever in file.levers.values() for effect in lever.effects.values()]
    return frozenset({cite.source for cite in cites}.union(*(_sources_in(part) for part in put_in)))


def _sources_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        source = node.get("source")
        if isinstance(source, str):
            yield source
        for part in node.values():
            yield from _sources_in(part)
    elif isinstance(node, list):
        for part in node:
            yield from _sources_in(part)
