"""What is written: the case language, read with positions, problems and variants."""
