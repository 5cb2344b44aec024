"""称谓前后一致：简称、机关名称、文件名称和文号。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span

_DEFINED = re.compile(r"[（(]以下(?:分别)?(?:统称|简称|合称|并称|称|统一简称)(?:为)?[：:]?[“《]?"
                      r"(?P<short>[^“”《》（）()，、。；]{2,20}(?:[（(][^（）()]{2,6}[）)])?)[”》]?[）)]")
_TITLE_BEFORE = re.compile(r"(《[^《》]+(?:《[^《》]*》[^《》]*)*》)$")
_RESTART = re.compile(r"[\s　]*(?:第一[章条][\s　]*\S|附[\s　]*件[\s　]*\d{0,2}[\s　]*$)")
_MOST_TERMS = 60
"""No document defines more; each costs a search through the text."""


@dataclass(frozen=True, slots=True)
class Definition:
    """（以下简称“short”）: ``form`` is short with its marks, ``title`` the 《title》 that it stands for."""

    short: str
    form: str
    title: str
    part: int
    span: Span


def _parts(document: Document, structure: Structure) -> list[int]:
    """Which text of the document each block belongs to: an attached rule defines its own terms."""
    starts = {e.block.index for name in ("附件", "附件标题", "正文", "成文日期") for e in structure.all(name)}
    part, found = 0, []
    for block in document.blocks:
        part += block.index in starts or bool(_RESTART.match(block.text))
        found.append(part)
    return found


def definitions(document: Document, structure: Structure, language: Language) -> list[Definition]:
    """The short names that the document defines, in order."""
    parts = _parts(document, structure)
    found = []
    for block in language.prose():
        if "以下" not in block.text:
            continue
        for match in _DEFINED.finditer(block.text):
            form = block.text[match.start("short") - 1: match.end("short") + 1]
            form = form if form[0] in "《“" else match["short"]
            title = _TITLE_BEFORE.search(block.text, max(0, match.start() - 80), match.start())
            found.append(Definition(match["short"], form, title[1] if title else "", parts[block.index], Span(block.index, *match.span("short"))))
    return found[:_MOST_TERMS]


@check("HT9030", "简称重复定义", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）",
       examples=[
           Bad("", elements={"正文": "市大数据发展管理局（以下简称市大数据局）牵头。\n市大数据发展管理局（以下简称市大数据局）负责考核。"}),
           Good("", elements={"正文": "市大数据发展管理局（以下简称市大数据局）牵头。\n市大数据局负责考核。"}),
           Bad("", elements={"正文": "《云岭市防汛预案》（以下简称《预案》）已经印发。\n落实《云岭市防汛预案》（以下简称《防汛预案》）。"}),
       ])
def defined_twice(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """简称只在第一次出现全称时定义一次，同一文件只用一个简称。

    附件里的办法各自定义，不算重复；不是公文的（汇编、手册）不查。何时可以忽略：同一简称确指两样东西（应当改一个）。
    依据：《党政机关公文处理工作条例》第十九条（三），文字精练（推导）；立法技术规范关于简称的通例。
    """
    seen: dict[tuple[int, str], Span] = {}
    short_of: dict[tuple[int, str], Definition] = {}
    for found in definitions(document, structure, language):
        before = seen.setdefault((found.part, found.short), found.span)
        first = short_of.setdefault((found.part, found.title), found) if found.title else found
        if before != found.span:
            yield Problem(found.span, f"“{found.short}”前面已经定义过，这里直接用简称。", related=(before,))
        elif first.short != found.short:
            yield Problem(found.span, f"同一文件前面简称“{first.short}”，这里简称“{found.short}”，应当前后一致。", related=(first.span,))


@check("HT9031", "简称先用后定义", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("按照⟦《规划纲要》⟧要求抓好落实。\n《云岭市水利发展规划》（以下简称《规划纲要》）已经印发。"),
           Good("《云岭市水利发展规划》（以下简称《规划纲要》）已经印发。\n按照《规划纲要》要求抓好落实。"),
       ])
def used_first(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """简称在第一次出现时就要交代全称，不能先用后定义。

    只看带书名号或引号的简称。标题不算。
    何时可以忽略：前面出现的就是另一个同名文件。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    parts = _parts(document, structure)
    told: set[tuple[int, str]] = set()
    for found in definitions(document, structure, language):
        if found.form == found.short or (found.part, found.form) in told:
            continue
        told.add((found.part, found.form))
        for block in language.prose():
            if block.index > found.span.block or parts[block.index] != found.part or structure.roles[block.index] == "标题":
                continue
            at = block.text.find(found.form)
            if at >= 0 and (block.index, at) < (found.span.block, found.span.start - 1):
                yield Problem(Span(block.index, at, at + len(found.form)), f"“{found.short}”用在定义之前，请在第一次出现时交代全称。",
                              related=(found.span,))
                break


