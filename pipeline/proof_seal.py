"""The office's key: seals the entries of a ledger, so that nobody without it can change or add one unnoticed.

Two kinds: HMAC-SHA-256 (one secret seals and verifies) and Ed25519 (the secret seals, a public key verifies; needs the
package ``cryptography``). A key file is text: remarks, then a line with the kind and the key in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

Kind = Literal["hmac-sha256", "ed25519", "ed25519-public"]
KINDS: tuple[Kind, ...] = ("hmac-sha256", "ed25519", "ed25519-public")
SIZE = 32
LARGEST = 10_000
_DOMAIN = b"hongtou.proof/1\n"
_MISSING = "Ed25519 密钥要用 cryptography 软件包：pip install cryptography；或者改用 HMAC 密钥（hongtou proof key）。"
_REMARK = {
    "hmac-sha256": "# 红头校对登记的密钥：有它就能登记、封印和核对。由专人保管，不要和公文放在一起，不要外传，不要入版本库。\n",
    "ed25519": "# 红头校对登记的私钥：有它就能登记和封印。由专人保管，不要和公文放在一起，不要外传，不要入版本库。\n",
    "ed25519-public": "# 红头校对登记的公钥：只能核对，不能登记；可以发给要核对的人。\n",
}


class KeyProblem(ValueError):
    """A key file cannot be used; the message says why, in Chinese, and never holds the key."""


@dataclass(frozen=True)
class Key:
    """An office's key; ``id`` (16 hexadecimal digits) names it in entries without telling anything about it."""

    kind: Kind
    material: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What entries sealed with this key call it: the same for a secret and its public part."""
        known = self.material if self.kind == "hmac-sha256" else self._public()
        return hashlib.sha256(_DOMAIN + b"key\n" + known).hexdigest()[:16]

    @property
    def method(self) -> str:
        """The method as entries name it."""
        return "hmac-sha256" if self.kind == "hmac-sha256" else "ed25519"

    @property
    def seals(self) -> bool:
        """Whether the key can seal; a public one only verifies."""
        return self.kind != "ed25519-public"

    def seal(self, message: bytes) -> str:
        """The seal of ``message`` in hexadecimal digits."""
        if self.kind == "hmac-sha256":
            return hmac.new(self.material, _DOMAIN + message, hashlib.sha256).hexdigest()
        if self.kind == "ed25519":
            return cast(bytes, _ed25519().Ed25519PrivateKey.from_private_bytes(self.material).sign(_DOMAIN + message)).hex()
        raise KeyProblem("这是公钥，只能核对，不能登记。登记要用私钥文件。")

    def verifies(self, message: bytes, seal: str) -> bool:
        """Whether ``seal`` is this key's seal of ``message``."""
        if self.kind == "hmac-sha256":
            return hmac.compare_digest(self.seal(message).encode(), seal.encode("utf-8", "replace"))
        from cryptography.exceptions import InvalidSignature

        try:
            _ed25519().Ed25519PublicKey.from_public_bytes(self._public()).verify(bytes.fromhex(seal), _DOMAIN + message)
        except (InvalidSignature, ValueError):
            return False
        return seal == seal.lower() and " " not in seal  # one seal has one spelling

    def public(self) -> Key:
        """The part of an Ed25519 key that may be given away."""
        return Key("ed25519-public", self._public())

    def text(self) -> str:
        """The key file."""
        return f"{_REMARK[self.kind]}{self.kind} {base64.b64encode(self.material).decode()}\n"

    def _public(self) -> bytes:
        if self.kind == "ed25519-public":
            return self.material
        private = _ed25519().Ed25519PrivateKey.from_private_bytes(self.material)
        return cast(bytes, private.public_key().public_bytes_raw())


def _ed25519() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise KeyProblem(_MISSING) from None
    return ed25519


def new(kind: Literal["hmac-sha256", "ed25519"]) -> Key:
    """A new random key."""
    if kind == "ed25519":
        _ed25519()
    return Key(kind, secrets.token_bytes(SIZE))


def load(path: Path | str) -> Key:
    """The key in the file; raises :class:`KeyProblem`."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise KeyProblem(f"没有密钥文件“{path}”。用 hongtou proof key 生成，或者改正 --key、hongtou.toml 的 [proof] key。") from None
    except OSError as error:
        raise KeyProblem(f"密钥文件“{path}”打不开（{error.strerror or '未知原因'}）。") from None
    lines = [ln for ln in data.decode("utf-8-sig", "replace").splitlines() if ln.strip() and not ln.startswith("#")]
    kind, _, encoded = lines[0].strip().partition(" ") if len(lines) == 1 and len(data) <= LARGEST else ("", "", "")
    try:
        material = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        material = b""
    if kind not in KINDS or len(material) != SIZE:
        raise KeyProblem(f"“{path}”不是红头的密钥文件，或者已经损坏。密钥文件用 hongtou proof key 生成。")
    if kind != "hmac-sha256":
        _ed25519()
    return Key(kind, material)


def save(key: Key, path: Path | str) -> None:
    """Write a key file that only its owner may read; raises :class:`KeyProblem`, also where the file exists already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if key.seals else 0o644)
    except FileExistsError:
        raise KeyProblem(f"“{path}”已经有了，没有覆盖：丢了旧密钥，以前的登记就核对不了。请换一个文件名。") from None
    except OSError as error:
        raise KeyProblem(f"密钥写不进“{path}”（{error.strerror or '未知原因'}）。") from None
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(key.text())
        file.flush()
        os.fsync(file.fileno())
