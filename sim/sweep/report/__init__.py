"""What a finished sweep shows, in numbers."""
