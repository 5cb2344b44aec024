"""用语：限度词、概数词叠用，近义词叠用，“X的X”。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from ..corpora.tables import rows
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix
from .wording import cuts_a_word

_NUMBER = r"(?:\d[\d.,]{0,14}(?<![.,])|[〇零一二两三四五六七八九十百千万亿]{1,8})[％%‰]?[万亿千百十]{0,3}(?P<more>[多余])?[万亿]?"
_UNIT = (r"(?:个?(?:班次|轮次|批次|场次|学时|课时)|[台件人户项期][套件次日]|个?工作日|个百分点|"
         r"平方公里|平方千米|平方米|立方米|公顷|公里|公斤|千瓦时|千瓦|兆瓦|千克|毫米|厘米|海里|架次|辆次|车次|"
         r"标准箱|个[小月]时?|美元|小时|分钟|岁|[A-Za-z㎡℃²³/]{1,5}|[\u4e00-\u9fff])?(?:人民币|现金)?的?")
_LOOSE_UNIT = r"(?:[A-Za-z㎡℃²³/]{1,5}|[^\W\d_的以左上多余来]{0,5})的?"
_AROUND = "左右|上下"
_FAMILIES = (
    ("概数", "大约|大概|大致|约(?!定|谈|束|请|会|法|合)[为有]?|将近|接近|近|几近", _AROUND, "以上"),
    ("以上", "超过?(?!市|大|级|限|期|前|额|标|载|速|高|低|长)|超出|突破|逾(?!期|越|时)|高达|多达", f"{_AROUND}|以上", "以下|以内|之内"),
    ("以上", "高于|多于|大于", "以上", "以下|以内|之内"),
    ("以下", "不足|不到|不满", f"{_AROUND}|以下|以内|之内", "以上"),
    ("以下", "少于|低于|小于", "以下|以内|之内", "以上"),
    ("上限", "(?:最|至)多|不得?(?:超过|多于|高于|大于)", f"{_AROUND}|以内|之内|以下", "以上"),
    ("下限", "(?:最|至)少|不得?(?:少于|低于|小于)", f"{_AROUND}|以上", "以下|以内|之内"),
)
"""What stands before the number, what repeats or blurs it after the number, what contradicts it (低于13%左右的目标 is right)."""
_BEFORE = r"(?<![最附临靠接亲晚就贴切迫公契条制节规合违签大较履特])"
_NOT_TAIL = r"(?!学历|职称|职务|学位|层级|级别|文化|资质|规模|领导|干部|人民|各级|政府|部门|机关|单位)"


@lru_cache(maxsize=1)
def _degrees() -> Patterns:
    """The pattern of each of the families, in their order, then :data:`_ABOUT_MORE`, :data:`_MORE_AROUND` and :data:`_MORE_TWICE`."""
    found = []
    for _, before, same, against in _FAMILIES:
        tight = "|".join(t for t in f"{same}|{against}".split("|") if t not in _AROUND)
        loose = f"{_LOOSE_UNIT}(?:{_AROUND})(?![级联方下两互游])" if _AROUND in same else r"(?!)"
        found.append(re.compile(
            rf"{_BEFORE}(?P<before>{before})[^\W\d_的]{{0,2}}?{_NUMBER}"
            rf"(?:{loose}|(?P<unit>{_UNIT})(?P<tail>{tight}){_NOT_TAIL})"))
    return Patterns((*found, _ABOUT_MORE, _MORE_AROUND, _MORE_TWICE))


_ABOUT_MORE = re.compile(rf"{_BEFORE}(?P<before>大约|大概|约[为有]?|将近|接近|近|超过|逾|不足|不到|至少|最多)"
                         rf"(?P<number>\d[\d.,]{{0,14}}[百千万亿]?|[一二三四五六七八九十百千]{{1,6}})"
                         r"(?P<more>[多余])(?P<rest>[^\W\d_]{0,3})")
_MORE_AROUND = re.compile(r"(?:\d{1,12}|[一二三四五六七八九十百千]{1,8})[多余][万亿]?[^\W\d_的以左上]{0,4}(?:左右|上下)(?![级联方下两互游])")
_MORE_TWICE = re.compile(r"(?:\d|[十百千])[万亿]?(?P<twice>多余|余多|多多|余余)(?=[个名人次场家户件项天年台辆套处所座万亿元吨亩公平])")
_WORD_FOR = {"概数": "已有概数的意思", "以上": "已说明超过", "以下": "已说明不足", "上限": "已是上限", "下限": "已是下限"}


@check("HT7103", "概数词、限度词叠用", severity="warning", group="用语",
       basis="GB/T 15835-2011；《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("参加人员⟦约30人左右⟧。"),
           Bad("日均客流量⟦约2.6万人次上下⟧。"),
           Bad("每个乡镇⟦至少建成3处以上⟧。"),
           Bad("办理时间⟦不超过5个工作日以内⟧。"),
           Bad("每班⟦最多40名学生左右⟧。"),
           Bad("投资额⟦超过100万元以上⟧。"),
           Bad("⟦近30余⟧家企业参加，⟦大约四十多⟧人到场。"),
           Bad("历时⟦20多天左右⟧。"),
           Bad("⟦近3.8万余⟧人饮水受到影响，开展宣讲620⟦多余⟧场。"),
           Bad("培育年产值⟦超10亿元以上⟧的企业3家。"),
           Good("有200多余额不足的账户，超1000家企业，超市100家以上。"),
           Good("参加人员约30人，每个乡镇至少建成3处，办理时间不超过5个工作日。"),
           Good("处五千元以上一万元以下罚款，超过30日的，自第31日起计算。"),
           Good("至少配备2名中级以上职称的人员；近10年来，近5年以内，最近30多家企业开工。"),
           Good("增速低于13%左右的预期目标；产业链上下游企业。"),
           Good("不少于3名副高级以上专家，超过3个县以上人民政府。"),
       ])
def degrees(document: Document, language: Language) -> Iterator[Problem]:
    """一个数前面有了“约”“超过”“至少”“不超过”，后面不再加“左右”“以上”“以内”。

    叠用使数量不确定（约30人左右），或者自相矛盾（至少3人以下）。
    何时可以忽略：引用原文；“以上”是另一个词组的一部分（2名中级以上人员）。
    依据：概数写法见 GB/T 15835-2011；条例第十九条（三）要求表述准确、文字精练。
    """
    for block in language.prose(_degrees()):
        text = language.own_words(block)
        taken = 0
        for start, end, why in sorted(_degree_hits(language, block, text), key=lambda hit: (hit[0], -hit[1])):
            if start >= taken and not cuts_a_word(language, block, start, end):
                taken = end
                yield Problem(Span(block.index, start, end), f"“{block.text[start:end]}”：{why}，前后只留一个。")


def _degree_hits(language: Language, block: Block, text: str) -> Iterator[tuple[int, int, str]]:
    for number, match in language.matches_of(_degrees(), block, text):
        if number < len(_FAMILIES):
            if not (match["before"] in ("近", "接近", "将近") and match["tail"]):
                yield match.start(), match.end(), f"“{match['before']}”{_WORD_FOR[_FAMILIES[number][0]]}"
        elif match.re is _MORE_AROUND:
            yield match.start(), match.end(), "概数叠用"
        elif match.re is _MORE_TWICE:
            yield *match.span("twice"), "概数叠用"
        elif not (match["before"] == "近" and re.match("[年天日个]", match["rest"])):
            yield match.start(), match.end("more"), f"“{match['before']}”与“{match['more']}”都表示概数"


@lru_cache(maxsize=1)
def _doubled() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """Any two words of one row of ``doubled.tsv`` side by side, with the row's note and where the second begins."""
    found: dict[str, tuple[str, int]] = {}
    for row in rows("doubled.tsv"):
        allowed = set(row["except"].split("|"))
        words = row["words"].split("|")
        for one, other in product(words, row["others"].split("|") if row["others"] else words):
            if one != other and one + other not in allowed:
                found[one + other] = row["note"], len(one)
    return re.compile("|".join(sorted(found, key=len, reverse=True))), found


