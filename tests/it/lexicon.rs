//! Words of a user's own, and the commands that show and check words.

use crate::workdir::{Ran, Workdir};

const HEADER: &str = "form\tclass\tvalue\tnote\n";

/// An article of names and words that nobody knows, without anything beside them.
const ARTICLE: &str = "Tập ảnh của Mây Ngàn gây tiếng vang.\n\
    Hôm ấy Lèn Sóng Reo đông người.\n\
    Quà do Nhóm Gió Nội trao.\n\
    Bà Lò Thị Xinh, Trưởng ngư đoàn, ra đón khách.\n\
    Thôn nào cũng theo Xóm sáng đường thơm.\n\
    Mỗi hộ nộp 12 gùi lớn thóc.\n";

const WORDS: [(&str, &str); 6] = [
    ("people.tsv", "Mây Ngàn\tperson.known\t\ta pen name\n"),
    ("places/coast.tsv", "Lèn Sóng Reo\tplace.known\tland\t\n"),
    ("places/more.tsv", "# none yet\n"),
    ("bodies.tsv", "Nhóm Gió Nội\torg.name\tother\t\nTrưởng ngư đoàn\toffice.title\t\t\n"),
    ("programmes.tsv", "Xóm sáng đường thơm\tprogramme.known\tmovement\t\n"),
    ("units.tsv", "gùi lớn\tquantity.unit\t\t\n"),
];

fn with_words() -> Workdir {
    let w = Workdir::new();
    w.file("a.txt", ARTICLE).file("words/notes.txt", "not read");
    for (name, rows) in WORDS {
        w.file(&format!("words/{name}"), format!("{HEADER}{rows}"));
    }
    w
}

/// The mentions of a run as `type text`.
fn mentions(ran: &Ran) -> Vec<String> {
    let record = &ran.records()[0];
    let mentions = record["mentions"].as_array().expect("mentions");
    mentions.iter().map(|m| format!("{} {}", m["type"], m["text"]).replace('"', "")).collect()
}

#[test]
fn words_of_a_user_are_found() {
    let w = with_words();
    let (plain, added) =
        (w.run(&["extract", "a.txt"]).exits(0), w.run(&["extract", "a.txt", "--lexicon", "words"]).exits(0));
    let (without, with) = (mentions(&plain), mentions(&added));
    for wanted in [
        "person Mây Ngàn",
        "place Lèn Sóng Reo",
        "organisation Nhóm Gió Nội",
        "programme Xóm sáng đường thơm",
        "quantity 12 gùi lớn",
    ] {
        assert!(with.iter().any(|m| m == wanted), "{wanted}: {with:?}");
        assert!(!without.iter().any(|m| m == wanted), "{wanted}: {without:?}");
    }
    let title = |ran: &Ran| ran.records()[0]["officials"][0]["roles"][0]["title"].as_str().map(str::to_owned);
    assert_eq!((title(&plain), title(&added).as_deref()), (None, Some("Trưởng ngư đoàn")));
    let shown = w.run(&["explain", "a.txt", "--lexicon", "words"]).exits(0).stdout;
    assert!(shown.contains("person/whole-name") && shown.contains("place/whole-name"), "{shown}");
}

#[test]
fn a_row_of_a_user_goes_before_a_row_built_in() {
    let w = Workdir::new();
    w.file("a.txt", "Quỹ do UNESCO tài trợ.").file("words.tsv", format!("{HEADER}UNESCO\torg.name\tcompany\t\n"));
    let kind = |args: &[&str]| {
        let ran = w.run(&[&["extract", "a.txt"], args].concat()).exits(0);
        ran.records()[0]["mentions"][0]["kind"].as_str().map(str::to_owned)
    };
    assert_eq!(kind(&[]).as_deref(), Some("international"));
    assert_eq!(kind(&["--lexicon", "words.tsv"]).as_deref(), Some("company"));
}

