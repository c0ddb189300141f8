"""Asks about the record: whose statements fill it, and whether a precedent carries over."""

from fractions import Fraction

from winset.case.asks import PrecedentAsk, RecordShareAsk
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, both
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import numbered
from winset.evidence.precedents import ALIKE, DIFFERS, UNKNOWN


def _share(asker: Asker, terms: RecordShareAsk) -> Found:
    found = asker.record("ratifier" if "." in terms.by else "side")
    voices = {each.id: each.tally.dated for each in found.voices}
    topic = f" on {terms.about.replace('_', ' ')}" if terms.about is not None else ""
    if terms.about is not None:
        rows = [each for each in found.topics if each.id == terms.about]
        if not rows:
            raise CannotTellError(f"no statement is about `{terms.about}`")
        voices = {each.id: each.tally.dated for each in rows[0].voices}
    total = sum(voices.values())
    if not total or terms.by not in voices:
        raise CannotTellError(f"the case has no dated statements{topic} to compare")
    own = voices[terms.by]
    words = (
        f"{own} of {numbered(total, 'dated statement')}{topic} {'is' if own == 1 else 'are'} by {asker.who(terms.by)}"
    )
    return Found(Fraction(own, total) > terms.more_than, words, found.about.inputs)


def _precedent(asker: Asker, terms: PrecedentAsk) -> Found:
    found = asker.record("side")
    match = next((each for each in found.precedents if each.id == terms.of), None)
    if match is None:
        raise CannotTellError(f"the case has no precedent `{terms.of}`")
    said = {each.feature: each.answer for each in match.matches}
    wanted = [(id_, ALIKE) for id_ in terms.alike] + [(id_, DIFFERS) for id_ in terms.differs]
    answers = tuple(None if said.get(id_, UNKNOWN) == UNKNOWN else said[id_] == answer for id_, answer in wanted)
    words = f"{match.name or terms.of}: alike in {match.alike} of {numbered(match.known, 'known feature')}"
    return Found(both(answers), words, found.about.inputs)


RECORDING = (
    AskKind(
        "share_of_record",
        "share of the record",
        "Does a side make more than this share of the dated statements?",
        "Leifeld 2017, Discourse Network Analysis, in The Oxford Handbook of Political Networks",
        True,
        "that the statements of the case are a fair record; they are those that were found",
        _share,
        stands="record",
    ),
    AskKind(
        "precedent",
        "likeness of a precedent",
        "Is a precedent like the present in these features, and unlike it in those?",
        "George and Bennett 2005, Case Studies and Theory Development in the Social Sciences (structured, focused "
        "comparison)",
        True,
        "that features are described alike in both",
        _precedent,
        stands="record",
    ),
)
