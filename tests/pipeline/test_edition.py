"""By which edition of GB/T 9704 a document is judged, and what its findings are based on."""

from __future__ import annotations

import pytest
from hongtou.pipeline.dates import written_han, year_of
from hongtou.pipeline.edition import basis_in, notice
from hongtou.pipeline.elements import Kind
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.structure import recognise

HEAD = ("云岭市人民政府文件", "{number}", "云岭市人民政府关于做好防汛工作的通知", "各县（区）人民政府：",
        "　　现将有关事项通知如下。")


def _kind(number: str, *tail: str) -> Kind:
    lines = [*(line.format(number=number) for line in HEAD), *tail]
    blocks = tuple(Block(i, part="body", text=line) for i, line in enumerate(lines))
    return recognise(Document(Source("示例", "text", "", 0), blocks)).kind


SUBJECT = "主题词：水利　防汛　通知"


@pytest.mark.parametrize(("number", "tail", "standard"), [
    ("云政发〔2004〕12号", ("二○○四年三月十五日", SUBJECT), "1999"),
    ("云政发〔2012〕12号", ("二〇一二年六月三十日",), "1999"),
    ("云政发〔2012〕12号", ("二〇一二年七月一日", SUBJECT), "2012"),
    ("云政发〔2012〕12号", ("2012年3月1日",), "1999"),
    ("云政发〔2026〕12号", ("二○二六年三月十五日", SUBJECT), "2012"),
    ("云政发〔2026〕12号", (), "2012"),
    ("云政发〔2008〕12号", (), "1999"),
    ("云政发〔2026〕12号", ("2006年3月15日",), "2012"),
    ("云政发〔2006〕12号", ("2026年3月15日",), "2012"),
    ("云政发〔××××〕12号", ("××××年×月×日",), "2012"),
    ("云政发〔××××〕12号", ("二○××年三月十五日", SUBJECT), "1999"),
    ("云政发〔××××〕12号", ("20××年3月15日", SUBJECT), "2012"),
], ids=range(12))
def test_the_day_of_issue_decides(number: str, tail: tuple[str, ...], standard: str) -> None:
    kind = _kind(number, *tail)
    assert kind.standard == standard and kind.edition
    assert (notice(kind) is not None) == (standard == "1999")


@pytest.mark.parametrize(("basis", "old"), [
    ("GB/T 9704-2012 7.2.5", "GB/T 9704-1999 8.1.5"),
    ("GB/T 9704-2012 7.2.4、10", "GB/T 9704-1999 8.1.4"),
    ("GB/T 9704-2012 7.3.5.4、7.4.3", "GB/T 9704-1999 8.2.5、8.3.3"),
    ("GB/T 9704-2012 5.2.3（推导）", "GB/T 9704-1999（推导）"),
    ("《党政机关公文处理工作条例》第九条（二）；GB/T 9704-2012 7.2.2",
     "《国家行政机关公文处理办法》（国发〔2000〕23号）；GB/T 9704-1999 8.1.2"),
    ("GB/T 15834-2011 4.9", "GB/T 15834-2011 4.9"),
])
def test_old_documents_are_not_judged_by_later_rules(basis: str, old: str) -> None:
    assert basis_in("1999", basis) == old and basis_in("2012", basis) == basis


def test_dates_in_the_digits_of_the_time() -> None:
    assert written_han("2004年10月21日") == "二○○四年十月二十一日"
    assert [year_of(t) for t in ("二◯◯四年三月", "二ＯＯ四年", "20××年", "二○××年")] == [2004, 2004, None, None]