#[test]
fn records_say_that_words_were_added() {
    let w = with_words();
    let version = |args: &[&str]| {
        let ran = w.run(&[&["extract", "a.txt"], args].concat()).exits(0);
        ran.records()[0]["versions"]["data"].as_str().expect("a version").to_owned()
    };
    let (plain, added) = (version(&[]), version(&["--lexicon", "words"]));
    let (base, hash) = added.split_once("+user.").expect("the mark of a user's words");
    assert_eq!(base, plain);
    assert!(hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{hash}");
    w.file("words/people.tsv", format!("{HEADER}Mây Xa\tperson.known\t\t\n"));
    assert_ne!(version(&["--lexicon", "words"]), added);
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let w = with_words();
    for n in 0..40 {
        w.file(&format!("in/{n:02}.txt"), ARTICLE);
    }
    let one = w.run(&["extract", "in", "--lexicon", "words", "-j1"]).exits(0);
    assert_eq!(one.records().len(), 40);
    assert!(w.run(&["extract", "in", "--lexicon", "words", "-j2"]).exits(0).stdout == one.stdout);
}

#[test]
fn a_bad_row_ends_the_run_before_anything_is_written() {
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    for (rows, told) in [
        ("Mây\tperson.known\t\t\nNgàn\tperson.knwn\t\t\n", "words/x.tsv:3: unknown class \"person.knwn\": Ngàn"),
        ("Mây\tperson.known\n", "words/x.tsv:2: 2 fields, 4 expected"),
        ("Lèn\tplace.known\tcoast\t\n", "words/x.tsv:2: the value of place.known is one of province, "),
        ("Tổ 5\tplace.known\thamlet\t\n", "words/x.tsv:2: a word that begins with a digit: Tổ 5"),
        ("\tplace.known\thamlet\t\n", "words/x.tsv:2: empty form"),
    ] {
        w.file("words/x.tsv", format!("{HEADER}{rows}"));
        let ran = w.run(&["extract", "a.txt", "--lexicon", "words", "-o", "out.jsonl"]).exits(2);
        assert!(ran.stderr.contains(told) && ran.stdout.is_empty(), "{}", ran.stderr);
        assert_eq!(w.names(), ["a.txt", "words"]);
    }
    w.file("words/x.tsv", "name,class\n");
    let ran = w.run(&["explain", "a.txt", "--lexicon", "words"]).exits(2);
    assert!(ran.stderr.contains("words/x.tsv:1: the header must be"), "{}", ran.stderr);
    w.file("words/x.tsv", b"form\tclass\tvalue\tnote\nM\xc3y\tperson.known\t\t\n");
    let ran = w.run(&["extract", "a.txt", "--lexicon", "words"]).exits(2);
    assert!(ran.stderr.contains("words/x.tsv:2: not UTF-8"), "{}", ran.stderr);
    w.folder("empty").run(&["extract", "a.txt", "--lexicon", "empty"]).exits(2);
    w.run(&["extract", "a.txt", "--lexicon", "nowhere"]).exits(2);
}

#[test]
fn files_of_other_programs_are_read() {
    let w = Workdir::new();
    // A byte order mark, Windows line ends, letters that are not composed.
    let decomposed: String = HEADER.to_owned() + "Ma\u{302}y Nga\u{300}n\tperson.known\t\t\n";
    w.file("a.txt", ARTICLE).file("words/x.tsv", format!("\u{feff}{}", decomposed.replace('\n', "\r\n")));
    let found = mentions(&w.run(&["extract", "a.txt", "--lexicon", "words"]).exits(0));
    assert!(found.contains(&"person Mây Ngàn".to_owned()), "{found:?}");
}

#[test]
fn check_names_each_breach() {
    let w = with_words();
    let ran = w.run(&["lexicon", "check", "words"]).exits(0);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("6 files, 0 breaches"), "{}", ran.stderr);
    let rows =
        "Mây\tperson.known\t\t\nMây\tperson.known\t\tagain\nSóng \tplace.known\tland\t\nTổ 5\tplace.known\tcoast\t\n";
    w.file("words/x.tsv", format!("{HEADER}{rows}"));
    let ran = w.run(&["lexicon", "check", "words"]).exits(1);
    let told = "words/x.tsv:3: twice: Mây\n\
        words/x.tsv:4: white space around a form: Sóng \n\
        words/x.tsv:5: a word that begins with a digit: Tổ 5\n";
    assert_eq!(ran.stdout, told);
    w.run(&["lexicon", "check", "nowhere"]).exits(2);
}

