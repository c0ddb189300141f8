"""Other programs' files, one module each: read into parts of a case, with every problem and its place."""
