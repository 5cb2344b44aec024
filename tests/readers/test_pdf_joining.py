"""Which printed lines of a PDF are one paragraph, in the cases that geometry alone leaves open."""

from __future__ import annotations

import pytest
from hongtou.pipeline.readers.page_blocks import paragraphs
from hongtou.pipeline.readers.page_content import Glyph
from hongtou.pipeline.readers.page_printed import Printed

AREA = (28.0, 184.0)
EM = 5.64


def line(text: str, x: float, base: float) -> Printed:
    """A line of 16 pt set solid from ``x`` mm on."""
    edges = [(x + EM * i, x + EM * (i + 1)) for i in range(len(text))]
    looks = [Glyph(c, left, right, base, 16.0, "仿宋_GB2312", "000000", False, False)
             for c, (left, right) in zip(text, edges, strict=True)]
    return Printed(1, text, edges, looks, base, 16.0)


def joined(*lines: Printed) -> list[str]:
    return ["".join(x.text for x in p.lines) for p in paragraphs([list(lines)], AREA)]


FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五"


def test_an_ordinal_at_the_left_edge_goes_on_with_its_sentence() -> None:
    first = "支持企业：1.用好再贷款和贴息政策并且扩大规模提高效率；"
    assert joined(line(first[:26], 28 + 2 * EM, 60), line("2.鼓励机构；3.推动担保。", 28, 70)) == [first[:26] + "2.鼓励机构；3.推动担保。"]


@pytest.mark.parametrize("above", ["今年的任务已经全部完成有关工作进展顺利成效明显。", "今年的任务已经完成。"])
def test_an_item_after_a_full_stop_is_a_paragraph(above: str) -> None:
    assert len(joined(line(above, 28 + 2 * EM, 60), line("2.鼓励机构。", 28, 70))) == 2


def test_an_item_indented_is_a_paragraph() -> None:
    assert len(joined(line(FULL, 28 + 2 * EM, 60), line("2.鼓励机构。", 28 + 2 * EM, 70))) == 2


def test_names_of_a_copy_list_go_on_under_the_first_one() -> None:
    first = line("抄送：市委各部门，市人大常委会办公室，市政协办公", 28 + EM, 240)
    below = line("室，市法院。", first.edges[3][0], 250)
    assert first.x1 < AREA[1] - 2.3 * EM, "the line must be short for this to show anything"
    assert joined(first, below) == [first.text + below.text]