#[test]
fn list_shows_rows_by_class_and_kind() {
    let w = with_words();
    let list = |args: &[&str]| w.run(&[&["lexicon", "list"], args].concat()).exits(0).stdout;
    let titles = list(&["--class", "office.title"]);
    assert!(titles.starts_with("form\tclass\tvalue\tnote\tsource\n"));
    assert!(titles.contains("\nChủ tịch\toffice.title\t"), "{titles}");
    assert!(titles.lines().skip(1).all(|l| l.split('\t').nth(1) == Some("office.title")));
    let places = list(&["--kind", "place", "--lexicon", "words"]);
    assert_eq!(places.lines().nth(1), Some("Lèn Sóng Reo\tplace.known\tland\t\twords/places/coast.tsv:2"));
    assert!(places.contains("\nhuyện Ngân Sơn\tunit.district\t062\t..2025-06-30\tplace/districts.tsv\n"));
    assert!(!places.contains("\toffice.title\t"));
    assert!(list(&[]).lines().count() > list(&["--kind", "place"]).lines().count());
    w.run(&["lexicon", "list", "--class", "office.titel"]).exits(2);
    w.run(&["lexicon", "list", "--kind", "titles"]).exits(2);
}

#[test]
fn find_takes_any_spelling() {
    let w = with_words();
    let find = |args: &[&str]| w.run(&[&["lexicon", "find"], args].concat()).exits(0).stdout;
    assert_eq!(find(&["UỶ", "BAN", "nhân", "dân"]), find(&["Ủy ban nhân dân"]));
    assert!(find(&["chủ tịch"]).contains("Chủ tịch\toffice.title\t"));
    assert!(
        find(&["mây ngàn", "--lexicon", "words"]).contains("Mây Ngàn\tperson.known\t\ta pen name\twords/people.tsv:2")
    );
    assert_eq!(find(&["không ai biết"]), "form\tclass\tvalue\tnote\tsource\n");
    w.run(&["lexicon", "find"]).exits(2);
}

#[test]
fn every_class_is_described() {
    let w = Workdir::new();
    let classes = w.run(&["lexicon", "classes"]).exits(0).stdout;
    for class in tinviet::lexicon::class::Class::ALL {
        let line = classes.lines().find_map(|l| l.strip_prefix(&format!("{}\t", class.name())));
        let line = line.unwrap_or_else(|| panic!("{} is not listed", class.name()));
        assert!(line.len() > 3 && line.trim() == line && line.ends_with(['.', '`', ')']), "{line:?}");
    }
    assert!(classes.contains("\nperson.known\tA person by the whole name"), "{classes}");
}

/// The page for users shows rows as they are to be written: they pass the check.
#[test]
fn the_rows_of_the_manual_pass_the_check() {
    let manual = include_str!("../../docs/lexicon.md");
    let w = Workdir::new();
    let rows: Vec<&str> = manual.split("```tsv\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    assert!(!rows.is_empty());
    for (n, text) in rows.iter().enumerate() {
        w.file(&format!("words/{n}.tsv"), text);
    }
    let ran = w.run(&["lexicon", "check", "words"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    // The classes of the table are classes.
    for class in manual.lines().filter_map(|l| l.split("| `").nth(1)?.split('`').next()) {
        assert!(tinviet::lexicon::class::Class::from_name(class).is_some(), "{class}");
    }
}
