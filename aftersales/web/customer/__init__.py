"""The customer's pages, reached by unguessable links without signing in; small, for a phone on a weak network."""
