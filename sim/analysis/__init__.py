"""Reading runs: what happened, why, and what tips it."""
