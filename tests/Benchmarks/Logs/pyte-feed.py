"""How fast pyte takes terminal output, in MB/s: of the file, or so small a part of it that it ends today."""
import sys
import time

import pyte

data = open(sys.argv[1], "rb").read()
data = data[: max(1, len(data) // int(sys.argv[2]))]
screen = pyte.HistoryScreen(100, 40, history=1000)
stream = pyte.ByteStream(screen)
begun = time.process_time()
for line in data.splitlines(keepends=True):
    try:
        stream.feed(line)
    except (TypeError, StopIteration):
        # A sequence that it knows without its prefix only ends its parser: a new one goes on with the next line.
        stream = pyte.ByteStream(screen)
print(f"{len(data) / (time.process_time() - begun) / 1e6:.3f}")
