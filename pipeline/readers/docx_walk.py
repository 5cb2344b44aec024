"""The one walk over a docx: body, notes, headers and footers, in the order in which they are read."""

from __future__ import annotations

from ..model import Line, Residue
from .docx_draft import Draft, Pending, border_line, indents
from .docx_inline import Paragraph
from .docx_numbering import Numbering
from .docx_package import Package
from .docx_props import Props, character
from .docx_props import paragraph as paragraph_props
from .docx_sections import PageSetup, Settings, page_setups
from .docx_shapes import Drawn
from .docx_story import Story, Where
from .docx_styles import Styles
from .docx_tables import read_table
from .docx_theme import Theme
from .docx_xml import MC, MM_PER_PT, Element, choose, elements, val, w

_DEEPEST = 24
_CONTAINERS = {w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "dir", "bdo")}
_OWN_COMMENTS = "hongtou"
"""Author of the comments that this program writes: they are no residue of drafting."""


class Walker:
    """State of the walk. ``out`` are the drafts so far; ``pending`` waits for their numbers."""

    def __init__(self, package: Package, name: str, root: Element) -> None:
        settings_root = package.root(package.related(name, "settings"))
        self.package = package
        self.settings = Settings.of(settings_root)
        styles_root = package.root(package.related(name, "styles"))
        theme = Theme(package.root(package.related(name, "theme")), settings_root, _language(styles_root))
        self.numbering = Numbering(package.root(package.related(name, "numbering")), theme)
        self.styles = Styles(styles_root, theme, self.numbering)
        body = root.find(w("body"))
        assert body is not None  # Package.document() has seen it
        self.setups = page_setups(body, self.settings, self.styles.normal_size())
        self._authors = _authors(package.root(package.related(name, "comments")))
        self._body = body
        self._story = Story(name, root, "body")
        self.out: list[Draft] = []
        self.pending: list[Pending] = []
        self.notes: list[str] = []
        self.tables = 0
        self.page: int | None = 1
        self.rendered = False
        self.break_pending = False
        self.fresh_page = True
        self.section_starts: list[Draft | None] = [None] * len(self.setups)
        self._section = 0
        self._join: Draft | None = None
        self._borders: tuple[object, Pending | None, list[Draft]] = (None, None, self.out)
        self._once: set[tuple[str, int]] = set()

    @property
    def setup(self) -> PageSetup:
        """The section that the walk is in."""
        return self.setups[min(self._section, len(self.setups) - 1)]

    def note(self, text: str) -> None:
        """A remark for the report, each once."""
        if text not in self.notes:
            self.notes.append(text)

    def character(self, rpr: Element) -> Props:
        """What a ``w:rPr`` states."""
        return character(rpr, self.styles.theme)

    def residue(self, kind: str, draft: Draft | None, author: str | None, *, once: bool = False) -> None:
        """Record a trace of drafting; ``once`` for each kind and block."""
        if once:
            if (kind, id(draft)) in self._once:
                return
            self._once.add((kind, id(draft)))
        self.pending.append(Pending(draft, Residue(kind, None, author)))  # type: ignore[arg-type]

    def comment(self, identity: str | None, draft: Draft) -> None:
        """A comment is anchored here."""
        author = self._authors.get(identity or "")
        if author != _OWN_COMMENTS:
            self.residue("comment", draft, author)

    def rendered_break(self) -> None:
        """Word's note that a page ended here when it last laid the document out; an explicit break has its own."""
        self.rendered = True
        if not self.fresh_page and not self.break_pending:
            self.page = (self.page or 1) + 1
            self.fresh_page = True

    def take_break(self, draft: Draft) -> None:
        """``draft`` is the first on a new page."""
        self.break_pending = False
        self.page = (self.page or 1) + 1
        draft.starts_page = True
        draft.page = self.page
        self.fresh_page = True

    def walk_body(self) -> None:
        """Read the main part."""
        self.children(self._body, Where(self._story, "body"))

    def walk_part(self, name: str | None, part: str) -> list[Draft]:
        """Read a header, a footer, or the notes; returns its drafts, which are not in ``out``."""
        root = self.package.root(name)
        if root is None or name is None:
            return []
        kept, self.out = self.out, []
        self._join = None
        story = Story(name, root, part)  # type: ignore[arg-type]
        if part == "footnote":
            for note in elements(root):
                if note.get(w("type")) in (None, "normal"):
                    self.children(note, Where(story, "footnote"))
        else:
            self.children(root, Where(story, part))  # type: ignore[arg-type]
        made, self.out = self.out, kept
        return made

    def children(self, node: Element, where: Where, depth: int = 0) -> None:
        """Everything at block level in ``node``."""
        if depth > _DEEPEST or where.depth > _DEEPEST:
            self.note("嵌套过深的内容未读取。")
            return
        for child in elements(node):
            if child.tag == w("p"):
                self.paragraph(child, where)
            elif child.tag == w("tbl"):
                read_table(self, child, where)
            elif child.tag in _CONTAINERS:
                self.children(child, where, depth + 1)
            elif child.tag == f"{{{MC}}}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self.children(chosen, where, depth + 1)
            elif child.tag == w("altChunk"):
                self.note("文件中嵌入的其他文件（altChunk）未读取。")

    def paragraph(self, node: Element, where: Where) -> None:
        """Read one ``w:p``: its boxes, its blocks, its borders, the section that ends with it."""
        ppr_node = node.find(w("pPr"))
        ppr = self.styles.paragraph(paragraph_props(ppr_node, self.styles.theme), where.table)
        in_flow = where.story.paged and where.part == "body"
        if in_flow and ppr.get("pageBreakBefore") and self.out:
            self.break_pending = True
        first = self._join or self._draft(node, ppr_node, ppr, where)
        reader = Paragraph(self, where, first.style_id, first)
        if self._join is None:
            self._number(reader, ppr, where)
        self._join = None
        reader.content(node)
        if where.story.paged and where.part == "cell" and self.break_pending and first.pieces:
            self.take_break(first)
        drafts = [] if reader.hidden and not any(d.pieces for d in reader.drafts) else reader.drafts
        for box in reader.boxes_before:
            self._box(box, where)
        self.out.extend(d for d in drafts if d is not (self.out[-1] if self.out else None))
        for box in reader.boxes_after:
            self._box(box, where)
        if drafts:
            self._edges(ppr, drafts, where)
            if ppr_node is not None and ppr_node.find(f"{w('rPr')}/{w('del')}") is not None:
                self._join = drafts[-1]
        if in_flow and self.section_starts[self._section] is None and drafts:
            self.section_starts[self._section] = drafts[0]
        if in_flow and ppr_node is not None and ppr_node.find(w("sectPr")) is not None:
            self._end_section()

    def _draft(self, node: Element, ppr_node: Element | None, ppr: Props, where: Where) -> Draft:
        style = ppr.get("pStyle")
        if where.part in ("header", "footer") and where.depth and where.cell is None:
            ppr = {**ppr, "framed": True}  # in a text box the box decides where a page number stands
        rpr = None if ppr_node is None else ppr_node.find(w("rPr"))
        mark = self.styles.run(style, where.table, {} if rpr is None else self.character(rpr))
        paged = where.story.paged
        made = Draft(where.part, where.story.name, where.story.ordinal(node), 0, mark, ppr, self.styles.name(style),
                     self.page if paged else None, self._section if paged else None, where.cell,
                     starts_page=False if paged else None, pitch=self.setup.line_pitch)
        made.style_id = style
        return made

    def _number(self, reader: Paragraph, ppr: Props, where: Where) -> None:
        number = ppr.get("numId")
        if not number:
            return
        made = self.numbering.next(number, ppr.get("ilvl", 0))
        if made is None or not made[0]:
            return
        label, level = made
        draft = reader.current
        reader.add(label, {**draft.mark, **level.rpr})
        draft.label = label

    def _box(self, box: Drawn, where: Where) -> None:
        if box.content is not None:
            width = None if box.width is None else max(box.width - 5.08, 1.0)  # default insets, 2.54 mm a side
            self.children(box.content, where.inside("textbox", None, None, width))

    def _edges(self, ppr: Props, drafts: list[Draft], where: Where) -> None:
        """Borders above and below; neighbours with the same borders print one box around all (17.3.1.24)."""
        borders = {k: v for k, v in (ppr.get("borders") or {}).items() if v}
        previous, below, story = self._borders
        if not borders:
            self._borders = (None, None, self.out)
            return
        length = self._length(ppr, drafts[0], where)
        same = previous == borders and story is self.out
        if same and below is not None and below in self.pending:
            self.pending.remove(below)
        if "top" in borders and not same:
            self._edge(drafts[0], borders["top"], length, "above")
        elif same and "between" in borders:
            self._edge(drafts[0], borders["between"], length, "above")
        made = self._edge(drafts[-1], borders["bottom"], length, "below") if "bottom" in borders else None
        self._borders = (borders, made, self.out)

    def _edge(self, draft: Draft, border: Props, length: float | None, edge: str) -> Pending:
        made = Pending(draft, border_line(border, "paragraph", length, edge, True))
        self.pending.append(made)
        return made

    def _length(self, ppr: Props, draft: Draft, where: Where) -> float | None:
        width = self.setup.text_width if where.section_width else where.width
        if width is None:
            return None
        _, left, right = indents(ppr, draft.size)
        return max(width - (left + right) * draft.size * MM_PER_PT, 0.0)

    def _end_section(self) -> None:
        if self._section + 1 < len(self.setups):
            self._section += 1
            self.break_pending = self.setup.starts != "continuous"

    def table_line(self, draft: Draft, line: Line) -> None:
        """A border of a table, at a block of its row."""
        self.pending.append(Pending(draft, line))


def _language(styles: Element | None) -> str | None:
    node = None if styles is None else styles.find(f".//{w('rPrDefault')}//{w('lang')}")
    return None if node is None else node.get(w("eastAsia")) or val(node)


def _authors(root: Element | None) -> dict[str, str]:
    return {c.get(w("id")) or "": c.get(w("author")) or "" for c in elements(root)}
