"""Pages from templates, in one file that needs no network.

Everything shown comes from documents and is hostile until escaped: autoescape is on for all of it, a missing value is
an error, and the page's policy allows no script, and no style but the one that is inlined here, by its hash.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from . import wording


def environment() -> Environment:
    """Templates of this package, everything escaped and made harmless."""
    return Environment(loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True, finalize=_harmless)


def render(template: str, style: str, **values: Any) -> str:
    """The page ``template`` with the style sheet ``style``; ``values`` are the template's."""
    css = asset(style)
    policy = f"default-src 'none'; style-src '{digest(css)}'; base-uri 'none'; form-action 'none'"
    return environment().get_template(template).render(style=Markup(css), policy=policy, **values)


def asset(name: str) -> str:
    """The text of a file of this package."""
    return (files("hongtou.pipeline.reports") / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """What a content security policy calls ``text``."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _harmless(value: object) -> object:
    """Whatever a template shows goes through here: what was forgotten elsewhere must not matter."""
    return wording.clean(value) if type(value) is str else value
