"""Pictures as a reader's programs open them."""

import io
import re
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader

SVG = "{http://www.w3.org/2000/svg}"


class Png:
    """``ink`` is the share of pixels that are not white, ``box`` what they fill."""

    def __init__(self, body):
        self.image = Image.open(io.BytesIO(body))
        assert self.image.format == "PNG"
        grey = self.image.convert("L").point(lambda light: 255 if light < 200 else 0)
        self.size = self.image.size
        self.box = grey.getbbox()
        self.ink = grey.histogram()[255] / (grey.width * grey.height)
        assert self.image.convert("RGBA").getextrema()[3] == (255, 255), "no ground"

    @property
    def margins(self):
        left, top, right, bottom = self.box
        return left, top, self.size[0] - right, self.size[1] - bottom


class Svg:
    """A drawing with every text in it; nothing that runs or is fetched."""

    def __init__(self, body):
        root = ET.fromstring(body)
        assert root.tag == f"{SVG}svg"
        self.size = float(root.get("width")), float(root.get("height"))
        self.title = root.find(f"{SVG}title").text
        self.texts = [" ".join(text.itertext()) for text in root.iter(f"{SVG}text")]
        self.elements = {element.tag.removeprefix(SVG) for element in root.iter()}
        self.handlers = [
            name for element in root.iter() for name in element.attrib if name.startswith("on")
        ]
        self.addresses = [
            value
            for element in root.iter()
            for name, value in element.attrib.items()
            if name.rpartition("}")[2] in {"href", "src"}
        ]

    @property
    def text(self):
        return spaced(" ".join(self.texts))


class Pdf:
    def __init__(self, body):
        reader = PdfReader(io.BytesIO(body))
        assert len(reader.pages) == 1
        page = reader.pages[0]
        self.size = float(page.mediabox.width), float(page.mediabox.height)
        self.title = reader.metadata.title
        self.text = spaced(page.extract_text())


def spaced(text):
    """With single spaces: where lines are broken is a matter of widths."""
    return re.sub(r"\s+", " ", text)
