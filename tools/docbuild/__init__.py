"""Builds official documents (docx and PDF) for the examples and the tests; never shipped."""
