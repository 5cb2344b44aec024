"""``python -m hongtou.corpora.spelling.training``: rebuild the model from ``$HONGTOU_SHARED/csc``."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from ..corrector import MODEL
from .build import build


def main() -> None:
    """Build the model file: about ten minutes of one core, shared by as many processes as there are, each with up to 3 GB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--scratch", type=Path, help="keep the intermediate files in this folder")
    arguments = parser.parse_args()
    shared = Path(os.environ.get("HONGTOU_SHARED", "../shared"))
    with tempfile.TemporaryDirectory() as folder:
        build(shared / "csc", arguments.out, arguments.scratch or Path(folder), print)


if __name__ == "__main__":
    main()
