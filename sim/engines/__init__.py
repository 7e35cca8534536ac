"""The engines: Mesa agents, and the same laws compiled over lanes."""
