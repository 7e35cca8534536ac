"""What the page draws: plain lists and words, made of a visit and its runs."""
