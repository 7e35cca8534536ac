"""What tips a couple: steady states, the push that starts a dance and the hold that ends it, and where they vanish."""
