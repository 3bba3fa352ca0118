//! The formats of annotation tools, positions in other units, and what becomes of failures where they have no place.
//!
//! The files expected here were written from the article and the formats' own descriptions. That the tools of each format
//! read them is for `tests/interop`.

use serde_json::{Value, json};
use tinviet::record::{MentionType, OffsetUnit};
use tinviet::sink::annotation::{LABEL_CONFIG, TIMEML_SCHEMA};
use tinviet::sink::table::{Holds, TABLES};
use unicode_normalization::UnicodeNormalization;

use crate::workdir::{Workdir, lines};

/// Two lines with an emoji each, markup that is text, and a person with an office.
const ARTICLE: &str = "Lễ hội xã Tân Hợp 🏮\n\nSáng 23/01, bà Trần Thị Mẫu, Bí thư Đảng ủy xã dự 🎉 lễ; hơn 94% hộ <vui> & \
                       khỏe.\nGiai đoạn 2026-2030, lễ kéo dài 3 ngày.\n";

fn workdir() -> Workdir {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE);
    w
}

fn made(w: &Workdir, args: &[&str]) -> String {
    w.run(&[&["extract", "a.txt", "--published", "2031-01-24"], args].concat()).exits(0).stdout
}

#[test]
fn conllu() {
    let want = "\
# newdoc id = a
# newpar id = a:p1
# sent_id = a:s1
# text = Lễ hội xã Tân Hợp 🏮
1\tLễ hội\t_\t_\t_\t_\t_\t_\t_\t_
2\txã\t_\t_\t_\t_\t_\t_\t_\t_
3\tTân\t_\t_\t_\t_\t_\t_\t_\t_
4\tHợp\t_\t_\t_\t_\t_\t_\t_\t_
5\t🏮\t_\t_\t_\t_\t_\t_\t_\t_

# newpar id = a:p2
# sent_id = a:s2
# text = Sáng 23/01, bà Trần Thị Mẫu, Bí thư Đảng ủy xã dự 🎉 lễ; hơn 94% hộ <vui> & khỏe.
1\tSáng\t_\t_\t_\t_\t_\t_\t_\t_
2\t23\t_\t_\t_\t_\t_\t_\t_\t_
3\t/\t_\t_\t_\t_\t_\t_\t_\t_
4\t01\t_\t_\t_\t_\t_\t_\t_\t_
5\t,\t_\t_\t_\t_\t_\t_\t_\t_
6\tbà\t_\t_\t_\t_\t_\t_\t_\t_
";
    let w = workdir();
    let text = made(&w, &["--format", "conllu"]);
    assert!(text.starts_with(want), "{text}");
    // The forms, in order, make up the text.
    for sentence in text.trim_end().split("\n\n") {
        let whole = sentence.lines().find_map(|l| l.strip_prefix("# text = ")).expect("a text");
        let words = sentence.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
        let rest = words.fold(whole, |rest, c| {
            assert_eq!(c[2..], ["_"; 8]);
            rest.trim_start().strip_prefix(c[1]).unwrap_or_else(|| panic!("{} where {rest:?} is left", c[1]))
        });
        assert_eq!(rest, "");
    }
    // What may not stand in the id of a sentence.
    w.file("b.jsonl", "{\"id\": \"2024/bài 1\", \"text\": \"Tin.\"}\n");
    let ran = w.run(&["extract", "b.jsonl", "--format", "conllu"]).exits(0);
    assert!(ran.stdout.starts_with("# newdoc id = 2024/bài 1\n# newpar id = 2024%2Fbài%201:p1\n"), "{}", ran.stdout);
}

