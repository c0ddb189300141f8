"""Which inputs were typed in from a claim's own words, and what is left of a claim without them.

A claim that goes with the inputs that are cited to nothing but its own words was not found by computing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel

from winset.case.claims import Claim
from winset.case.coverage import cites_of
from winset.case.fates import inputs_in
from winset.case.leaving_out import without_inputs
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.problems import CaseError
from winset.case.walk import walk
from winset.case.written import Cite
from winset.claims.asker import Asker
from winset.claims.changing import with_roles
from winset.claims.found import CannotTellError
from winset.evidence.quoted import plain_words

_ROLE = ".counts_as"
_OWN = ("claims", "questions", "sources", "statements", "precedents", "variants")
"""Sections that answers do not rest on; a variant's inputs are those that it puts in, once it is applied."""


@dataclass
class Restating:
    """The inputs of a case by what they are cited to, and the case without some of them."""

    case: Case
    made: dict[frozenset[str], tuple[Asker, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def cited(self) -> Mapping[str, tuple[Cite, ...]]:
        """Every input that answers may rest on, by path, with its cites."""
        found: dict[str, tuple[Cite, ...]] = {}
        for path, part in walk(self.case.file):
            if isinstance(part, BaseModel) and path[:1] and path[0] not in _OWN:
                for at, _ in inputs_in(part, path):
                    found[case_path(at)] = tuple(cites_of(self.case, at))
        return found

    def own(self, claim: Claim) -> tuple[str, ...]:
        """The inputs that are cited to the claim's own words, and to nothing else."""
        said = plain_words(claim.quote)
        sources = {cite.source for cite in claim.cite}

        def typed(cite: Cite) -> bool:
            if cite.source not in sources or cite.quote is None:
                return False
            words = plain_words(cite.quote)
            return words in said or said in words

        return tuple(path for path, cites in self.cited.items() if cites and all(map(typed, cites)))

    def uncited(self, among: Collection[str]) -> tuple[str, ...]:
        """Those of these inputs that nobody cites."""
        return tuple(path for path, cites in self.cited.items() if not cites and path in among)

    def without(self, paths: Iterable[str]) -> Sequence[Asker]:
        """The case without these inputs: a number is its bounds, a red line open, and a role may be any."""
        wanted = frozenset(paths)
        if wanted not in self.made:
            self.made[wanted] = tuple(self._made(wanted))
        return self.made[wanted]

    def _made(self, wanted: frozenset[str]) -> Iterator[Asker]:
        try:
            case, _ = without_inputs(self.case, wanted)
            yield Asker(case, explained=False)
            roles = [path.removesuffix(_ROLE) for path in sorted(wanted) if path.endswith(_ROLE)]
            if roles:
                # Without a word on what a no of theirs does, it may stop a deal, and it may not.
                yield Asker(with_roles(case, dict.fromkeys(roles, "ignored")), explained=False)
        except (CaseError, CannotTellError):
            return
