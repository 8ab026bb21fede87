#!/usr/bin/env python3
"""Codes articles with Spark: JSON Lines in, Parquet out, the answers of `dateline extract -` by article.

usage: code_with_spark.py PROGRAM ARTICLES.jsonl… --out DIR [--master local[2]] [--partitions N]
Each partition is one run of the program, fed through its standard input while its answers are read: nothing is kept but a batch. On a
cluster, name the cluster with --master and ship the program with `spark-submit --files`; it needs no other file.
Afterwards `merge.sh` (or `dateline merge` on answers.jsonl) makes the events.
Needs what requirements.txt lists and a Java 17 runtime.
"""
import argparse, os, pathlib, subprocess, sys, threading


def coder(program):
    """What a partition does: Arrow batches of lines to Arrow batches of answers."""

    def code(batches):
        import pyarrow as pa

        # One thread a task: Spark has as many tasks as there are cores.
        run = subprocess.Popen([program, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def feed():
            with run.stdin:
                for batch in batches:
                    for line in batch.column("value"):
                        run.stdin.write(line.as_py().encode() + b"\n")

        feeder = threading.Thread(target=feed)
        feeder.start()
        answers = []
        for line in run.stdout:
            answers.append(line.decode().rstrip("\n"))
            if len(answers) == 256:
                yield pa.RecordBatch.from_pydict({"answer": answers})
                answers = []
        feeder.join()
        if run.wait() != 0:
            raise RuntimeError(f"{program} ended with {run.returncode}")
        if answers:
            yield pa.RecordBatch.from_pydict({"answer": answers})

    return code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--partitions", type=int, default=2)
    options = parser.parse_args()
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(options.master).appName("dateline").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "256").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    lines = spark.read.text(options.articles).repartition(options.partitions)
    lines.mapInArrow(coder(str(options.program.resolve())), "answer string").write.mode("errorifexists").parquet(str(options.out))
    spark.stop()


if __name__ == "__main__":
    main()
