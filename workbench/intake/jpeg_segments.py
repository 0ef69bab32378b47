"""A JPEG without its metadata, its pixels untouched: for photos that stay inside a stripped PDF."""

__all__ = ["without_metadata"]

_START = b"\xff\xd8"
_SCAN = 0xDA
_ADOBE = 0xEE  # says how the colours are to be read
_METADATA = {*range(0xE1, 0xF0), 0xFE} - {_ADOBE}  # APP1 to APP15 and comments


def without_metadata(jpeg: bytes) -> bytes:
    """The same JPEG without application segments and comments; what is no JPEG comes back as it is."""
    if not jpeg.startswith(_START):
        return jpeg
    kept, at = [_START], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _METADATA:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])
