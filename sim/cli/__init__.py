"""The command line: ``pasdedeux``."""