#[test]
fn spacy() {
    let w = workdir();
    let doc: Value = serde_json::from_str(&made(&w, &["--format", "spacy"])).expect("a line");
    assert_eq!(doc["text"], ARTICLE);
    let chars: Vec<char> = ARTICLE.chars().collect();
    let under = |e: &Value| -> String {
        let at = |name: &str| e[name].as_u64().expect("a position") as usize;
        chars[at("start")..at("end")].iter().collect()
    };
    let view = |list: &Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|e| format!("{} {}", e["label"].as_str().expect("a label"), under(e))).collect()
    };
    let want = [
        "place xã Tân Hợp",
        "date Sáng 23/01",
        "person Trần Thị Mẫu",
        "organisation Đảng ủy xã",
        "percent hơn 94%",
        "date Giai đoạn 2026-2030",
        "duration 3 ngày",
    ];
    assert_eq!(view(&doc["ents"]), want);
    assert_eq!(view(&doc["spans"]["sc"]), want);
    // The tokens and the single spaces after them are the whole text.
    let mut whole = String::new();
    for token in doc["tokens"].as_array().expect("tokens") {
        let start = token["start"].as_u64().expect("a position") as usize;
        let gap: String = chars[whole.chars().count()..start].iter().collect();
        assert!(gap.is_empty() || gap == " ", "{gap:?}");
        whole += &gap;
        whole += &under(token);
    }
    assert_eq!(whole, ARTICLE);
    assert_eq!(
        doc["meta"],
        json!({"id": "a", "published": "2031-01-24", "title": "Lễ hội xã Tân Hợp 🏮", "source": "a.txt"})
    );
}

#[test]
fn label_studio() {
    let w = workdir();
    let tasks: Value = serde_json::from_str(&made(&w, &["--format", "label-studio"])).expect("JSON");
    let task = &tasks[0];
    assert_eq!((&task["data"]["text"], &task["data"]["id"]), (&ARTICLE.into(), &"a".into()));
    let results = task["predictions"][0]["result"].as_array().expect("results");
    let region = |id: &str, from: &str| {
        let found = results.iter().find(|r| r["id"] == id && r["from_name"] == from);
        found.unwrap_or_else(|| panic!("{id} {from}: {results:#?}"))["value"].clone()
    };
    assert_eq!(region("m1", "label"), json!({"start": 21, "end": 31, "text": "Sáng 23/01", "labels": ["date"]}));
    assert_eq!(region("m1", "value"), json!({"start": 21, "end": 31, "text": ["2031-01-23"]}));
    assert_eq!(region("m2", "label"), json!({"start": 36, "end": 48, "text": "Trần Thị Mẫu", "labels": ["person"]}));
    let person = results.iter().find(|r| r["id"] == "m2").expect("the person");
    let body = "office: Bí thư Đảng ủy xã Tân Hợp";
    assert!(person["meta"]["text"].as_array().expect("notes").contains(&body.into()), "{person}");
    let relations: Vec<&Value> = results.iter().filter(|r| r["type"] == "relation").collect();
    let office = json!({"from_id": "m2", "to_id": "m3", "type": "relation", "direction": "right", "labels": ["holds-office-in"]});
    assert!(relations.contains(&&office), "{relations:#?}");
    for kind in MentionType::ALL {
        assert!(LABEL_CONFIG.contains(&format!("<Label value=\"{}\"", kind.name())), "{}", kind.name());
    }
    assert_eq!(w.run(&["schema", "label-studio"]).exits(0).stdout, LABEL_CONFIG);
}

#[test]
fn brat() {
    let w = workdir();
    let args = ["extract", "a.txt", "--published", "2031-01-24", "--format", "brat"];
    assert!(w.run(&args).exits(2).stderr.contains("--output-dir"));
    assert_eq!(w.run(&[&args[..], &["--output-dir", "out"]].concat()).exits(0).stdout, "");
    assert_eq!(String::from_utf8(w.read("out/a.txt")).expect("UTF-8"), ARTICLE);
    let found = String::from_utf8(w.read("out/a.ann")).expect("UTF-8");
    let want = [
        "T1\tplace 7 17\txã Tân Hợp",
        "T2\tdate 21 31\tSáng 23/01",
        "A1\tvalue T2 2031-01-23",
        "T3\tperson 36 48\tTrần Thị Mẫu",
        "T4\torganisation 57 67\tĐảng ủy xã",
        "A2\tkind T4 party",
        "T5\tpercent 77 84\thơn 94%",
        "A3\tvalue T5 94",
        "A4\tcmp T5 more",
        "T6\tdate 102 121\tGiai đoạn 2026-2030",
        "A5\tvalue T6 2026/2030",
        "T7\tduration 134 140\t3 ngày",
        "A6\tvalue T7 P3D",
        "R1\tholds-office-in Arg1:T3 Arg2:T4",
    ];
    let stated: Vec<&str> = found.lines().filter(|l| !l.starts_with(['#', 'N'])).collect();
    assert_eq!(stated[..want.len()], want, "{found}");
    assert!(stated[want.len()..].iter().all(|l| l.contains("belongs-to") || l.starts_with('*')), "{found}");
    assert!(found.contains("\tAnnotatorNotes R1\tBí thư\n") && found.contains("honorific: bà"), "{found}");
    assert!(found.contains("\tReference T1 admin-unit:"), "{found}");
    let conf = String::from_utf8(w.read("out/annotation.conf")).expect("UTF-8");
    assert_eq!(w.run(&["schema", "brat"]).exits(0).stdout, conf);
    assert!(MentionType::ALL.iter().all(|k| conf.contains(&format!("\n{}\n", k.name()))), "{conf}");
}

