//! House rules that the compiler does not hold: floors and arrows, a first line on every file, ceilings, tokens, no
//! ignored tests.

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of the library a module may use. A module may always use itself; all may use floor 0.
const MAY_USE: &[(&str, &[&str])] = &[
    ("id", &[]),
    ("finite", &[]),
    ("pence", &[]),
    ("date", &[]),
    ("unknown", &[]),
    ("digits", &[]),
    ("order", &[]),
    ("limits", &[]),
    ("grid", &[]),
    ("digest", &[]),
    ("print", &[]),
    ("personal", &[]),
    ("spelling", &[]),
    ("framework", &[]),
    ("programme", &[]),
    ("report", &[]),
    ("method", &[]),
    ("answer", &[]),
    ("appraisal", &["method", "answer"]),
    ("alignment", &["method", "programme", "framework"]),
    ("scrutiny", &["alignment", "programme"]),
    ("paste", &["exchange", "alignment", "programme"]),
    ("portfolio", &["method", "alignment", "programme", "framework"]),
    ("workshop", &["method", "appraisal"]),
    ("case", &["answer", "portfolio", "alignment", "appraisal", "framework", "programme", "report", "workshop"]),
    ("log", &["case"]),
    (
        "edit",
        &[
            "log",
            "case",
            "exchange",
            "portfolio",
            "answer",
            "alignment",
            "appraisal",
            "framework",
            "paste",
            "programme",
            "report",
            "workshop",
        ],
    ),
    ("history", &["case", "edit", "log"]),
    (
        "compare",
        &[
            "present",
            "history",
            "log",
            "case",
            "answer",
            "portfolio",
            "alignment",
            "appraisal",
            "framework",
            "paste",
            "programme",
            "report",
            "workshop",
        ],
    ),
    (
        "health",
        &[
            "scrutiny",
            "history",
            "log",
            "edit",
            "case",
            "answer",
            "method",
            "portfolio",
            "appraisal",
            "programme",
            "framework",
            "report",
            "workshop",
        ],
    ),
    ("file", &["case", "log", "appraisal", "alignment", "programme", "workshop"]),
    ("journal", &["file"]),
    ("past", &["file", "history", "log", "case", "appraisal", "programme"]),
    ("keeping", &[]),
    (
        "committee",
        &[
            "file",
            "present",
            "health",
            "log",
            "case",
            "method",
            "portfolio",
            "alignment",
            "appraisal",
            "framework",
            "programme",
            "report",
            "scrutiny",
            "workshop",
        ],
    ),
    ("chart", &["programme"]),
    (
        "present",
        &[
            "method",
            "portfolio",
            "alignment",
            "appraisal",
            "framework",
            "programme",
            "report",
            "scrutiny",
            "case",
            "edit",
            "health",
            "log",
        ],
    ),
    ("route", &[]),
    ("exchange", &[]),
    (
        "paper",
        &[
            "exchange",
            "present",
            "portfolio",
            "edit",
            "health",
            "log",
            "case",
            "method",
            "alignment",
            "appraisal",
            "framework",
            "programme",
            "report",
            "scrutiny",
            "workshop",
        ],
    ),
];

/// The modules of floor 0, open to all.
const FLOOR_0: &[&str] = &[
    "id", "digits", "finite", "pence", "date", "unknown", "order", "limits", "grid", "digest", "print", "spelling",
    "personal",
];

/// The longest a file may be, without its tests.
const CEILING: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    let source = root().join("src");
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    files(&source, "rs").into_iter().map(named).collect()
}

/// Returns the part of a source before its tests, with comments and examples left out.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn assert_none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

/// Returns the modules of the library that a text names after `prefix`.
fn used(code: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in code.split(prefix).skip(1) {
        // `use crate::{a::b, c}` names several at once.
        let group = part.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or(rest));
        let names = group.map_or_else(|| vec![part], |group| group.split(',').collect());
        for name in names {
            let name: String =
                name.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            found.push(name);
        }
    }
    found
}

#[test]
fn modules_use_only_the_floors_below_and_the_arrows_drawn() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap_or_default().to_owned();
        if matches!(module.as_str(), "lib" | "web" | "bundle") {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == module) else {
            faults.push(format!("{name}: the module `{module}` is not in the table of floors"));
            continue;
        };
        for other in used(&code(&text), "crate::") {
            let is_open = other == module || FLOOR_0.contains(&other.as_str()) || allowed.contains(&other.as_str());
            if !is_open {
                faults.push(format!("{name}: uses `{other}`"));
            }
        }
    }
    assert_none(&faults, "a module may use floors below its own and the arrows drawn");
}

/// A formula that knows a noun can be checked only by whoever knows the noun.
#[test]
fn the_mathematics_knows_numbers_only() {
    let mut faults = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("method/")) {
        let code = code(&text);
        let others = used(&code, "crate::").into_iter().filter(|other| !matches!(other.as_str(), "method" | "order"));
        faults.extend(others.map(|other| format!("{name}: uses `{other}`")));
        if code.contains("serde") {
            faults.push(format!("{name}: is saved"));
        }
    }
    assert_none(&faults, "a method takes plain numbers: no id, no Finite, no noun, nothing that is saved");
}

