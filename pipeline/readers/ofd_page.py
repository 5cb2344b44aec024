"""One page of an OFD as glyphs, strokes and images: layers, templates, blocks and composite graphics walked in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from .docx_xml import Element, elements
from .errors import ReadError
from .ofd_package import Package, box, content, first, flag, local, named, number, numbers
from .ofd_path import strokes
from .ofd_resources import Pen, Resources
from .ofd_text import apply, glyphs
from .page_budget import Budget
from .page_content import PageContent, Stroke
from .page_directions import Drawn, Matrix, place_glyphs, turn

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
A4 = (0.0, 0.0, 210.0, 297.0)
Corners = tuple[float, float, float, float]
"""Left, top, right and bottom edge in mm."""


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = inner
    return (outer[0] * a + outer[2] * b, outer[1] * a + outer[3] * b, outer[0] * c + outer[2] * d,
            outer[1] * c + outer[3] * d, *apply(outer, e, f))


def space_of(node: Element, outer: Matrix) -> Matrix:
    """From the space of an object to the page: its CTM, then its Boundary's corner, then where it is placed."""
    x, y, _, _ = box(node.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    ctm = numbers(node.get("CTM"))
    inner: Matrix = (ctm[0], ctm[1], ctm[2], ctm[3], ctm[4], ctm[5]) if len(ctm) >= 6 else IDENTITY
    return times(outer, times((1.0, 0.0, 0.0, 1.0, x, y), inner))


def corners_of(node: Element, outer: Matrix) -> Corners | None:
    """The edges of an object's Boundary on the page; None when it has none."""
    bounds = box(node.get("Boundary"))
    return None if bounds is None else _around(outer, *bounds)


def _around(matrix: Matrix, x: float, y: float, width: float, height: float) -> Corners:
    found = [apply(matrix, x + dx, y + dy) for dx in (0.0, width) for dy in (0.0, height)]
    xs, ys = [p[0] for p in found], [p[1] for p in found]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass
class Canvas:
    """What is drawn, in the order in which it is met."""

    resources: Resources
    budget: Budget
    glyphs: list[Drawn] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    images: list[Corners] = field(default_factory=list)

    def draw(self, parent: Element, outer: Matrix = IDENTITY, pen: Pen | None = None) -> None:
        """Draw the objects in ``parent``: a layer, a block, the content of a composite graphic."""
        pen = pen or Pen()
        for node in elements(parent):
            kind = local(node)
            if not flag(node.get("Visible"), True) or number(node.get("Alpha"), 255) <= 0:
                continue
            if kind == "Content":
                self.draw(node, outer, pen)
            elif kind in ("Layer", "PageBlock"):
                self.budget.deeper()
                self.draw(node, outer, self.resources.pen(node).over(pen))
                self.budget.depth -= 1
            elif kind == "TextObject":
                self.glyphs += glyphs(node, space_of(node, outer), pen, self.resources, self.budget)
            elif kind == "PathObject":
                self.strokes += strokes(node, space_of(node, outer), pen, self.resources, self.budget)
            elif kind == "ImageObject":
                self._image(node, outer)
            elif kind == "CompositeObject":
                self._composite(node, outer, pen)

    def _image(self, node: Element, outer: Matrix) -> None:
        """An image fills the unit square of its space; without a matrix, its Boundary."""
        self.budget.path()
        placed = _around(space_of(node, outer), 0, 0, 1, 1) if node.get("CTM") else corners_of(node, outer)
        if placed is not None:
            self.images.append(placed)

    def _composite(self, node: Element, outer: Matrix, pen: Pen) -> None:
        unit = self.resources.composite(node.get("ResourceID"))
        if unit is not None:
            self.budget.deeper()
            self.draw(unit, space_of(node, outer), self.resources.pen(node).over(pen))
            self.budget.depth -= 1


@dataclass(frozen=True, slots=True)
class Setup:
    """What the document says for all its pages."""

    package: Package
    folder: str
    resources: Resources
    bounds: Corners
    templates: dict[str, str]


@dataclass(frozen=True, slots=True)
class Turned:
    """A page as it was read: what is on it, and how its frame was turned from that of the file."""

    content: PageContent
    angle: int
    width: float
    height: float

    def place(self, at: Corners) -> Corners:
        """The edges of something on the page, in the frame in which it is read."""
        if not self.content.rotated:
            return at
        one, two = (turn((at[i], at[i + 1]), self.angle, self.width, self.height) for i in (0, 2))
        return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])


def read_page(part: str, page_number: int, setup: Setup, budget: Budget, fonts: dict[str, bool]) -> Turned:
    """The page in ``part``. ``fonts`` collects each font's name and whether its program is in the file."""
    budget.new_page()
    root = _root(part, setup, budget)
    canvas = Canvas(_resources(root, part, setup), budget)
    for template in named(root, "Template"):
        _draw_template(template, setup, canvas)
    for item in named(root, "Content"):
        canvas.draw(item)
    _, _, width, height = _bounds(root, setup.bounds)
    made = PageContent(page_number, width, height)
    page = Turned(made, place_glyphs(made, canvas.glyphs, fonts), width, height)
    for stroke in canvas.strokes:
        stroke.x0, stroke.y0, stroke.x1, stroke.y1 = page.place((stroke.x0, stroke.y0, stroke.x1, stroke.y1))
    made.strokes, made.images = canvas.strokes, [page.place(image) for image in canvas.images]
    return page


def _root(part: str, setup: Setup, budget: Budget) -> Element:
    root = setup.package.root(part)
    budget.content(setup.package.size(part))
    return root


def _resources(root: Element, part: str, setup: Setup) -> Resources:
    names = [setup.package.locate(content(r), part, setup.folder) for r in named(root, "PageRes")]
    return setup.resources.with_page(setup.package, names)


def _draw_template(node: Element, setup: Setup, canvas: Canvas) -> None:
    part = setup.templates.get(node.get("TemplateID") or "")
    if part is None:  # half of the page would be missing
        raise ReadError("damaged", "OFD 不完整，缺少页面所用的模板页；请重新导出，或重新取得这个文件。")
    root = _root(part, setup, canvas.budget)
    page, canvas.resources = canvas.resources, _resources(root, part, setup)
    for item in named(root, "Content"):
        canvas.draw(item)
    canvas.resources = page


def _bounds(root: Element, default: Corners) -> Corners:
    found = box(content(first(root, "Area", "PhysicalBox")))
    return found if found and found[2] > 0 and found[3] > 0 else default
