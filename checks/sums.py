"""总数与分项：金额、数量、百分比加得起来，大写与小写相同。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span

_UNIT = "万亿元|亿元|万元|千元|元|万吨|吨|公里|千米|公顷|万亩|亩|平方米|万平方米|人次|万人|人|名|户|家|个|件|项|台|辆|套|处|所|座|起|例|宗|份|%"
_AMOUNT = re.compile(rf"(?<![\d.年月第〔×])(?P<v>\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,6}})?)(?P<u>{_UNIT})(?![\d/以左上])")
_GROWTH_ASIDE = (r"(?:[，,](?:同比|比上年|较上年|比上年同期|按可比价格?计算|可比口径)*[，,]?(?:名义|实际)?"
                 r"(?:增长|下降|上升|减少|增加|回落)[\d.]{1,8}(?:%|个百分点))")
_TOTAL = re.compile(rf"(?<![\d.])(?P<v>\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,6}})?)(?P<u>{_UNIT})(?P<lead>[^，。；：、\d]{{0,12}}{_GROWTH_ASIDE}{{0,2}}"
                    r"(?:[，,；。]?[（(]?其中[：:，]?|[，,]?[（(]?(?:分别为|分别是|包括|分为|具体为|具体是)[：:]?|中[，,](?=[^。；]{2,60}的\d)))")
_TOTAL_BEFORE = re.compile(r"(?<![\d.])(?P<v>\d{1,12})(?P<u>个|户|件|项|所|座|处|套|台|辆|人|名|家)"
                           rf"(?P<lead>[，,][^，。；：、\d]{{2,8}}\d{{1,8}}(?:\.\d{{1,4}})?(?P<between>万?(?:{_UNIT}))[，,]其中[：:，]?)")
"""Another amount between the total and its parts: 96个，涉及住户2.35万户，其中…28个、…."""
_OPEN_LIST = re.compile(r"[近约多逾超]|(?<!其)(?<!业)余(?!下)|等(?!奖|级)|左右|主要|以[上下]|不[足到]|部分|重点|除|另|还|同比|增长|下降|"
                        r"增加(?!值)|减少|占|平均|人均|累计|最[高低大小多少]|"
                        r"每|女|党员|民族|学历|学位|职称|本科|研究生|岁|残疾|低保|年|月|日|已|未|到位|利用|所属|其中|包括|[—～~至到-]\d|“|《")
"""Words that leave the list open, or make its numbers something else than parts, or parts that overlap."""
_OPEN_ADDENDS = re.compile(r"[近约余多逾超]|左右|以[上下]|不[足到]|除|另|还|同比|增长|下降|占|平均|人均|每|其中|年|月|日|累计|已|未|到位|[—～~]|“|《")
"""The same for a list that is summed up at its end (…8个，…14个，共22个): there 等 and 主要 belong to the names of the parts."""
_CLOSE = (Decimal("0.05"), Decimal("0.1"))
"""Parts after 其中 need not be all; this close to the total they are meant to be (two parts, or more)."""
_OVER = Decimal("1.2")
"""Parts that come to so much more at most are those of the total before them, though the sentence has a larger number too."""
_SUMMED = re.compile(r"(?:共|总|合计|累计|全[市省县区州国部])[^，。；：\d]{0,14}$")
SCALES = {"千": 1_000, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
_YEAR_LABEL = re.compile(r"(?<![\d至—])(?:19|20)\d\d年度?(?=[\u4e00-\u9fff]{0,4}\d)")
"""2024年300万元, 2024年改造28个: the year names the part."""
_STOP = re.compile(r"[。；！？：）]")
_STOP_BUT_SEMICOLON = re.compile(r"[。！？：）]")
"""Parts that carry asides of their own (第一产业150亿元，增长4.1%；第二产业…) are parted by semicolons."""
_LONGEST = 300
"""Characters of a list of parts; a longer one is no plain list."""


def value_of(text: str) -> Decimal:
    """The number that digits with commas and a decimal point write."""
    return Decimal(text.replace(",", ""))


def _scale(unit: str) -> tuple[int, str]:
    """The factor and the bare unit: 万元 is (10000, 元), 公里 is (1, 公里)."""
    match = re.fullmatch(r"(?P<scale>万亿|[千万亿])(?P<bare>[元吨人亩]|平方米)", unit)
    return (SCALES[match["scale"]], match["bare"]) if match else (1, unit)


def _slack(written: str) -> Decimal:
    """How far a number may be off by rounding; whole numbers of things do not get rounded."""
    decimals = len(written.partition(".")[2])
    return Decimal(10) ** -decimals / 2 if decimals else Decimal()


_ASIDE = re.compile(r"（[^（）\d]*）")
"""其他县（市、区）4.6亿元."""
_REST = re.compile(rf"(?:其余|剩余|余下)(?:的|部分|资金|投资)?((?:\d{{1,12}}(?:,\d{{3}})*(?:\.\d{{1,6}})?)(?:{_UNIT}))由[^，；\d]{{2,30}}$")
"""其余1亿元由基金管理机构募集: the last part, with who bears it after the number."""


def _pieces(clause: str) -> list[str]:
    """The clause cut at each 、, unless its only number stands for all that it names (乡镇卫生院、服务中心骨干120人)."""
    shared = len(re.findall(r"\d[\d,]*(?:\.\d+)?", clause)) == 1 and not re.search(r"各|均|每|分别", clause)
    return [clause] if shared else clause.split("、")


def _parts(text: str, unit: str) -> list[tuple[Decimal, Decimal]] | None:
    """The values that a list gives, one to a piece, counted in ``unit``, each with what rounding may have taken.

    None when it is no plain list of parts.
    """
    text = _REST.sub(r"其余\1", _ASIDE.sub("", text))
    pieces = [p for clause in re.split("[，；,]", text) for p in _pieces(clause) if p.strip()]
    whole, bare = _scale(unit)
    found = []
    for piece in pieces:
        numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", piece)
        amount = _AMOUNT.search(piece)
        if len(numbers) != 1 or amount is None or amount.end() != len(piece.rstrip(" 　）)")):
            return None
        factor, same = _scale(amount["u"])
        if same != bare or not re.search(r"[\u4e00-\u9fff]", piece[: amount.start()]):
            return None
        found.append((value_of(amount["v"]) * factor / whole, _slack(amount["v"]) * factor / whole))
    return found if len(found) >= 2 else None


@check("HT9111", "总数与分项之和不符", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）、第二十条（四）",
       official=False,
       examples=[
           Bad("经测算，共需资金⟦880万元⟧，其中坝体加固500万元，监测设备360万元。"),
           Bad("全市新增项目⟦12个⟧，其中工业项目5个，农业项目4个，服务业项目2个。"),
           Bad("全市共有⟦12个⟧村，包括东乡5个、西乡8个。"),
           Bad("三年共安排资金⟦900万元⟧，分别为2024年300万元、2025年300万元、2026年350万元。"),
           Bad("工程费500万元、设备费360万元，合计⟦880万元⟧。"),
           Bad("总投资⟦1.2亿元⟧，其中省级资金8000万元、市级资金5000万元。"),
           Bad("总投资⟦4.6亿元⟧，其中专项债券2.5亿元，县财政统筹1.2亿元，单位自筹0.8亿元。"),
           Bad("尚未办结的⟦14个⟧事项中，因政策调整暂缓办理的5个，正在按程序办理的8个。"),
           Bad("评审设特等奖5项、一等奖15项、二等奖30项，共⟦60项⟧。"),
           Bad("在清水河干流布设断面8个，在石桥溪等主要支流布设断面14个，共计⟦24个⟧。"),
           Bad("安排补助资金⟦12.4亿元⟧。其中，山区海岛县7.8亿元，其他县（市、区）4.8亿元。"),
           Bad("基金总规模5亿元，首期规模⟦2亿元⟧，其中市财政出资6000万元，云岭文旅公司出资4000万元，其余1.2亿元由基金管理机构募集。"),
           Bad("申请核拨专项资金⟦720万元⟧，具体为：城墙加固385万元、窟檐修缮230万元、保护棚125万元。"),
           Bad("三年内改造老旧小区⟦96个⟧，涉及住户2.35万户，其中2026年改造28个、2027年改造36个、2028年改造30个。"),
           Good("三年内改造老旧小区96个，涉及住户2.35万户，其中2026年改造28个、2027年改造36个、2028年改造32个。"),
           Good("基金首期规模2亿元，其中市财政出资6000万元，云岭文旅公司出资4000万元，其余1亿元由基金管理机构募集。"),
           Bad("乡镇卫生院、社区服务中心骨干120人，乡村医生80人，共⟦210人⟧。"),
           Bad("全年地区生产总值⟦1250亿元⟧，比上年增长5.8%。其中，第一产业增加值150亿元，增长4.1%；"
               "第二产业增加值500亿元，增长6.3%；第三产业增加值620亿元，增长5.8%。"),
           Good("全年地区生产总值1250.3亿元，比上年增长5.8%。其中，第一产业增加值150.2亿元，增长4.1%；"
                "第二产业增加值500.1亿元，增长6.3%；第三产业增加值599.9亿元，增长5.8%。"),
           Good("总投资1.3亿元，其中省级资金8000万元、市级资金5000万元。"),
           Good("共需资金860万元，其中工程费500万元、设备费360万元。"),
           Good("共需资金2000万元，其中坝体加固500万元、监测设备360万元。"),
           Good("共需资金880万元，其中工程费等500万元、设备费360万元。"),
           Good("共需资金880万元，其中坝体加固约500万元，监测设备360万元。"),
           Good("总人口880万人，其中城镇人口500万人，同比增长3万人。"),
           Good("参训干部50人，其中女干部30人、党员45人。"),
           Good("处分1647人，移送司法机关73人，其中，处分厅局级干部54人、县处级285人。"),
           Good("全年收入500万元，工程费300万元、设备费360万元，合计660万元。"),
       ])
def sum_of_parts(document: Document, language: Language) -> Iterator[Problem]:
    """“共880万元，其中甲500万元、乙360万元”，各项加起来要等于总数。

    只在同一句里、单位同类（万元、亿元换算）、每项一个数、至少两项、没有“等”“主要”“约”之类留有余地的话时计算。“其中”可以只列一部分：分项之和
    比总数少得多的不报，差一点的（两项百分之五、三项以上百分之十以内）才报。
    何时可以忽略：分项有交叉，或者有意只列一部分。
    依据：《党政机关公文处理工作条例》第十九条（三），内容准确（推导）；第二十条（四），核实数字。
    """
    for block in language.prose():
        text = language.own_words(block)
        if not any(word in text for word in ("其中", "分别", "包括", "分为", "具体", "中，", "共", "计")):
            continue
        for match in _TOTAL.finditer(text):
            yield from _total(block, text, match)
        for match in _TOTAL_BEFORE.finditer(text):
            if match["u"] != match["between"]:
                yield from _total(block, text, match)
        for match in _SUMMED_UP.finditer(text):
            parts = _parts(match["list"], match["u"])
            if parts and not _OPEN_ADDENDS.search(_YEAR_LABEL.sub("各", match["list"])):
                yield from _compare(block, match, parts, None)


_SUMMED_UP = re.compile(rf"(?:^|(?<=[。；：！]))(?P<list>[^。；：！]{{4,200}})[，,](?:[三两四五各]项)?(?:合计|共计|总计|总共|共|计)"
                        r"(?:安排|需要?|投资|资金|为){0,2}"
                        rf"(?P<v>\d{{1,12}}(?:\.\d{{1,6}})?)(?P<u>{_UNIT})"
                        r"(?=[，。；]|$)")


def _total(block: Block, text: str, match: re.Match[str]) -> Iterator[Problem]:
    end = _STOP_BUT_SEMICOLON if "%" in match["lead"] else _STOP
    after = _ASIDE.sub("", text[match.end(): match.end() + _LONGEST + 1])
    listed, years = _YEAR_LABEL.subn("各", end.split(after, maxsplit=1)[0].rstrip())
    listed = re.sub(_GROWTH_ASIDE, "", listed)
    sentence = re.split(r"[。；！？]", text[max(0, match.start() - 200): match.start()])[-1]
    clause = re.split(r"[，：]", sentence)[-1]
    if len(listed) > _LONGEST or _OPEN_LIST.search(listed) or re.search(r"[近约余多逾超过达]\D{0,2}$|每|占|增长|增加(?!值)", clause):
        return
    parts = _parts(listed, match["u"])
    summed = sum((value for value, _ in parts), Decimal()) if parts else Decimal()
    others = [value_of(n) for n in re.findall(rf"(\d[\d,]*(?:\.\d+)?){match['u']}", sentence)] if parts else []
    just_over = value_of(match["v"]) < summed <= value_of(match["v"]) * _OVER
    if parts and match["u"] != "%" and (just_over or not any(other >= summed for other in others)):
        yield from _compare(block, match, parts, f"共{clause[-14:]}" if years == len(parts) else clause)


def _compare(block: Block, match: re.Match[str], parts: list[tuple[Decimal, Decimal]], clause: str | None) -> Iterator[Problem]:
    """Report unless the parts make up the total; where they fall short, the total must say that it is one (共…).

    A part for each year makes up the whole as much as 共 does.
    """
    whole, found = value_of(match["v"]), sum((value for value, _ in parts), Decimal())
    if abs(found - whole) <= _rounding(match, parts, clause or ""):
        return
    if found < whole and clause is not None and not _meant_whole(match, len(parts), whole - found, clause):
        return
    yield Problem(Span(block.index, match.start("v"), match.end("u")),
                  f"分项之和是{plain(found)}{match['u']}，与总数{match['v']}{match['u']}不符，请核对。")


def _rounding(match: re.Match[str], parts: list[tuple[Decimal, Decimal]], clause: str) -> Decimal:
    """What rounding may have taken: of money set aside, written to one and the same place throughout, nothing."""
    own = _slack(match["v"])
    if _SET_ASIDE.search(clause) and all(slack <= own for _, slack in parts):
        return own if any(slack < own for _, slack in parts) else Decimal()
    if not own and _MEASURED.search(clause) and match["u"] in ("亿元", "万亿元", "万吨", "万亩", "万人"):
        own = Decimal("0.5")  # output in whole 亿元 is rounded, unlike what is counted
        return own * (1 + len(parts)) / 2
    return own + sum((slack for _, slack in parts), Decimal())


_SET_ASIDE = re.compile(r"投资|资金|经费|概算|预算|造价|补助|拨款|债券")
_MEASURED = re.compile(r"生产总值|增加值|产值|产量|收入|支出|面积|人口|总额")


def _meant_whole(match: re.Match[str], count: int, short: Decimal, clause: str) -> bool:
    """Whether parts that fall short of the total by ``short`` were meant to make it up."""
    whole = value_of(match["v"])
    if "中" in match["lead"] and "其中" not in match["lead"]:
        return count >= 2 and short <= max(whole / 10, Decimal(1))  # 14个问题中，…的5个，…的8个
    return bool(_SUMMED.search(clause)) and (short <= whole * _CLOSE[count > 2] or "分" in match["lead"])


def plain(value: Decimal) -> str:
    """The number as a document writes it, without exponent and trailing zeros."""
    return format(value.normalize(), "f")


_SHARED = re.compile(r"(?<!别)按照?(?P<list>(?:\d{1,3}(?:\.\d{1,2})?%[、，和]){1,8}\d{1,3}(?:\.\d{1,2})?%)的?(?:比例|权重)"
                     r"(?=[^，。；]{0,4}(?:分担|分摊|承担|分成|共担|计算综合|加权))")


@check("HT9112", "百分比之和不是100%", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("市、县两级⟦按60%、50%的比例⟧分担。"),
           Good("市、县两级按60%、40%的比例分担。"),
           Good("三次产业占比分别为8%、40%、52%，前三名分别占12%、10%、9%。"),
       ])
def shares(document: Document, language: Language) -> Iterator[Problem]:
    """“按60%、40%的比例分担”，各份加起来是100%。

    只查“按…的比例（权重）分担、分配、计算”这类把整体分完的说法，0.2个百分点以内的尾差不报。
    何时可以忽略：还有其他份额在别处。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose():
        text = language.plain(block)
        if "%" not in text:
            continue
        for match in _SHARED.finditer(text):
            whole = sum((Decimal(v) for v in re.findall(r"[\d.]+(?=%)", match["list"])), Decimal())
            if abs(whole - 100) > Decimal("0.2"):
                yield Problem(span_of(block, match), f"各份之和是{plain(whole)}%，不是100%，请核对。")


