"""Owns the rooms: typed apps that act, each importing only the rooms below it."""
