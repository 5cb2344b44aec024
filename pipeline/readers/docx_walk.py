"""The one walk over a docx: body, notes, headers and footers, in the order in which they are read."""

from __future__ import annotations

from ..model import Line, Residue
from .docx_changes import mark_deleted, mark_hidden, only_section_break, paragraph_changes, surviving
from .docx_draft import Draft, Origin, Pending
from .docx_inline import Paragraph
from .docx_neighbours import Neighbours
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
from .docx_xml import MC, Element, M, choose, elements, val, w

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
        self._neighbours = Neighbours(self.pending)
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

    def residue(self, kind: str, draft: Draft | None, author: str | None, *, once: bool = False, start: int | None = None,
                text: str = "") -> Pending | None:
        """Record a trace of drafting; ``once`` for each kind and block (None where that was done before)."""
        if once:
            if (kind, id(draft)) in self._once:
                return None
            self._once.add((kind, id(draft)))
        made = Pending(draft, Residue(kind, None, author, start, None, text))  # type: ignore[arg-type]
        self.pending.append(made)
        return made

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

    def walk_part(self, name: str | None, part: str, section: int = 0) -> list[Draft]:
        """Read a header, a footer, or the notes; returns its drafts, which are not in ``out``.

        ``section`` is the one whose page they are laid out on: the first that shows them.
        """
        root = self.package.root(name)
        if root is None or name is None:
            return []
        kept, self.out = self.out, []
        self._section = section
        self._join = None
        self._neighbours.forget()
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
                self._neighbours.forget()
            elif child.tag in _CONTAINERS:
                self.children(child, where, depth + 1)
            elif child.tag == f"{{{MC}}}AlternateContent":
                chosen = choose(child)
                if chosen is not None:
                    self.children(chosen, where, depth + 1)
            elif child.tag == w("altChunk"):
                self.note("文件中嵌入的其他文件（altChunk）未读取。")
            elif str(child.tag).startswith(f"{{{M}}}"):
                self.note("段落之外的公式未读取。")

    def paragraph(self, node: Element, where: Where) -> None:
        """Read one ``w:p``: its boxes, its blocks, its borders, the section that ends with it."""
        own = node.find(w("pPr"))
        ppr_node = own if self._join is not None else surviving(node).find(w("pPr"))
        ppr = self.styles.paragraph(paragraph_props(ppr_node, self.styles.theme), where.table)
        in_flow = where.story.paged and where.part == "body"
        starts_row = where.story.paged and where.part == "cell" and where.cell is not None and where.cell.column == 0
        if (in_flow or starts_row) and ppr.get("pageBreakBefore") and self.out and self._join is None:
            self.break_pending = True
        broken = in_flow and self.break_pending and self._join is None
        first = self._join or self._draft(node, ppr_node, ppr, where)
        reader = Paragraph(self, where, first.style_id, first)
        if broken:
            self.take_break(first)
        if self._join is None and not only_section_break(node):
            self._number(reader, ppr, where, surviving(node))
        self._join = None
        reader.content(node)
        hidden = mark_hidden(node)
        drafts = reader.drafts if any(d.pieces for d in reader.drafts) or not (hidden or reader.hidden) else []
        if where.story.paged and where.part == "cell" and self.break_pending and first.pieces:
            self.take_break(first)
        elif broken and not drafts:  # hidden: the break is still to come
            self.page, self.break_pending = (self.page or 1) - 1, True
        self._keep(reader, drafts, where)
        paragraph_changes(self, own, first)
        if mark_deleted(node) or (hidden and drafts):
            self._join = reader.current
        elif drafts:
            self._neighbours.add(drafts, where, self._width(where))
        if where.story.paged and self.section_starts[self._section] is None and drafts:
            self.section_starts[self._section] = drafts[0]
        if in_flow and own is not None and own.find(w("sectPr")) is not None:
            self._end_section()

    def _keep(self, reader: Paragraph, drafts: list[Draft], where: Where) -> None:
        """Put the blocks of a paragraph in order with the text boxes that are anchored in it."""
        for box in reader.boxes_before:
            self._box(box, where)
        for draft in drafts:
            if not draft.placed:
                draft.placed = True
                self.out.append(draft)
        for box in reader.boxes_after:
            self._box(box, where)

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

    def _number(self, reader: Paragraph, ppr: Props, where: Where, owner: Element) -> None:
        """Print the automatic number; ``owner`` is the paragraph whose mark gives it what its level leaves open."""
        number = ppr.get("numId")
        if not number:
            return
        made = self.numbering.next(number, ppr.get("ilvl", 0))
        if made is None or not made[0]:
            return
        label, level = made
        draft = reader.current
        separator = {"vanish": False} if draft.mark.get("specVanish") else {}  # hides the mark, not the number
        origin = None if "u" in level.rpr else Origin(owner)
        reader.add(label, {**draft.mark, **separator, **level.rpr}, origin)
        draft.label = label if draft.pieces else ""

    def _box(self, box: Drawn, where: Where) -> None:
        if box.content is not None:
            width = None if box.width is None else max(box.width - 5.08, 1.0)  # default insets, 2.54 mm a side
            around, self._neighbours = self._neighbours, Neighbours(self.pending)
            self.children(box.content, where.inside("textbox", None, None, width))
            self._neighbours = around

    def _width(self, where: Where) -> float | None:
        return self.setup.text_width if where.section_width else where.width

    def _end_section(self) -> None:
        if self._section + 1 < len(self.setups):
            self._section += 1
            self.break_pending = self.break_pending or self.setup.starts != "continuous"

    def table_line(self, draft: Draft, line: Line) -> None:
        """A border of a table, at a block of its row."""
        self.pending.append(Pending(draft, line))


def _language(styles: Element | None) -> str | None:
    node = None if styles is None else styles.find(f".//{w('rPrDefault')}//{w('lang')}")
    return None if node is None else node.get(w("eastAsia")) or val(node)


def _authors(root: Element | None) -> dict[str, str]:
    return {c.get(w("id")) or "": c.get(w("author")) or "" for c in elements(root)}
