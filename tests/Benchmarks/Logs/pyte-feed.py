"""How fast pyte takes terminal output, in MB/s: of the file, or so small a part of it that it ends today."""
import sys
import time

import pyte

data = open(sys.argv[1], "rb").read()
data = data[: max(1, len(data) // int(sys.argv[2]))]
stream = pyte.ByteStream(pyte.HistoryScreen(100, 40, history=1000))
begun = time.perf_counter()
for line in data.splitlines(keepends=True):
    try:
        stream.feed(line)
    except TypeError:
        # It knows some sequences without their prefix only.
        pass
print(f"{len(data) / (time.perf_counter() - begun) / 1e6:.3f}")
