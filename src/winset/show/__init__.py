"""Results as sentences, tables and figures: one code for terminal, notebook and briefing."""
