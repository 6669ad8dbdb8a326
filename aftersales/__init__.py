"""Owns the house: an after-sales service system in which the policy is the program."""
