"""Everything that a claim can ask, by the key under which it is written."""

from collections.abc import Mapping
from types import MappingProxyType

from winset.claims.kinds.acting import ACTING
from winset.claims.kinds.bargaining import BARGAINING
from winset.claims.kinds.blocking import BLOCKING
from winset.claims.kinds.kind import AskKind
from winset.claims.kinds.lasting import LASTING
from winset.claims.kinds.recording import RECORDING
from winset.claims.kinds.settling import SETTLING
from winset.claims.kinds.unlocking import UNLOCKING

KINDS: Mapping[str, AskKind] = MappingProxyType(
    {each.id: each for each in (*SETTLING, *BLOCKING, *UNLOCKING, *ACTING, *BARGAINING, *RECORDING, *LASTING)}
)
"""All kinds, by id."""
