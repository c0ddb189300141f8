"""A case in which everything that rests on restricted or on confidential sources alone carries a mark."""

RESTRICTED, CONFIDENTIAL = "zxrest", "zxconf"
WITHHELD = {"open": (RESTRICTED, CONFIDENTIAL), "restricted": (CONFIDENTIAL,), "confidential": ()}
"""The marks that may not be seen, by level."""

_HEAD = """\
# {mark} what only the author should read
winset: 1
title: A treaty on land
as_of: 2020-01-01
about: Made up for a test.
"""
_SECTIONS = {
    "sources": """
  {mark}_memo:
    title: {mark} title
    by: {mark} author
    published: 2019-12-02
    known: 2019-12-03
    why: {mark} leaked then
    grade: {mark} grade
    circulation: {circulation}
    url: https://{mark}.example/
    file: {mark}.txt
    note: {mark} note
""",
    "likes": """
        {mark}_like: {{when: {{march: yes, wait: no}}, cite: {{source: {mark}_memo, says: {mark} like}}}}
""",
    "choices": """
    {mark}_raid: {{name: {mark} raid, by: south, cite: {{source: {mark}_memo, says: {mark} raid}}}}
""",
    "levels": """
    {mark}_raid: no
""",
    "impossible": """
    {mark}_never: {{when: {{{mark}_raid: yes, march: yes}}, cite: {{source: {mark}_memo, says: {mark} never}}}}
""",
    "issues": """
  {mark}_annex:
    name: {mark} annex
    only_when: {{treaty: signed}}
    options: {{{mark}_no: {mark} without, {mark}_yes: {mark} with}}
    cite: {{source: {mark}_memo, says: {mark} annex}}
""",
    "conditions": """
  {mark}_mood:
    name: {mark} mood
    options: {{{mark}_calm: {mark} is calm, {mark}_tense: {mark} is tense}}
    now: {mark}_calm
    cite: {{source: {mark}_memo, says: {mark} mood}}
""",
    "never": """
  {mark}_storm: {{when: {{land: some, {mark}_mood: {mark}_tense}}, cite: {{source: {mark}_memo, quote: {mark} storm}}}}
""",
    "patterns": """
  {mark}_formula: {{land: some, {mark}_annex: {mark}_yes}}
""",
    "north": """
      {mark}_council:
        name: {mark} council
        note: {mark} council meets
        cite: {{source: {mark}_memo, says: {mark} council}}
        refuses: {{{mark}_any: {{when: {{land: some}}}}}}
      {mark}_aide: {{follows: north.{mark}_council, cite: {{source: {mark}_memo, says: {mark} aide}}}}
      {mark}_house:
        cite: {{source: {mark}_memo, says: {mark} house}}
        members: 10
        rule: {{at_least: 6}}
        blocs: {{{mark}_left: {{votes: 4, accepts: {{{mark}_all: {{when: {{}}}}}}}}, {mark}_right: {{votes: rest}}}}
""",
    "refuses": """
          {mark}_line:
            when: {mark}_formula
            why: {mark} reason
            caution: {mark} caution
            cite:
              source: {mark}_memo
              quote: {mark} not one inch
              at: {mark} page
              speaker: {mark} speaker
              strength: asserts
              caution: {mark} doubtful
          {mark}_idle: {{when: {{{mark}_mood: {mark}_tense, land: some}}}}
""",
    "refuses_both": """
              - {{source: {mark}_memo, says: {mark} too}}
""",
    "blocs": """
          {mark}_bloc: {{name: {mark} bloc, votes: 2, cite: {{source: {mark}_memo, says: {mark} two votes}}}}
""",
    "polls": """
          {mark}_poll:
            asked: {mark} question
            pollster: {mark} pollster
            field: 2019-11
            answers:
              {mark}_yes: {{share: 61, text: {mark} answer, accepts: {{land: some}}}}
              {mark}_no: {{share: 39}}
            cite: {{source: {mark}_memo, says: {mark} 61 to 39}}
""",
    "adjust": """
          {mark}_both: {{when: {{land: some, {mark}_annex: {mark}_yes}}, points: 3}}
""",
    "levers": """
  {mark}_feast:
    name: {mark} feast
    by: north
    cite: {{source: {mark}_memo, says: {mark} feast}}
    effects: {{{mark}_effect: {{set: {{{mark}_mood: {mark}_calm}}}}}}
  {mark}_write:
    by: north
    effects:
      {mark}_add: {{add: {{north.cabinet.refuses.{mark}_new: {{when: {{land: some}}, cite: {{source: {mark}_memo}}}}}}}}
""",
    "variants": """
  {mark}_reading:
    name: {mark} reading
    contests: {mark} question
    why: {mark} why
    cite: {{source: {mark}_memo, says: {mark} reading}}
    set: {{north.cabinet.otherwise: refuses}}
  {mark}_inside: {{drop: [north.cabinet.refuses.{mark}_line]}}
""",
    "claims": """
  {mark}_C1:
    quote: {mark} claim
    note: {mark} claim note
    cite: {{source: {mark}_memo}}
    against: [C1]
    asks: {{deal: {{where: {mark}_formula}}, answer: no}}
  {mark}_C2:
    quote: {mark} claim
    cite: {{source: {mark}_memo}}
    untested: {{why: {mark} fact, statements: [{mark}_said], parts: [north.{mark}_council], lacks: {mark} proof}}
""",
    "asks": """
      - blocked_by: {{where: {{land: some}}, ratifiers: [north.{mark}_council]}}
      - deal: {{where: {mark}_formula}}
        answer: no
        if: {{{mark}_mood: {mark}_calm}}
        under: [{mark}_reading]
""",
    "questions": """
  {mark}_Q: {{text: Is there one?, by: deals, where: {mark}_formula, under: [{mark}_reading], over: [{mark}_mood]}}
""",
    "statements": """
  {mark}_said:
    date: 2019-12-01
    by: north.cabinet
    speaker: {mark} spokesman
    about: {{land: some}}
    stance: against
    cite: {{source: {mark}_memo, quote: {mark} never}}
""",
    "features": """
    {mark}_feature: {{name: {mark} feature, decisive: yes, cite: {{source: {mark}_memo, says: {mark} feature}}}}
""",
    "present": """
    {mark}_feature: {{is: {mark} so, cite: {{source: {mark}_memo, says: {mark} present}}}}
""",
    "precedents": """
    {mark}_precedent:
      name: {mark} precedent
      outcome: {mark} outcome
      traits: {{force: {mark} none, {mark}_feature: {mark} so}}
      cite: {{source: {mark}_memo, says: {mark} precedent}}
""",
    "traits": """
        {mark}_feature: {{is: {mark} so, cite: {{source: {mark}_memo, says: {mark} trait}}}}
""",
    "together": """
    {mark}_both: {{inputs: [north.{mark}_house, levers.{mark}_feast], why: {mark} one cause}}
    {mark}_polls:
      inputs: [north.public.polls.{mark}_poll]
      cite: {{source: {mark}_memo, says: {mark} one pollster}}
""",
    "weights": """
    {mark}_weight: {{shares: {{{mark}_reading: 0.5}}, cite: {{source: {mark}_memo, says: {mark} even}}}}
""",
    "undeclared": """
    {mark}_open:
      of: north.senate.{mark}_bloc
      share: {{low: 0.1, high: 0.9, cite: {{source: {mark}_memo, says: {mark} half}}}}
    {mark}_left_open: {{of: north.{mark}_house.{mark}_left, share: 0.5, why: {mark} guess}}
""",
    "goals": """
  {mark}_goal:
    name: {mark} goal
    points: {{land: {{some: {{is: 3, cite: {{source: {mark}_memo, says: {mark} three}}}}}}}}
    cite: {{source: {mark}_memo, says: {mark} aim}}
  {mark}_calm: {{points: {{{mark}_mood: {{{mark}_calm: 1}}}}, attention: {{is: 1, why: {mark} guess}}}}
""",
    "sounding": """
  {mark}_ask:
    name: {mark} asks
    by: north
    cite: {{source: {mark}_memo, says: {mark} asks}}
    effects: {{{mark}_agrees: {{set: {{{mark}_mood: {mark}_calm}}, chance: 0.5}}}}
    sounds:
      ratifier: north.{mark}_council
      yes: {mark}_agrees
      exposure: 1
      after: [talk]
      defers: {{talk: 0.7}}
      together: {{{mark}_both: {{of: [talk], chance: 0.9, why: {mark} both}}}}
      cite: {{source: {mark}_memo, says: {mark} may say no}}
""",
    "arrange": """
    {mark}_truce:
      name: {mark} truce
      package: {{{mark}_annex: {mark}_yes}}
      cost: 1
      cite: {{source: {mark}_memo, says: {mark} truce}}
""",
    "propose": """
    {mark}_text:
      name: {mark} text
      package: {mark}_formula
      cost: 2
      cite: {{source: {mark}_memo, says: {mark} text}}
""",
    "failure": """
    {mark}_uproar: {{points: -1, set: {{{mark}_mood: {mark}_tense}}, chance: 0.2, cite: {{source: {mark}_memo}}}}
""",
    "drift": """
    {mark}_wears_off:
      condition: {mark}_mood
      from: {mark}_calm
      to: {mark}_tense
      chance: 0.1
      unless: [{mark}_feast]
      cite: {{source: {mark}_memo, says: {mark} wears off}}
""",
    "outcomes": """
    {mark}_war: {{{mark}_mood: {mark}_tense}}
""",
    "named": """
    {mark}_plan:
      name: {mark} plan
      only: [{mark}_feast]
      try: [{{when: {{{mark}_mood: {mark}_tense}}, do: {mark}_feast}}]
""",
    "persons": """
    {mark}_heir:
      name: {mark} heir
      set: {{{mark}_mood: {mark}_tense}}
      cite: {{source: {mark}_memo, says: {mark} heir}}
""",
}
_CASE = """\
{head}
sources:
  paper: {{title: The morning paper, published: 2019-12-01}}
{sources}
issues:
  treaty: {{options: {{none: None, signed: Signed}}}}
  land: {{name: The land, only_when: {{treaty: signed}}, options: {{none: None, some: Some}}}}
{issues}
status_quo: {{treaty: none}}
deal: {{treaty: signed}}
conditions:
{conditions}
never:
{never}
patterns:
  treaty_without_land: {{treaty: signed, land: none}}
{patterns}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        refuses:
          no_land: {{when: treaty_without_land, cite: {{source: paper, quote: not without land}}}}
          both:
            when: {{land: none}}
            why: {both}
            cite:
              - {{source: paper, says: the paper says so}}
{refuses_both}
{refuses}
      senate:
        members: 10
        blocs:
          old: {{votes: 6, accepts: {{land: {{when: {{land: some}}, cite: {{source: paper, says: the old agree}}}}}}}}
{blocs}
      public:
        counts_as: cost
        polls:
          of_may:
            field: 2019-05
            answers: {{yes: {{share: 60, accepts: {{land: some}}}}}}
            cite: {{source: paper, says: sixty}}
{polls}
      treasury:
        counts_as: ignored
        points: {{land: {{none: 0, some: 1}}}}
        adjust:
{adjust}
{north}
levers:
  talk:
    by: north
    why: assumed
    effects: {{line: {{drop: [north.cabinet.refuses.no_land], chance: 0.5, why: assumed}}}}
    sounds: {{ratifier: north.cabinet, yes: line, why: assumed}}
{levers}
{sounding}
variants:
  stricter: {{contests: the public, set: {{north.public.counts_as: veto}}}}
{variants}
claims:
  C1: {{quote: not without land, cite: {{source: paper}}}}
  C2:
    quote: a treaty will come
    cite: {{source: paper}}
    asks:
      - deal: {{}}
{asks}
{claims}
questions:
  Q1: {{text: Is there a treaty?, by: deals}}
{questions}
statements:
  spring: {{date: 2019-11, by: north, about: {{land: some}}, stance: for, cite: {{source: paper, quote: we want land}}}}
{statements}
precedents:
  features:
    force: {{name: Legal force, cite: {{source: paper, says: force}}}}
{features}
  present:
    force: {{is: treaty, cite: {{source: paper, says: a treaty}}}}
{present}
  cases:
    earlier:
      traits:
        force: {{is: treaty, cite: {{source: paper, says: a treaty then}}}}
{traits}
{precedents}
doubt:
  house: {{is: 4, why: assumed}}
  together:
    known: {{inputs: [north.public.polls.of_may, levers.talk], correlation: 0.5, why: assumed}}
{together}
  weights:
    public: {{shares: {{stricter: 0.5}}, why: assumed}}
{weights}
  undeclared:
    old: {{of: north.senate.old, share: 0.5, why: assumed}}
{undeclared}
goals:
  peace: {{points: {{treaty: {{signed: 2}}}}, why: assumed}}
{goals}
course:
  for: north
  period: a year
  discount: {{is: 0.9, why: assumed}}
  horizon: [3]
  arrange:
    words: {{package: {{treaty: signed}}, why: assumed}}
{arrange}
  propose:
    treaty: {{package: {{treaty: signed}}, why: assumed}}
{propose}
  failure:
    sulk: {{points: -1, why: assumed}}
{failure}
  outcomes:
    deal: {{treaty: signed}}
{outcomes}
  drift:
{drift}
  named:
    nothing: {{only: []}}
{named}
  persons:
    stricter: {{variant: stricter}}
{persons}
conflict:
  deciders:
    north:
      statements:
        quiet: {{when: {{march: no}}, cite: {{source: paper, says: quiet}}}}
{likes}
    south: {{weights: {{march: 1}}}}
  options:
    march: {{by: north, cite: {{source: paper, says: a march}}}}
    wait: {{by: south, cite: {{source: paper, says: a wait}}}}
{choices}
  status_quo:
    march: no
    wait: no
{levels}
  never:
    both: {{when: {{march: yes, wait: yes}}, why: assumed}}
{impossible}
"""
_CIRCULATION = {RESTRICTED: "restricted", CONFIDENTIAL: "confidential"}


def marked(restricted: str = RESTRICTED, confidential: str = CONFIDENTIAL) -> str:
    """The case as text, with other marks where they are given."""
    marks = {restricted: "restricted", confidential: "confidential"}

    def both(text: str) -> str:
        return "".join(
            text.format(mark=mark, circulation=circulation).strip("\n") + "\n" for mark, circulation in marks.items()
        )

    sections = {name: both(text) for name, text in _SECTIONS.items()}
    head = _HEAD.format(mark=" and ".join(marks))
    text = _CASE.format(head=head, both=f"{' and '.join(marks)} say so", **sections)
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"
