"""Which packages are ratified: win-sets, frontiers, solutions and blockers."""
