"""What the model rests on: cards of its claims, their references, and how far it agrees with them."""
