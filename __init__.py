"""hongtou（红头）: a linter for Chinese official documents (党政机关公文).

``review(path)`` reviews one document in this process; ``check_file`` does the same with the configuration that
applies to it. Names are loaded when they are first used: ``import hongtou`` costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hongtou.pipeline.api import check_file
    from hongtou.pipeline.review import Finding, Review
    from hongtou.pipeline.review_file import review

__all__ = ["Finding", "Review", "__version__", "check_file", "review"]
__version__ = "0.1.0"

_HOMES = {"Finding": "review", "Review": "review", "check_file": "api", "review": "review_file"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'hongtou' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"hongtou.pipeline.{_HOMES[name]}"), name)
