"""Words: what numbers and things are called, and one file for each thing that is described."""
