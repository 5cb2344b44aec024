"""What writes office files: copies with marks, sheets."""
