"""密级、紧急程度和公开属性。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import parts
from ..pipeline.elements import Element, Kind, Structure
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_HAN_VALUE = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_LEVEL = r"(?P<level>[绝机秘][ \u3000]*密)"
_GOOD = re.compile(_LEVEL + r"(?:★(?:\d{1,2}(?:年|个月|天)|长期|\d{4}年\d{1,2}月\d{1,2}日前?|[^★\d\s]{1,12}[前后]))?")
_NEAR = re.compile(r"(?:密级[：:])?\s*" + _LEVEL + r"(?:[ \u3000]*[★☆*＊﹡✩✭⭐·•（(:：\-—]?[ \u3000]*"
                   r"(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})[ \u3000]*(?P<unit>年|个?月|天)[）)]?)?\s*")
_LIMIT_YEARS = {"绝密": 30, "机密": 20, "秘密": 10}


def _level(text: str) -> str:
    return re.sub(r"[ \u3000]", "", text)


@check("HT6001", "涉密公文缺份号", on="密级和保密期限", severity="error",
       basis="《党政机关公文处理工作条例》第九条（一）",
       examples=[
           Bad("机密★1年"),
           Good("机密★1年", elements={"份号": "000001"}),
       ])
def missing_copy_number(secrecy: Element, structure: Structure) -> Iterator[Problem]:
    """涉密公文应当标注份号。

    份号用于清点、收回，缺了无从追查。
    何时可以忽略：份号印制时才打码的，打码后再核对。
    依据：条例第九条（一）；GB/T 9704-2012 7.2.1，一般用6位阿拉伯数字。
    """
    old = structure.kind.standard == "1999" and "秘" in secrecy.text  # until 2012 only 绝密 and 机密 needed one
    if structure.get("份号") is None and not old:
        yield Problem(None, "涉密公文应当标注份号，一般用6位阿拉伯数字，顶格编排在版心左上角第一行。", related=secrecy.spans[:1],
                      element="份号")


@check("HT6002", "保密期限超过上限", on="密级和保密期限", severity="warning",
       basis="《中华人民共和国保守国家秘密法》第二十条",
       examples=[
           Bad("秘密★⟦15年⟧"),
           Bad("机密★⟦25年⟧"),
           Bad("秘密★⟦2040年6月1日⟧", elements={"成文日期": "2026年5月8日"}),
           Good("秘密★10年"),
           Good("秘密★2036年5月8日", elements={"成文日期": "2026年5月8日"}),
           Good("绝密★长期"),
       ])
def period_too_long(secrecy: Element, structure: Structure) -> Iterator[Problem]:
    """保密期限除另有规定外，绝密不超过三十年，机密不超过二十年，秘密不超过十年。

    何时可以忽略：定密权限内另有规定的。
    依据：《保守国家秘密法》（2024年修订）第二十条第二款。
    """
    match = re.search(_LEVEL + r"[^\d]{0,3}(?P<years>\d{1,3})[ \u3000]*年", secrecy.text)
    if match:
        limit = _LIMIT_YEARS[_level(match["level"])]
        if limit < int(match["years"]) < 1000:
            message = f"{_level(match['level'])}级的保密期限一般不超过{limit}年。"
            yield Problem(secrecy.at(match.start("years"), match.end()), message)
    until = re.search(_LEVEL + r"[^\d]{0,3}(?P<date>\d{4}年\d{1,2}月\d{1,2}日)", secrecy.text)
    issued = structure.get("成文日期")
    if until and issued and (end := parts(until["date"])) and (start := parts(issued.text)):
        limit = _LIMIT_YEARS[_level(until["level"])]
        if end > (start[0] + limit, start[1], start[2]):
            yield Problem(secrecy.at(*until.span("date")), f"{_level(until['level'])}级的保密期限一般不超过{limit}年。")


_PUBLIC = re.compile(r"(?<!不)(?<!不予)(?:此件)?(?:公开发布|主动公开|依申请公开|予以公开)")


@check("HT6003", "涉密公文标注公开", on="附注", severity="error",
       basis="《党政机关公文处理工作条例》第三十一条；《中华人民共和国政府信息公开条例》第十四条",
       group="密级",
       examples=[
           Bad("（⟦此件公开发布⟧）", elements={"密级和保密期限": "机密★1年"}),
           Good("（此件不公开）", elements={"密级和保密期限": "机密★1年"}),
           Good("（此件公开发布）"),
       ])
def public_secret(note: Element, structure: Structure) -> Iterator[Problem]:
    """标有密级的公文不得公开，不标“此件公开发布”“主动公开”“依申请公开”。

    何时可以忽略：已经解密并履行程序的，先删去密级。
    依据：条例第三十一条；《政府信息公开条例》第十四条。
    """
    match = _PUBLIC.search(note.text)
    if match and structure.get("密级和保密期限") is not None:
        yield Problem(note.at(*match.span()), "标有密级，不得公开：删去公开标注，或先解密并删去密级。")


@check("HT6004", "密级和保密期限写法", on="密级和保密期限", severity="error",
       basis="《党政机关公文处理工作条例》第九条（二）；GB/T 9704-2012 7.2.2",
       examples=[
           Bad("⟦机密*5年⟧", fix="机密★5年"),
           Bad("⟦机密★一年⟧", fix="机密★1年"),
           Bad("⟦密级：机密⟧", fix="机密"),
           Bad("⟦秘密（6月）⟧", fix="秘密★6个月"),
           Bad("⟦机密5年⟧", fix="机密★5年"),
           Bad("⟦机密3年⟧", fix="机密★3年"),
           Bad("⟦秘密十年⟧", fix="秘密★10年"),
           Bad("⟦内部★1年⟧"),
           Good("机密★1年"),
           Good("机　密"),
           Good("秘密★6个月"),
           Good("绝密★长期"),
       ])
def secrecy_form(secrecy: Element, structure: Structure) -> Iterator[Problem]:
    """密级是绝密、机密、秘密之一，与保密期限之间用“★”，期限用阿拉伯数字：机密★1年。

    何时可以忽略：没有。
    依据：条例第九条（二）；GB/T 9704-2012 7.2.2；《保守国家秘密法》第十四条。
    """
    text = secrecy.text.strip()
    if _GOOD.fullmatch(text):
        return
    near = _NEAR.fullmatch(text)
    if near is not None and structure.kind.standard == "1999" and "★" in text:
        return  # the edition does not say which digits
    if near is None:
        yield Problem(secrecy, "密级写作“绝密”“机密”或“秘密”，有保密期限的写作“机密★1年”。")
        return
    right = _level(near["level"])
    if near["number"]:
        unit = "个月" if near["unit"] == "月" else near["unit"]
        right += f"★{_value(near['number'])}{unit}"
    yield Problem(secrecy, f"应写作“{right}”。", (Fix(right),))


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.partition("十")
    if not ten:
        return _HAN_VALUE[number[0]]
    return (_HAN_VALUE[tens[0]] if tens else 1) * 10 + (_HAN_VALUE[ones[0]] if ones else 0)


@check("HT6009", "有密级没有保密期限", on="密级和保密期限", severity="warning", standards=("2012",),
       basis="《党政机关公文处理工作条例》第九条（二）；《中华人民共和国保守国家秘密法》第二十条",
       examples=[
           Bad("⟦机密⟧"),
           Bad("⟦秘　密⟧"),
           Good("机密★1年"),
           Good("绝密★长期"),
           Good("秘密★启封前"),
       ])
def no_period(secrecy: Element) -> Iterator[Problem]:
    """涉密公文应当标注密级和保密期限：机密★1年。

    只标密级的，收文机关只能按最长的期限保管。
    何时可以忽略：保密期限确实不能确定、另行通知解密时间或者解密条件的。
    依据：条例第九条（二），涉密公文应当根据涉密程度分别标注“绝密”“机密”“秘密”和保密期限；《保守国家秘密法》第二十条。
    """
    level = _level(secrecy.text.strip())
    if level in _LIMIT_YEARS:
        yield Problem(secrecy, f"没有标注保密期限，写作“{level}★1年”的样子。")


_OPEN_CHANNEL = (r"电子邮件|电子邮箱|邮箱|E-?mail|微信|QQ|钉钉|互联网|网盘|短信|普通传真|传真|政务外网|公众号|网站")
_SENT = re.compile(rf"(?:通过|以|用|采用|利用|由|发至|发送至|发送到|报至|传至|反馈至|发到|上传至|上传到|登录)"
                   rf"[^，。；、\n]{{0,16}}?(?P<way>{_OPEN_CHANNEL})"
                   r"(?:[^，。；\n]{0,12}?(?:报送|上报|发送|传送|传输|反馈|报市|报省|报县|发至|传递|下发|转发|通知|发布)|(?=[。；，）]|$))", re.I)
_SECRET = re.compile("(?<!不)(?<!非)涉密(?!网络|渠道|系统|专网|电子)|国家秘密|[绝机秘]密(?:级|文件|公文|信息)")
_BANNED = re.compile("不得|严禁|禁止|不准|不许|切勿|不能|不要|防止|杜绝|避免|违规")


@check("HT6010", "涉密公文经公共网络传递", severity="warning", group="密级",
       basis="《中华人民共和国保守国家秘密法》第三十一条；《党政机关公文处理工作条例》第二十六条",
       examples=[
           Bad("各单位填写汇总表，于5月底前⟦通过电子邮箱报送⟧市委办公室。", elements={"密级和保密期限": "秘密★1年"}),
           Bad("请将人员名单⟦发至微信⟧。", elements={"密级和保密期限": "机密★1年"}),
           Bad("涉密信息按照保密规定⟦通过互联网上报⟧。", elements={"发文字号": "云政发〔2026〕8号"}),
           Bad("本通知不得翻印、转载，请⟦通过微信工作群及时转发⟧至所属各单位。", elements={"密级和保密期限": "秘密★1年"}),
           Good("本通知不得翻印，不得通过微信转发。", elements={"密级和保密期限": "秘密★1年"}),
           Good("各单位填写汇总表，于5月底前通过电子邮箱报送市委办公室。"),
           Good("不涉密的材料通过电子邮箱报送。涉密信息通过涉密网络报送。"),
           Good("严禁通过微信传送本件，材料由机要渠道报送。", elements={"密级和保密期限": "机密★1年"}),
       ])
def open_channel(document: Document, structure: Structure) -> Iterator[Problem]:
    """涉密公文的材料通过机要交通、机要通信或者涉密网络传递，不用电子邮件、微信、互联网、普通传真。

    标有密级、或者同一句里说的是涉密信息，又写了用公共网络报送的才报；写明“严禁”的不报。
    何时可以忽略：报送的确是不涉密的内容，并且写明了。
    依据：《保守国家秘密法》（2024年修订）第三十一条；条例第二十六条，涉密公文应当通过机要交通、邮政机要通信等传递。
    """
    marked = structure.get("密级和保密期限") is not None
    for block in document.main_blocks:
        for match in _SENT.finditer(block.text):
            clause = block.text[max(block.text.rfind(mark, 0, match.start()) for mark in "。；") + 1: match.end()]
            if (marked or _SECRET.search(clause)) and not _banned(clause):
                yield Problem(Span(block.index, *match.span()), f"涉密的内容不用“{match['way']}”传递，改用机要渠道或者涉密网络。")


def _banned(clause: str) -> bool:
    """Whether the clause forbids the way: a ban before a comma does not reach over “，请通过…”."""
    own = clause.rpartition("，")[2]
    return bool(_BANNED.search(own) or (_BANNED.search(clause) and not re.match("请|可|应|统一|由|须|并请|务必", own)))


_URGENCY = re.compile(r"(?:特\s*急|加\s*急|特\s*提|平\s*急)")
_URGENCY_FIX = dict(pair.split("→") for pair in (
    "急件→加急 紧急→加急 火急→特急 特级→特急 加级→加急 特急件→特急 加急件→加急").split())


@check("HT6005", "紧急程度写法", on="紧急程度", severity="error", standards=("2012",), group="密级",
       basis="《党政机关公文处理工作条例》第九条（三）；GB/T 9704-2012 7.2.3",
       examples=[
           Bad("⟦急件⟧", fix="加急"),
           Bad("⟦紧急程度：特急⟧", fix="特急"),
           Bad("⟦十万火急⟧"),
           Good("特急"),
           Good("加　急"),
           Good("平急"),
       ])
def urgency_form(urgency: Element) -> Iterator[Problem]:
    """紧急公文标“特急”或“加急”；电报标“特提”“特急”“加急”“平急”。

    “急件”“紧急”是旧的或随意的叫法，收文机关无法据此确定办理时限。
    何时可以忽略：没有。
    依据：条例第九条（三）；GB/T 9704-2012 7.2.3。
    """
    text = re.sub(r"\s", "", urgency.text)
    if _URGENCY.fullmatch(text):
        return
    bare = re.sub(r"^紧急程度[：:]", "", text)
    right = bare if _URGENCY.fullmatch(bare) else _URGENCY_FIX.get(bare)
    yield Problem(urgency, "紧急程度只标“特急”或“加急”（电报另有“特提”“平急”）。",
                  (Fix(right, safe=right == bare),) if right else ())


_STANDARD_NOTES = frozenset((
    "此件公开发布 此件主动公开 此件依申请公开 此件不予公开 此件不公开 此件删减后公开 此件公开 主动公开 "
    "依申请公开 不予公开").split())


_ABOUT_PUBLIC = re.compile(r"(?<![^（(）)，。；])[^（(）)，。；]{0,13}公开[^（(）)，。；]{0,13}(?![^（(）)，。；])")


@check("HT6006", "公开属性写法", on="附注", severity="info", group="密级",
       basis="《中华人民共和国政府信息公开条例》第十三条至第十六条",
       examples=[
           Bad("（⟦此件可以公开⟧）"),
           Good("（此件公开发布）"),
           Good("（此件依申请公开）"),
           Good("（联系人：李明，电话：0937-6226688）"),
       ])
def public_note(note: Element) -> Iterator[Problem]:
    """公开属性写作主动公开（此件公开发布）、依申请公开、不予公开三种之一。

    何时可以忽略：本机关规定了别的写法。
    依据：《政府信息公开条例》第十三条至第十六条。
    """
    match = _ABOUT_PUBLIC.search(note.text)
    if match and re.sub("^公开(?:属性|方式)：", "", match[0].strip()) not in _STANDARD_NOTES:
        yield Problem(note.at(*match.span()), "公开属性写作“此件公开发布”“此件依申请公开”或“此件不予公开”。")


_TELEGRAM = re.compile(r"电报|明电|明传|密传|发电|传真|[\u4e00-\u9fff]电〔")


@check("HT6007", "公文用了电报的紧急程度", on="紧急程度", severity="error", group="密级",
       basis="《党政机关公文处理工作条例》第九条（三）",
       examples=[
           Bad("⟦特提⟧", elements={"发文机关标志": "云岭市人民政府文件"}),
           Bad("⟦平　急⟧", elements={"发文字号": "云政发〔2026〕8号"}),
           Good("特提", elements={"发文机关标志": "云岭市人民政府办公室发电"}),
           Good("特急", elements={"发文机关标志": "云岭市人民政府文件"}),
           Good("平急"),
       ])
def telegram_urgency(urgency: Element, structure: Structure) -> Iterator[Problem]:
    """紧急公文只标“特急”“加急”；“特提”“平急”只用于电报。

    有发文机关标志或发文字号、又看不出是电报的才报。
    何时可以忽略：是电报而文件里没有写明。
    依据：条例第九条（三）。
    """
    marks = [e.text for name in ("发文机关标志", "发文字号") for e in structure.all(name)]
    head = "".join(block.text for block in structure.document.blocks[:12])
    if marks and re.fullmatch(r"特[\s　]*提|平[\s　]*急", urgency.text.strip()) and not _TELEGRAM.search(head[:600]):
        yield Problem(urgency, "“特提”“平急”只用于电报，公文标“特急”或“加急”，不紧急的不标。")


@check("HT6008", "没有标注公开属性", severity="info", group="密级", basis="《中华人民共和国政府信息公开条例》第十三条至第十六条；实务惯例",
       doc_types=("通知", "意见", "决定", "公告", "通告", "批复", "通报"), layouts=("普通",), standards=("2012",),
       examples=[
           Bad("", elements={"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "成文日期": "2026年5月8日"}),
           Good("", elements={"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "成文日期": "2026年5月8日",
                              "附注": "（此件公开发布）"}),
           Good("", elements={"发文机关标志": "云岭市人民政府文件", "发文字号": "云政发〔2026〕8号", "成文日期": "2026年5月8日",
                              "密级和保密期限": "机密★1年"}),
           Good("", elements={"发文机关标志": "中共云岭市委文件", "发文字号": "云委发〔2026〕8号", "成文日期": "2026年5月8日"}),
       ])
def no_public_note(document: Document, structure: Structure, kind: Kind) -> Iterator[Problem]:
    """行政机关不涉密的公文，一般在附注处标明公开属性：此件公开发布、此件依申请公开、此件不予公开。

    何时可以忽略：本机关在发文稿纸上确定公开属性、不印在公文上。
    依据：《政府信息公开条例》第十三条至第十六条把信息分为主动公开、依申请公开、不予公开；印在附注处是惯例，只作提示。
    """
    mark, note = structure.get("发文机关标志"), " ".join(e.text for e in structure.all("附注"))
    dated = structure.get("发文字号") and structure.get("成文日期")
    if mark and dated and "政府" in mark.text and not structure.get("密级和保密期限") and "公开" not in note:
        yield Problem(None, "没有标注公开属性，一般在附注处写“（此件公开发布）”等。", element="附注")
