"""名称：改了名的机构、废止了的文件、写错的法律名称。"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from ..corpora.instruments import law_titles, old_organs, repealed
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.dates import date_in
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.prefilter import Patterns
from ..pipeline.review import Fix

_DATED = {"标题": "关于做好有关工作的通知", "成文日期": "2026年5月8日"}
_STATE = "中华人民共和国"
_PARTY = ("中国共产党", "党政机关")
_PAST = re.compile(r"原(?!则|因|料|件|始|油|创|理|野|状)|时任|曾|前身|更名|改为|改称|改组|合并|撤销|组建|不再保留|不再设立|划[入归转]|整合|历史|"
                   r"当时|旧|废止|失效|施行前|实施前|取代|代替|机构改革|至今|以来")
"""Words by which a sentence speaks of the past, where the old name is the right one."""


def issued(structure: Structure) -> datetime.date | None:
    """When the document was issued: its date, else the year of its number, else the newest number that it cites."""
    if found := date_in(structure):
        return found
    own = structure.get("发文字号")
    years = [int(y) for y in re.findall(r"(?:19|20)\d\d", own.text)] if own else []
    if not years:
        years = [int(y) for block in structure.document.blocks for y in re.findall(r"〔((?:19|20)\d\d)〕", block.text)]
    return datetime.date(max(years), 1, 1) if years else None


def _written_then(structure: Structure, language: Language, *patterns: re.Pattern[str] | Patterns) -> Iterator[Block]:
    """The text that was written when the document was issued: what it forwards may be older. ``patterns``: :meth:`~Language.prose`."""
    title = structure.get("标题")
    if title is not None and re.search("转发|批转", title.text):
        yield from structure.body_blocks()
    else:
        yield from language.prose(*patterns)


def _of_the_past(text: str, start: int, end: int, title: str, year: int) -> bool:
    """Whether the sentence around a name speaks of the past, by a word or by a year not after the change."""
    sentence = _sentence(text, start, end).replace(title, "")
    return bool(_PAST.search(sentence)) or any(int(y) <= year for y in re.findall(r"(?:19|20)\d\d", sentence))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around the words, at most 120 characters each way."""
    low = max(text.rfind(mark, max(0, start - 120), start) for mark in "。；！") + 1
    stops = [at for mark in "。；！" if (at := text.find(mark, end, end + 120)) >= 0]
    return text[max(low, start - 120): min(stops, default=end + 120)]


@check("HT7202", "机构名称已变更", severity="warning", group="用语", basis="党和国家机构改革方案（2018年、2023年）", official=False,
       examples=[
           Bad("", elements={**_DATED, "正文": "由市工商局牵头，报国家工商总局备案。"}),
           Bad("", elements={**_DATED, "正文": "报环境保护部备案。"}),
           Bad("由市⟦环保局⟧牵头，制定实施方案。", elements={"成文日期": "2026年5月8日"}),
           Bad("由市⟦环保局⟧牵头制定实施方案。", elements={"成文日期": "2026年5月8日"}),
           Bad("请向⟦国家工商总局⟧报告。", elements={"成文日期": "2026年5月8日"}),
           Bad("省教育厅会同⟦省经信委⟧办理。", elements={"成文日期": "2026年5月8日"}),
           Bad("公安、教育、⟦卫生计生⟧、残联等部门要密切配合。", elements={"成文日期": "2026年5月8日"}),
           Bad("报市⟦政府法制办⟧审查，由云岭⟦银保监分局⟧监管，市财政局会同⟦银保监分局⟧等单位制定管理办法。", elements={"成文日期": "2026年5月8日"}),
           Bad("由市⟦经信委⟧、市⟦文广新局⟧、⟦工商所⟧和县⟦农业局⟧落实。", elements={"成文日期": "2026年5月8日"}),
           Good("由市经信委落实。", elements={"发文机关署名": "重庆市人民政府", "成文日期": "2026年5月8日"}),
           Good("市委编办、市工业和信息化局、市农业农村局、市文化和旅游局、金融监管分局、消防救援支队。", elements={"成文日期": "2026年5月8日"}),
           Good("原市经信委、时任旅游局局长。", elements={"成文日期": "2026年5月8日"}),
           Good("请向国家工商总局报告。", elements={"成文日期": "2016年5月8日"}),
           Good("农业部门要加强指导。", elements={"成文日期": "2026年5月8日"}),
           Good("", elements={**_DATED, "正文": "报环境保护部门备案，由市市场监管局牵头。"}),
           Good("", elements={**_DATED, "正文": "原国土资源部印发的文件继续有效。"}),
           Good("", elements={**_DATED, "正文": "按照《国土资源部关于加强管理的通知》执行，改造环保局家属院、工商局北路。"}),
           Good("", elements={"成文日期": "2016年5月8日", "正文": "由市工商局牵头。"}),
           Good("", elements={**_DATED, "标题": "关于转发市工商局年报办法的通知", "正文": "现转发给你们。", "附件": "由市工商局牵头。"}),
           Good("由市工商局牵头。"),
       ])
