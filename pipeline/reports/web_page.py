"""What every HTML report shares: one file that needs no network, in which hostile text stays text.

Everything shown comes from documents: autoescape is on for all of it, a missing value is an error, and the page's
policy allows no script or style but those that are inlined here, by their hashes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from . import wording


def filled(template: str, styles: Sequence[str], scripts: Sequence[str], **values: object) -> str:
    """The ``template`` filled with ``values``, and with ``style``, ``script`` and the ``policy`` that allows them."""
    style, script = ("".join(_asset(name) for name in names) for names in (styles, scripts))
    environment = Environment(loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, finalize=_harmless)
    scripting = f"script-src '{_hash(script)}'; " if script else ""
    policy = f"default-src 'none'; style-src '{_hash(style)}'; {scripting}base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(policy=policy, style=Markup(style), script=Markup(script), **values)


def _harmless(value: object) -> object:
    """Whatever a template shows goes through here: what was forgotten before must not matter."""
    return wording.clean(value) if type(value) is str else value


def _asset(name: str) -> str:
    return (files("hongtou.pipeline.reports") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
