//! Puts every language folder beside this file into the program: adding a language is adding a folder.
#![allow(clippy::disallowed_methods)]

use std::{env, fs, path::Path};

fn main() {
    let here = Path::new("src/language");
    println!("cargo:rerun-if-changed={}", here.display());
    let mut folders: Vec<_> = fs::read_dir(here)
        .expect("src/language can be read")
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.is_dir() && !it.ends_with("models"))
        .collect();
    folders.sort();
    let mut code = String::from("&[\n");
    for folder in folders {
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)
            .expect("a language folder can be read")
            .filter_map(|it| it.ok().map(|it| it.path()))
            .filter(|it| it.extension().is_some_and(|it| it == "toml"))
            .collect();
        files.sort();
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        code += &format!("    Folder {{ name: {name:?}, files: &[\n");
        for file in files {
            let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let path = fs::canonicalize(&file).expect("a language file has a place");
            println!("cargo:rerun-if-changed={}", file.display());
            code += &format!("        ({stem:?}, include_str!({path:?})),\n");
        }
        code += "    ] },\n";
    }
    code += "]\n";
    // What was learned lies in a folder of its own: languages share models.
    let mut models: Vec<_> = fs::read_dir(here.join("models"))
        .expect("src/language/models can be read")
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "model"))
        .collect();
    models.sort();
    let mut learned = String::from("&[\n");
    for file in models {
        let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let path = fs::canonicalize(&file).expect("a model has a place");
        println!("cargo:rerun-if-changed={}", file.display());
        learned += &format!("    ({stem:?}, include_bytes!({path:?})),\n");
    }
    learned += "]\n";
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("languages.rs"), code).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("models.rs"), learned).expect("OUT_DIR can be written");
}
