"""Correct forms that recognition once mistook, each in the smallest document that shows it."""

from __future__ import annotations

import pytest
from hongtou.pipeline.elements import Structure
from hongtou.pipeline.model import Block, Cell, Document, ParagraphFormat, Source
from hongtou.pipeline.structure import recognise

TITLE = "云岭市人民政府关于做好防汛工作的通知"
BODY = "　　为做好今年的防汛工作，现就有关事项通知如下，请认真贯彻执行。"


def found(*blocks: Block | str) -> Structure:
    made = tuple(b if isinstance(b, Block) else Block(i, "body", b) for i, b in enumerate(blocks))
    return recognise(Document(Source("x.docx", "docx", "", 0), made))


def words(structure: Structure, name: str) -> str | None:
    element = structure.get(name)
    return None if element is None else element.text


@pytest.mark.parametrize("printed", ["2026年3月9日印发", "二〇二六年三月九日印发"])
def test_printing_office_and_date_in_two_cells(printed: str) -> None:
    lines = [TITLE, "各县（区）人民政府：", BODY, "云岭市人民政府", "2026年3月8日"]
    cells = [Block(5, "cell", "云岭市人民政府办公室", cell=Cell(0, 0, 0, 2)), Block(6, "cell", printed, cell=Cell(0, 0, 1, 2))]
    structure = found(*lines, *cells)
    assert (words(structure, "印发机关"), words(structure, "印发日期")) == ("云岭市人民政府办公室", printed)


def test_office_and_date_on_one_line() -> None:
    structure = found(TITLE, "各县（区）人民政府：", BODY, "云岭市人民政府", "2026年3月8日",
                      "云岭市人民政府办公室　　　　2026年3月9日印发")
    assert (words(structure, "印发机关"), words(structure, "印发日期")) == ("云岭市人民政府办公室", "2026年3月9日印发")


@pytest.mark.parametrize("addressee", ["各人民团体：", "各中小学校、幼儿园：", "各巡察组：", "全体居民：", "驻云陵部队，各民主党派："])
def test_whoever_is_addressed(addressee: str) -> None:
    assert words(found(TITLE, addressee, BODY), "主送机关") == addressee


@pytest.mark.parametrize("line", ["现将有关事项通知如下：", "根据上级要求，主要任务：", "一、工作目标："])
def test_a_sentence_with_a_colon_addresses_nobody(line: str) -> None:
    assert words(found(TITLE, line, BODY), "主送机关") is None


def test_a_title_is_not_over_within_its_brackets() -> None:
    structure = found("关于征求《云岭市数据条例", "（征求意见稿）》意见的函", "各县（区）人民政府：", BODY)
    assert words(structure, "标题") == "关于征求《云岭市数据条例（征求意见稿）》意见的函"
    assert structure.kind.doc_type == "函"


def test_urgency_and_number_with_a_tab_between() -> None:
    structure = found("云岭市财政局", "加急\t云财函〔2026〕56号", "云岭市财政局关于商请支持的函", "市水利局：", BODY)
    assert (words(structure, "紧急程度"), words(structure, "发文字号")) == ("加急", "云财函〔2026〕56号")


@pytest.mark.parametrize("number", ["〔2026〕15号", "第15期", "2026年第17号"])
def test_running_numbers_are_no_title(number: str) -> None:
    structure = found("云岭市人民政府常务会议纪要", number, "云岭市人民政府关于防汛工作专题会议的纪要", BODY)
    assert words(structure, "标题") == "云岭市人民政府关于防汛工作专题会议的纪要"


def test_issuer_and_date_under_the_title() -> None:
    centred = ParagraphFormat(alignment="center")
    structure = found("云岭市2025年国民经济和社会发展统计公报", Block(1, "body", "云岭市统计局", paragraph=centred),
                      Block(2, "body", "2026年3月26日", paragraph=centred), BODY, BODY)
    assert words(structure, "成文日期") == "2026年3月26日"
    assert words(structure, "正文") == BODY.strip() * 2


def test_a_telegram_has_its_own_format() -> None:
    structure = found("内部明电", "等级：特急·明电", TITLE, "各县（区）人民政府：", BODY)
    assert structure.kind.official is False and "电报" in structure.kind.reason