@check("HT7104", "近义词叠用", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("⟦根据按照⟧有关规定，现通知如下。"),
           Bad("⟦由于因为⟧连日降雨，部分路段积水。"),
           Bad("⟦力争确保⟧年底前完工。"),
           Bad("各单位⟦应当必须⟧按时报送。"),
           Bad("共有12家企业⟦参加参与⟧。"),
           Bad("⟦予以给予⟧通报表扬。"),
           Bad("各部门要⟦互相相互⟧配合。"),
           Good("根据有关规定，由于连日降雨，确保年底前完工；应当按时报送。"),
           Good("对内对外，根据地按照计划建设。"),
       ])
def doubled(document: Document, language: Language) -> Iterator[Problem]:
    """意思相同的两个词不叠用：根据按照、由于因为、应当必须、给予予以；意思矛盾的也不叠用：确保力争。

    多是改稿时留下的。两个词都完整、紧挨着才报。
    何时可以忽略：引用原文。
    依据：条例第十九条（三），表述准确、文字精练。
    """
    pattern, notes = _doubled()
    for block in language.prose(pattern):
        for match in pattern.finditer(language.own_words(block)):
            note, second = notes[match[0]]
            over = language.word_over(block, match.end())
            longer = over is not None and not (over.start == match.start() + second and len(match[0]) - second > 1)
            if not longer and language.word_over(block, match.start()) is None:
                yield Problem(span_of(block, match), f"“{match[0]}”：{note}，只留一个。")


_OF_ITSELF = re.compile(r"(?<![\u4e00-\u9fff]的)(?P<one>[\u4e00-\u9fff]{2,4})的(?P=one)(?=[，。；：、）\s]|$)")
_DEGREE_NOUN = re.compile("[度率力量性效识质]$|水平|步伐|规模|氛围|机制|作用|意义|成果|范围|环节|问题")
"""涉及程序的程序, 违法建筑的建筑 are relative clauses; of what is only raised or lowered there are none."""


@check("HT7105", "“的”前后是同一个词", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("加大执法⟦力度的力度⟧。", fix="加大执法力度。"),
           Good("加大执法力度，改进领导的领导方法，处理涉及程序的程序。"),
       ])
def of_itself(document: Document, language: Language) -> Iterator[Problem]:
    """“力度的力度”“质量的质量”：“的”前后是同一个词，删去一个。

    何时可以忽略：确有修饰的意思。
    依据：条例第十九条（三），表述准确、文字精练。
    """
    for block in language.prose(_OF_ITSELF):
        for match in _OF_ITSELF.finditer(language.own_words(block)):
            ends = (match.start(), match.end("one"), match.end())
            if _DEGREE_NOUN.search(match["one"]) and not any(language.word_over(block, at) for at in ends):
                yield Problem(span_of(block, match), f"“的”前后都是“{match['one']}”，删去一个。", (Fix(match["one"], safe=False),))
