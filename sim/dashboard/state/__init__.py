"""What one visitor has chosen, and what each gesture does to it."""