_CAPITAL = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"貳": 2, "參": 3, "陸": 6}
_FIGURES = r"(?P<n{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,12}}(?:\.\d{{1,2}})?)(?P<scale{0}>万|亿)?"
_CAPITALS = (r"(?P<c{0}>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{{2,30}}[元圆](?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?)[整正]?")
_WRITTEN_OUT = re.compile(
    _FIGURES.format("") + r"元(?:整)?[（(，,][\s　]?(?:人民币)?(?:大写)?[\s　]?[:：]?[\s　]?(?:人民币)?" + _CAPITALS.format("") + "|"
    + _CAPITALS.format("2") + r"[（(，,](?:小写)?[:：]?[\s　]?[￥¥]?[\s　]?" + _FIGURES.format("2") + "元?(?=[）)，。；])")
"""120000元（大写：壹拾贰万元整）, and 壹拾贰万元整（¥120000）."""


def _spelled(text: str) -> Decimal:
    """The value of 壹拾贰万元叁角."""
    whole, _, rest = text.replace("圆", "元").partition("元")
    value = Decimal(_below(whole))
    for char, unit in re.findall(r"(\w)([角分])", rest):
        value += Decimal(_CAPITAL[char]) * (Decimal("0.1") if unit == "角" else Decimal("0.01"))
    return value


