"""What Pillow makes of a picture at other sizes: tests/Digits.Tests/Golden/Pillow/resize.json.

    python3 tools/golden/pillow_resize.py      (Debian: python3-pil)
"""
import base64
import json
import pathlib

from PIL import Image

ROWS, COLUMNS = 28, 21
SIZES = [(32, 32), (14, 14), (10, 23), (64, 40), (8, 8), (5, 3), (28, 30), (1, 1), (224, 30)]
picture = bytes((i * i * 7 + i * 13) // 5 % 256 if i % 11 else 255 * (i % 2) for i in range(ROWS * COLUMNS))
image = Image.frombytes("L", (COLUMNS, ROWS), picture)
resized = {f"{rows}x{columns}": base64.b64encode(image.resize((columns, rows), Image.BILINEAR).tobytes()).decode() for rows, columns in SIZES}
folder = pathlib.Path(__file__).parents[2] / "tests/Digits.Tests/Golden/Pillow"
folder.mkdir(exist_ok=True)
(folder / "resize.json").write_text(json.dumps(resized, indent=2) + "\n")
