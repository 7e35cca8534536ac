"""The science: state, parameters, chance, schedule, the laws, the order of a turn, and what a run comes to."""