#[test]
fn timeml() {
    let w = workdir();
    let document = "\
<TimeML>
<DOCID>a</DOCID>
<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2031-01-24\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">\
2031-01-24</TIMEX3></DCT>
<TITLE>Lễ hội xã Tân Hợp 🏮</TITLE>
<TEXT>Lễ hội xã Tân Hợp 🏮

<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2031-01-23\" temporalFunction=\"true\" anchorTimeID=\"t0\">Sáng 23/01</TIMEX3>, bà Trần \
Thị Mẫu, Bí thư Đảng ủy xã dự 🎉 lễ; hơn 94% hộ &lt;vui&gt; &amp; khỏe.
<TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"P5Y\" temporalFunction=\"false\" beginPoint=\"t3\" endPoint=\"t4\">Giai đoạn \
2026-2030</TIMEX3><TIMEX3 tid=\"t3\" type=\"DATE\" value=\"2026\" temporalFunction=\"true\" anchorTimeID=\"t2\"/>\
<TIMEX3 tid=\"t4\" type=\"DATE\" value=\"2030\" temporalFunction=\"true\" anchorTimeID=\"t2\"/>, lễ kéo dài \
<TIMEX3 tid=\"t5\" type=\"DURATION\" value=\"P3D\" temporalFunction=\"false\">3 ngày</TIMEX3>.
</TEXT>
</TimeML>
";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let archive = format!("{head}<TimeMLArchive>\n{document}</TimeMLArchive>\n");
    assert_eq!(made(&w, &["--format", "timeml"]), archive);
    made(&w, &["--format", "timeml", "--output-dir", "out"]);
    assert_eq!(String::from_utf8(w.read("out/a.txt.tml")).expect("UTF-8"), format!("{head}{document}"));
    assert_eq!(w.run(&["schema", "timeml"]).exits(0).stdout, TIMEML_SCHEMA);
    // An empty run is a document too.
    w.folder("none");
    let ran = w.run(&["extract", "none", "--format", "timeml"]).exits(0);
    assert_eq!(ran.stdout, format!("{head}<TimeMLArchive>\n</TimeMLArchive>\n"));
}

/// The part of `text` between two positions of a unit.
fn cut(text: &str, unit: &str, span: &Value) -> String {
    let (a, b) = (span[0].as_u64().expect("a position") as usize, span[1].as_u64().expect("a position") as usize);
    match unit {
        "codepoint" => text.chars().skip(a).take(b - a).collect(),
        "utf16" => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[a..b]).expect("whole characters"),
        "byte" => text[a..b].to_owned(),
        _ => panic!("{unit}"),
    }
}