@check("HT9032", "简称定义后没有用", severity="info", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("云岭市大数据发展管理局（以下简称⟦市大数据局⟧）牵头。\n各单位要抓好落实。"),
           Good("云岭市大数据发展管理局（以下简称市大数据局）牵头。\n市大数据局负责考核。"),
       ])
def unused(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """定义了的简称，后文要用到；用不到就不必定义。

    何时可以忽略：附件另发，简称用在附件里。
    依据：《党政机关公文处理工作条例》第十九条（三），文字精练（推导）。
    """
    texts = [b.text for b in language.prose()]
    whole = "\n".join(texts)
    for found in definitions(document, structure, language):
        if whole.count(found.short) == 1:
            yield Problem(found.span, f"“{found.short}”定义后没有用到。")


_NUMBERED = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》){4,80})》[（(](?P<number>[\u4e00-\u9fff]{2,12}〔\d{4}〕\d{1,5}号)")


def _cited(language: Language) -> Iterator[tuple[str, str, Block, re.Match[str]]]:
    for block in language.prose(_NUMBERED):
        for match in _NUMBERED.finditer(block.text):
            yield re.sub(r"[\s　《》〈〉]", "", match["title"]), match["number"], block, match


@check("HT9033", "同一文件的文号前后不一", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）要求。\n《关于做好防汛工作的通知》（⟦云政发〔2026〕8号⟧）同时废止。"),
           Good("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）要求。\n《关于做好防汛工作的通知》（云政发〔2026〕3号）同时废止。"),
           Good("《关于做好防汛工作的通知》（云政发〔2025〕3号）、《关于做好防汛工作的通知》（云政发〔2026〕8号）同时废止。"),
       ])
