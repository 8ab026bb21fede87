#!/usr/bin/env python3
"""The answers that code_with_spark.py keeps in Parquet, as JSON Lines on standard output, for `dateline merge`.

usage: parquet_lines.py DIR
"""
import sys

import pyarrow.dataset

for batch in pyarrow.dataset.dataset(sys.argv[1], format="parquet").to_batches(batch_size=256):
    for answer in batch.column("answer"):
        sys.stdout.write(answer.as_py() + "\n")
