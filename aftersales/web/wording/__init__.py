"""How pages write what the house knows: instants, spans of time, bilingual texts, and typed values beside their labels."""
