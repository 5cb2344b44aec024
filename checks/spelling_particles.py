"""错别字：明显用错的“的、地、得”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Document, Span
from ..pipeline.review import Fix

_VERBS = "做抓干办搞管学写讲说走跑"
_VERY = "很|非常|十分|更加|更|比较|较|特别|格外|相当|极其|尤为|不够|不太|还不够|还不|不|太|最"
_GOOD = ("好|快|高|远|早|紧|实|细|严|准|全|深|透|牢|慢|差|清楚|明白|到位|扎实|明显|顺利|圆满|突出|及时|彻底|认真|仔细|周到|规范|完善|"
         "出色|充分|全面|具体|深入|透彻")
_QUALITIES = "重要|重大|显著|明显|良好|伟大|巨大|丰硕|严峻|浓厚|深远|优异|宝贵|突出|有利|强大|坚强|光荣|艰巨|现实"
_THINGS = "意义|成效|成绩|氛围|环境|条件|成果|任务|成就|业绩|局面|态势|水平|能力|经验|意见|措施|机制|形势|基础|进展|效果|责任|使命"
_MANNERS = "认真|切实|积极|更好|有效|深入|全面|严格|不断|逐步|及时|充分|主动|自觉|扎实|准确|坚决|进一步|有力|有序|稳步|持续|广泛|深刻|努力|全力"
_ACTS = ("落实|贯彻|执行|开展|推进|推动|做好|抓好|完成|服务|履行|发挥|解决|加强|提高|提升|促进|保障|组织|实施|学习|研究|配合|参与|参加|支持|"
         "遵守|维护|把握|理解|领会|总结|反映|处理|建设|发展")
_PARTICLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![所当叫称看用小][{_VERBS}])(?<=[{_VERBS}])的(?=(?:(?:{_VERY})(?:{_GOOD})|好|紧|实|细|严|准|透)(?:[，。；！？]|$))"), "得"),
    (re.compile(r"(?<=[变显])的(?=更|越来越|日益|很|十分|非常|尤为|格外|比较|不再)"), "得"),
    (re.compile(r"(?<=[是都也很才不更最均仍还，。；][值])的(?=一提|注意|关注|肯定|学习|推广|借鉴|重视|信赖|思考|警惕|称赞|提倡)"), "得"),
    (re.compile(r"(?<=不)的(?=擅自|以任何|超过|少于|低于|高于|随意|挪用|收取|违反)"), "得"),
    (re.compile(rf"(?<=(?:{_QUALITIES}))地(?=(?:{_THINGS}))"), "的"),
    (re.compile(rf"(?:(?<=进一步)|(?<=(?:{_MANNERS.replace('|进一步', '')})))得(?=(?:{_ACTS}))"), "地"),
)
"""Where only one of the three can stand, and which. In 29 million characters of laws, policies and news no place matches."""


@check("HT7053", "的地得", severity="warning", group="错别字",
       basis="《党政机关公文处理工作条例》第十九条（三）；《现代汉语词典》用字", official=False,
       examples=[
           Bad("各项工作都做⟦的⟧很扎实。", fix="各项工作都做得很扎实。"),
           Bad("安全生产要抓⟦的⟧紧，管理要更严。", fix="安全生产要抓得紧，管理要更严。"),
           Bad("会议具有十分重要⟦地⟧意义。", fix="会议具有十分重要的意义。"),
           Bad("各地要认真⟦得⟧贯彻执行。", fix="各地要认真地贯彻执行。"),
           Bad("任何单位和个人不⟦的⟧擅自改变用途。", fix="任何单位和个人不得擅自改变用途。"),
           Good("各项工作都做得很扎实，所做的好事要记下来。"),
           Good("认真的落实措施具有重要的意义，处于重要地位。"),
           Good("有价值的研究成果不少，采取的重大举措不多。"),
       ])
def particles(document: Document, language: Language) -> Iterator[Problem]:
    """只能用“得”的地方写了“的”（做的很好），只能用“的”的地方写了“地”（重要地意义），只能用“地”的地方写了“得”（认真得落实）。

    只报没有别的读法的。“认真的落实”这样许多人也接受的写法不报。
    何时可以忽略：引用原文。
    依据：条例第十九条（三）要求公文表述准确；《现代汉语词典》。
    """
    for block in language.prose():
        text = language.own_words(block)
        for pattern, right in _PARTICLES:
            for match in pattern.finditer(text):
                shown = text[max(0, match.start() - 1): match.end() + 1]
                yield Problem(Span(block.index, match.start(), match.end()), f"“{shown}”里的“{match[0]}”应为“{right}”。",
                              (Fix(right, safe=False),))
