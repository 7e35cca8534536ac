"""The engines: Mesa agents, and the same laws compiled over lanes (floor F4)."""
