"""What the engine of the law decides, under test."""
