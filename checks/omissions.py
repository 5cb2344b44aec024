"""没有写完的地方：占位的符号，日期、文号里漏掉的字。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix

_X = "[×ⅹ✕xX＊*]"
_PLACEHOLDER = re.compile(
    rf"(?:\d{{4}}|{_X}{{1,4}})年{_X}{{1,2}}月(?:{_X}{{1,2}}日)?|(?<![\d×xX＊*]){_X}{{1,2}}月{_X}{{1,2}}日"
    rf"|{_X}{{2,4}}(?:人民政府|[省市县区州镇乡](?!道)|[局厅委办]|单位|部门|公司|学校|医院)(?!\d)"
    rf"|第{_X}{{1,3}}[次届号期]"
    rf"|(?:联系人|联系电话|电话|姓名)[\s　]?[：:][\s　]?(?:{_X}{{2,}}(?![\d×])|[□○]{{2,}}|某某|张三|李四)"
    r"|[_＿]{3,}"
    r"|[\[【〖](?:日期|时间|地点|单位|部门|姓名|名称|文号|标题|内容|电话|金额|此处|请填|填写|待)[^\[\]【】〖〗]{0,10}[\]】〗]"
    r"|[（(](?:待定|待补充?|待核实?|待填写?|待确认|此处[^（）()]{1,12}|填写[^（）()]{1,12})[）)]"
    r"|(?:时间|地点|日期|名单|人选|金额|标准)待定"
    r"|(?<![A-Za-z])(?:TBD|TODO)(?![A-Za-z])")
_DRAFTED = ("标题", "主送机关", "正文", "附件说明", "发文机关署名", "成文日期", "附注", "发文字号", "签发人", "抄送机关", "印发机关", "印发日期")


@check("HT7110", "占位内容没有填写", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）、第二十条（四）", folds=True,
       examples=[
           Bad("", elements={"标题": "关于做好防汛工作的通知", "正文": "由××局牵头，于XX月XX日前报送。"}),
           Bad("", elements={"标题": "关于召开防汛会议的通知", "正文": "会议时间待定。"}),
           Bad("", elements={"标题": "关于设立基金的批复", "正文": "经市政府第××次常务会议研究，现批复如下。"}),
           Bad("", elements={"标题": "关于设立基金的请示", "正文": "妥否，请批示。", "附注": "（联系人：XXX，联系电话：0851-86890012）"}),
           Bad("", elements={"标题": "关于召开防汛会议的通知", "发文机关署名": "[单位名称]", "成文日期": "[日期]"}),
           Good("", elements={"标题": "关于做好防汛工作的通知", "正文": "由市水利局牵头，联系人：李××，电话：139××××5678，规格为3×5米。"}),
           Good("", elements={"标题": "关于印发《登记表》的通知", "正文": "现印发给你们。", "附件": "填表日期：××××年××月××日"}),
       ])
def placeholder(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """定稿里不留“××局”“XX月XX日”“待定”“[日期]”“____”这类占位的内容。

    附件和表格里留着给人填写的不报；姓名、号码里遮去的（李××、139××××5678）不报。同一类只报一处，并列出其余位置。
    何时可以忽略：供人套用的样本、范本。
    依据：条例第十九条（三），情况确实，内容完整；第二十条（四），发文前审核文字、数字。
    """
    for block in language.prose(_PLACEHOLDER):
        if block.cell is not None or structure.roles[block.index] not in _DRAFTED:
            continue
        for match in _PLACEHOLDER.finditer(block.text):
            yield Problem(span_of(block, match), f"“{match[0]}”是占位的内容，应当填写实际内容。", folding="占位")


_YEAR, _MONTH, _DAY = r"(?<!\d)(?:19|20)\d{2}", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_FORMS = (
    re.compile(rf"(?P<y>{_YEAR})年?(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])日"),
    re.compile(rf"(?P<y>{_YEAR})(?P<m>{_MONTH})月(?P<d>{_DAY})日"),
    re.compile(rf"(?P<y>{_YEAR})年(?P<m>{_MONTH})月(?P<d>{_DAY})(?=之?前|以前|起(?!草)|止(?!痛)|召开|印发|至\d|上午|下午|，|。)"),
)
_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff]{2})〔(?:19|20)\d{2}〕(?:(?P<n>\d{1,5})(?=[）)，。、；》和]|文|精神|要求|规定)|(?P<none>号))")


@check("HT8130", "日期、文号缺字", severity="error", group="数字", basis="GB/T 15835-2011 5.1.4；GB/T 9704-2012 7.2.5、7.3.5.4", official=False,
       examples=[
           Bad("定于⟦20201217日⟧召开会议。", fix="定于2020年12月17日召开会议。"),
           Bad("请于⟦2026年5月8⟧前报送。", fix="请于2026年5月8日前报送。"),
           Bad("按照云政发⟦〔2026〕12⟧文件要求。", fix="按照云政发〔2026〕12号文件要求。"),
           Bad("按照云政发⟦〔2026〕号⟧文件要求。"),
           Good("定于2020年12月17日召开会议，2026年5月至8月，编号20201217，按照云政发〔2026〕12号文件要求。"),
           Good("2026年5月8个项目开工，2026年12月31个县（区）完成。"),
       ])
def dropped(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """日期写全“年、月、日”，发文字号写全年份、顺序号和“号”。

    “20201217日”漏了“年”“月”，“2026年5月8前”漏了“日”，“〔2026〕12文件”漏了“号”。表格里的简写不查；成文日期、发文字号本身另有检查。
    何时可以忽略：没有。
    依据：GB/T 15835-2011 5.1.4；GB/T 9704-2012 7.2.5、7.3.5.4。
    """
    for block in language.prose(*_FORMS, _NUMBER):
        if block.cell is not None or structure.roles[block.index] in ("成文日期", "印发日期", "发文字号"):
            continue
        text = language.plain(block)
        for pattern in _FORMS:
            for match in pattern.finditer(text):
                whole = f"{match['y']}年{int(match['m'])}月{int(match['d'])}日"
                yield Problem(span_of(block, match), f"日期缺字，应为“{whole}”。", (Fix(whole, safe=False),))
        for match in _NUMBER.finditer(text):
            if match["none"]:
                yield Problem(span_of(block, match), "发文字号缺顺序号。")
            else:
                yield Problem(span_of(block, match), "发文字号缺“号”字。", (Fix(match[0] + "号"),))
