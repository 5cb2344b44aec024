"""Reports: pure functions of :class:`hongtou.pipeline.review.Review`, one module per output."""
