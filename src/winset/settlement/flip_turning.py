"""One ratifier with one of its inputs turned: the verdicts that follow, all others being as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from winset.case.checks.polls import polls
from winset.case.checks.rules import rules
from winset.case.checks.survey import Survey
from winset.case.checks.votes import votes
from winset.case.sections import CaseFile, Ratifier
from winset.model.compile import CompiledRatifier, Model, World
from winset.model.result import Verdict
from winset.settlement.flip_bench import Bench
from winset.settlement.flip_dial import Dial
from winset.settlement.flip_ground import Ground, Judging
from winset.settlement.flip_records import Flip
from winset.settlement.flip_search import Change, Stops, halve, walk
from winset.settlement.flip_verdicts import Verdicts, blocks_in, flipped, over_worlds
from winset.settlement.unlock_ground import named_in

_CHECKS = (votes, rules, polls)


@dataclass
class Turning:
    """Re-judges one ratifier in every world.

    file: the case. named: the kinds of deal with a name. now: all verdicts as the case is. benches: where worlds in
    which it sees the same share one. of_world: the bench of each world.
    """

    file: CaseFile
    written: Ratifier
    who: CompiledRatifier
    named: Sequence[str]
    now: Verdicts
    benches: Sequence[Bench]
    of_world: Sequence[int]
    _said: dict[tuple[bytes, ...], Verdicts] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        file: CaseFile,
        written: Ratifier,
        now: Verdicts,
        named: Sequence[str],
        seen: Sequence[tuple[Model, Ground]],
    ) -> "Turning":
        """Put up the benches. seen: in each world the model, and the packages as the ratifier sees them."""
        benches: list[tuple[Bench, CompiledRatifier, World]] = []
        of_world = []
        # Worlds share a bench where it judges alike at every value: judges that are the same now may part, as answers
        # that nobody gives now do once somebody gives them.
        read = {*named_in(written, file)} & file.conditions.keys()
        for model, ground in seen:
            who = model.ratifiers[ground.number]
            levels = {condition: model.world[condition] for condition in read}
            place = next(
                (
                    place
                    for place, (bench, _, other) in enumerate(benches)
                    if bench.ground.like(ground) and other == levels
                ),
                len(benches),
            )
            if place == len(benches):
                benches.append((Bench(ground, model.terms, who.path), who, levels))
            of_world.append(place)
        return cls(file, written, benches[0][1], named, now, [bench for bench, _, _ in benches], of_world)

    def judged(self, written: Ratifier) -> list[Judging]:
        """What it says as it would be written, on every bench."""
        return [bench.judged(written) for bench in self.benches]

    def verdicts(self, judgings: Sequence[Judging]) -> Verdicts:
        """The verdicts that follow; what is said of other ratifiers is not touched by it."""
        key = tuple(judging.key for judging in judgings)
        if key not in self._said:
            self._said[key] = self._verdicts(judgings)
        return self._said[key]

    def _verdicts(self, judgings: Sequence[Judging]) -> Verdicts:
        grounds = [bench.ground for bench in self.benches]
        by_bench = [ground.verdicts(judging) for ground, judging in zip(grounds, judgings, strict=True)]
        blocks = [ground.blocks(judging) for ground, judging in zip(grounds, judgings, strict=True)]
        whole, *kinds = (over_worlds(self._each(column)) for column in zip(*by_bench, strict=True))
        said: Verdicts = {("deals", ""): whole.value}
        said["blocks", self.who.id] = blocks_in(blocks[place] for place in self.of_world)
        return said | {("pattern", name): each.value for name, each in zip(self.named, kinds, strict=True)}

    def _each(self, by_bench: Sequence[Verdict]) -> Iterator[Verdict]:
        return (by_bench[place] for place in self.of_world)

    def said(self, written: Ratifier) -> Verdicts:
        """The verdicts as it would be written."""
        return self.verdicts(self.judged(written))

    def leaves_open(self) -> bool:
        """Whether it leaves some deal open."""
        judgings = self.judged(self.written)
        return not all(bool((judging.accepts | judging.refuses).all()) for judging in judgings)

    def settled(self, *, accepts: bool) -> Verdicts:
        """The verdicts if all that it leaves open turns out so."""
        pairs = zip(self.benches, self.judged(self.written), strict=True)
        return self.verdicts([bench.ground.settled(judging, accepts=accepts) for bench, judging in pairs])

    def proves(self, dial: Dial) -> bool:
        """Whether what is found is surely the nearest value: all deals are looked at, so it is."""
        return True

    def number(self, dial: Dial) -> Iterator[tuple[Change, bool, tuple[Flip, ...]]]:
        """The nearest values on either side at which each verdict flips, whether up, and what does.

        Raises:
            TooFineError: numbers would be too large or too fine at some value on the way.
        """

        def said(value: Fraction) -> tuple[tuple[tuple[str, str], str], ...]:
            return tuple(self.said(dial.set_to(value)).items())

        search = halve if dial.one_way else walk
        for end, stops in self._ways(dial):
            missing = set(self.now)
            for change in search(said, stops):
                if not missing or not self.is_a_case(dial.set_to(change.there)):
                    break
                new = tuple(
                    each
                    for each in flipped(self.now, self.said(dial.set_to(change.there)))
                    if (each.of, each.subject) in missing
                )
                missing -= {(each.of, each.subject) for each in new}
                if new:
                    yield change, end > dial.now, new

    def _ways(self, dial: Dial) -> list[tuple[Fraction, Stops]]:
        """Each end of a number, and where to stop on the way to it."""
        to = [end for end in (dial.low, dial.high) if end != dial.now]
        if dial.step is not None:
            return [(end, Stops.by_steps(dial.now, end, dial.step)) for end in to]
        places: set[Fraction] = set().union(*(bench.places(dial) for bench in self.benches))
        return [(end, Stops.along(places, dial.now, end, whole=dial.whole)) for end in to]

    def is_a_case(self, written: Ratifier) -> bool:
        """Whether a case with the ratifier so written could be loaded: votes add up, and rules can be met."""
        _, party, _, name = map(str, self.who.path)
        held = self.file.parties[party]
        changed = held.model_copy(update={"ratifiers": {name: written}})
        survey = Survey(self.file.model_copy(update={"parties": {party: changed}}))
        return not any(finding.severity == "error" for check in _CHECKS for finding in check(survey))
