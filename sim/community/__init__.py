"""A village: couples among other couples. Its network, who lives there, its days and nights, and what came of them."""