def old_organ(document: Document, language: Language, structure: Structure) -> Iterator[Problem]:
    """机构改革后，用现在的名称：市场监督管理局（不用工商局）、生态环境部（不用环境保护部）。

    知道成文时间、且在改革一年以后的才报；委员会改局的，说到直辖市的文不报（上海、重庆仍称经济和信息化委员会）；说的是过去的事（“原…”“曾”“更名”）、书名号里的文件名不报。
    各地改法不一的（农业局、旅游局、法制办等）只作提示。
    何时可以忽略：叙述历史；本地机构确实还叫这个名称。
    依据：《深化党和国家机构改革方案》（2018年）、《党和国家机构改革方案》（2023年）等，见词表 institutions.tsv。
    """
    date = issued(structure)
    if date is None:
        return
    municipal = any(_MUNICIPAL.search(block.text) for block in document.blocks)
    for block in _written_then(structure, language, _old_names()):
        text, taken = language.own_words(block), set[int]()
        for number, match in language.matches_of(_old_names(), block, text):
            row, (start, end) = old_organs()[number], match.span()
            if date.year <= row.year or (row.kind == "cities" and municipal) or start in taken or end - 1 in taken \
                    or _cites(text, start, end) or _of_the_past(text, start, end, match[0], row.year):
                continue
            taken.update(range(start, end))
            hint = row.kind == "hint"
            yield Problem(Span(block.index, start, end), f"“{match[0]}”{row.year}年已改，现为“{row.new}”，请核对。",
                          (Fix(row.new, safe=False),) if "、" not in row.new and "（" not in row.new else (),
                          severity="info" if hint else None)


@lru_cache(maxsize=1)
def _old_names() -> Patterns:
    return Patterns(row.old for row in old_organs())


_MUNICIPAL = re.compile("北京|天津|上海|重庆")
_SITE = re.compile("家属|宿舍|小区|旧址|办公楼|大楼|大院|[东南西北]?[路街巷站侧]")
_ISSUED = re.compile(r"(?:令|公告|办公厅|文件|、|等)?[^，。]{0,30}(?:第[^，。]{1,6}号|〔\d{4}〕|关于|印发|发布|颁布|制定(?=的|了|《|并))")
_TOLD = re.compile("[由请报向][\u4e00-\u9fff、]{0,8}$")


def _cites(text: str, start: int, end: int) -> bool:
    """Whether the organ is named as who issued something (国土资源部令第50号, 环境保护部关于…的通知), or for a place (环保局家属院)."""
    after = text[end: end + 45]
    return bool(_SITE.match(after)) or (bool(_ISSUED.match(after)) and not _TOLD.search(text[max(0, start - 9): start]))


_TITLE = re.compile(r"[《〈](?P<title>[^《》〈〉]{2,60})[》〉]")
_TAIL = re.compile(r"（[^（）]{0,30}）$")


@check("HT7203", "引用的法规已废止", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第四十二条；《民法典》第一千二百六十条等",
       official=False,
       examples=[
           Bad("", elements={**_DATED, "正文": "根据《中华人民共和国合同法》签订合同。"}),
           Bad("", elements={**_DATED, "正文": "按照《国家行政机关公文处理办法》办理。"}),
           Good("", elements={**_DATED, "正文": "根据《中华人民共和国民法典》签订合同。"}),
           Good("", elements={**_DATED, "正文": "《中华人民共和国合同法》同时废止。"}),
           Good("", elements={"成文日期": "2016年5月8日", "正文": "根据《中华人民共和国合同法》签订合同。"}),
       ])
