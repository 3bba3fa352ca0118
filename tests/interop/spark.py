"""The stream contract under Apache Spark: `rdd.pipe` with `checkCode=True`, bad lines included.

Usage: spark.py TINVIET [ARCHIVE.jsonl]. Needs pyspark and a Java runtime. Without an archive, composed articles are read.
Exits with 1 where a line of output is missing, out of order within its partition, or no record.
"""

import json
import os
import sys

from pyspark.sql import SparkSession

# Workers take the interpreter that runs this script.
os.environ["PYSPARK_PYTHON"] = sys.executable

tinviet = os.path.abspath(sys.argv[1])
if len(sys.argv) > 2:
    with open(sys.argv[2], encoding="utf-8") as archive:
        lines = [line.rstrip("\n") for line in archive]
else:
    lines = [
        json.dumps({"id": f"bài {n}", "text": f"Sáng {n % 28 + 1}/3/2024, xã An Lạc họp; {n % 90 + 5}% hộ có nước sạch."}, ensure_ascii=False)
        for n in range(2000)
    ]
    # One bad line in a hundred: neither lost nor the end of the task.
    lines[13::100] = ["không phải JSON"] * len(lines[13::100])
    lines[57::400] = [""] * len(lines[57::400])

spark = SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
# The recipe of docs/engines.md. More partitions than documents: an empty one is no failure.
records = (
    spark.sparkContext.parallelize(lines, 7)
    .pipe(f"{tinviet} extract --stream --quiet", checkCode=True)
    .collect()
)
read = [json.loads(record) for record in records]
errors = sum("error" in record for record in read)
assert len(read) == len(lines), f"{len(lines)} lines in, {len(read)} out"
for line, record in zip(lines, read):
    if line.startswith("{"):
        assert record["id"] == json.loads(line)["id"], record["id"]
    else:
        assert "error" in record, record["id"]
table = spark.read.json(spark.sparkContext.parallelize(records))
found = table.where("error IS NULL").selectExpr("explode(mentions) AS m").groupBy("m.type").count().orderBy("type")
print(f"Spark {spark.version}: {len(lines)} lines in, {len(read)} records out, {errors} of them errors")
for row in found.collect():
    print(f"  {row['type']}: {row['count']}")
spark.stop()
