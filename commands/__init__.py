"""The commands that do more than ``check``, one module each; ``cli`` puts them together."""
