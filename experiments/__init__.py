"""Experiments: one question a file, run with ``python -m experiments.NAME``."""
