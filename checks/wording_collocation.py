"""语句：动宾搭配、主谓搭配。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..corpora.collocations import Collocation, collocations, predicates
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language, span_of
from ..pipeline.model import Block, Document, Span
from ..pipeline.review import Fix

_END = r"(?=[，。；：、！？）”]|$)"
_OTHER_VERBS = frozenset((
    "建设 推进 推动 促进 提升 提高 增强 加强 改善 改进 补齐 形成 实现 完善 健全 构建 建立 打造 发展 转变 转型 培育 培养 扩大 加大 加快 "
    "优化 强化 深化 "
    "解决 落实 释放 恢复 达到 确保 保障 满足 适应 扩充 壮大 增加 弥补 补足 集聚 聚集 掌握 了解 使用 采用 降低 减少 缩小 缩短 扭转 消除 化解 处置 "
    "开展 采取 制定 完成 履行 树立 营造 夯实 突破 赶超 追赶 加固 拓展 延伸 匹配 对接 衔接 统一 明确 规范 执行 按照 根据 有 为 以 使 让 由 向 从 对 "
    "及 和 与 或 并 等 有待 超出 纳入 列入 属于").split())
"""A word between verb and noun that takes the noun for itself (加快提升服务水平), or opens another phrase."""


_BETTER = {"质量": "提高", "水平": "提高", "效率": "提高", "能力": "提高", "效益": "提高", "意识": "增强", "力度": "加大",
           "步伐": "加快", "速度": "加快", "进度": "加快", "规模": "扩大", "差距": "缩小"}


@lru_cache(maxsize=1)
def _pairs() -> re.Pattern[str]:
    """A verb and, before the next mark, one of the nouns that some verb does not take."""
    nouns = "|".join(sorted(set().union(*(c.nouns for c in collocations().values()))))
    return re.compile(rf"(?=(?P<verb>{'|'.join(collocations())})[^，。；：、！？“”（）]{{0,10}}(?P<end>{nouns}){_END})")


@check("HT7120", "动宾搭配不当", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）；语法通例", official=False,
       examples=[
           Bad("要进一步⟦加快服务质量⟧，做到群众满意。", fix="要进一步提高服务质量，做到群众满意。"),
           Bad("各地要⟦加大工作步伐⟧，⟦提高工作力度⟧。"),
           Bad("大力⟦树立良好的营商氛围⟧。"),
           Good("要加快提升服务质量，加快工作步伐，加大工作力度，营造良好的营商环境。"),
           Good("对已完成整改的问题，组织复核；对正在履行审批的措施，加强跟踪。"),
           Good("要加快质量强市建设，提高力度分析水平，加强水平衡测试，提高规模化水平。"),
           Good("要加快推进能力建设，加强质量和水平评估，加大低产田改造提升力度。"),
       ])
def collocation(document: Document, language: Language) -> Iterator[Problem]:
    """动词和宾语要搭配得上：提高质量，加大力度，加快步伐，扩大规模，缩小差距。

    动词与名词之间只隔着修饰的词、名词后面就是标点的才报；中间还有动词的（加快提升服务质量）不报。
    何时可以忽略：引用原话；本行业的固定说法。
    依据：条例第十九条（三），文字精练、表述准确；搭配见词表 collocations.tsv。
    """
    for block in language.prose(_pairs()):
        text = language.own_words(block)
        for match in _pairs().finditer(text):
            row, start, end = collocations()[match["verb"]], match.start(), match.end("end")
            if _takes(row, [w.text for w in language.words_within(block, start, end)]) and not _governed(text, start) \
                    and not _relative(block, start, end, row):
                words = block.text[start:end]
                better = _BETTER.get(words[-2:])
                fixes = (Fix(better + words[len(row.verb):], safe=False),) if better else ()
                yield Problem(Span(block.index, start, end), f"“{words}”搭配不当：{row.note}，宜用{row.right}。", fixes)


def _takes(row: Collocation, words: Sequence[str]) -> bool:
    """Whether the words are the verb, at most three that are no verbs, and one that is or ends with a wrong noun of its."""
    return (2 <= len(words) <= 5 and words[0] == row.verb and words[-1].endswith(tuple(row.nouns))
            and not any(w in _OTHER_VERBS or w in collocations() for w in words[1:-1]))


def _governed(text: str, start: int) -> bool:
    """Whether another verb of the table stands before it in the clause and may take the noun (加大改造提升力度)."""
    before = re.split("[，。；：！？]", text[max(0, start - 24):start])[-1]
    return any(verb in before for verb in collocations())


_ATTRIBUTES = frozenset((
    "良好 浓厚 优良 更大 更高 更快 更好 更强 较大 较高 很大 重大 突出 严重 主要 全面 有效 有力 积极 必要 具体 应有 相应 自身 人民 群众 大家 我们 "
    "干部 企业 部门 单位 学生 全体 全市 全县 全省").split())
"""What before 的 only describes the noun; anything else may be the verb's own object (已完成整改的问题)."""