def out_of_force(document: Document, language: Language, structure: Structure) -> Iterator[Problem]:
    """行文的依据应当是现行有效的法律、法规和文件。

    知道成文时间、且在废止之后的才报；同一句说到“废止”“原”“施行前”等的不报。
    何时可以忽略：处理旧法时期的事，依照当时的法律。
    依据：见词表 repealed.tsv 各行。
    """
    date = issued(structure)
    if date is None:
        return
    known = repealed()
    for block in _written_then(structure, language, _TITLE):
        text = language.plain(block)
        for match in _TITLE.finditer(text) if "《" in text else ():
            row = known.get(_TAIL.sub("", match["title"]))
            if row is None or date < row.since or _of_the_past(text, match.start(), match.end(), match["title"], row.since.year):
                continue
            yield Problem(span_of(block, match, "title"), f"《{match['title']}》已于{row.since.year}年废止（{row.note}），现行的是《{row.new}》。",
                          (Fix(row.new, safe=False),))


@check("HT7206", "法律法规名称写错", severity="warning", group="用语", basis="法律、行政法规的公布文本", official=False,
       examples=[
           Bad("根据《⟦中华人民共和国保密法⟧》规定。", fix="根据《中华人民共和国保守国家秘密法》规定。"),
           Bad("根据《⟦中华人民共和国道路交通安全管理法⟧》规定。", fix="根据《中华人民共和国道路交通安全法》规定。"),
           Bad("根据《⟦党政机关公文处理条例⟧》办理。", fix="根据《党政机关公文处理工作条例》办理。"),
           Bad("根据《⟦中华人民共和国传染病防制法⟧》规定。", fix="根据《中华人民共和国传染病防治法》规定。"),
           Bad("根据《⟦中华人民共和国交通安全法⟧》规定。"),
           Bad("根据《⟦中华人民共和国固体废弃物污染环境防治法⟧》规定。", fix="根据《中华人民共和国固体废物污染环境防治法》规定。"),
           Good("根据《中华人民共和国保守国家秘密法》《保密法》规定。"),
           Good("根据《中华人民共和国海洋环境保护法》《云岭市机关公文处理条例》办理。"),
           Good("《中华人民共和国人工智能促进法（草案）》征求意见。"),
       ])
def law_title(document: Document, language: Language) -> Iterator[Problem]:
    """引用法律、法规用全称，一字不差：《中华人民共和国保守国家秘密法》，不写《中华人民共和国保密法》。

    书名号里的名称不在已知名称之中、又与其中一个只差一两个字，或者是它的缩略，才报。
    何时可以忽略：是名称相近的另一部新法。
    依据：《立法技术规范（试行）（一）》6，引用法律用全称并加书名号；名称见词表 law_titles.tsv。
    """
    for block in language.prose(_TITLE):
        text = language.plain(block)
        for match in _TITLE.finditer(text) if "《" in text else ():
            written = match["title"]
            bare = _TAIL.sub("", written)
            right = None if "草案" in written or "征求意见" in written else exact_title(bare)
            several = beheaded(bare) if not right and "草案" not in written and "征求意见" not in written else ()
            span = Span(block.index, match.start("title"), match.start("title") + len(bare))
            if right:
                yield Problem(span, f"没有见到《{bare}》，是否应为《{right}》。", (Fix(right, safe=False),))
            elif several:
                yield Problem(span, f"没有见到《{bare}》，名称不全，请核对：{'、'.join(f'《{title}》' for title in several)}。",
                              severity=None if len(several) > 1 else "info")


@lru_cache(maxsize=1)
def _by_ending() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for title in sorted(law_titles()):
        groups.setdefault(_family(title), []).append(title)
    return groups


def _family(title: str) -> str:
    """Only titles of one family are compared: laws of the state by their ending, rules of the party, the rest by ending."""
    if title.startswith(_PARTY):
        return "党"
    return title[-1] + ("国" if title.startswith(_STATE) else "")


@lru_cache(maxsize=4096)
def exact_title(title: str) -> str | None:
    """The one known title that ``title`` is a slip or an abbreviation of; None when it is known, or far from all."""
    if title in law_titles() or _STATE + title in law_titles() or not 5 <= len(title.removeprefix(_STATE)) + 2 <= 40:
        return None
    near = [known for known in _by_ending().get(_family(title), ())
            if _close(title.removeprefix(_STATE), known.removeprefix(_STATE), title.startswith(_STATE))]
    return near[0] if len(near) == 1 else None


_BEHEADED = 5
"""A law's title without its first words, this long, is nobody else's title: 《…交通安全法》 for 《…道路交通安全法》."""


