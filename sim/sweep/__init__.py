"""Sweeps: from a question to a table, and from the table to a report. ``sim.sweep(spec)`` runs one."""
