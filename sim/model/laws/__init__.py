"""The laws: one claim a file, plain arithmetic, no side effects."""