@lru_cache(maxsize=4096)
def beheaded(title: str) -> tuple[str, ...]:
    """The laws of the state whose titles end in ``title``'s own words, where these lack only the first word; few or none.

    A single one may be the old title of a law that was renamed so (环境噪声污染防治法); of two, one was meant.
    """
    bare = title.removeprefix(_STATE)
    if bare == title or len(bare) < _BEHEADED or title in law_titles() or bare in law_titles():
        return ()
    full = tuple(known for known in _by_ending().get(_family(title), ())
                 if known.endswith("法") and known.endswith(bare) and 0 < len(known) - len(title) <= 4)
    return full if len(full) <= 3 else ()


_LONG = 8
"""From this length one character more makes no other law (固体废弃物污染环境防治法)."""
_EXTRA = ("管理", "工作", "制度", "监督")
"""Words that people put into titles that have none; any other extra word may make the title of another law."""


def _close(written: str, known: str, national: bool) -> bool:
    """Whether ``written`` is a slip or a shortening of ``known``: leaving one title out, 1 in 20 real ones is near another."""
    longer = len(written) - len(known)
    if abs(longer) > 6 or known.startswith(written):
        return False
    shared = sum(1 for _ in _common_ends(written, known))
    one_run = shared == min(len(written), len(known))
    if longer > 0:
        inserted = national and longer == 1 and len(known) >= _LONG and one_run
        return inserted or (one_run and longer <= 2 and any(word in written and word not in known for word in _EXTRA))
    if longer == 0:
        other_kind = written.startswith(_PARTY) and written[:-2] == known[:-2] and written[-2:] in ("办法", "规定", "规则", "条例")
        return other_kind or (len(written) >= (6 if national else 10) and shared == len(known) - 1)
    if not national:
        return len(written) >= 8 and one_run and longer >= -2
    return len(written) >= 3 and written[0] == known[0] and _abbreviates(written, known)


def _common_ends(one: str, two: str) -> Iterator[str]:
    """The characters that both strings begin and end with: all of the shorter where one run was dropped."""
    head = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    yield from one[:head]
    for a, b in zip(reversed(one[head:]), reversed(two[head:]), strict=False):
        if a != b:
            return
        yield a


def _abbreviates(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


_BARE_LAW = re.compile("(?:根据|依据|按照|依照|遵照|参照|违反|触犯|执行|实施|贯彻|落实|学习|宣传|符合|遵守|对照)"
                       r"(?=中华人民共和国(?!宪法)[\u4e00-\u9fff])")
_LONGEST_LAW = 40


@check("HT7210", "法律名称缺书名号", severity="warning", group="用语", basis="《立法技术规范（试行）（一）》6；GB/T 15834-2011 4.15", official=False,
       examples=[
           Bad("根据⟦中华人民共和国保守国家秘密法⟧，制定本办法。", fix="根据《中华人民共和国保守国家秘密法》，制定本办法。"),
           Bad("依照⟦中华人民共和国水法⟧规定办理。", fix="依照《中华人民共和国水法》规定办理。"),
           Good("根据《中华人民共和国保守国家秘密法》，制定本办法。"),
           Good("遵守中华人民共和国宪法和法律，违反中华人民共和国法律的，依法追究责任。"),
           Good("根据保密法的规定办理，依照中华人民共和国刑法修正案（十二）处罚。"),
       ])
def bare_law(document: Document, language: Language) -> Iterator[Problem]:
    """引用法律、行政法规的全称，加书名号。

    “根据”“依照”“违反”等后面紧接着一部已知法律的全称才报；宪法、简称（“根据保密法”）不加书名号的很多，不报。
    何时可以忽略：没有。
    依据：《立法技术规范（试行）（一）》6，引用法律用全称并加书名号。
    """
    known = law_titles()
    for block in language.prose(_BARE_LAW):
        text = language.own_words(block)
        for match in _BARE_LAW.finditer(text):
            title = next((text[match.end(): match.end() + n] for n in range(_LONGEST_LAW, len(_STATE) + 1, -1)
                          if text[match.end(): match.end() + n] in known), "")
            if title and not text.startswith(("修正案", "实施"), match.end() + len(title)):
                yield Problem(Span(block.index, match.end(), match.end() + len(title)), "法律法规的名称加书名号。", (Fix(f"《{title}》"),))
