//! The rules of the house that a compiler does not hold.

use std::fs;
use std::path::{Path, PathBuf};

use micro_court::run;
use migrations::{Migrator, MigratorTrait};

use crate::court::Place;

/// Which top folders of `src` each may know (docs/ARCHITECTURE.md). `law` knows nobody.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("law", &["law"]),
    ("kit", &["kit", "law"]),
    ("ports", &["ports", "kit"]),
    ("store", &["store", "kit"]),
    ("rooms", &["rooms", "court", "kit", "ports", "store", "law"]),
    ("sandbox", &["sandbox"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The words after each `crate::` of a file, comments left out.
fn known(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| {
            line.split("crate::").skip(1).map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect::<String>()
            })
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn nobody_knows_whom_they_should_not() {
    let mut breaches = Vec::new();
    for (folder, allowed) in MAY_KNOW {
        for file in rust_files(&Path::new("src").join(folder)) {
            for word in known(&fs::read_to_string(&file).expect("file")) {
                if word != "error_table" && !allowed.contains(&word.as_str()) {
                    breaches.push(format!("{} knows crate::{word}", file.display()));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// A room calls another only through what its mod.rs shows, never its tables.
#[test]
fn rooms_call_each_other_by_the_front_door() {
    let mut breaches = Vec::new();
    for file in rust_files(Path::new("src/rooms")) {
        let text = fs::read_to_string(&file).expect("file");
        for line in text.lines().filter(|line| line.contains("crate::rooms::")) {
            let rest = line.split("crate::rooms::").nth(1).unwrap_or("");
            // Its own room a file may know in depth.
            let room = rest.split("::").next().unwrap_or("");
            if file.starts_with(Path::new("src/rooms").join(room)) {
                continue;
            }
            let depth = rest
                .split(['{', ';', '(', ' '])
                .next()
                .unwrap_or("")
                .split("::")
                .filter(|part| !part.is_empty())
                .count();
            if depth > 2 {
                breaches.push(format!("{}: {line}", file.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// Law is pure: no clock, no I/O, no database.
#[test]
fn the_law_touches_nothing_outside() {
    for file in rust_files(Path::new("src/law")) {
        let text = fs::read_to_string(&file).expect("file");
        for word in [
            "Utc::now",
            "Local::now",
            "std::fs",
            "std::net",
            "std::env",
            "sea_orm",
            "reqwest",
            "tokio",
            "SystemTime",
        ] {
            assert!(!text.contains(word), "{} touches {word}", file.display());
        }
    }
}

/// Expand and contract: each migration up, down and up again, on the backend under test.
#[tokio::test]
async fn migrations_go_up_down_and_up() {
    let folder = tempfile::tempdir().expect("folder");
    let place = Place::fresh(folder.path()).await;
    let court = run::court_of(place.settings(&[])).await.expect("court");
    let db = court.store.db();
    Migrator::up(db, None).await.expect("up");
    Migrator::down(db, None).await.expect("down");
    Migrator::up(db, None).await.expect("up again");
    court.store.check().await.expect("whole");
}
