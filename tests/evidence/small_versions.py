"""A small case in which every answer can be told by hand, and ways to write another version of it.

Three deals (aid: none, some, much). The chamber refuses much aid and accepts the rest. In the street 55 of 100 accept
some aid or more, and 30 more accept only much: so it accepts some (55) and much (85), and refuses none (0). Some aid
alone is ratified, at the stated values.
"""

import winset

TEXT = """\
winset: 1
title: Aid for a road
as_of: 2024-05-01
sources:
  paper: {title: The morning paper, published: 2024-03-01}
  poll: {title: A poll, published: 2024-04, grade: poll}
issues:
  treaty: {options: {none: None, signed: Signed}}
  aid: {ordered: yes, only_when: {treaty: signed}, options: {none: None, some: Some, much: Much}}
status_quo: {treaty: none}
deal: {treaty: signed}
patterns:
  generous: {aid: much}
conditions:
  harvest: {options: [good, bad], now: good}
parties:
  north:
    ratifiers:
      chamber:
        refuses:
          much_aid: {when: generous, cite: {source: paper, quote: "we cannot pay that"}}
        otherwise: accepts
  south:
    ratifiers:
      street:
        polls:
          spring:
            field: 2024-04
            answers:
              some_will_do: {share: 55, accepts: {aid: {at_least: some}}}
              only_much: {share: 30, accepts: {aid: much}}
            cite: {source: poll, says: "some 55, much 30"}
        rule: {at_least: 1/2, of: asked}
"""


def version(*changes: tuple[str, str], file: str = "case.yaml") -> winset.Case:
    """The small case with each first text replaced by the second."""
    text = TEXT
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return winset.parse(text, file)
