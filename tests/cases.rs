//! Each `cases.txt` under `src/recognise` is a test: its expressions give the values stated, its negatives give nothing,
//! and every rule of the recogniser fires in some positive case.

use std::path::Path;

use tinviet::recognise::Kind;
use tinviet::testing::cases;

fn check(path: &Path, text: String) -> datatest_stable::Result<()> {
    let folder = path.parent().and_then(Path::file_name).and_then(|f| f.to_str()).unwrap_or_default();
    let kind = Kind::from_name(folder).ok_or_else(|| format!("{folder} is no recogniser"))?;
    let report = cases::run(kind, &text)?;
    let mut problems = report.failures.clone();
    for rule in cases::rules_of(kind) {
        if !report.fired.contains(&rule) {
            problems.push(format!("rule {rule} fires in no positive case\n"));
        }
    }
    if report.positive == 0 || report.negative == 0 {
        problems.push("a case file needs positive and negative cases\n".into());
    }
    if problems.is_empty() {
        return Ok(());
    }
    let (failed, total) = (problems.len(), report.positive + report.negative);
    Err(format!("{failed} problems in {total} cases\n{}", problems.concat()).into())
}

datatest_stable::harness! {
    { test = check, root = "src/recognise", pattern = r"cases\.txt$" },
}
