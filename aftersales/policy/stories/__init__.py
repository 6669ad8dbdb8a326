"""Owns the telling of stories: what happens, by whom and when, and whether the law says what its owner expects."""
