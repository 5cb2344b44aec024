"""语句：动宾搭配。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..corpora.collocations import Collocation, collocations
from ..pipeline.check import Bad, Good, Problem, check
from ..pipeline.language import Language
from ..pipeline.model import Document, Span
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
            if _takes(row, [w.text for w in language.words_within(block, start, end)]) and not _governed(text, start):
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
