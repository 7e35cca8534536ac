"""One way to declare a setting, and one way to refuse what cannot be used."""
