"""用语：口语词、个人称谓、颠倒了的固定简称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.elements import Element
from ..pipeline.language import Language, span_of
from ..pipeline.model import Document
from ..pipeline.review import Fix

_COLLOQUIAL = re.compile(
    r"啥(?!时候都)|咋(?:办|样|地|整|能|就|不|回事)|俺们?|甭|咱们?|没辙|糊弄|搞定|走走过场|磨洋工|瞎(?:搞|忙|折腾|指挥|干|弄|扯)|压根儿?|没戏|靠谱|"
    r"好多好多|唠嗑|整(?:不)?明白|掰扯|马马虎虎|稀里糊涂|乱七八糟|一塌糊涂|凑合|猫腻|忽悠|玩命|捅娄子|打马虎眼|拍拍脑袋|混日子|撂挑子|踢皮球|"
    r"耍滑头|[这那哪](?:事)?儿(?![童科女子歌])|一点儿|老鼻子|挺好的?|蛮好|顶呱呱|棒极了|差劲|差不离|搞砸|倒腾|鼓捣|吹牛皮?|拉倒|白忙活|没啥|干嘛|够呛|没门儿|闹心|"
    r"打水漂|说白了|不咋|超级(?:好|棒|多|快)|特别棒|贼(?:好|快|多)|老百姓们|娃儿|头头儿?|弄好|弄出|弄完|搞出了?|搞不好|一大堆|"
    r"眼瞅着|冷不丁|打小报告|穿小鞋|没搞清|不搭理|懒得|巴不得|指不定|八成是|十有八九|三天两头")


@check("HT7106", "口语词", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）", official=False,
       examples=[
           Bad("个别单位安全检查⟦马马虎虎⟧。"),
           Bad("对隐患⟦压根⟧没有整改。"),
           Bad("审批环节⟦踢皮球⟧，群众意见⟦一大堆⟧。"),
           Bad("有的干部⟦混日子⟧，工作⟦没啥⟧起色。"),
           Good("个别单位安全检查流于形式，群众意见较多。"),
           Good("要坚决纠正“踢皮球”“混日子”等现象。"),
       ])
def colloquial(document: Document, language: Language) -> Iterator[Problem]:
    """公文用书面语，不用“啥”“压根”“搞定”“一塌糊涂”一类的口语。

    加引号引述的不报。
    何时可以忽略：讲话稿、引用群众原话。
    依据：条例第十九条（三），表述准确、文字精练。
    """
    for block in language.prose(_COLLOQUIAL):
        for match in _COLLOQUIAL.finditer(language.own_words(block)):
            if not language.cuts(block, *match.span()):
                yield Problem(span_of(block, match), f"“{match[0]}”是口语，改用书面语。")


_I = re.compile(r"(?:^|(?<=[。；，：！\s　]))(?P<who>(?:我)?本人|我(?=认为|觉得|建议|个人)|笔者|我个人)"
                r"(?=将|认为|觉得|决定|建议|恳请|同意|希望|深感|个人|正在|会|已于)")


@check("HT7107", "机关公文用个人称谓", on="正文", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第三条",
       doc_types=("通知", "通报", "决定", "决议", "公告", "通告", "意见", "报告", "请示", "批复", "函", "纪要", "议案"),
       examples=[
           Bad("下一步，⟦本人⟧将认真抓好落实。", kind={"doc_type": "报告", "direction": "上行"}),
           Bad("⟦我⟧认为，该方案基本可行。", kind={"doc_type": "函", "direction": "平行"}),
           Good("下一步，我局将认真抓好落实。申请人须本人到场，本人已死亡的除外。", kind={"doc_type": "报告", "direction": "上行"}),
           Good("我建议书已提交；代表本人将材料交回。", kind={"doc_type": "通知", "direction": "下行"}),
       ])
def in_person(body: Element, language: Language) -> Iterator[Problem]:
    """公文以机关的名义说话，自称“我局”“我市”“本机关”，不称“本人”“我”“笔者”。

    何时可以忽略：附在公文里的个人发言、承诺。
    依据：条例第三条，公文是党政机关实施领导、履行职能、处理公务的文书。
    """
    for block in body.blocks:
        text = language.own_words(block)
        for match in _I.finditer(text):
            if not re.match("建议[书案稿]", text[match.end():]):
                yield Problem(span_of(block, match, "who"), f"公文以机关名义行文，“{match['who']}”改为“我局”“我单位”等。")


_LABELS = {"".join(sorted(label)): label for label in (
    "四不两直 三会一课 两学一做 三重一大 一岗双责 放管服 三去一降一补 两不愁三保障 三严三实 一网通办 五位一体 一带一路 双随机、一公开 六稳六保 "
    "一事一议 "
    "一企一策 四议两公开 两优一先 一老一小 三管三必须 两高一剩 两客一危 三个代表 四下基层 一票否决 首违不罚 枫桥经验 万企兴万村 "
    "多规合一 多证合一 "
    "一业一证 证照分离 三权分置 两个毫不动摇 两个一百年 一网统管 接诉即办 一件事一次办 高效办成一件事 雪亮工程 河长制 "
    "林长制 田长制 一县一策 一村一品").split()}
"""Catchwords by their characters in order of code: what has the same ones in another order is a slip."""
_QUOTED_LABEL = re.compile(r"[“‘](?P<label>[\u4e00-\u9fff、]{3,9})[”’]")


@check("HT7109", "固定简称字序颠倒", severity="warning", group="用语", basis="中央文件和公开文件的提法", official=False,
       examples=[
           Bad("采取“⟦两不四直⟧”方式开展检查。", fix="采取“四不两直”方式开展检查。"),
           Bad("落实“⟦一会三课⟧”制度，推进“⟦管放服⟧”改革。", fix="落实“三会一课”制度，推进“放管服”改革。"),
           Bad("推行“⟦一公开、双随机⟧”监管。", fix="推行“双随机、一公开”监管。"),
           Good("采取“四不两直”方式，落实“三会一课”制度，推进“放管服”改革，推行“双随机、一公开”监管。"),
           Good("推广“一案三查”做法。"),
       ])
def scrambled_label(document: Document, language: Language) -> Iterator[Problem]:
    """加引号的固定简称，字次不能颠倒：“四不两直”不写“两不四直”。

    字都相同、只是次序不同的才报；3000 万字正确文本里没有一处。
    何时可以忽略：当地另有这样的说法。
    依据：中央文件和公开文件的提法。
    """
    for block in language.prose():
        for match in _QUOTED_LABEL.finditer(language.plain(block)):
            right = _LABELS.get("".join(sorted(match["label"])))
            if right is not None and right != match["label"]:
                yield Problem(span_of(block, match, "label"), f"“{match['label']}”应为“{right}”。", (Fix(right, safe=False),))
