"""Other programs' files, one module each: read into cases and parts of a case, and written from one."""
