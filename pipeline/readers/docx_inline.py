"""What is inside a paragraph: runs, fields, tracked changes, breaks, symbols, drawings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Box, Line, Picture, Residue
from .docx_draft import Draft, Origin, Pending, shape_line
from .docx_props import Props
from .docx_shapes import Drawn, drawing
from .docx_story import Field, Where, button, field_kind, is_number, overlay
from .docx_symbols import symbol
from .docx_vml import picture, word_art
from .docx_xml import DGM, MC, XML_SPACE, Element, M, choose, elements, w

if TYPE_CHECKING:
    from .docx_walk import Walker

_DEEPEST = 48
OBJECT = "\ufffc"
"""U+FFFC, object replacement character."""
_DELETED = (w("del"), w("moveFrom"))
_INSERTED = {w("ins"): "insertion", w("moveTo"): "move"}
_THROUGH = {w(n) for n in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "rubyBase")}


class Paragraph:
    """Reads one ``w:p`` into drafts: one, and one more after each break. Boxes wait for their place beside it."""

    def __init__(self, walker: Walker, where: Where, style: str | None, first: Draft) -> None:
        self._walker = walker
        self._where = where
        self._style = style
        self.drafts = [first]
        self.boxes_before: list[Drawn] = []
        self.boxes_after: list[Drawn] = []
        self._length = first.length
        self._words = False
        self._inserting = 0
        self.hidden = False
        self._handlers: dict[str, Callable[[Element, Props], None]] = {
            w("t"): self._text, w("tab"): self._tab, w("ptab"): self._tab, w("br"): self._break, w("cr"): self._break,
            w("noBreakHyphen"): lambda n, k: self.add("-", k, Origin(n)), w("sym"): self._symbol, w("pgNum"): self._page_number,
            w("fldChar"): self._field_char, w("instrText"): self._instruction, w("drawing"): self._drawing,
            w("pict"): self._pict, w("object"): self._object, w("commentReference"): self._comment,
            w("lastRenderedPageBreak"): self._rendered_break, w("ruby"): lambda n, k: self.content(n, 1),
        }

    @property
    def current(self) -> Draft:
        """The draft that text goes to now."""
        return self.drafts[-1]

    def content(self, node: Element, depth: int = 0) -> None:
        """Everything in ``node``: a paragraph, or a container of runs."""
        if depth > _DEEPEST:
            self._walker.note("嵌套过深的内容未读取。")
            return
        for child in elements(node):
            tag = str(child.tag)
            if tag == w("r"):
                self._run(child)
            elif tag in _THROUGH:
                self.content(child, depth + 1)
            elif tag == w("fldSimple"):
                self._simple_field(child, depth)
            elif tag in _DELETED:
                kind = "deletion" if tag == w("del") else "move"
                self._walker.residue(kind, self.current, child.get(w("author")), start=self.current.length,
                                     text="" if self._inserting else
                                     "".join(t.text or "" for t in child.iter(w("delText"), w("t"))))
            elif tag in _INSERTED:
                self._inserted(child, _INSERTED[tag], depth)
            elif tag == f"{{{MC}}}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self.content(chosen, depth + 1)
            elif tag == w("subDoc"):
                self._walker.note("文件中引用的子文档（subDoc）未读取。")
            elif tag.startswith(f"{{{M}}}"):
                text = "".join(t.text or "" for t in child.iter(f"{{{M}}}t"))
                rpr = next(child.iter(w("rPr")), None)
                direct = {} if rpr is None else self._walker.character(rpr)
                self.add(text.replace("\n", " "), self._walker.styles.run(self._style, self._where.table, direct))

    def _inserted(self, node: Element, kind: str, depth: int) -> None:
        """Words that a tracked change put in: recorded, with where they are in each block that they touch, and read."""
        author, known = node.get(w("author")), len(self.drafts)
        start = self.current.length
        made = self._walker.residue(kind, self.current, author, start=start)
        self._inserting += 1
        self.content(node, depth + 1)
        self._inserting -= 1
        for draft in self.drafts[known - 1:]:
            if draft is not self.drafts[known - 1]:
                made, start = self._walker.residue(kind, draft, author, start=0), 0
            if made is not None and isinstance(made.what, Residue):
                made.what = replace(made.what, end=max(start, draft.length))

    def _run(self, run: Element) -> None:
        rpr = run.find(w("rPr"))
        direct = self._walker.character(rpr) if rpr is not None else {}
        look = self._walker.styles.run(self._style, self._where.table, direct)
        if rpr is not None:
            self._changes(rpr)
        self._run_content(run, look)

    def _run_content(self, run: Element, look: Props) -> None:
        for child in elements(run):
            handler = self._handlers.get(str(child.tag))
            if handler is not None:
                handler(child, look)
            elif child.tag == f"{{{MC}}}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self._run_content(chosen, look)

    def _changes(self, rpr: Element) -> None:
        change = rpr.find(w("rPrChange"))
        if change is not None:
            self._walker.residue("format", self.current, change.get(w("author")), once=True)

    def add(self, text: str, look: Props, origin: Origin | None = None, number: bool = False) -> None:
        """Append ``text`` if it is printed here: not in a field's instruction, and not hidden."""
        if not text or any(not f.result for f in self._where.story.fields):
            return
        if look.get("vanish"):
            self.hidden = True
            self._walker.residue("hidden", self.current, None, once=True)
            return
        self._turn_page()
        draft = self.current
        number = number or any(is_number(f.kind) for f in self._where.story.fields)
        draft.pieces.append((text, look))
        draft.origins.append(origin)
        if not number:
            draft.plain.append(text)
        self._length += len(text)
        draft.length += len(text)
        self._words = self._words or bool(text.strip())
        for open_ in self._where.story.fields:
            open_.emitted += 1
            draft.page_field = draft.page_field or open_.kind == "PAGE"
        self._walker.fresh_page = False

    def _turn_page(self) -> None:
        """Words after a page break in the same paragraph start a block of their own, at the top of a page."""
        if not (self._where.story.paged and self._where.part == "body" and self._walker.break_pending):
            return
        if self.current.pieces:
            self._next_draft()
        self._walker.take_break(self.current)

    def _next_draft(self) -> None:
        last = self.current
        last.ends = False
        self.drafts.append(Draft(last.part, last.story, last.path, self._length, last.mark, last.ppr, last.style,
                                 self._walker.page if self._where.story.paged else None, last.section, last.cell, True,
                                 starts_page=None if last.starts_page is None else False, pitch=last.pitch,
                                 style_id=last.style_id))

    # --- the children of a run -------------------------------------------------------------------------------------

    def _text(self, node: Element, look: Props) -> None:
        """Without ``xml:space="preserve"`` white space at the ends is not text (XML 1.0 2.10, as Word does)."""
        text = (node.text or "").replace("\r", " ").replace("\n", " ").replace("\t", " ")
        start = 0
        if text[:1] in ("", " ") or text[-1:] == " ":
            space = node.get(XML_SPACE) or self._where.story.root.get(XML_SPACE)
            if space != "preserve":
                start = len(text) - len(text.lstrip(" "))
                text = text.strip(" ")
        self.add(text, look, Origin(node, start))

    def _tab(self, node: Element, look: Props) -> None:
        self.add("\t", look, Origin(node))

    def _symbol(self, node: Element, look: Props) -> None:
        font, text = symbol(node)
        self.add(text, {**look, "ascii": font, "hAnsi": font, "eastAsia": font} if font else look, Origin(node))

    def _page_number(self, node: Element, look: Props) -> None:
        self.add("1", look, Origin(node), number=True)
        self.current.page_field = True

    def _break(self, node: Element, look: Props) -> None:
        if any(not f.result for f in self._where.story.fields) or look.get("vanish"):
            return
        kind = node.get(w("type")) or "textWrapping"
        flows = self._where.story.paged and self._where.part == "body"
        if flows and (kind == "page" or (kind == "column" and self._walker.setup.columns == 1)):
            self._walker.break_pending = True  # of one column, the next is on the next page
        else:
            self._turn_page()
            self._next_draft()

    def _rendered_break(self, node: Element, look: Props) -> None:
        if self._where.story.paged and self._where.part in ("body", "cell"):
            self._walker.rendered_break()
            if not self.current.pieces:
                self.current.page = self._walker.page

    def _comment(self, node: Element, look: Props) -> None:
        self._walker.comment(node.get(w("id")), self.current)

    def _instruction(self, node: Element, look: Props) -> None:
        fields = self._where.story.fields
        if fields and not fields[-1].result:
            fields[-1].instruction.append(node.text or "")

    def _field_char(self, node: Element, look: Props) -> None:
        fields = self._where.story.fields
        kind = node.get(w("fldCharType"))
        if kind == "begin" and self._where.story.matched(node):
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end" and fields:
            done = fields.pop()
            if fields and not fields[-1].result:
                fields[-1].nested.add(done.kind)
            elif not done.emitted:
                self._without_result(done.kind, "".join(done.instruction), look)

    def _simple_field(self, node: Element, depth: int) -> None:
        instruction = node.get(w("instr")) or ""
        made = Field([instruction], result=True)
        self._where.story.fields.append(made)
        self.content(node, depth + 1)
        if made in self._where.story.fields:
            self._where.story.fields.remove(made)
        if not made.emitted:
            look = self._walker.styles.run(self._style, self._where.table, {})
            self._without_result(field_kind(instruction), instruction, look)

    def _without_result(self, kind: str, instruction: str, look: Props) -> None:
        """A field that was never updated: a page number prints as one all the same, other fields as nothing."""
        if is_number(kind):
            self.add("1", look, number=True)
            self.current.page_field = self.current.page_field or kind == "PAGE"
        elif kind == "EQ":
            self.add(overlay(instruction), look)
        elif kind == "MACROBUTTON":
            self.add(button(instruction), look)

    # --- drawings --------------------------------------------------------------------------------------------------

    def _drawing(self, node: Element, look: Props) -> None:
        if look.get("vanish"):
            self._walker.residue("hidden", self.current, None, once=True)
            return
        if node.find(f".//{{{DGM}}}relIds") is not None:
            self._walker.note("SmartArt 图示中的文字未读取。")
        for drawn in drawing(node, self._walker.setup, self._walker.styles.theme):
            self._place(drawn)

    def _pict(self, node: Element, look: Props) -> None:
        if look.get("vanish"):
            self._walker.residue("hidden", self.current, None, once=True)
            return
        if word_art(node):
            self._walker.note("以艺术字形式插入的文字未读取。")
        for child in elements(node):
            if child.tag == w("drawing"):
                self._drawing(child, look)
        for drawn in picture(node, self._walker.setup):
            self._place(drawn)

    def _object(self, node: Element, look: Props) -> None:
        """An embedded object: among words it stands for some (a formula), and the marks around it are not neighbours."""
        self._pict(node, look)
        if self._words and not look.get("vanish"):
            self.add(OBJECT, look, Origin(node))

    def _place(self, drawn: Drawn) -> None:
        if drawn.kind == "box":
            (self.boxes_after if self._words else self.boxes_before).append(drawn)
            return
        self._walker.fresh_page = False
        made: Line | Picture = shape_line(drawn) if drawn.kind == "line" else Picture(box=_box(drawn))
        self._walker.pending.append(Pending(self.current, made))


def _box(drawn: Drawn) -> Box | None:
    if drawn.x is None or drawn.y is None or drawn.width is None or drawn.height is None:
        return None
    return Box(0, drawn.x, drawn.y, round(drawn.x + drawn.width, 2), round(drawn.y + drawn.height, 2))
