import winset
from winset.model.names import names_of

TEXT = """
winset: 1
title: t
as_of: 2020-01-01
issues:
  land: {name: Islands, options: {none: None, two: Two of them}}
  troops: {options: [none, some]}
status_quo: {land: none, troops: none}
conditions: {climate: {name: Relations, options: {cold: Bad, mild: Fair}, now: cold}}
parties:
  north:
    name: The North
    ratifiers:
      senate:
        name: The Senate
        blocs:
          left: {name: The left, votes: 3, blocs: {far: {name: The far left, votes: 1}, near: {votes: 2}}}
      states: {bodies: {east: {name: The East}}}
variants: {softer: {name: A softer line, set: {climate.now: mild}}}
"""


def test_names_stand_under_the_paths_that_users_write() -> None:
    assert dict(names_of(winset.parse(TEXT).file)) == {
        "issues.land": "Islands",
        "issues.land.none": "None",
        "issues.land.two": "Two of them",
        "conditions.climate": "Relations",
        "conditions.climate.cold": "Bad",
        "conditions.climate.mild": "Fair",
        "parties.north": "The North",
        "parties.north.senate": "The Senate",
        "parties.north.senate.left": "The left",
        "parties.north.senate.left.far": "The far left",
        "parties.north.states.east": "The East",
        "variants.softer": "A softer line",
    }
