"""The OFD reader (GB/T 33190-2016): the package gives pages, geometry tells paragraphs and formats as in a PDF."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ..model import Document, Fact, Source
from .docx_xml import Element
from .errors import ReadError
from .ofd_package import Package, box, content, first, named
from .ofd_page import A4, Setup, Turned, read_page
from .ofd_resources import Resources
from .ofd_seals import stamps
from .ofd_text import UNDEFINED
from .page_budget import ENOUGH_PAGES, MAX_PAGES, Budget
from .page_content import PageContent
from .page_document import document_of

_NO_BODY = "OFD 里没有文档正文；请重新导出，或重新取得这个文件。"
_NO_PAGES = "OFD 里没有页面；请重新导出，或重新取得这个文件。"
_SCAN = "OFD 是扫描件，没有文字层；请先做文字识别（OCR），或改用原稿（docx 或由它直接导出的 OFD）。"
_OUTLINE = "OFD 的文字已转成曲线，没有文字层；请先做文字识别（OCR），或改用原稿（docx 或由它直接导出的 OFD）。"
_NO_CODES = "OFD 的文字只有字形编号，取不出文字；请从原稿重新导出 OFD，或直接检查 docx。"
_BLANK = "OFD 里没有文字；请确认文件是否正确，或改用原稿。"
_INCOMPLETE = "OFD 缺少资源文件"
_FROM_RESOURCES: tuple[Fact, ...] = ("font", "color", "embedding", "lines")
_OUTLINE_PATHS = 40


def read(path: Path, source: Source | None = None) -> Document:
    """Read an OFD with text. Raises :class:`ReadError` for every other one."""
    package = Package(path)
    try:
        return _read(package, source or _source(path))
    except RecursionError:
        raise ReadError("bomb", "OFD 的内容嵌套过深，疑为恶意构造，已拒绝打开。") from None
    finally:
        package.close()


def _source(path: Path) -> Source:
    data = path.read_bytes()
    return Source(str(path), "ofd", hashlib.sha256(data).hexdigest(), len(data))


def _read(package: Package, source: Source) -> Document:
    bodies = list(named(package.root("OFD.xml"), "DocBody"))
    if not bodies:
        raise ReadError("damaged", _NO_BODY)
    main = package.locate(content(first(bodies[0], "DocRoot")), "OFD.xml")
    document = package.root(main)
    setup = _setup(package, document, main)
    entries = list(named(first(document, "Pages"), "Page"))
    if not entries:
        raise ReadError("damaged", _NO_PAGES)
    fonts: dict[str, bool] = {}
    pages = _pages(entries, main, setup, fonts)
    contents = [page.content for page in pages]
    _check_text(contents)
    by_id = {entry.get("ID") or "": page for entry, page in zip(entries, pages, strict=False)}
    seals, notes = stamps(package, bodies[0], document, main, by_id)
    if len(bodies) > 1:
        notes.append(f"文件里有 {len(bodies)} 个文档，只检查了第一个。")
    if any(g.hidden for c in contents for g in c.glyphs):
        notes.append("有半透明的文字（水印），没有检查。")
    if any(c.columns for c in contents):
        notes.append("有竖排的文字，没有检查。")
    made = document_of(contents, fonts, source, len(entries), seals, notes)
    if setup.resources.missing:
        made = replace(made, unknown={**made.unknown, **dict.fromkeys(_FROM_RESOURCES, _INCOMPLETE)},
                       notes=(f"{_INCOMPLETE}，没有检查字体、颜色和线条。", *made.notes))
    return made


def _setup(package: Package, document: Element, main: str) -> Setup:
    common = first(document, "CommonData")
    folder = main.rpartition("/")[0]
    resources = Resources()
    for item in named(common, "PublicRes", "DocumentRes"):
        resources.load(package, package.locate(content(item), main, folder))
    templates = {t.get("ID") or "": package.locate(t.get("BaseLoc"), main, folder)
                 for t in named(common, "TemplatePage")}
    bounds = box(content(first(common, "PageArea", "PhysicalBox")))
    return Setup(package, folder, resources, bounds if bounds and bounds[2] > 0 and bounds[3] > 0 else A4, templates)


def _pages(entries: list[Element], main: str, setup: Setup, fonts: dict[str, bool]) -> list[Turned]:
    budget = Budget("OFD")
    made: list[Turned] = []
    for number, entry in enumerate(entries[:MAX_PAGES], 1):
        part = setup.package.locate(entry.get("BaseLoc"), main, setup.folder)
        try:
            made.append(read_page(part, number, setup, budget, fonts))
        except ReadError as error:
            if error.category != "timeout" or len(made) < ENOUGH_PAGES:
                raise
            break  # a long file: what was read in time is reviewed, and the report says how far it went
    return made


def _check_text(contents: list[PageContent]) -> None:
    """Raise for a file without text to speak of (page numbers and a watermark at most), by what it has instead."""
    texts = [g.text for c in contents for g in c.glyphs if not g.space and not g.hidden]
    known = sum(UNDEFINED not in text for text in texts)
    if texts and not known:
        raise ReadError("no_text", _NO_CODES)
    if known < 10 * len(contents):
        covered = sum((x1 - x0) * (y1 - y0) > c.width * c.height / 3 for c in contents for x0, y0, x1, y1 in c.images)
        if covered:
            raise ReadError("no_text", _SCAN)
        if sum(s.shape == "curve" for c in contents for s in c.strokes) > _OUTLINE_PATHS:
            raise ReadError("no_text", _OUTLINE)
    if not known:
        raise ReadError("no_text", _BLANK)
