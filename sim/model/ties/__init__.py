"""What couples are to each other: constants, what a tie carries, one law a file, and the order of a night."""
