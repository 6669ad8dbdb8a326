"""Owns spare parts, the places where they lie and every move between them.

States part.registered, place.opened, part.received, part.moved, part.counted and part.used. Hears nothing.
"""
