"""The rules of the house as tests: each rule with good and bad samples, then the whole house."""
