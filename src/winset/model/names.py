"""The names in words of everything that an answer may speak of, by path."""

from collections.abc import Iterator, Mapping

from winset.case.sections import Bloc, Body, CaseFile, Condition, Issue, Judge

Named = tuple[str, str]


def names_of(file: CaseFile) -> tuple[Named, ...]:
    """Names by path: `issues.islands`, `issues.islands.two`, `conditions.*`, `parties.japan.cabinet`, and so on.

    Blocs and bodies stand under their ratifier, as `parties.us.senate.supporters`. What has no name is left out.
    """
    return tuple(
        (path, name)
        for path, name in (*_scales(file), *_parties(file), *_levers(file), *_variants(file))
        if name is not None
    )


def _scales(file: CaseFile) -> Iterator[tuple[str, str | None]]:
    sections: tuple[tuple[str, Mapping[str, Issue | Condition]], ...] = (
        ("issues", file.issues),
        ("conditions", file.conditions),
    )
    for section, entries in sections:
        for id_, entry in entries.items():
            yield f"{section}.{id_}", entry.name
            for option, name in entry.options.items():
                # An option written in a list is its own name, which says nothing.
                yield f"{section}.{id_}.{option}", None if name == option else name


def _parties(file: CaseFile) -> Iterator[tuple[str, str | None]]:
    for party_id, party in file.parties.items():
        yield f"parties.{party_id}", party.name
        for ratifier_id, ratifier in party.ratifiers.items():
            yield from _judges(ratifier, f"parties.{party_id}.{ratifier_id}")


def _judges(judge: Judge, path: str) -> Iterator[tuple[str, str | None]]:
    yield path, judge.name
    parts: dict[str, Bloc | Body] = {**judge.blocs}
    if isinstance(judge, Body):
        parts |= judge.bodies
    for id_, part in parts.items():
        yield from _judges(part, f"{path}.{id_}")


def _levers(file: CaseFile) -> Iterator[tuple[str, str | None]]:
    for id_, lever in file.levers.items():
        yield f"levers.{id_}", lever.name


def _variants(file: CaseFile) -> Iterator[tuple[str, str | None]]:
    for id_, variant in file.variants.items():
        yield f"variants.{id_}", variant.name
