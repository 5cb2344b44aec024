"""编号和引用：条文连续，正文提到的附件、条款确有其物。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Structure
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.patterns import han_number, written_number
from .attachments import names

_NUMERAL = "一二三四五六七八九十百零〇"
_ARTICLE = re.compile(rf"[\s　]*(?P<label>第(?P<n>[{_NUMERAL}]{{1,7}})条)(?=[\s　])")
_SEE = re.compile(r"(?:(?:详|参)?见|按照?|依照|填写)[（(]?(?P<ref>附件[\s　]*(?P<n>\d{1,2}))(?![\d.-])")
_OWN = re.compile(rf"(?:本(?:办法|规定|细则|制度|条例|规则|章程|方案))(?P<ref>第(?P<n>[{_NUMERAL}]{{1,7}})条)")


def _articles(document: Document) -> Iterator[tuple[Block, re.Match[str], int]]:
    """Paragraphs that begin an article of the document's own, with its number."""
    for block in document.main_blocks:
        match = _ARTICLE.match(block.text) if block.part == "body" else None
        number = han_number(match["n"]) if match else None
        if match and number:
            yield block, match, number


@check("HT9101", "条文序号不连续", severity="warning", group="一致性", basis="《立法技术规范（试行）（一）》条的编号", official=False,
       examples=[Bad("第一条　为加强管理，制定本办法。\n第二条　本办法适用于全市。\n⟦第二条⟧　市政府办公室负责。\n第四条　各单位配合。"),
                 Bad("第一条　为加强管理，制定本办法。\n第二条　本办法适用于全市。\n⟦第四条⟧　各单位配合。"),
                 Good("第一条　为加强管理，制定本办法。\n第二条　本办法适用于全市。\n第三条　各单位配合。\n第一条　另一件。\n第二条　另一条。"),
                 Good("第十一条　修改为以下内容。\n第二十条　删去。\n第三十条　照旧。")])
def article_sequence(document: Document) -> Iterator[Problem]:
    """条文从第一条起连续编号，不重号、不跳号。

    多是增删条文后没有重编。从第一条重新开始的（另一个附件）另起一列；没有从第一条开始的（修改决定、摘录）不查。
    每一处断开只报一次，后面接着这个号往下数。
    何时可以忽略：摘录。
    依据：《立法技术规范（试行）（一）》：条的序号用中文数字依次表述。
    """
    articles = [*_articles(document)]
    after = [number for _, _, number in articles[1:]]
    expected = 0
    for (block, match, number), following in zip(articles, [*after, 0], strict=False):
        if expected and number not in (1, expected):
            what = "重号" if number < expected else "跳号"
            last, right = written_number(expected - 1), written_number(expected)
            yield Problem(span_of(block, match, "label"), f"条文{what}：前面一条是第{last}条，这里应为第{right}条。")
        doubled = bool(expected) and 1 < number < expected
        # After a doubled number authors go on from it, as if it had been right, or one further: 七、八、八、九 or 十.
        goes_on = doubled and following in (expected, expected + 1)
        if number == 1 or expected:
            expected = following if goes_on else number + 1


@check("HT9102", "引用的附件不存在", severity="error", group="一致性", basis="GB/T 9704-2012 7.3.4、7.3.7",
       examples=[Bad("请按要求填报（见⟦附件3⟧）。", elements={"附件说明": "附件：1.任务清单\n2.流程图"}),
                 Good("请按要求填报（见附件2）。", elements={"附件说明": "附件：1.任务清单\n2.流程图"}),
                 Good("填报要求见《省厅通知》附件3。", elements={"附件说明": "附件：1.任务清单\n2.流程图"})])
def missing_attachment(document: Document, structure: Structure, language: Language) -> Iterator[Problem]:
    """正文里写“见附件3”，附件说明和文后就要有附件3。

    多是增删附件后没有改正文。别的文件的附件（《××》附件3）不查，附件自己内部的引用不查。
    依据：GB/T 9704-2012 7.3.4、7.3.7。
    """
    note = structure.get("附件说明")
    if note is None:
        return
    count = max(len(names(note)), len(structure.all("附件")))
    for block in structure.body_blocks():
        for match in _SEE.finditer(language.plain(block)):
            if int(match["n"]) > count:
                yield Problem(span_of(block, match, "ref"), f"正文提到{match['ref']}，附件说明只列了{count}个附件，请核对。",
                              related=note.spans[:1])


@check("HT9103", "引用的条文不存在", severity="error", group="一致性", basis="《立法技术规范（试行）（一）》引用条文", official=False,
       examples=[Bad("第一条　为加强管理，制定本办法。\n第二条　违反本办法⟦第九条⟧规定的，责令改正。\n第三条　本办法自印发之日起施行。"),
                 Good("第一条　为加强管理，制定本办法。\n第二条　违反本办法第一条规定的，责令改正。\n第三条　本办法自印发之日起施行。"),
                 Good("第一条　为加强管理，制定本办法。\n第二条　违反《条例》第九条规定的，责令改正。\n第三条　本办法自印发之日起施行。")])
def missing_article(document: Document, language: Language) -> Iterator[Problem]:
    """“本办法第九条”要确有第九条。

    只查点明“本办法、本规定”的引用，并且文中只有一件从第一条连续编号的办法。
    依据：《立法技术规范（试行）（一）》：引用本法条文要准确。
    """
    numbers = [number for _, _, number in _articles(document)]
    if len(numbers) < 3 or numbers.count(1) != 1 or numbers[0] != 1:
        return
    last = max(numbers)
    for block in language.prose():
        for match in _OWN.finditer(language.plain(block)):
            number = han_number(match["n"])
            if number and number > last:
                yield Problem(Span(block.index, *match.span("ref")), f"文中最后一条是第{written_number(last)}条，没有第{match['n']}条。")
