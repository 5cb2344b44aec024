"""What writes office files: marked copies of a document that is given (itself never touched), and sheets."""
