"""Scenarios: their form, their files, their links, and their keys."""