#[test]
fn the_library_reads_no_clock_no_chance_and_no_files() {
    let mut faults = Vec::new();
    for (name, text) in
        sources().into_iter().filter(|(name, _)| !name.starts_with("web") && !name.starts_with("bundle"))
    {
        for word in
            ["std::fs", "std::env", "std::time", "std::net", "std::thread", "static mut", "SystemTime", "rand::"]
        {
            if code(&text).contains(word) {
                faults.push(format!("{name}: {word}"));
            }
        }
        for call in [".ln()", ".exp()", ".powf(", ".exp_m1()", ".ln_1p()", ".log10()", ".log2()", ".powi(", ".mul_add("]
        {
            if code(&text).contains(call) {
                faults.push(format!("{name}: {call} (libm gives the same bits everywhere)"));
            }
        }
    }
    assert_none(&faults, "time, seed and names are arguments, and logarithms come from libm");
}

/// An edit that is new must not compile until it has said what it does, what it is about, its value and its part.
#[test]
fn no_match_on_edits_has_a_wildcard() {
    let mut faults = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| name == "edit.rs" || name.starts_with("edit/")) {
        let code = code(&text);
        for body in code.split("match self {").skip(1) {
            let body = body.split("\n        }\n").next().unwrap_or_default();
            let arm = |line: &&str| line.trim_start().starts_with("_ ") || line.trim_start().starts_with("other ");
            faults.extend(body.lines().filter(arm).map(|line| format!("{name}: {}", line.trim())));
        }
    }
    assert_none(&faults, "every edit answers for itself");
}

#[test]
fn only_the_browser_module_names_web_sys() {
    let mut faults = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| !name.starts_with("web/browser")) {
        for word in ["web_sys", "js_sys", "gloo_storage", "wasm_bindgen"] {
            if code(&text).contains(word) {
                faults.push(format!("{name}: {word}"));
            }
        }
    }
    assert_none(&faults, "only web::browser speaks to the browser");
}

/// A page that could look into the box could show a ballot before the reveal.
#[test]
fn only_the_session_holds_a_ballot_box() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let is_its_own = name.starts_with("workshop/") || name.starts_with("web/session");
        if !is_its_own && ["BallotBox", "ballot_box"].iter().any(|word| code(&text).contains(word)) {
            faults.push(name);
        }
    }
    assert_none(&faults, "a ballot box is made and held by the session alone");
}

#[test]
fn parts_do_not_know_the_session() {
    let parts = sources().into_iter().filter(|(name, _)| name.starts_with("web/parts"));
    let knows = |(name, text): (String, String)| code(&text).contains("crate::session").then_some(name);
    assert_none(&parts.filter_map(knows).collect::<Vec<_>>(), "parts take values and callbacks");
}

#[test]
fn every_file_says_first_what_it_is() {
    let sources = sources().into_iter();
    let silent = sources.filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect::<Vec<_>>();
    assert_none(&silent, "every file opens with //!");
}

#[test]
fn files_stay_under_the_ceiling() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let length = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        if length > CEILING {
            faults.push(format!("{name}: {length} lines"));
        }
    }
    assert_none(&faults, &format!("a file has at most {CEILING} lines without its tests"));
}

#[test]
fn no_test_is_ignored_and_none_hopes_to_panic() {
    let mut faults = Vec::new();
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for word in [concat!("#[ig", "nore"), concat!("#[should", "_panic")] {
                if text.contains(word) {
                    faults.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    assert_none(&faults, "a test runs, and says what it expects");
}

#[test]
fn colours_stand_in_tokens_only() {
    let mut faults = Vec::new();
    for path in files(&root().join("style"), "css") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "tokens.css" {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let has_hash = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                let ends =
                    rest.chars().nth(digits).is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_');
                matches!(digits, 3 | 4 | 6 | 8) && ends && !rest[digits..].trim_start().starts_with(['{', '+', ','])
            });
            if has_hash || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|word| line.contains(word)) {
                faults.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(&faults, "raw colours stand in style/tokens.css only");
}

#[test]
fn every_style_sheet_is_linked_and_every_link_has_its_sheet() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let sheets = files(&root().join("style"), "css");
    let names = sheets.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let missing: Vec<String> = names.filter(|name| !page.contains(&format!("style/{name}\""))).collect();
    assert_none(&missing, "every style sheet is linked in index.html");
    assert_eq!(page.matches("data-trunk rel=\"css\"").count(), sheets.len());
}

#[test]
fn nothing_names_a_machine() {
    let mut faults = Vec::new();
    for folder in ["src", "tests/it", "tests/e2e", "style", "seeds", "script"] {
        for ending in ["rs", "mjs", "css", "json", "js"] {
            for path in files(&root().join(folder), ending)
                .into_iter()
                .filter(|path| !path.to_string_lossy().contains("node_modules"))
            {
                let text = fs::read_to_string(&path).unwrap();
                for word in [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("registry.npm", "js")] {
                    if text.contains(word) {
                        faults.push(format!("{}: {word}", path.display()));
                    }
                }
            }
        }
    }
    assert_none(&faults, "the project names no path of a machine and no registry");
}