def _below(text: str) -> int:
    """The value of 汉字 capitals, the part before the last 亿, then 万, counted by itself."""
    for mark, power in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = text.rpartition(mark)
        if found:
            return _below(head) * power + _below(tail)
    total = digit = 0
    for char in text:
        if char in _CAPITAL:
            digit = _CAPITAL[char]
        else:
            total += (digit or 1) * {"拾": 10, "佰": 100, "仟": 1000}[char]
            digit = 0
    return total + digit


@check("HT9113", "金额大写与小写不一致", severity="error", group="一致性", basis="GB/T 15835-2011 5.2.4；《党政机关公文处理工作条例》第二十条（四）",
       official=False,
       examples=[
           Bad("补助资金120000元（大写：⟦壹拾叁万元⟧整）。"),
           Bad("补助资金⟦壹拾叁万元⟧整（¥120000）。"),
           Good("补助资金120000元（大写：壹拾贰万元整），另有3.5万元（叁万伍仟元整），壹亿贰仟万元整（¥120,000,000.00）。"),
       ])
def spelled_amount(document: Document, language: Language) -> Iterator[Problem]:
    """金额的大写与小写是同一个数。

    何时可以忽略：没有。
    依据：GB/T 15835-2011 5.2.4（大写汉字数字）；《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose(_WRITTEN_OUT):
        for match in _WRITTEN_OUT.finditer(language.plain(block)):
            which = "" if match["c"] else "2"
            written = value_of(match[f"n{which}"]) * SCALES.get(match[f"scale{which}"], 1)
            spelled = _spelled(match[f"c{which}"])
            if spelled != written:
                yield Problem(span_of(block, match, f"c{which}"), f"大写合{plain(spelled)}元，小写是{plain(written)}元，请核对。")


_GROWTH = re.compile(r"(?:由|从)[^，。；\d]{0,10}(?P<a>\d{1,9}(?:\.\d+)?)(?P<u>[\u4e00-\u9fff]{1,4}?)"
                     r"(?P<v>增加到|提高到|增长到|上升到|扩大到|减少到|下降到|降低到|降至|增至|升至|减至)"
                     r"[^，。；\d]{0,6}(?P<b>\d{1,9}(?:\.\d+)?)(?P=u)[，,](?:同比|累计)?(?P<w>增长|提高|增加|上升|减少|下降|降低)了?(?P<p>\d{1,5}(?:\.\d+)?)%")


@check("HT9114", "增减幅度算不出来", severity="info", group="一致性", basis="《党政机关公文处理工作条例》第二十条（四）", official=False,
       examples=[
           Bad("产值由100亿元增加到120亿元，⟦增长25%⟧。"),
           Good("产值由100亿元增加到120亿元，增长20%。"),
       ])
def growth(document: Document, language: Language) -> Iterator[Problem]:
    """“由100亿元增加到120亿元，增长20%”，幅度要与前后两个数相符。

    按所写位数四舍五入，再放宽半个百分点。按可比价计算的增速与现价对不上，所以只作提示。
    何时可以忽略：增速按可比价计算的。
    依据：《党政机关公文处理工作条例》第二十条（四），核实数字。
    """
    for block in language.prose(_GROWTH):
        for match in _GROWTH.finditer(language.plain(block)):
            before, after, said = (Decimal(match[g]) for g in "abp")
            if not before:
                continue
            real = abs(after - before) / before * 100
            if abs(real - said) > Decimal("0.5") + said / 50:
                yield Problem(Span(block.index, match.start("w"), match.end()),
                              f"由{match['a']}{match['u']}到{match['b']}{match['u']}，幅度约{real:.1f}%，请核对。")
