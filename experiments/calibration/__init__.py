"""The calibration: which values of the assumed parameters agree with theory and evidence at once?"""
