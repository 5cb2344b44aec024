"""Ways in which offices really set their documents, as deviations of the builders; each is right by its office's lights.

Fonts: the sets that offices buy or that their systems bring (方正 _GBK, CESI of 信创 desktops, 文星, 汉仪, 国标 fonts).
Page set-up: the same type area with the margin counted to the glyphs or to Word's line box, or other round figures.
"""

from __future__ import annotations

from .content import Deviation

_BODY = ("份号", "发文字号", "签发人", "主送机关", "正文", "三级标题", "四级标题", "附件说明", "发文机关署名", "成文日期", "附注",
         "出席名单", "抄送机关", "印发机关", "印发日期")
_HEI = ("密级和保密期限", "紧急程度", "一级标题", "附件", "出席")
_KAI = ("二级标题", "签发人姓名")
_TITLE = ("发文机关标志", "标题", "附件标题")


def faces(fangsong: str, kai: str, hei: str, title: str) -> tuple[Deviation, ...]:
    """All elements in one set of fonts."""
    sets = ((_BODY, fangsong), (_KAI, kai), (_HEI, hei), (_TITLE, title))
    return tuple(Deviation(element, "font", font) for elements, font in sets for element in elements)


def page(top: float, bottom: float, left: float = 28.0, right: float = 26.0) -> tuple[Deviation, ...]:
    """Margins in mm."""
    sides = {"top_mm": top, "bottom_mm": bottom, "left_mm": left, "right_mm": right}
    return tuple(Deviation("页面", name, value) for name, value in sides.items())


def pitch(points: float) -> tuple[Deviation, ...]:
    """The line pitch of the text, in points."""
    return tuple(Deviation(element, "line", points) for element in (
        "主送机关", "正文", "一级标题", "二级标题", "三级标题", "四级标题", "附件说明", "发文机关署名", "成文日期", "附注"))


def bold(*elements: str) -> tuple[Deviation, ...]:
    """Elements in bold."""
    return tuple(Deviation(element, "bold", True) for element in elements)


FONT_SETS: dict[str, tuple[Deviation, ...]] = {
    "方正GBK": faces("方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK", "方正小标宋_GBK"),
    "方正简体": faces("方正仿宋简体", "方正楷体简体", "方正黑体简体", "方正小标宋简体"),
    "Windows": faces("仿宋", "楷体", "黑体", "方正小标宋简体"),
    "华文": faces("华文仿宋", "华文楷体", "华文黑体", "方正小标宋简体"),
    "信创": faces("CESI仿宋-GB2312", "CESI楷体-GB2312", "CESI黑体-GB2312", "CESI小标宋-GB2312"),
    "信创大字符集": faces("CESI仿宋-GB18030", "CESI楷体-GB18030", "CESI黑体-GB18030", "CESI小标宋-GB18030"),
    "国标": faces("国标仿宋-GB/T 2312", "国标楷体-GB/T 2312", "国标黑体-GB/T 2312", "国标小标宋-GB/T 2312"),
    "文星": faces("文星仿宋", "文星楷体", "文星黑体", "文星标宋"),
    "汉仪": faces("汉仪仿宋简", "汉仪楷体简", "汉仪中黑简", "汉仪小标宋简"),
    "方正公文": faces("方正公文仿宋", "方正公文楷体", "方正公文黑体", "方正公文小标宋"),
}
