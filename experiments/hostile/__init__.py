"""What a stranger may send, and what comes of it: files, links, tables, sweeps and their folders."""
