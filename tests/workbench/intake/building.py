"""Files for the intake's tests, harmless and hostile, made on the spot."""

import io
import zipfile

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

ANA = "Ana Secret-Lopez"


def picture(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """An image as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone_photo(width: int = 400, height: int = 300) -> bytes:
    """A JPEG held sideways, red on its left as stored, that knows who took it and where."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 4, height))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to see it upright
    exif[0x013B] = ANA
    exif.get_ifd(0x8825)[2] = (40.0, 26.0, 46.0)
    return picture(image, "JPEG", exif=exif, comment=ANA.encode(), quality=95)


def pdf(pages: int = 1, *, size: tuple[float, float] = (595, 842), words: str = "The quick brown fox") -> Pdf:
    """A PDF with the same words on each page."""
    document = pikepdf.new()
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        document.add_blank_page()
        page = document.pages[-1]
        page.mediabox = Array([0, 0, *size])
        page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=font))
        page.obj["/Contents"] = document.make_stream(f"BT /F1 24 Tf 50 {size[1] - 60} Td ({words}) Tj ET".encode())
    return document


def saved(document: Pdf, **options: object) -> bytes:
    """A PDF as a file."""
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def armed_pdf() -> bytes:
    """A PDF with an author, XMP, scripts, an attached file, a comment, a bookmark and a photo with metadata."""
    document = pdf(2)
    script = Dictionary(S=Name.JavaScript, JS="app.alert('hello')")
    document.docinfo["/Author"] = ANA
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [ANA]
    document.Root["/OpenAction"] = script
    document.Root["/AA"] = Dictionary(WC=script)
    document.attachments["grades.txt"] = ANA.encode()
    document.Root.Names["/JavaScript"] = Dictionary(Names=Array(["start", script]))
    document.pages[0].obj["/AA"] = Dictionary(O=script)
    comment = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=ANA, T=ANA)
    document.pages[0].obj["/Annots"] = Array([document.make_indirect(comment)])
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(ANA, 0))
    photo = document.make_stream(phone_photo(), Type=Name.XObject, Subtype=Name.Image, Width=400, Height=300)
    photo["/Filter"], photo["/ColorSpace"], photo["/BitsPerComponent"] = Name.DCTDecode, Name.DeviceRGB, 8
    document.pages[1].obj.Resources["/XObject"] = Dictionary(P1=photo)
    document.pages[1].obj["/Contents"] = document.make_stream(b"q 400 0 0 300 50 200 cm /P1 Do Q")
    return saved(document)


def form_pdf(typed: str) -> bytes:
    """A PDF whose only content was typed into a form field."""
    document = pdf(1, words="")
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="answer",
            V=typed,
            DA="/F1 18 Tf 0 g",
            Rect=Array([50, 600, 500, 640]),
            F=4,
            P=document.pages[0].obj,
        )
    )
    document.pages[0].obj["/Annots"] = Array([field])
    document.Root["/AcroForm"] = Dictionary(
        Fields=Array([field]), DR=Dictionary(Font=Dictionary(F1=font)), NeedAppearances=True
    )
    return saved(document)


def word(*paragraphs: str) -> bytes:
    """A Word file with a header that names the student."""
    document = docx.Document()
    document.core_properties.author = ANA
    document.sections[0].header.paragraphs[0].text = ANA
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return word_bytes(document)


def word_bytes(document: "docx.document.Document") -> bytes:
    """A Word document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """A ZIP with parts added or changed, or left out where the new content is None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_body(body: str) -> bytes:
    """A Word file whose body is this XML."""
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        document = archive.read("word/document.xml").decode()
    start = document.index("<w:body>") + len("<w:body>")
    return repacked(word(), {"word/document.xml": (document[:start] + body + document[start:]).encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
