"""Label Studio tasks, held to the labelling interface."""

import json
import subprocess

from lxml import etree

from archive import Program


def check(program: Program) -> str:
    tasks = json.loads(program.run("--format", "label-studio"))
    program.told()
    assert len(tasks) == len(program.records)
    config = etree.fromstring(subprocess.check_output([program.binary, "schema", "label-studio"]))
    labels = {e.get("value") for e in config.iter("Label")}
    links = {e.get("value") for e in config.iter("Relation")}
    controls = {e.get("name"): e for e in config.iter() if e.get("toName")}
    objects = {e.get("name"): e.get("value") for e in config.iter("Text")}
    regions = relations = 0
    for task, record in zip(tasks, program.records):
        (prediction,) = task["predictions"]
        assert task["data"]["text"] == record["text"] and prediction["model_version"].startswith("tinviet ")
        ids = set()
        for result in prediction["result"]:
            if result["type"] == "relation":
                assert {result["from_id"], result["to_id"]} <= ids and set(result["labels"]) <= links
                relations += 1
                continue
            control = controls[result["from_name"]]
            assert control.get("toName") == result["to_name"] and control.tag.lower() == result["type"]
            assert objects[result["to_name"]] == "$text"
            value, text = result["value"], task["data"]["text"]
            if result["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"] and set(value["labels"]) <= labels
                assert result["id"] not in ids
                ids.add(result["id"])
            else:
                assert result["id"] in ids and value["text"][0]
        assert len(ids) == len(record["mentions"])
        regions += len(ids)
    assert relations > 3
    return f"{len(tasks)} tasks, {regions} regions, {relations} relations"
