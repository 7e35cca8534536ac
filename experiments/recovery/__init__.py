"""Are a couple's values found again from its conversations, and do the intervals hold as often as they say?"""