def two_numbers(document: Document, language: Language) -> Iterator[Problem]:
    """同一个文件标题，前后所标的发文字号要相同。

    机关代字、年份、顺序号三样里只差一样才报；差两样以上的，多是逐年印发的同名文件。
    何时可以忽略：确是同名的两个文件。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    seen: dict[str, tuple[str, Span]] = {}
    for title, number, block, match in _cited(language):
        span = span_of(block, match, "number")
        before = seen.setdefault(title, (number, span))[0]
        apart = sum(one != two for one, two in zip(re.split("[〔〕]", before), re.split("[〔〕]", number), strict=True))
        if apart == 1:
            yield Problem(span, f"同一文件前面标的是{before}，这里是{number}，请核对。", related=(seen[title][1],))


@check("HT9034", "同一文号的标题前后不一", severity="warning", group="一致性", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("按照《关于做好防汛工作的通知》（云政发〔2026〕3号）要求。\n⟦《关于做好抗旱工作的通知》⟧（云政发〔2026〕3号）同时废止。"),
           Good("按照《云岭市人民政府关于做好防汛工作的通知》（云政发〔2026〕3号）要求。\n《关于做好防汛工作的通知》（云政发〔2026〕3号）同时废止。"),
       ])
def two_titles(document: Document, language: Language) -> Iterator[Problem]:
    """同一个发文字号，前后所引的标题要相同。

    一个标题包含另一个（省略发文机关、只引所印发的办法）的不报。
    何时可以忽略：没有。
    依据：《党政机关公文处理工作条例》第十九条（三），表述准确（推导）。
    """
    seen: dict[str, tuple[str, Span]] = {}
    for title, number, block, match in _cited(language):
        span = Span(block.index, match.start("title") - 1, match.end("title") + 1)
        if number in seen and title not in seen[number][0] and seen[number][0] not in title:
            yield Problem(span, f"{number}前面引作《{seen[number][0]}》，请核对。", related=(seen[number][1],))
        seen.setdefault(number, (title, span))


_SPOKEN: dict[str, tuple[str, ...]] = {row.split()[0]: tuple(row.split()[1:]) for row in """
住建 住房城乡建设 住房和城乡建设
发改 发展改革 发展和改革
人社 人力资源社会保障 人力资源和社会保障
工信 工业和信息化
卫健 卫生健康
文旅 文化和旅游 文化旅游
市监 市场监管 市场监督管理
医保 医疗保障
交运 交通运输
应急 应急管理
自规 自然资源和规划
资规 自然资源和规划
民宗 民族宗教 民族宗教事务
城管 城市管理
林草 林业和草原
国资 国有资产监督管理
""".strip().splitlines()}
"""Colloquial stems of departments, and the stems of their standard short and full names (三定规定通用名称)."""
_STEMS = sorted({stem for row in _SPOKEN.items() for stem in (row[0], *row[1])}, key=len, reverse=True)
_DEPARTMENT = re.compile(rf"(?P<level>[省市县区州])(?P<stem>{'|'.join(_STEMS)})(?P<end>局|厅|委员会|委)")


@check("HT9006", "机关简称前后不一致", on="正文", severity="warning", basis="《党政机关公文处理工作条例》第十九条（三）；机关名称用全称或规范化简称",
       examples=[Bad("市住房城乡建设局要加强督导。\n⟦市住建局⟧负责解释。"),
                 Bad("省发展改革委牵头，⟦省发改委⟧会同有关部门落实。"),
                 Good("市住房城乡建设局要加强督导。\n市住房城乡建设局负责解释。"),
                 Good("市应急管理局牵头，市应急委成员单位配合，落实《市住建局关于检查的通知》和市住房城乡建设局要求。"),
                 Good("市住房和城乡建设局（以下简称市住建局）要加强督导。\n市住建局负责解释。")])
def organ_forms(body: Element, language: Language) -> Iterator[Problem]:
    """同一机关在一个文件里用同一个名称。

    “市住建局”与“市住房城乡建设局”混用，报口头的那一种；写明“以下简称”的不报，只用一种的不报。书名号、引号里的不看。
    何时可以忽略：确是两个单位。
    依据：条例第十九条（三）；公文用机关全称或规范化简称的通例。
    """
    first: dict[tuple[str, str, str], tuple[str, Span]] = {}
    defined: set[str] = set()
    for block in body.blocks:
        text = language.own_words(block)
        defined |= set(re.findall(r"[简统]称[：:“”]?([省市县区州][\u4e00-\u9fff]{2,8}[局厅委])", block.text))
        for match in _DEPARTMENT.finditer(text):
            first.setdefault((match["level"], match["stem"], match["end"][0]), (match[0], span_of(block, match)))
    for (level, stem, end), (words, span) in first.items():
        longer = [first[key] for full in _SPOKEN.get(stem, ()) if (key := (level, full, end)) in first]
        if longer and words not in defined:
            yield Problem(span, f"“{words}”与“{longer[0][0]}”混用，应当前后一致。", related=(longer[0][1],))


_ISSUED = re.compile(r"关于(?:印发|颁发|发布|公布|转发|批转)(?P<words>.+?)的(?:通知|决定|公告|通告|命令)[\s　]*$")
_HERE = re.compile(r"(?:现将|现把)(?P<title>《(?:[^《》]|《[^《》]*》){2,80}》)(?:[（(][^（）()]{1,20}[）)])?(?:印发|发布|公布|转发|予以|批转)")


@check("HT9036", "印发的文件名称前后不一", severity="warning", group="一致性", basis="GB/T 9704-2012 7.3.7", on="标题",
       examples=[
           Bad("云岭市人民政府办公室关于印发《云岭市公文处理办法》的通知", elements={"正文": "现将《云岭市公文管理办法》印发给你们。"}),
           Good("云岭市人民政府办公室关于印发《云岭市公文处理办法》的通知", elements={"正文": "现将《云岭市公文处理办法》印发给你们。"}),
           Good("云岭市人民政府办公室关于印发云岭市公文处理办法的通知", elements={"正文": "现将《公文处理办法》印发给你们。"}),
       ])
def issued_title(title: Element, structure: Structure, document: Document) -> Iterator[Problem]:
    """标题里印发的文件、正文里印发的文件、文后所附的文件，名称要相同。

    一个名称包含另一个（省略机关、地名）的不报；一次印发几个文件的不查。
    何时可以忽略：没有。
    依据：GB/T 9704-2012 7.3.7，附件标题应当与附件说明的表述一致（推导）。
    """
    match = _ISSUED.search(title.text)
    body, attached = structure.get("正文"), structure.all("附件标题")
    if match is None or body is None or re.search(r"》[、和及]|等\S{0,6}$", match["words"]):
        return
    wanted = _bare(match["words"])
    for block in body.blocks:
        here = _HERE.search(block.text)
        if here and not _same(wanted, _bare(here["title"])):
            yield Problem(span_of(block, here, "title"), f"标题中印发的是“{wanted}”，这里是{here['title']}，请核对。", element="正文")
    if len(attached) == 1 and structure.get("附件说明") is None and not _same(wanted, _bare(attached[0].text)):
        yield Problem(attached[0], f"标题中印发的是“{wanted}”，这里是“{_bare(attached[0].text)}”，请核对。", element="附件标题")


def _bare(name: str) -> str:
    return re.sub(r"[\s　《》〈〉“”（(）)]", "", name)


def _same(one: str, two: str) -> bool:
    """Whether one of two names is in the other, issuer and 的通知 left out (转发省厅关于做好…工作的通知)."""
    short, long = sorted((re.sub(r"^.*?关于|的(?:通知|意见|决定|公告|通报|报告|函)$", "", name) for name in (one, two)), key=len)
    return short in long
