"""An OFD from raw XML, for tests that are about one construct, as GB/T 33190-2016 spells it."""

from __future__ import annotations

import zipfile
from pathlib import Path

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SONG = '<ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/></ofd:Fonts>'


def xml(root: str, inner: str) -> str:
    """A part: ``inner`` in the element ``root``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{root} {SPACE}>{inner}</ofd:{root}>'


def page(*objects: str, before: str = "", layer: str = "") -> str:
    """A page with one layer of ``objects``; ``before`` stands before its content (area, templates)."""
    return xml("Page", f'{before}<ofd:Content><ofd:Layer ID="2"{layer}>{"".join(objects)}</ofd:Layer></ofd:Content>')


def text(words: str, *, at: str = "30 40 100 6", deltas: str | None = None, y: float = 5.0, inner: str = "",
         code: str = "", **attributes: str) -> str:
    """A text object of 16 pt 宋体 on the grid, its base line ``y`` below the top of its boundary."""
    looks = {"Font": "1", "Size": "5.6444"} | attributes
    named = "".join(f' {name}="{value}"' for name, value in looks.items())
    moves = f' DeltaX="{deltas or f"g {max(len(words) - 1, 1)} 5.6444"}"' if deltas != "" else ""
    return (f'<ofd:TextObject ID="7" Boundary="{at}"{named}>{inner}'
            f'<ofd:TextCode X="0" Y="{y}"{moves}{code}>{words}</ofd:TextCode></ofd:TextObject>')


def parts(*pages: str, res: str = SONG, common: str = "", tail: str = "", body: str = "",
          **more: str | bytes) -> dict[str, str | bytes]:
    """All parts of a file of ``pages``; ``more`` are further ones by name, double underscores for slashes."""
    entries = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    found: dict[str, str | bytes] = {
        "OFD.xml": xml("OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>"),
        "Doc_0/Document.xml": xml("Document", "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
                                  "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
                                  f"{common}</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages>{tail}"),
        "Doc_0/PublicRes.xml": xml("Res", res),
    }
    found |= {f"Doc_0/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)}
    return found | {f"Doc_0/{name.replace('__', '/')}.xml": content for name, content in more.items()}


def write(path: Path, members: dict[str, str | bytes]) -> Path:
    """Write the parts as a zip file; returns ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
