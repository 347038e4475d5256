//! House rules on who knows whom among files: no circles anywhere, and the arrows inside the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the page and which others each may use. All may use the library.
const WEB: &[(&str, &[&str])] = &[
    ("browser", &[]),
    ("seeds", &[]),
    ("parts", &["browser"]),
    ("worker", &["browser"]),
    ("session", &["parts", "browser"]),
    ("action", &["session", "browser"]),
    ("shortcuts", &["action", "browser"]),
    ("pages", &["session", "parts", "worker", "seeds", "browser"]),
    ("chunk", &["pages", "session", "seeds"]),
    ("app", &["chunk", "pages", "shortcuts", "action", "session", "parts", "browser"]),
];

/// What of the browser only the session may speak to: where cases and ballots are kept, and who may write them.
const THE_SESSIONS_OWN: &[&str] = &["store", "lock", "channel", "record", "database", "ballots"];

/// A file by its module path, the crate first: `lib::file::check`, `web::pages::home`.
type Module = Vec<String>;

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Returns the code of every file under `src` by its module, without comments and tests.
fn modules() -> BTreeMap<Module, String> {
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&source, &mut paths);
    let module = |path: &Path| {
        let relative = path.strip_prefix(&source).unwrap().with_extension("");
        let mut names: Module = relative.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        if !matches!(names[0].as_str(), "web" | "bundle") {
            names.insert(0, "lib".to_owned());
        }
        names.pop_if(|last| matches!(last.as_str(), "mod" | "main" | "lib"));
        if names.is_empty() { vec!["lib".to_owned()] } else { names }
    };
    let code = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    paths.iter().map(|path| (module(path), code(path))).collect()
}

/// Returns the first names of `text` after `::`s, and what follows them.
fn path_at(text: &str) -> (Vec<&str>, &str) {
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        if end > 0 {
            names.push(&rest[..end]);
        }
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(after) => rest = after,
            None => return (names, rest),
        }
    }
}

/// Returns the paths that `text` begins with: one, or each member of a group in braces.
fn paths_at(text: &str) -> Vec<Vec<&str>> {
    let (names, rest) = path_at(text);
    let Some(group) = rest.strip_prefix('{') else { return vec![names] };
    let (mut depth, mut members, mut start) = (1, Vec::new(), 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && letter == ',') {
            members.push(group[start..at].trim());
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let members = members.into_iter().filter(|member| !member.is_empty());
    members.flat_map(paths_at).map(|path| names.iter().copied().chain(path).collect()).collect()
}

/// Returns the modules that the code of `module` names.
fn named(module: &Module, code: &str, modules: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    let starts = ["crate::", "super::", "self::", "weighbridge::"];
    let begins =
        |at: &usize| !code[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':');
    for start in starts.iter().flat_map(|word| code.match_indices(word).map(|(at, _)| at)).filter(begins) {
        for path in paths_at(&code[start..]) {
            let mut at = module.clone();
            for name in path {
                match name {
                    "crate" => at.truncate(1),
                    "weighbridge" => at = vec!["lib".to_owned()],
                    "self" => {}
                    "super" => drop(at.pop()),
                    _ => {
                        at.push(name.to_owned());
                        if !modules.contains_key(&at) {
                            at.pop();
                            break;
                        }
                    }
                }
            }
            if at != *module && modules.contains_key(&at) {
                found.insert(at);
            }
        }
    }
    found
}

/// Whether one module is the other's room: a room and what stands in it may know each other.
fn is_room(one: &Module, other: &Module) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Returns what of `from` leads back to it, as a list of modules; empty where nothing does.
fn circle(from: &Module, uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Module> {
    let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        for next in uses[at].iter().filter(|next| !is_room(at, next)) {
            if next == from {
                let mut way = vec![at.clone()];
                while let Some(before) = came_from.get(way.last().unwrap()) {
                    way.push((*before).clone());
                }
                return way;
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, at);
                waiting.push(next);
            }
        }
    }
    Vec::new()
}

#[test]
fn no_files_know_each_other_in_a_circle() {
    let modules = modules();
    let uses: BTreeMap<Module, BTreeSet<Module>> =
        modules.iter().map(|(module, code)| (module.clone(), named(module, code, &modules))).collect();
    let faults: Vec<String> = uses
        .keys()
        .map(|module| circle(module, &uses))
        .filter(|way| !way.is_empty())
        .map(|way| way.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" <- "))
        .collect();
    assert!(faults.is_empty(), "circles:\n  {}", faults.join("\n  "));
}

#[test]
fn the_rooms_of_the_page_use_only_the_arrows_drawn() {
    let modules = modules();
    let mut faults = Vec::new();
    for (module, code) in modules.iter().filter(|(module, _)| module[0] == "web" && module.len() > 1) {
        let Some((_, allowed)) = WEB.iter().find(|(room, _)| *room == module[1]) else {
            faults.push(format!("{}: is not in the table of rooms", module.join("::")));
            continue;
        };
        for other in named(module, code, &modules).iter().filter(|other| other[0] == "web" && other.len() > 1) {
            if other[1] != module[1] && !allowed.contains(&other[1].as_str()) {
                faults.push(format!("{}: uses {}", module.join("::"), other.join("::")));
            }
            let is_own =
                other.get(2).is_some_and(|file| other[1] == "browser" && THE_SESSIONS_OWN.contains(&file.as_str()));
            if is_own && !matches!(module[1].as_str(), "session" | "browser") {
                faults.push(format!("{}: uses {}, which is the session's own", module.join("::"), other.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "arrows:\n  {}", faults.join("\n  "));
}

#[test]
fn paths_are_read_with_their_groups() {
    let paths = paths_at("crate::a::{self, b::{c, d}, e as f};");
    assert_eq!(
        paths,
        [
            vec!["crate", "a", "self"],
            vec!["crate", "a", "b", "c"],
            vec!["crate", "a", "b", "d"],
            vec!["crate", "a", "e"]
        ]
    );
    assert_eq!(paths_at("super::x::Y { z }"), [["super", "x", "Y"]]);
}
