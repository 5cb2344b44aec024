"""PDFs as other programs make them: what LibreOffice and a browser print of correct documents gives nothing false.

What such a file cannot tell is skipped with a reason; what it says in words, faces and colours is still checked.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import hongtou
import pytest
from docbuild import docx, html
from docbuild.content import Content
from docbuild.examples import EXAMPLES
from docbuild.examples_more import MORE_CORRECT
from docbuild.faults import words
from hongtou.pipeline.model import Block
from hongtou.pipeline.readers import office, read
from hongtou.pipeline.readers.page_content import Glyph, PageContent
from hongtou.pipeline.readers.page_unknown import unknown_facts
from hongtou.pipeline.review import Review
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")

NOTICE = replace(MORE_CORRECT["任免通知"], note="（此件公开发布）")
"""A page and a half, without a table."""


def told(review: Review) -> list[tuple[str, str, str]]:
    return [(f.rule, f.location.element or "", f.message) for f in review.findings if f.severity != "info"]


def elements(review: Review) -> dict[str, str]:
    return {e.name: re.sub(r"\s", "", e.text) for e in review.elements if e.name != "页码"}


# --- LibreOffice -----------------------------------------------------------------------------------------------------------

def by_office(content: Content, folder: Path, idiom: str = "direct") -> tuple[Review, Review]:
    """The docx and the PDF that LibreOffice makes of it."""
    source = folder / "x.docx"
    docx.build(content, source, idiom)
    subprocess.run([office.find_office() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
                    "pdf", "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return hongtou.check_file(source), hongtou.check_file(folder / "x.pdf")


@needs_office
@pytest.mark.parametrize("idiom", ["direct", "textbox"])
def test_libreoffice_moves_things_and_they_are_not_measured(idiom: str, tmp_path: Path) -> None:
    word, printed = by_office(EXAMPLES["02-请示"], tmp_path, idiom)
    assert told(printed) == []
    assert elements(printed) == elements(word)
    reasons = {s.rule: s.reason for s in printed.skipped}
    assert "LibreOffice" in reasons["HT2009"] and "LibreOffice" in reasons["HT4014"]
    # the direct idiom has a character grid, which LibreOffice spreads over two cells a character
    assert ("HT1004" in reasons and "字距" in reasons["HT1004"]) is (idiom == "direct")


@needs_office
def test_what_libreoffice_leaves_is_checked(tmp_path: Path) -> None:
    wrong = words("云水发〔2026〕18号", "云水发[2026]18号")(words("妥否，请批示。", "妥否，请批示")(EXAMPLES["02-请示"]))
    _, printed = by_office(wrong, tmp_path)
    assert {("HT2014", "发文字号")} <= {(rule, element) for rule, element, _ in told(printed)}


# --- browsers --------------------------------------------------------------------------------------------------------------

def by_browser(content: Content, folder: Path, *options: str) -> Review:
    source = folder / "x.html"
    source.write_text(html.page(content), encoding="utf-8")
    subprocess.run([BROWSER or "", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", *options,
                    f"--print-to-pdf={folder / 'x.pdf'}", source.as_uri()], check=True, capture_output=True, timeout=120)
    return hongtou.check_file(folder / "x.pdf")


@needs_browser
def test_a_correct_page_printed_from_a_browser_gives_nothing(tmp_path: Path) -> None:
    printed = by_browser(NOTICE, tmp_path, "--no-pdf-header-footer")
    assert told(printed) == []
    docx.build(NOTICE, tmp_path / "x.docx")
    assert elements(printed) == elements(hongtou.check_file(tmp_path / "x.docx"))


@needs_browser
def test_title_and_date_that_a_browser_prints_are_a_header_and_nothing_else(tmp_path: Path) -> None:
    printed = by_browser(NOTICE, tmp_path)
    assert [rule for rule, _, _ in told(printed)] == ["HT1006"]


# --- without them ----------------------------------------------------------------------------------------------------------

def page(text: str) -> PageContent:
    glyphs = [Glyph(c, 28 + 11.1 * i, 33.6 + 11.1 * i, 60, 16.0, "仿宋_GB2312", "000000", False, False) for i, c in enumerate(text)]
    return PageContent(1, 210.0, 297.0, glyphs=glyphs)


@pytest.mark.parametrize(("producer", "spacing", "lost"), [
    ("LibreOffice 7.4", 0.97, {"placement", "geometry", "indent", "alignment", "blank_lines", "lines", "margins"}),
    ("LibreOffice 7.4", 0.0, {"placement"}),
    ("OpenOffice.org 3.2", 0.1, {"placement"}),
    ("Microsoft® Word 2016", 0.97, set()),   # a user who spreads characters in Word gets to hear it
    ("", 0.0, set()),
])
def test_places_are_unknown_by_producer_and_measured_spacing(producer: str, spacing: float, lost: set[str]) -> None:
    found = unknown_facts([Block(0, "body", "现通知如下")], [page("现通知如下")], "pdf", producer, {16: spacing})
    assert set(found) - {"spacing", "grid", "footers", "revisions"} == lost


# --- scanners --------------------------------------------------------------------------------------------------------------

def scan(folder: Path, *, mode: int | None) -> Path:
    """Two pages that are pictures; the words in text rendering ``mode``, sizes guessed anew for each line."""
    path = folder / "scan.pdf"
    sheet = canvas.Canvas(str(path), pagesize=(210 * mm, 297 * mm))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [(82, 72, "云岭市水利局文件"), (80, 110, "云水发〔2026〕18号"), (60, 140, "云岭市水利局关于开展汛前检查的通知"),
            (28, 160, "各县（区）水利局："), (39, 170, "为做好防汛工作，请于2026年5月20日前完成汛前检查"),
            (39, 180, "特此通知。"), (128, 200, "云岭市水利局"), (128, 210, "2026年5月8日")]
    for number in (1, 2):
        sheet.drawImage(ImageReader(Image.new("L", (60, 85), 250)), 0, 0, 210 * mm, 297 * mm)
        for i, (x, y, text) in enumerate(rows if number == 1 and mode is not None else ()):
            line = sheet.beginText(x * mm, (297 - y) * mm)
            line.setTextRenderMode(mode)
            line.setFont("STSong-Light", 15.2 + 0.4 * i)
            line.textOut(text)
            sheet.drawText(line)
        sheet.showPage()
    sheet.save()
    return path


def test_recognised_words_of_a_scan_are_checked_and_its_looks_are_not(tmp_path: Path) -> None:
    printed = hongtou.check_file(scan(tmp_path, mode=3))
    found = elements(printed)
    assert (found["发文字号"], found["成文日期"]) == ("云水发〔2026〕18号", "2026年5月8日")
    reasons = {s.rule: s.reason for s in printed.skipped}
    assert all("扫描件" in reasons[rule] for rule in ("HT1004", "HT1009", "HT2005", "HT2009", "HT3021", "HT4003"))
    assert not {rule[:3] for rule, _, _ in told(printed)} & {"HT1", "HT3"}


def test_visible_words_over_a_picture_are_no_scan(tmp_path: Path) -> None:
    assert not any("扫描件" in s.reason for s in hongtou.check_file(scan(tmp_path, mode=0)).skipped)


def test_a_scan_without_words_says_what_to_do(tmp_path: Path) -> None:
    failure, = hongtou.check_file(scan(tmp_path, mode=None)).failures
    assert failure.category == "no_text" and "OCR" in failure.message


def test_a_pen_is_one_point_wide_until_the_page_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "pen.pdf"
    sheet = canvas.Canvas(str(path), pagesize=(210 * mm, 297 * mm), pageCompression=0)
    sheet.drawString(100, 400, "x")
    sheet.line(28 * mm, 100 * mm, 184 * mm, 100 * mm)
    sheet.save()
    assert b" w " not in path.read_bytes().partition(b"stream")[2].partition(b"endstream")[0]
    line, = read(path).lines
    assert line.width_mm == pytest.approx(0.353, abs=0.01)