#[test]
fn positions_in_other_units() {
    let w = Workdir::new();
    // Two articles in a file, with emojis before and in the second; letters apart from their marks, so that the two spans differ.
    let file: String = format!("Tin 🎉 một 𝄞.\n=====\n{ARTICLE}").nfd().collect();
    w.file("b.txt", &file);
    for unit in OffsetUnit::ALL.iter().map(|u| u.name()) {
        let args = ["extract", "b.txt", "--split-on", "^=+$", "--words", "--offset-unit", unit];
        let records = w.run(&args).exits(0).records();
        assert_eq!(records.len(), 2);
        let mut seen = 0;
        for record in &records {
            assert_eq!(record["offset_unit"], if unit == "codepoint" { Value::Null } else { unit.into() });
            let text = record["text"].as_str().expect("a text");
            let list = |name: &str| record[name].as_array().expect("a list").clone();
            for m in list("mentions") {
                assert_eq!(cut(text, unit, &m["span"]), m["text"].as_str().expect("a text"), "{unit}");
                let origin: String = cut(&file, unit, &m["source_span"]).nfc().collect();
                assert_eq!(origin, m["text"].as_str().expect("a text"), "{unit}");
                seen += 1;
            }
            for i in list("indicators") {
                let m = &list("mentions")[i["mention"].as_u64().expect("a number") as usize];
                assert_eq!((&i["span"], &i["source_span"]), (&m["span"], &m["source_span"]));
            }
            for b in list("blocks") {
                let origin: String = cut(&file, unit, &b["source_span"]).nfc().collect();
                assert_eq!(cut(text, unit, &b["span"]), origin);
            }
            let sentences: Vec<String> = list("sentences").iter().map(|s| cut(text, unit, &s["span"])).collect();
            assert!(sentences.iter().all(|s| !s.is_empty() && s.trim() == s), "{sentences:?}");
            let words: String = list("words").iter().map(|s| cut(text, unit, s)).collect();
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&words), bare(&sentences.concat()));
        }
        assert!(seen >= 7, "{seen}");
        // The unit is stated whatever fields are asked for; a table counts in it as well.
        let record = &w.run(&[&args[..], &["--fields", "id,mentions"]].concat()).exits(0).records()[1];
        assert_eq!(record.get("offset_unit").is_some(), unit != "codepoint");
        let rows =
            lines(&w.run(&[&args[..5], &["--table", "mentions", "--offset-unit", unit]].concat()).exits(0).stdout);
        let text = records[1]["text"].as_str().expect("a text");
        for row in rows.iter().filter(|r| r["id"] == "b#2") {
            assert_eq!(cut(text, unit, &json!([row["start"], row["end"]])), row["text"].as_str().expect("a text"));
        }
    }
    let ran = w.run(&["extract", "b.txt", "--offset-unit", "pixel"]).exits(2);
    assert!(ran.stderr.contains("one of codepoint, utf16, byte"), "{}", ran.stderr);
}

#[test]
fn arguments_that_do_not_go_together() {
    let w = workdir();
    for (args, what) in [
        (&["--format", "spacy", "--offset-unit", "byte"][..], "spacy counts code points"),
        (&["--format", "timeml", "--fields", "id"], "--fields is for --format jsonl"),
        (&["--format", "conllu", "--no-text"], "--no-text is for"),
        (&["--format", "label-studio", "--words"], "--words is for"),
        (&["--format", "parquet"], "need --table"),
        (&["--format", "conllu", "--table", "mentions"], "a table is written as"),
        (&["--format", "brat", "-o", "x"], "--output-dir DIR"),
        (&["--output-dir", "out", "-o", "x"], "cannot be used with"),
        (&["--output-dir", "a.txt"], "not a folder"),
    ] {
        let ran = w.run(&[&["extract", "a.txt"], args].concat()).exits(2);
        assert!(ran.stderr.contains(what), "{args:?}: {}", ran.stderr);
    }
    assert_eq!(w.names(), ["a.txt"]);
}

