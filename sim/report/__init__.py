"""The report of a finished sweep, as one page and its tables."""