def _relative(block: Block, start: int, end: int, row: Collocation) -> bool:
    """Whether verb and 的 make a clause that describes the noun: then the noun is no object of the verb."""
    words = block.text[start + len(row.verb):end]
    before = words.rpartition("的")[0]
    return "的" in words and bool(before) and not before.endswith(tuple(_ATTRIBUTES))


_ADVERBS = "不断|进一步|明显|显著|逐步|持续|大幅度?|稳步|有效|日益|日趋|逐年|全面|快速|迅速|大大|普遍|极大"


@lru_cache(maxsize=1)
def _predicate() -> re.Pattern[str]:
    """A noun, an adverb of growth, one of the verbs that some noun does not take, and the end of the clause."""
    verbs = sorted(set().union(*(p.verbs for p in predicates().values())))
    return re.compile(rf"(?P<noun>{'|'.join(sorted(predicates(), key=len, reverse=True))})(?:得到)?了?(?:{_ADVERBS})地?"
                      rf"(?P<verb>{'|'.join(verbs)})(?=[，。；、]|$)")


@check("HT7121", "主谓搭配不当", severity="warning", group="用语", basis="《党政机关公文处理工作条例》第十九条（三）；语法通例", official=False,
       examples=[
           Bad("随班就读⟦规模不断提高⟧。", fix="随班就读规模不断扩大。"),
           Bad("群众⟦获得感明显改善⟧，收入⟦差距逐步缩短⟧。"),
           Bad("工作⟦步伐进一步提高⟧，服务⟦水平不断加快⟧。"),
           Bad("审批⟦时间大幅缩小⟧，企业⟦成本持续缩小⟧。"),
           Good("规模不断扩大，水平稳步提高，步伐进一步加快，差距逐步缩小，获得感明显增强，时间大幅缩短。"),
           Good("规模化水平不断提高，成本控制能力持续增强。"),
       ])
def predicate(document: Document, language: Language) -> Iterator[Problem]:
    """主语和谓语要搭配得上：规模扩大，水平提高，步伐加快，差距缩小，获得感增强。

    名词后面紧接“不断”“明显”一类的词和动词、动词后面就是标点的才报。
    何时可以忽略：本行业的固定说法。
    依据：条例第十九条（三），文字精练、表述准确；搭配见词表 predicates.tsv。
    """
    for block in language.prose(_predicate()):
        for match in _predicate().finditer(language.own_words(block)):
            row = predicates()[match["noun"]]
            if match["verb"] in row.verbs:
                better = row.right.split("、")[0]
                fixed = match[0][: match.start("verb") - match.start()] + better
                yield Problem(span_of(block, match), f"“{match[0]}”搭配不当：{row.note}，宜用{row.right}。", (Fix(fixed, safe=False),))
