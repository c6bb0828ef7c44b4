"""A screenshot as a small PNG: at most 256 colours, counted by the browser that drew it; nothing else is changed."""

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

# Colours are told apart by fewer and fewer bits until a palette holds them all.
_COUNT = """async source => {
  const image = new Image(); image.src = source; await image.decode();
  const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
  const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data;
  for (let lost = 0; ; lost++) {
    const places = new Map(), colours = [], rows = new Uint8Array((image.width + 1) * image.height);
    let full = false, at = 0;
    for (let n = 0; n < dots.length && !full; n += 4) {
      if ((n >> 2) % image.width === 0) rows[at++] = 0;
      const key = (dots[n] >> lost << 16) | (dots[n + 1] >> lost << 8) | dots[n + 2] >> lost;
      let place = places.get(key);
      if (place === undefined) {
        place = places.size; places.set(key, place); colours.push(dots[n], dots[n + 1], dots[n + 2]);
        full = place > 255;
      }
      rows[at++] = place;
    }
    if (full) continue;
    let text = '';
    for (let n = 0; n < rows.length; n += 32768) text += String.fromCharCode(...rows.subarray(n, n + 32768));
    return {width: image.width, height: image.height, colours, rows: btoa(text)};
  }
}"""


def write(path: Path, screenshot: bytes, blank: Any) -> None:
    """`blank` is an empty page of the browser, which does the counting."""
    found = blank.evaluate(_COUNT, "data:image/png;base64," + base64.b64encode(screenshot).decode())
    header = struct.pack(">IIBBBBB", found["width"], found["height"], 8, 3, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"PLTE", bytes(found["colours"])),
        (b"IDAT", zlib.compress(base64.b64decode(found["rows"]), 9)),
        (b"IEND", b""),
    ]
    written = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + written)
