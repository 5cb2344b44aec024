"""How single things are said."""

from __future__ import annotations

import pytest
from hongtou.pipeline.speech import sound, spoken


@pytest.mark.parametrize(("text", "said"), [
    ("各县（区）人民政府：", "各县左括号区右括号人民政府冒号"),
    ("云政办发〔2026〕12号", "云政办发左六角括号数字二零二六右六角括号幺二号"),
    ("云政办发[2026]12号", "云政办发左方括号数字二零二六右方括号数字幺二号"),
    ("2026年3月5日", "数字二零二六年三月五日"),
    ("二〇二六年三月五日", "二圈零二六年三月五日"),
    ("2026年三月", "数字二零二六年汉字三月"),
    ("5.5%—6%", "数字五点五百分号连接号六百分号"),
    ("5.5％～6％", "数字五点五全角百分号浪纹线数字六全角百分号"),
    ("1,234,567.89元", "数字幺千分撇二三四千分撇五六七点八九元"),
    ("1，234", "数字幺逗号数字二三四"),
    ("0960-5550123", "数字零九六零短横线五五五零幺二三"),
    ("9:30", "数字九半角冒号三零"),
    ("《办法》——“试行”……", "左书名号办法右书名号破折号左引号试行右引号省略号"),
    ("GDP、km²", "大写GDP顿号小写km上标二码"),
    ("　　一、", "空二字一顿号"),
    ("数字政府", "数字政府"),
    ("标点用逗号", "标点用汉字逗号"),
])
def test_said(text, said):
    assert sound(text) == said


def test_ways_of_saying_figures():
    assert [sound("1027", d) for d in ("phone", "plain", "radio")] == ["数字幺零二七", "数字一零二七", "数字幺洞两拐"]
    assert sound("2026年三月", "plain") == "数字二零二六年汉字三月"


def test_kinds_of_pieces():
    assert [(p.kind, p.written) for p in spoken("共3项，用“A”")] == [
        ("plain", "共"), ("figures", "3"), ("plain", "项"), ("mark", "，"), ("plain", "用"), ("mark", "“"), ("letters", "A"), ("mark", "”")]
