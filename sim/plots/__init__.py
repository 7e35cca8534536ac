"""Pictures: one style, and one file a picture."""
