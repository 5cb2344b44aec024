"""Tables with their provenance, and the loaders that type them."""
