"""The face for machines: acts, lists and files over HTTP, and the reading of other systems' files."""
