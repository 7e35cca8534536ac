"""A sweep as it is asked for: its file, what it varies, and the points of its design."""
