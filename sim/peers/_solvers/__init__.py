"""What several published models are solved with."""
