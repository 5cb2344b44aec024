"""What clerks get wrong: a faulty copy of each example, with the list of its faults.

The list says where a finding must point: the element, and the words (empty for what is missing or concerns the page).
It was written from the standard and from what offices send back, not from the checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from .content import Content, Deviation, Paragraph

if TYPE_CHECKING:
    from hongtou.pipeline.review import Finding

Format = Literal["both", "docx"]


@dataclass(frozen=True)
class Fault:
    """One fault. ``change`` edits the content, ``deviation`` the layout; ``format`` says which files show it."""

    what: str
    element: str
    quote: str
    group: str
    change: Callable[[Content], Content] | None = None
    deviation: Deviation | None = None
    format: Format = "both"


def points_at(finding: Finding, element: str, quote: str) -> bool:
    """Whether a finding, at one of its places, stands at that element and at these words (any, where ``quote`` is empty)."""
    return any((place.element or "") == element and (not quote or quote in (place.quote or "")
                                                     or (bool(place.quote) and place.quote in quote))
               for place in finding.locations or (finding.location,))


def words(old: str, new: str) -> Callable[[Content], Content]:
    """Replace the first occurrence of ``old`` in any text of the content; an error when it is not there."""
    def change(content: Content) -> Content:
        made, done = _replaced(content, old, new)
        if not done:
            raise ValueError(f"the document does not say {old!r}")
        return made  # type: ignore[no-any-return]
    return change


def _replaced(value: Any, old: str, new: str) -> tuple[Any, bool]:
    if isinstance(value, str):
        return (value.replace(old, new, 1), True) if old in value else (value, False)
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            made, done = _replaced(item, old, new)
            if done:
                return (*value[:i], made, *value[i + 1:]), True
    if isinstance(value, Paragraph) and old in value.text:
        return replace(value, text=value.text.replace(old, new, 1), lead=value.lead.replace(old, new, 1)), True
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            made, done = _replaced(getattr(value, field.name), old, new)
            if done:
                return replace(value, **{field.name: made}), True
    return value, False


def put(**values: Any) -> Callable[[Content], Content]:
    """Replace whole elements of the content."""
    return lambda content: replace(content, **values)


def look(element: str, attribute: str, value: str | float | bool, index: int | None = None) -> Deviation:
    """One departure of the layout."""
    return Deviation(element, attribute, value, index)


FAULTS: dict[str, tuple[Fault, ...]] = {
    "01-通知": (
        Fault("发文字号用了方括号", "发文字号", "[2026]", "版头", words("〔2026〕12号", "[2026]12号")),
        Fault("标题末尾加了句号", "标题", "。", "主体", put(title=("云岭市人民政府办公室关于印发", "《云岭市政务数据共享管理办法》的通知。"))),
        Fault("主送机关后用了半角冒号", "主送机关", ":", "主体", words("各直属机构：", "各直属机构:")),
        Fault("错字：布署", "正文", "布署", "错别字", words("（一）部署启动", "（一）布署启动")),
        Fault("重复词：建立建立", "正文", "建立建立", "错别字", words("数据提供部门要建立日常核查机制", "数据提供部门要建立建立日常核查机制")),
        Fault("层次序数跳号", "正文", "（四）", "主体", words("（三）推进数据应用", "（四）推进数据应用")),
        Fault("附件名称后加了句号", "附件说明", "。", "主体",
              put(attachment_notes=("云岭市政务数据共享管理办法", "云岭市政务数据共享任务清单。"))),
        Fault("附件标识写作附件一", "附件", "附件一", "主体", words("附件1", "附件一")),
        Fault("附注没有圆括号", "附注", "此件公开发布", "主体", put(note="此件公开发布")),
        Fault("抄送末尾缺句号", "抄送机关", "", "版记", words("市人民检察院。", "市人民检察院")),
        Fault("标题用了黑体", "标题", "云岭市人民政府办公室关于印发", "主体", deviation=look("标题", "font", "黑体")),
        Fault("上边距 25.4 毫米", "", "", "版面", deviation=look("页面", "top_mm", 25.4), format="docx"),
    ),
    "02-请示": (
        Fault("两个主送机关", "主送机关", "", "行文规则", put(addressee="云岭市人民政府、云岭市财政局：")),
        Fault("紧急程度写作急件", "紧急程度", "急件", "密级", put(urgency="急件")),
        Fault("缺签发人", "签发人", "", "版头", put(signatories=())),
        Fault("成文日期用汉字", "成文日期", "二〇二六年五月二十五日", "主体", put(issue_date="二〇二六年五月二十五日")),
        Fault("结语不是请示的结语", "正文", "特此报告", "文种", words("妥否，请批示。", "特此报告。")),
        Fault("附件名称与附件标题不一致", "附件标题", "", "一致性",
              put(attachment_notes=("青溪水库除险加固工程抢险资金测算表",))),
        Fault("请示抄送下级机关", "抄送机关", "", "行文规则", words("市财政局，市应急管理局。", "市财政局，各乡镇人民政府。")),
        Fault("正文用了宋体", "正文", "", "主体", deviation=look("正文", "font", "宋体")),
        Fault("主送机关缩进二字", "主送机关", "", "主体", deviation=look("主送机关", "first", 2.0)),
    ),
    "03-报告": (
        Fault("报告夹带请示事项", "正文", "请予批准", "行文规则", words("特此报告。", "以上工作所需经费，请予批准。特此报告。")),
        Fault("发文字号顺序号加第", "发文字号", "第27", "版头", words("〔2026〕27号", "〔2026〕第27号")),
        Fault("成文日期编虚位", "成文日期", "2026年05月08日", "主体", put(issue_date="2026年05月08日")),
        Fault("印发日期早于成文日期", "印发日期", "", "一致性", put(printing_date="2026年5月6日")),
        Fault("署名与标志不一致", "发文机关署名", "", "一致性", put(signatures=("云岭市安全生产监督管理局",))),
        Fault("括号缺右半", "正文", "（", "标点", words("村（社区）", "村（社区")),
        Fault("半角逗号", "正文", ",", "标点", words("部分乡镇专业技术人员不足，", "部分乡镇专业技术人员不足,")),
        Fault("一级序号后用了下脚点", "正文", "二.", "主体", words("二、存在的主要问题", "二.存在的主要问题")),
        Fault("正文行距 1.5 倍（43 磅）", "正文", "", "版面", deviation=look("正文", "line", 43.0), format="docx"),
        Fault("版头红线印成黑色", "版头分隔线", "", "版头", deviation=look("版头分隔线", "colour", "000000")),
    ),
    "04-函": (
        Fault("信函标志加了文件", "发文机关标志", "文件", "版头", put(issuer_mark=("云岭市人民政府办公室文件",))),
        Fault("信函版记加了印发栏", "印发日期", "", "版记",
              put(printing_office="云岭市人民政府办公室", printing_date="2026年5月12日"), format="docx"),
        Fault("信函首页有页码", "页码", "", "版记", deviation=look("页码", "first_page", True)),
        Fault("函用了指令语", "正文", "遵照执行", "行文规则", words("请于2026年5月29日前函复。", "请遵照执行。")),
        Fault("发文字号缺号字", "发文字号", "9", "版头", put(document_number="云政办函〔2026〕9")),
        Fault("抄送用了三号字", "抄送机关", "", "版记", deviation=look("抄送机关", "size", 16.0)),
    ),
    "05-纪要": (
        Fault("出席写作出席人员", "出席", "", "主体", words("出席", "出席人员")),
        Fault("错字：崔办", "正文", "崔办", "错别字", words("跟踪督办", "跟踪崔办")),
        Fault("纪要标志印成黑色", "纪要标志", "", "版头", deviation=look("发文机关标志", "colour", "000000")),
        Fault("省略号写成句点", "正文", "...", "标点", words("管线迁改协调难度大、", "管线迁改协调难度大...、")),
        Fault("日期不存在", "正文", "", "数字", words("于4月30日前确定", "于2026年4月31日前确定")),
        Fault("一级标题用了仿宋", "正文", "", "主体", deviation=look("一级标题", "font", "仿宋")),
    ),
    "06-命令": (
        Fault("令号编虚位", "令号", "第012号", "文种", put(order_number="第012号")),
        Fault("书名号不成对", "正文", "《", "标点", words("管理办法》已经", "管理办法已经")),
        Fault("抄送末尾缺句号", "抄送机关", "", "版记", words("市人民检察院。", "市人民检察院")),
        Fault("左边距 31.7 毫米", "", "", "版面", deviation=look("页面", "left_mm", 31.7), format="docx"),
        Fault("页码用连字符", "页码", "", "版记", deviation=look("页码", "style", "hyphen")),
    ),
    "07-批复": (
        Fault("批复未引来文标题", "正文", "", "行文规则",
              words("《青溪县人民政府关于设立青溪县绿色建材产业园的请示》（青政〔2026〕21号）", "来文")),
        Fault("发文字号编虚位", "发文字号", "016", "版头", words("〔2026〕16号", "〔2026〕016号")),
        Fault("发文字号年份与成文日期不符", "发文字号", "2026", "一致性", put(issue_date="2025年6月3日")),
        Fault("结语不是批复的结语", "正文", "特此函复", "文种", words("此复。", "特此函复。")),
        Fault("全角数字", "正文", "", "标点", words("4.8平方千米", "４.８平方千米")),
        Fault("段落没有左空二字", "正文", "", "主体", deviation=look("正文", "first", 0.0)),
        Fault("一段文字蓝色", "正文", "", "版面", deviation=look("正文", "colour", "0563C1", 0)),
    ),
    "08-联合通知": (
        Fault("份号只有 5 位", "份号", "00012", "版头", put(copy_number="00012")),
        Fault("密级用了星号", "密级和保密期限", "", "密级", put(classification="机密*1年")),
        Fault("涉密又标注公开", "附注", "", "密级", put(note="（此件公开发布）")),
        Fault("标题居左", "标题", "", "主体", deviation=look("标题", "align", "left")),
        Fault("标题小二号", "标题", "", "主体", deviation=look("标题", "size", 18.0)),
        Fault("逗号重复", "正文", "，，", "标点", words("麻痹思想和侥幸心理，", "麻痹思想和侥幸心理，，")),
        Fault("层次序数缺二", "正文", "（三）", "主体", words("（二）维护考点治安秩序", "（三）维护考点治安秩序")),
        Fault("页码居中", "页码", "", "版记", deviation=look("页码", "align", "center")),
    ),
}


def faulty(content: Content, faults: tuple[Fault, ...]) -> tuple[Content, tuple[Deviation, ...]]:
    """The content with all faults, and the deviations of its layout."""
    deviations: list[Deviation] = []
    for fault in faults:
        if fault.change is not None:
            content = fault.change(content)
        if fault.deviation is not None:
            deviations.append(fault.deviation)
    return content, tuple(deviations)
