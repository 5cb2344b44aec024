"""Writers: a changed copy of a document that is given; the document itself is never touched."""
