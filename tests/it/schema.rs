//! The published JSON Schema: it is the committed file, and all output conforms to it.

use std::borrow::Cow;
use std::path::Path;

use serde_json::Value as Json;
use tinviet::record::{
    AdminUnit, Block, BlockKind, Change, CharSpan, Cmp, ContentHash, DateFacts, DocumentEntry, DocumentFacts,
    DocumentKind, DurationFacts, Facts, Fields, FigureFacts, Form, Indicator, Mention, MentionType, Number, Official,
    OffsetUnit, OrganisationFacts, OrganisationKind, PersonFacts, PlaceFacts, ProgrammeEntry, ProgrammeFacts,
    ProgrammeKind, Record, Role, SchemaVersion, Selected, Sentence, SourceInfo, Value, Versions, Warning, json_schema,
};
use tinviet::sink::{Jsonl, Sink};

use crate::workdir::{Workdir, archive};

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/schema/record.schema.json");
    let made = json_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &made).expect("the schema");
    }
    let committed = std::fs::read_to_string(&path).expect("the schema");
    assert!(committed == made, "the schema changed; UPDATE_SCHEMA=1 writes {}", path.display());
    assert_eq!(Workdir::new().run(&["schema"]).exits(0).stdout, made);
}

/// The schema, but no object may have a property that it does not name: the tests are stricter than the promise.
fn strict() -> jsonschema::Validator {
    fn close(schema: &mut Json) {
        match schema {
            Json::Object(map) => {
                map.values_mut().for_each(close);
                if map.contains_key("properties") {
                    map.insert("additionalProperties".into(), false.into());
                }
            }
            Json::Array(list) => list.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema = serde_json::from_str(&json_schema()).expect("JSON");
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema")
}

#[track_caller]
fn valid(schema: &jsonschema::Validator, record: &Json) {
    let errors: Vec<String> = schema.iter_errors(record).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{record:#}");
}

#[test]
fn records_of_a_run_conform() {
    let w = Workdir::new();
    w.file("in/a.jsonl", archive(100, 300)).file("in/b.txt", "Một.\nHai.").file("in/c.txt", "");
    w.file("in/d.jsonl", "{\"text\": \"b\", \"published\": \"2024-01-24T08:00:00+07:00\", \"title\": \"T\"}\n");
    w.file("in/e.jsonl", b"{\"text\": \"b\xff\"}\n");
    let ran = w.run(&["extract", "in", "missing.txt"]).exits(1);
    let schema = strict();
    for record in ran.records() {
        valid(&schema, &record);
    }
    assert_eq!(ran.records().len(), 105);
}

/// A record with every field filled.
fn full() -> Record<'static> {
    let some = |t: &'static str| Some(Cow::Borrowed(t));
    let span = CharSpan(0, 2);
    let unit = || AdminUnit { code: "06".into(), name: "tỉnh Hạ Lâm".into() };
    let units = || Some(vec![unit()]);
    let number = |x| Number::new(x).map(Value::Number);
    let figure = FigureFacts::default;
    let facts = [
        Facts::Person(PersonFacts { honorific: some("Đồng chí"), rank: some("Thượng tá") }),
        Facts::Place(PlaceFacts {
            level: some("district"),
            code: some("062"),
            parent: Some(unit()),
            now: units(),
            candidates: units(),
        }),
        Facts::Organisation(OrganisationFacts {
            name: some("Ủy ban"),
            kind: Some(OrganisationKind::PeoplesCommittee),
            place: Some(1),
        }),
        Facts::Date(DateFacts {
            value: Some(Value::Unknown),
            resolved_from: some("published"),
            reason: some("no anchor"),
        }),
        Facts::Duration(DurationFacts { value: Some(Value::Texts("P2Y".into(), "P3Y".into())) }),
        Facts::Percent(FigureFacts { value: number(94.5), cmp: Some(Cmp::Gt), unit: some("%"), ..figure() }),
        Facts::Money(FigureFacts { value: number(3e13), currency: some("VND"), ..figure() }),
        Facts::Quantity(FigureFacts {
            value: Some(Value::Numbers(32.into(), 34.into())),
            form: Some(Form::Ratio),
            ..figure()
        }),
        Facts::Programme(ProgrammeFacts {
            name: some("X"),
            kind: Some(ProgrammeKind::ResolutionTheme),
            registry: some("x"),
            period: some("2021/2025"),
        }),
        Facts::Document(DocumentFacts {
            kind: Some(DocumentKind::Decree),
            number: some("1/2020/NĐ-CP"),
            year: Some(2020),
            issuer: some("Chính phủ"),
            date: some("2020-01-02"),
            provision: some("Điều 5"),
        }),
    ];
    let mention = |(n, facts)| Mention::new(n, span, Some(span), "Xã", facts, "test/rule");
    let mentions: Vec<Mention<'_>> = (0..).zip(facts).map(mention).collect();
    assert!(mentions.iter().map(Mention::kind_of).eq(MentionType::ALL.iter().copied()), "one of each type");
    Record {
        schema: SchemaVersion,
        id: "a".into(),
        source: SourceInfo {
            path: "a.txt".into(),
            member: some("b"),
            line: Some(3),
            format: some("text"),
            encoding: some("utf-8"),
            bytes: Some(5),
            hash: Some(ContentHash(1)),
        },
        duplicate_of: some("b"),
        url: some("https://bao.example/1"),
        publisher: some("Báo Thử"),
        published: some("2024-01-24"),
        published_time: some("2024-01-24T08:00"),
        published_from: some("field"),
        title: some("T"),
        lead: some("L"),
        author: some("A"),
        views: Some(81),
        offset_unit: Some(OffsetUnit::Utf16),
        text: "Xã họp.".into(),
        blocks: BlockKind::ALL.iter().map(|kind| Block { kind: *kind, span, source_span: None }).collect(),
        sentences: vec![Sentence { span, block: 0 }],
        words: Some(vec![span]),
        mentions,
        officials: vec![Official {
            name: "Lê Thị Thử".into(),
            honorific: some("bà"),
            rank: None,
            mentions: vec![0],
            roles: vec![Role {
                title: "Chủ tịch".into(),
                org: "UBND".into(),
                org_full: some("Ủy ban"),
                former: true,
                evidence: vec![2],
            }],
        }],
        indicators: vec![Indicator {
            measure: "hộ".into(),
            value: Value::Number(90.into()),
            form: None,
            unit: some("%"),
            cmp: Cmp::About,
            change: Some(Change::Up),
            period: some("2023"),
            place: some("xã"),
            place_code: some("062"),
            mention: 5,
            sentence: 0,
            span,
            source_span: Some(span),
        }],
        programmes: vec![ProgrammeEntry {
            name: "P".into(),
            kind: ProgrammeKind::Movement,
            registry: some("p"),
            key: "p".into(),
            period: some("2021/2025"),
            place: Some(2),
            document: some("12/QĐ-TTg"),
            mentions: vec![8],
        }],
        documents: vec![DocumentEntry {
            number: None,
            title: some("Luật Thử"),
            kind: DocumentKind::Law,
            year: Some(2024),
            issuer: some("Quốc hội"),
            date: some("2024-01-18"),
            mentions: vec![9],
        }],
        warnings: vec![Warning { code: "c".into(), message: "m".into() }],
        versions: Versions::THIS,
    }
}

#[test]
fn records_are_written_as_their_types_say() {
    let full = full();
    let bare = Record {
        duplicate_of: None,
        published_time: None,
        views: None,
        offset_unit: None,
        words: None,
        blocks: Vec::new(),
        mentions: vec![Mention::new(
            70_000,
            CharSpan(9, 10_000),
            None,
            "“\"Xã\"\n”",
            Facts::unknown(MentionType::Place),
            "test/rule",
        )],
        ..full.clone()
    };
    for record in [&full, &bare] {
        for fields in [Fields::ALL, Fields::ALL.without("schema"), Fields::parse("text,words").expect("fields")] {
            let mut line = Vec::new();
            Jsonl { fields }.record(record, &mut line).expect("memory");
            let want = serde_json::to_string(&Selected { record, fields }).expect("JSON");
            assert_eq!(String::from_utf8(line).expect("UTF-8"), want + "\n");
        }
    }
}

#[test]
fn a_full_record_conforms_and_comes_back() {
    let record = full();
    let text = serde_json::to_string(&record).expect("JSON");
    let json: Json = serde_json::from_str(&text).expect("JSON");
    valid(&strict(), &json);
    assert_eq!(serde_json::from_str::<Record<'static>>(&text).expect("a record"), record);
    assert_eq!(record.clone().into_owned(), record);
    // The forms that the contract fixes.
    assert_eq!(json["mentions"][3]["value"], Json::Null);
    assert!(json["mentions"][3].get("value").is_some() && json["mentions"][0].get("value").is_none());
    assert_eq!(json["mentions"][7]["value"], serde_json::json!([32, 34]));
    assert!(text.contains("\"value\":30000000000000,"), "{text}");
    assert!(text.contains("\"value\":94.5,"), "{text}");
    assert_eq!(json["mentions"][2]["kind"], "peoples_committee");
    assert_eq!(json["source"]["hash"], "xxh3:0000000000000001");
}

#[test]
fn what_is_wrong_does_not_conform() {
    let schema = strict();
    let good = serde_json::to_value(full()).expect("JSON");
    let change = |pointer: &str, to: Json| {
        let mut record = good.clone();
        *record.pointer_mut(pointer).expect("a place") = to;
        assert!(!schema.is_valid(&record), "{pointer}");
    };
    change("/schema", 2.into());
    change("/mentions/0/type", "thing".into());
    change("/mentions/2/kind", "gang".into());
    change("/mentions/5/cmp", "==".into());
    change("/blocks/0/span", serde_json::json!([1]));
    change("/published", "24/01/2024".into());
    change("/source/hash", "md5:0".into());
    change("/id", Json::Null);
    change("/programmes/0/kind", "decree".into());
}
