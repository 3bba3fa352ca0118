//! Options from files and the environment; completions and manual pages.

use crate::workdir::Workdir;

#[test]
fn flags_count_before_the_environment_and_that_before_the_file() {
    let w = Workdir::new();
    w.file("tinviet.toml", "tone-style = \"new\"\n\n[extract]\nformat = \"pretty\"\njobs = 1\n")
        .file("a.txt", "Hòa bình.");
    let run = |args: &[&str], style: Option<&str>| {
        let mut command = w.command(args);
        if let Some(style) = style {
            command.env("TINVIET_TONE_STYLE", style);
        }
        crate::workdir::Ran::from(command.output().expect("the program")).exits(0).stdout
    };
    let file = ["extract", "a.txt", "--config", "tinviet.toml"];
    let from_file = run(&file, None);
    assert!(from_file.starts_with("[\n") && from_file.contains("Hoà bình."), "{from_file}");
    assert!(run(&file, Some("keep")).contains("Hòa bình."));
    assert!(run(&[&file[..], &["--tone-style", "new"]].concat(), Some("keep")).contains("Hoà bình."));
    // A file names what holds for other commands too.
    assert_eq!(run(&["normalize", "a.txt", "--config=tinviet.toml"], None), "Hoà bình.");
    // What is printed is a file of its own, and says where each option comes from.
    let printed = run(&[&file[..], &["--print-config", "-j2"]].concat(), Some("keep"));
    for line in [
        "[extract]",
        "jobs = 2  # command line",
        "tone-style = \"keep\"  # TINVIET_TONE_STYLE",
        "format = \"pretty\"  # tinviet.toml",
        "text-field = \"text\"  # default",
        "# published =",
        "no-text = false  # default",
    ] {
        assert!(printed.lines().any(|l| l == line), "{line}\n{printed}");
    }
    w.file("printed.toml", &printed);
    let again = run(&["extract", "a.txt", "--config", "printed.toml", "--print-config"], None);
    assert!(again.contains("jobs = 2  # printed.toml"), "{again}");
    assert!(again.contains("tone-style = \"keep\"  # printed.toml"), "{again}");
}

#[test]
fn mistakes_in_the_file_are_named() {
    let w = Workdir::new();
    w.file("a.txt", "Tin.");
    for (text, said) in [
        ("jobz = 2", "c.toml: no option \"jobz\""),
        ("[extract]\nedits = \"x\"", "c.toml: no option \"edits\" in [extract]"),
        ("config = \"x\"", "c.toml: no option \"config\""),
        ("extract = 3", "c.toml: extract is a command: write [extract]"),
        ("jobs = [1]", "c.toml: jobs is neither"),
        ("jobs = ", "c.toml: TOML parse error at line 1"),
        ("jobs = \"many\"", "invalid value 'many'"),
    ] {
        w.file("c.toml", text);
        let ran = w.run(&["extract", "a.txt", "--config", "c.toml"]).exits(2);
        assert!(ran.stderr.contains(said), "{text}: {}", ran.stderr);
    }
    let ran = w.run(&["extract", "a.txt", "--config", "none.toml"]).exits(2);
    assert!(ran.stderr.contains("none.toml: No such file"), "{}", ran.stderr);
}

#[test]
fn completions_and_manual_pages() {
    let w = Workdir::new();
    for (shell, has) in [("bash", "complete -F _tinviet"), ("zsh", "#compdef tinviet"), ("fish", "complete -c tinviet")]
    {
        let script = w.run(&["completions", shell]).exits(0).stdout;
        assert!(script.contains(has) && script.contains("shard"), "{shell}");
    }
    w.run(&["completions", "csh"]).exits(2);
    assert!(w.run(&["man"]).exits(0).stdout.contains(".TH tinviet 1"));
    let page = w.run(&["man", "extract"]).exits(0).stdout;
    assert!(page.contains(".SH EXAMPLES") || page.contains("Examples:"), "{page}");
    w.run(&["man", "exract"]).exits(2);
    w.run(&["man", "--output-dir", "man1"]).exits(0);
    assert!(String::from_utf8(w.read("man1/tinviet-extract.1")).expect("UTF-8").contains("files\\-from"));
}

#[test]
fn verbose_runs_tell_inputs_and_kinds_of_failures() {
    let w = Workdir::new();
    w.file("in/a.txt", "Tin.").file("in/b.txt", "").file("in/c.jsonl", "{\n".repeat(30));
    let ran = w.run(&["extract", "in", "-v"]).exits(1);
    for line in ["tinviet: reading in/a.txt", "tinviet: reading in/c.jsonl", "tinviet: bad-json: 30 errors"] {
        assert!(ran.stderr.lines().any(|l| l == line), "{line}\n{}", ran.stderr);
    }
    assert_eq!(ran.stderr.matches("error: in/").count(), 31);
    let ran = w.run(&["extract", "in"]).exits(1);
    assert!(ran.stderr.contains("11 more failures") && !ran.stderr.contains("reading"), "{}", ran.stderr);
}