/// Where errors have no place in the format, each is told, also to those who want quiet; nowhere is one lost.
#[test]
fn failures_in_formats_without_a_place_for_them() {
    let w = Workdir::new();
    let mut archive = String::new();
    for n in 0..30 {
        archive += &format!("{{\"id\": \"bad-{n}\"}}\n{{\"id\": \"good-{n}\", \"text\": \"Tin.\"}}\n");
    }
    w.file("a.jsonl", archive);
    for format in ["conllu", "label-studio", "spacy", "timeml", "csv"] {
        let args = ["extract", "a.jsonl", "-q", "--format", format];
        let table = if format == "csv" { &["--table", "articles"][..] } else { &[] };
        let ran = w.run(&[&args[..], table].concat()).exits(1);
        assert_eq!(ran.stderr.matches("tinviet: error: a.jsonl:").count(), 30, "{format}: {}", ran.stderr);
        assert!(!ran.stdout.contains("bad-"), "{format}");
        assert_eq!(ran.stdout.matches("good-29").count(), if format == "conllu" { 3 } else { 1 }, "{format}");
        let ran = w.run(&[&args[..], table, &["--errors", "e.jsonl"]].concat()).exits(1);
        assert_eq!(ran.stderr, "", "{format}");
        assert_eq!(lines(&String::from_utf8(w.read("e.jsonl")).expect("UTF-8")).len(), 30, "{format}");
    }
    let ran = w.run(&["extract", "a.jsonl", "-q", "--format", "label-studio"]).exits(1);
    let tasks: Value = serde_json::from_str(&ran.stdout).expect("JSON, with errors left out of the array");
    assert_eq!(tasks.as_array().map(Vec::len), Some(30));
    // JSON Lines and JSON hold them.
    assert_eq!(w.run(&["extract", "a.jsonl", "-q"]).exits(1).records().len(), 60);
    let all: Value =
        serde_json::from_str(&w.run(&["extract", "a.jsonl", "-q", "--format", "json"]).exits(1).stdout).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(60));
}

#[test]
fn columns_hold_what_they_say() {
    let w = Workdir::new();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    for table in TABLES {
        let rows = lines(&w.run(&["extract", samples, "--table", table.name]).exits(0).stdout);
        for (row, column) in rows.iter().flat_map(|r| table.columns().map(move |c| (r, c))) {
            let cell = &row[column.name];
            let right = match column.holds {
                _ if cell.is_null() => true,
                Holds::Count => cell.is_u64(),
                Holds::Number => cell.is_number(),
                // The value of a mention is a date in one row and a number in another.
                Holds::Text => cell.is_string() || table.name == "mentions" && column.name.starts_with("value"),
            };
            assert!(right, "{}.{}: {cell}", table.name, column.name);
        }
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_a_matter_of_the_build() {
    let ran = workdir().run(&["extract", "a.txt", "--table", "mentions", "--format", "parquet"]).exits(2);
    assert!(ran.stderr.contains("--features parquet"), "{}", ran.stderr);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_the_cells_of_the_table() {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, Int64Type};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let w = Workdir::new();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
    w.folder("empty");
    for table in TABLES {
        let rows = lines(&w.run(&["extract", samples, "--table", table.name]).exits(0).stdout);
        w.run(&["extract", samples, "--table", table.name, "--format", "parquet", "-o", "t.parquet"]).exits(0);
        let file = std::fs::File::open(w.path("t.parquet")).expect("the file");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|b| b.build()).expect("a Parquet file");
        let mut n = 0;
        for batch in reader.map(|b| b.expect("a batch")) {
            for row in 0..batch.num_rows() {
                for (column, array) in table.columns().zip(batch.columns()) {
                    let cell = match column.holds {
                        _ if array.is_null(row) => Value::Null,
                        Holds::Text => array.as_string::<i32>().value(row).into(),
                        Holds::Count => array.as_primitive::<Int64Type>().value(row).into(),
                        Holds::Number => array.as_primitive::<Float64Type>().value(row).into(),
                    };
                    let want = &rows[n][column.name];
                    let same = match column.holds {
                        Holds::Number => cell.as_f64() == want.as_f64(),
                        Holds::Text if want.is_number() => cell.as_str() == Some(&want.to_string()),
                        _ => cell == *want,
                    };
                    assert!(same, "{}.{}: {cell} {want}", table.name, column.name);
                }
                n += 1;
            }
        }
        assert_eq!(n, rows.len(), "{}", table.name);
        // No rows, but all columns.
        w.run(&["extract", "empty", "--table", table.name, "--format", "parquet", "-o", "e.parquet"]).exits(0);
        let file = std::fs::File::open(w.path("e.parquet")).expect("the file");
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("a Parquet file");
        assert_eq!(builder.schema().fields().len(), table.columns().count());
    }
}
