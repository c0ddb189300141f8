"""Precedents beside the present, feature by feature: alike, different, or not known."""

from collections.abc import Mapping
from dataclasses import dataclass

from winset.case.record import Feature, Precedent, Precedents, Trait

UNKNOWN = "unknown"
ALIKE, DIFFERS = "alike", "differs"


@dataclass(frozen=True, slots=True)
class Match:
    """One feature of a precedent beside the present. answer: `alike`, `differs` or `unknown`."""

    feature: str
    name: str | None
    decisive: bool
    there: str
    here: str
    answer: str


@dataclass(frozen=True, slots=True)
class PrecedentMatch:
    """A precedent beside the present: `alike` of the `known` features are the same.

    known: the features whose words are known on both sides. matches: all features, decisive ones first.
    """

    id: str
    name: str | None
    date: str | None
    outcome: str | None
    alike: int
    known: int
    matches: tuple[Match, ...]

    @property
    def differing(self) -> tuple[Match, ...]:
        """The features that differ, decisive ones first."""
        return tuple(match for match in self.matches if match.answer == DIFFERS)


@dataclass(frozen=True, slots=True)
class Held:
    """One feature over all precedents: the present is like `alike` of the `known` ones.

    known: the precedents in which, as in the present, its words are known. here: its words now. there: its words in
    each precedent, in the order of the case.
    """

    feature: str
    name: str | None
    decisive: bool
    here: str
    there: tuple[str, ...]
    alike: int
    known: int

    @property
    def holds(self) -> bool | None:
        """Whether the present is like every precedent in this; None where nothing is known."""
        return self.alike == self.known if self.known else None


def match_all(precedents: Precedents) -> tuple[tuple[PrecedentMatch, ...], tuple[Held, ...]]:
    """Every precedent beside the present, and every feature over all precedents, decisive ones first."""
    features = dict(sorted(precedents.features.items(), key=lambda pair: not pair[1].decisive))
    found = tuple(
        _precedent(features, precedents.present, id_, precedent) for id_, precedent in precedents.cases.items()
    )
    return found, tuple(_held(at, id_, feature, found) for at, (id_, feature) in enumerate(features.items()))


def _precedent(
    features: Mapping[str, Feature], present: Mapping[str, Trait], id_: str, precedent: Precedent
) -> PrecedentMatch:
    matches = tuple(
        _match(feature_id, feature, word(precedent.traits, feature_id), word(present, feature_id))
        for feature_id, feature in features.items()
    )
    answers = [match.answer for match in matches]
    return PrecedentMatch(
        id=id_,
        name=precedent.name,
        date=str(precedent.date) if precedent.date is not None else None,
        outcome=precedent.outcome,
        alike=answers.count(ALIKE),
        known=answers.count(ALIKE) + answers.count(DIFFERS),
        matches=matches,
    )


def word(traits: Mapping[str, Trait], feature: str) -> str:
    """What a feature is: a word, or unknown where nothing is written."""
    trait = traits.get(feature)
    said = " ".join(trait.is_.split()) if trait is not None else ""
    return UNKNOWN if said.casefold() in {"", UNKNOWN} else said


def _match(id_: str, feature: Feature, there: str, here: str) -> Match:
    return Match(id_, feature.name, feature.decisive, there, here, _answer(there, here))


def _answer(there: str, here: str) -> str:
    if UNKNOWN in {there, here}:
        return UNKNOWN
    return ALIKE if there.casefold() == here.casefold() else DIFFERS


def _held(at: int, id_: str, feature: Feature, found: tuple[PrecedentMatch, ...]) -> Held:
    matches = [each.matches[at] for each in found]
    answers = [match.answer for match in matches]
    return Held(
        feature=id_,
        name=feature.name,
        decisive=feature.decisive,
        here=matches[0].here,
        there=tuple(match.there for match in matches),
        alike=answers.count(ALIKE),
        known=answers.count(ALIKE) + answers.count(DIFFERS),
    )
