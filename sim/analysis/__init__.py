"""Reading runs: measures, populations, and what they show."""
