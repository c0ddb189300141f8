"""The files of other programs that a conflict becomes, with what is to be told of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from winset.case.load import Case
from winset.conflict.building import conflict_of
from winset.conflict.gmcr_conflict import gmcr_model
from winset.conflict.normal_form import normal_form
from winset.conflict.present import present_world
from winset.formats.gmcr_file import gmcr_text
from winset.formats.nfg import nfg_text


@dataclass(frozen=True, slots=True)
class WrittenConflict:
    """The text of a file, and sentences on what it says otherwise than the case, or not at all."""

    text: str
    told: tuple[str, ...]


def _gmcr(case: Case) -> WrittenConflict:
    written = gmcr_model(case)
    return WrittenConflict(gmcr_text(written.model), tuple(f"not in it: {each}" for each in written.left_out))


def _nfg(case: Case) -> WrittenConflict:
    world, read = present_world(case)
    found = normal_form(conflict_of(case, world).conflict, case.file.title)
    now = (f"The conflict is written as it is now: {', '.join(f'{id_} is {world[id_]}' for id_ in read)}.",)
    return WrittenConflict(nfg_text(found.game), (*found.differences, *(now if read else ())))


WRITERS: Mapping[str, Callable[[Case], WrittenConflict]] = MappingProxyType({"gmcr": _gmcr, "nfg": _nfg})
"""How a conflict is written, by the id of the format."""
