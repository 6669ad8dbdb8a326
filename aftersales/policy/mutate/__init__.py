"""Owns the trial of the stories: each value of a rule is changed, and a story must notice."""
