"""Damaged, encrypted, fuzzed and odd files: every one is reviewed or fails with its category.

``bench/robust.py`` is the same with a table of seconds and memory, each file in a process of its own.
"""

import os

from hongtou.pipeline.pool import review_many


def test_every_file_is_reviewed_or_fails_with_its_category(samples):
    files = [f for folder in ("robust", "robust_cjk") for f in sorted((samples / folder).iterdir())]
    reviews = list(review_many(map(str, files), jobs=os.cpu_count() or 1))
    assert [review.path for review in reviews] == list(map(str, files))
    wrong = [(review.path, failure) for review in reviews for failure in review.failures
             if failure.category == "crash"]
    assert not wrong
    assert max(review.seconds for review in reviews) < 60
    assert sum(review.status == "reviewed" for review in reviews) > len(files) / 2
