"""Rebuilds the spelling model: ``python -m hongtou.corpora.spelling.training``."""
