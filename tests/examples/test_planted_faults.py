"""Faults in other words than the checks' own examples, and harmless text that looks like them."""

from __future__ import annotations

import pytest
from hongtou.pipeline.check import Options, collect
from hongtou.pipeline.elements import Direction, Element, Kind, Structure
from hongtou.pipeline.engine import Selection, run
from hongtou.pipeline.model import Block, Document, Source
from hongtou.pipeline.structure import headings_of

OWN = ("HT5", "HT6", "HT7", "HT8", "HT3026")
ABSENT = {"HT5107", "HT6001"}
"""Found in any fragment: what is missing in it."""

FAULTS = [
    ("要认真贯彻落实会议精神精神，确保任务完成。", "HT7004"),
    ("按照按照市政府要求办理。", "HT7004"),
    ("加强安全生产的的管理。", "HT7004"),
    ("关健环节要把关，提供资询服务。", "HT7001"),
    ("完成时间为2024年6月31日。", "HT8103"),
    ("请于4月31日前报送。", "HT8103"),
    ("自24年3月1日起执行。", "HT8102"),
    ("会议于2024年3月05日召开。", "HT8102"),
    ("按照国办发【2012】14号要求。", "HT8107"),
    ("依据某政发(2020)5号文。", "HT8107"),
    ("费用下降了3.5倍。", "HT8105"),
    ("成本比去年缩短两倍。", "HT8105"),
    ("需要二、三天时间。", "HT8101"),
    ("召集5、6个单位。", "HT8101"),
    ("二零二四年完成，2O2O年投产。", "HT8104"),
    ("二0二四年。", "HT8104"),
    ("县委、县政府决定，省委省人民政府要求。", "HT7005"),
    ("要求：“各地要抓好落实。", "HT8001"),
    ("《关于印发办法的通知已收悉。", "HT8001"),
    ("（一加强领导。", "HT8001"),
    ("二）加强领导。", "HT8001"),
    ("坚持统筹推进、，压实责任。", "HT8005"),
    ("抓好落实。。", "HT8005"),
    ("抓好落实.", "HT8002"),
    ("（1）、加强领导", "HT3026"),
    ("二．主要目标", "HT3026"),
    ("第二：落实责任。", "HT8009"),
    ("二是、落实责任。", "HT8009"),
    ("共有约200多人参加。", "HT7103"),
    ("超过5亿元以上。", "HT7103"),
    ("切忌不要大意，防止事故不再发生。", "HT7101"),
    ("必需严格执行规定。", "HT7002"),
    ("截止目前已完成。", "HT7007"),
]

HARMLESS = [
    "各部门要要求企业加强协作。",
    "在在建工程中开展检查，和和平区联合。",
    "为了了解情况，对对口支援单位进行走访。",
    "一、二季度完成，三、四级单位参加。",
    "进行了认真的分析和研究。",
    "有期徒刑10年6个月，2020年2月29日前报送。",
    "（2023）某0102民初12号判决，GB/T 9704—2012，9:00至17:30，1:500地形图。",
    "（一）（二）项；a)项；12345热线；0937-6226688；①项。",
    "“十四五”期间，“放管服”改革；《〈条例〉释义》。",
    "（以下简称《办法（试行）》），（联系人：李明，电话：（0937）6226688）",
]

ELEMENTS: list[tuple[str, str, str, Direction, str]] = [
    ("正文", "我县财力有限，恳请省财政厅给予资金支持并拨付500万元。", "报告", "上行", "HT5102"),
    ("正文", "以上问题，请市政府协调解决。", "报告", "上行", "HT5102"),
    ("正文", "特请求市政府批准。", "报告", "上行", "HT5102"),
    ("正文", "当否，请指示。", "报告", "上行", "HT5102"),
    ("正文", "四、请求事项：请求增拨经费30万元。", "报告", "上行", "HT5102"),
    ("正文", "经市政府批准，我局已拨付资金，妥善解决问题。", "报告", "上行", ""),
    ("正文", "已按程序报请省政府审批。各地普遍恳请解决的问题有3个。", "报告", "上行", ""),
    ("主送机关", "市政府、市财政局：", "请示", "上行", "HT5101"),
    ("主送机关", "省人民政府，省委：", "请示", "上行", "HT5101"),
    ("主送机关", "市人力资源和社会保障局：", "请示", "上行", ""),
    ("主送机关", "尊敬的李市长：", "请示", "上行", "HT5103"),
    ("主送机关", "市政府王明同志：", "报告", "上行", "HT5103"),
    ("抄送机关", "抄送：各乡镇人民政府，县财政局。", "请示", "上行", "HT5104"),
    ("标题", "关于追加经费的请示（报告）", "请示", "上行", "HT5001"),
    ("标题", "关于2024年工作情况的总结", "通知", "下行", "HT5002"),
    ("标题", "某局关于安全生产情况的汇报", "报告", "上行", "HT5002"),
    ("标题", "某市关于转发某厅通知的通知", "通知", "下行", "HT5003"),
    ("密级和保密期限", "秘密☆3年", "通知", "下行", "HT6004"),
    ("密级和保密期限", "机密★十年", "通知", "下行", "HT6004"),
    ("密级和保密期限", "绝密★50年", "通知", "下行", "HT6002"),
    ("紧急程度", "紧急", "通知", "下行", "HT6005"),
]


def _found(name: str, text: str, doc_type: str, direction: Direction) -> set[str]:
    document = Document(Source("x", "text", "", 0), (Block(0, "body", text),))
    element = Element(name, document, (document.blocks[0].stripped,))
    kind = Kind(True, doc_type, "普通", direction)
    structure = Structure(document, kind, (element,), (name,), headings_of(document, (name,)))
    checks = [made for made in collect().values() if made.id.startswith(OWN)]
    outcome = run(document, structure, checks, Options(), Selection(info=True))
    assert not outcome.failures
    return {f.rule for f in outcome.findings} - ABSENT


@pytest.mark.parametrize(("text", "rule"), FAULTS, ids=lambda value: value[:16])
def test_a_fault_is_found_once_by_its_check(text: str, rule: str) -> None:
    assert _found("正文", text, "通知", "下行") == {rule}


@pytest.mark.parametrize("text", HARMLESS, ids=lambda value: value[:16])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert _found("正文", text, "通知", "下行") == set()


@pytest.mark.parametrize(("name", "text", "doc_type", "direction", "rule"), ELEMENTS, ids=lambda value: value[:16])
def test_elements(name: str, text: str, doc_type: str, direction: Direction, rule: str) -> None:
    assert _found(name, text, doc_type, direction) == ({rule} if rule else set())
