"""An optional second opinion on spelling: a language model on the office's own machine orders the candidates.

The model is reached through the OpenAI-compatible interface that llama.cpp, Ollama, vLLM and others serve. It is asked only
where ``[spelling] endpoint`` is configured, sees one sentence at a time, and only chooses among the given wordings: it
cannot add a finding or write a replacement of its own. Whatever goes wrong leaves the order as it was.
"""

from __future__ import annotations

import ipaddress
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .check import Spelling

if TYPE_CHECKING:  # urllib.request is loaded by whoever asks
    from urllib.request import OpenerDirector

PERMIT = "HONGTOU_ALLOW_PUBLIC_ENDPOINT"
_LETTERS = "ABCDEFGH"
_QUESTION = "下面几句公文只差几个字。哪一句用字正确？只回答一个字母。\n{choices}\n答案："
_LONGEST_ANSWER = 65_536


class NoOpinion(Exception):
    """The model could not be asked or did not answer; the message tells users why, in Chinese."""


def refusal(url: str) -> str | None:
    """Why ``url`` must not be contacted, in Chinese; None where it may be.

    Only this machine and private addresses, written as numbers, unless :data:`PERMIT` is set in the environment: a
    configuration file may come with somebody's documents, so it must not be able to send their text elsewhere.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "地址不对"
    if parts.scheme not in ("http", "https") or not host:
        return "应当是 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8080/v1"
    if os.environ.get(PERMIT) or host == "localhost":
        return None
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return f"{host} 要写成本机或内网的数字地址；确要使用请设环境变量 {PERMIT}=1"
    if ip.is_loopback or (ip.is_private and not ip.is_unspecified):
        return None
    return f"{host} 不是本机或内网的地址；确要使用请设环境变量 {PERMIT}=1"


@lru_cache(maxsize=4)
def second_opinion(settings: Spelling) -> SecondOpinion | None:
    """The model that ``settings`` name, the same one each time; None where none is configured."""
    return SecondOpinion(settings) if settings.endpoint else None


@dataclass
class SecondOpinion:
    """The model behind an endpoint; after a failure it is not asked again, so that a batch never hangs on each document."""

    settings: Spelling
    failure: str | None = None
    _until: float = field(default=0.0)

    def begin(self) -> None:
        """Start the clock for a document."""
        self._until = time.monotonic() + self.settings.budget_seconds

    @property
    def note(self) -> str | None:
        """What to tell users where the model could not be asked."""
        return None if self.failure is None else f"没有得到第二意见（{self.failure}），错别字的改法按自带模型排列。"

    def prefer(self, before: str, choices: Sequence[str], after: str) -> int:
        """The number of the choice that reads best between ``before`` and ``after``; 0, the first, where there is no answer."""
        if self.failure is not None or len(choices) < 2 or time.monotonic() > self._until:
            return 0
        try:
            return self._asked(before, choices[: len(_LETTERS)], after)
        except NoOpinion as error:
            self.failure = str(error)
            return 0

    def _asked(self, before: str, choices: Sequence[str], after: str) -> int:
        reason = refusal(self.settings.endpoint or "")
        if reason is not None:
            raise NoOpinion(reason)
        listed = "\n".join(f"{letter}. {before}{choice}{after}" for letter, choice in zip(_LETTERS, choices, strict=False))
        answer = self._post({
            "model": self.settings.model, "temperature": 0, "max_tokens": 4, "seed": 1,
            "messages": [{"role": "user", "content": _QUESTION.format(choices=listed)}],
        })
        chosen = next((c for c in answer.upper() if c in _LETTERS[: len(choices)]), None)
        if chosen is None:
            raise NoOpinion("回答看不懂")
        return _LETTERS.index(chosen)

    def _post(self, body: dict[str, Any]) -> str:
        from http.client import HTTPException
        from urllib.error import HTTPError
        from urllib.request import Request

        url = (self.settings.endpoint or "").rstrip("/") + "/chat/completions"
        request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with _opener().open(request, timeout=self.settings.timeout_seconds) as response:
                answer = json.loads(response.read(_LONGEST_ANSWER))
            return str(answer["choices"][0]["message"]["content"])
        except HTTPError as error:
            raise NoOpinion(f"接口返回 {error.code}") from None
        except OSError:
            raise NoOpinion("连不上或没有及时回答") from None
        except (ValueError, LookupError, TypeError, HTTPException):
            raise NoOpinion("回答看不懂") from None


@lru_cache(maxsize=1)
def _opener() -> OpenerDirector:
    """No proxy, no redirection: either could take the text out of the office."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    return build_opener(ProxyHandler({}), Stay)
