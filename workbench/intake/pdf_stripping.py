"""Takes out of a PDF all that is not on its pages: who made it, scripts, attachments, comments, bookmarks.

The catalogue keeps only what pages need (an allow-list), so that a kind of content we never heard of goes too.
What was typed into form fields is student work: it becomes part of the page before the fields go.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from workbench.domain.catalogue import _, count
from workbench.intake.jpeg_segments import without_metadata

__all__ = ["strip"]

_CATALOGUE_KEEPS = {"/Type", "/Pages", "/Version", "/OCProperties", "/PageLabels"}
_PAGE_LOSES = ("/Annots", "/AA", "/Thumb", "/B", "/AF", "/StructParents", "/Tabs", "/PresSteps", "/Trans", "/Dur")
_OBJECT_LOSES = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/AF")
_NOT_MARKS = {"/Widget", "/Link", "/Popup"}


def strip(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Strip the document in place and return a sentence for each thing left out that a person may miss."""
    found = _found(pdf)
    _flatten_forms(pdf)
    for page in pdf.pages:
        _forget(page.obj, _PAGE_LOSES)
    _forget(pdf.Root, set(pdf.Root.keys()) - _CATALOGUE_KEEPS)
    _forget(pdf.trailer, ["/Info"])
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            _forget(thing, _OBJECT_LOSES)
        if isinstance(thing, Stream):
            _strip_photo(thing)
    return _sentences(found)


def _found(pdf: pikepdf.Pdf) -> Counter[str]:
    """What is about to go: marks on pages, attached files, scripts."""
    found: Counter[str] = Counter()
    for page in pdf.pages:
        kinds = [str(mark.get("/Subtype", "")) for mark in _annotations(page.obj)]
        found["attached"] += kinds.count("/FileAttachment")
        found["marks"] += sum(kind not in _NOT_MARKS | {"/FileAttachment"} for kind in kinds)
    names = pdf.Root.get("/Names", Dictionary())
    if isinstance(names, Dictionary):
        found["attached"] += len(pdf.attachments)
        found["scripts"] += "/JavaScript" in names
    found["scripts"] += "/AA" in pdf.Root or _is_script(pdf.Root.get("/OpenAction"))
    return found


def _is_script(action: object) -> bool:
    return isinstance(action, Dictionary) and action.get("/S") in (Name.JavaScript, Name.Launch)


def _annotations(page: Dictionary) -> Iterator[Dictionary]:
    annotations = page.get("/Annots", Array())
    if isinstance(annotations, Array):
        yield from (mark for mark in annotations if isinstance(mark, Dictionary))


def _flatten_forms(pdf: pikepdf.Pdf) -> None:
    """Draw what was typed into form fields on the page; everything else that lies on top of it is dropped."""
    for page in pdf.pages:
        fields = [mark for mark in _annotations(page.obj) if mark.get("/Subtype") == Name.Widget]
        page.obj["/Annots"] = Array(fields)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")


def _strip_photo(stream: Stream) -> None:
    """A photo inside a PDF is a JPEG with its own metadata: place, time, device."""
    if stream.get("/Filter") == Name.DCTDecode:
        parameters = stream.get("/DecodeParms")
        kept = parameters if isinstance(parameters, Dictionary | Array) else None
        stream.write(without_metadata(stream.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=kept)


def _forget(thing: pikepdf.Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _sentences(found: Counter[str]) -> tuple[str, ...]:
    said = []
    if found["marks"]:
        said.append(
            count(
                "Left out: {n} comment or mark on top of the pages. "
                "If the student made them, print the PDF to a new PDF first.",
                "Left out: {n} comments and marks on top of the pages. "
                "If the student made them, print the PDF to a new PDF first.",
                found["marks"],
            )
        )
    if found["attached"]:
        said.append(count("{n} attached file was left out.", "{n} attached files were left out.", found["attached"]))
    if found["scripts"]:
        said.append(_("Scripts in the PDF were left out."))
    return tuple(said)
