"""Imports: other systems' tables told as acts, so that what they did is judged like anything else."""
