"""The interventions, which differ in kind: what each does now, and what is left of it.

``uv run python -m experiments.interventions [--size N] [--seed S] [--out DIR] [--quick]``. The same distressed couples
in the middle of a dance, on the same chance, with a hand, a time-out, containment or softening, and with nothing.
"""
