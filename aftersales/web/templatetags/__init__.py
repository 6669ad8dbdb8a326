"""The tags that templates of the house may use."""
