//! Every function of the header with NULL, with lengths of 0, beyond every end, with arguments at
//! random, and from 8 threads at once; under AddressSanitizer and under valgrind. The calls are
//! generated from the header, so that none is forgotten.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;
#[path = "common/prototypes.rs"]
mod prototypes;

use common::{Folder, Language, Linking, build, has, package, run, vectors};
use prototypes::{Function, Parameter, functions, options};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

/// Objects that may be NULL.
const NULLABLE: [(&str, &str); 8] = [
    ("shohosen_verifier_new", "trust_store"),
    ("shohosen_signer_new", "trust_store"),
    ("shohosen_checker_new", "master"),
    ("shohosen_checker_check", "history"),
    ("shohosen_outcome_page", "history"),
    ("shohosen_signer_extend", "providers"),
    ("shohosen_orca_records", "options"),
    ("shohosen_orca_records", "master"),
];
/// Arguments that are not reached: there is no card, and the files are no masters.
const NOT_REACHED: [(&str, &str); 5] = [
    // What is sent there has a signature already, and any certificate would do.
    ("shohosen_signer_adopt", "certificate"),
    ("shohosen_signer_adopt", "answer"),
    ("shohosen_key_from_card", "pin"),
    ("shohosen_key_from_card", "certificate"),
    ("shohosen_master_new", "ingredients"),
];

/// Fetches from the network when a signature is extended: not at random.
const NOT_AT_RANDOM: [&str; 1] = ["shohosen_providers_fetch_crls"];

fn header() -> String {
    std::fs::read_to_string(package().join("include/shohosen.h")).unwrap()
}

/// `TrustStore` as `trust_store`.
fn snake(kind: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in kind.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The member of the world that holds an object of this type.
fn member(kind: &str) -> String {
    match kind {
        "Signed" => "signed_document".into(),
        "Octets" => "made_octets".into(),
        other => snake(other),
    }
}

/// The octets that a parameter of this name expects.
fn octets_for(name: &str) -> &'static str {
    match name {
        "document" | "prescription" | "sent" | "answer" => "DOCUMENT",
        "certificate" | "certificates" => "CERTIFICATE",
        "key" => "KEY",
        "records" | "file" => "RECORDS",
        "crl" => "SIGN_CA_CRL",
        "url" => "TSA_URL",
        "patient" | "document_id" | "name" => "NAME",
        "settings" => "SETTINGS",
        "json" => "FACTS",
        _ => "TIME_TEXT",
    }
}

/// Whether a call without this argument is a fault of the program.
fn is_needed(function: &Function, parameter: &Parameter) -> bool {
    let asked = (function.name.as_str(), parameter.name.as_str());
    parameter.is_pointer()
        && !matches!(parameter.kind.as_str(), "ShohosenError **" | "size_t *")
        && !parameter.object().is_some_and(|kind| kind.ends_with("Options"))
        && parameter.name != "erased"
        && !NULLABLE.contains(&asked)
        && !NOT_REACHED.contains(&asked)
}

/// How the arguments of a call are chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// NULL and 0 everywhere.
    Nothing,
    /// What makes sense, but NULL for this parameter.
    AllBut(usize),
    /// Objects and octets are there, all lengths and counts are 0.
    ZeroLength,
    /// Objects and octets are there, numbers are as large as can be.
    Beyond,
    /// At random.
    Random,
}

/// Writes the call of one function as a block.
fn call(code: &mut String, function: &Function, choice: Choice) {
    let mut before = String::new();
    let mut after = String::new();
    let mut arguments = Vec::new();
    let parameters = &function.parameters;
    for (index, parameter) in parameters.iter().enumerate() {
        let is_null = choice == Choice::Nothing || choice == Choice::AllBut(index);
        let argument = match parameter.kind.as_str() {
            _ if is_null && parameter.is_pointer() => "NULL".into(),
            _ if choice == Choice::Nothing => "0".into(),
            "ShohosenError **" => match choice {
                Choice::Random => "below(random, 4) == 0 ? NULL : &error".into(),
                _ => "&error".into(),
            },
            "size_t *" => match choice {
                Choice::Random => "below(random, 4) == 0 ? NULL : &length".into(),
                _ => "&length".into(),
            },
            "int64_t *" => "&number".into(),
            "uint64_t *" => "&count".into(),
            "int32_t *" | "ShohosenImport *" => "&kind".into(),
            "const uint8_t *" | "const char *" => {
                octets(&mut before, &mut after, parameter, choice)
            }
            _ if parameter.out_object().is_some() => {
                let kind = parameter.out_object().unwrap();
                let _ = writeln!(before, "        Shohosen{kind} *out = NULL;");
                let _ = writeln!(after, "        shohosen_{}_free(out);", snake(kind));
                "&out".into()
            }
            _ if parameter.is_pointer() => pointer(&mut before, parameter, choice),
            _ => number(parameters, index, choice),
        };
        arguments.push(argument);
    }
    let name = &function.name;
    let _ = writeln!(code, "    {{\n{before}        {name}_({});", arguments.join(", "));
    // The result, checked.
    let text = code.split_off(code.rfind(&format!("{name}_(")).unwrap());
    let expression = text.trim_end().trim_end_matches(';').replacen(
        &format!("{name}_("),
        &format!("{name}("),
        1,
    );
    let has_out = parameters.iter().any(|p| p.out_object().is_some());
    match function.returns.as_str() {
        "void" => {
            let _ = writeln!(code, "{expression};");
        }
        "ShohosenStatus" if name != "shohosen_error_status" => {
            let _ = writeln!(code, "status = {expression};");
            if choice == Choice::Nothing {
                let _ =
                    writeln!(code, "        must(status != SHOHOSEN_OK, \"{name} of nothing\");");
            } else {
                let out = if has_out { "out != NULL" } else { "-1" };
                let out = match choice {
                    Choice::AllBut(index) if parameters[index].name == "out" => "-1",
                    _ => out,
                };
                if let Choice::AllBut(index) = choice
                    && is_needed(function, &parameters[index])
                {
                    let said = format!("{name} without {}", parameters[index].name);
                    let _ = writeln!(code, "        must(status == SHOHOSEN_MISUSE, \"{said}\");");
                }
                let _ = writeln!(code, "        after_call(\"{name}\", status, {out}, error);");
            }
        }
        "const char *" if parameters.last().is_some_and(|p| p.kind == "size_t *") => {
            let _ = writeln!(code, "text = {expression};");
            let known = matches!(choice, Choice::Nothing | Choice::Beyond)
                && parameters.len() > 2 - usize::from(choice == Choice::Nothing);
            let _ = match known {
                true => writeln!(code, "        must(text == NULL, \"{name} of nothing\");"),
                false => writeln!(code, "        after_text(text, length);"),
            };
        }
        "const uint8_t *" => {
            let _ = writeln!(code, "octets = {expression};\n        after_octets(octets, length);");
        }
        _ => {
            let _ = writeln!(code, "(void){expression};");
        }
    }
    let _ = writeln!(code, "{after}        length = NOT_SAID;\n        error = NULL;\n    }}");
}

/// Octets or text that is handed in; its length is the next parameter.
fn octets(
    before: &mut String,
    after: &mut String,
    parameter: &Parameter,
    choice: Choice,
) -> String {
    let name = &parameter.name;
    match choice {
        Choice::Random => {
            let _ = writeln!(before, "        Octets {name} = some_octets(random, world);");
            let _ = writeln!(after, "        free({name}.data);");
            format!("({}){name}.data", parameter.kind)
        }
        _ => format!("({})world->octets[{}].data", parameter.kind, octets_for(name)),
    }
}

/// An object, or a structure.
fn pointer(before: &mut String, parameter: &Parameter, choice: Choice) -> String {
    let kind = parameter.object().unwrap_or_else(|| panic!("what is {parameter:?}?")).to_owned();
    match kind.as_str() {
        "Document" => "some_documents(world)".into(),
        "File" => "some_files(world)".into(),
        "Access" if choice != Choice::Random => "some_access()".into(),
        "Access" => "below(random, 8) == 0 ? NULL : some_access()".into(),
        "ExternalData" => "some_external(world)".into(),
        _ if kind.ends_with("Options") => match choice {
            Choice::Random => {
                let name = &parameter.name;
                let _ = writeln!(before, "        SOME_OPTIONS(Shohosen{kind}, {name});");
                format!("below(random, 4) == 0 ? NULL : &{name}.options")
            }
            _ => {
                let _ = writeln!(
                    before,
                    "        Shohosen{kind} options;\n        SHOHOSEN_INIT(options);"
                );
                "&options".into()
            }
        },
        // What is freed must not be the world's.
        _ if !parameter.kind.starts_with("const") => "NULL".into(),
        _ => match choice {
            Choice::Random => format!("below(random, 16) == 0 ? NULL : world->{}", member(&kind)),
            _ => format!("world->{}", member(&kind)),
        },
    }
}

/// A number: a length goes with the octets before it.
fn number(parameters: &[Parameter], index: usize, choice: Choice) -> String {
    let parameter = &parameters[index];
    let kind = &parameter.kind;
    let before = index.checked_sub(1).map(|before| &parameters[before]);
    let is_length =
        before.is_some_and(|b| b.is_pointer() && parameter.name == format!("{}_length", b.name));
    let is_count = parameter.name.ends_with("_count");
    match choice {
        Choice::Nothing | Choice::ZeroLength if is_length || is_count => "0".into(),
        Choice::Random if is_length => format!("{}.length", before.unwrap().name),
        Choice::AllBut(null) if is_length && null + 1 == index => "1".into(),
        _ if is_length => {
            format!("world->octets[{}].length", octets_for(&before.unwrap().name))
        }
        Choice::Random if is_count => "below(random, 4)".into(),
        _ if is_count => "1".into(),
        Choice::Random => format!("({kind})some_number(random)"),
        Choice::Beyond => match kind.as_str() {
            "int64_t" => "INT64_MAX".into(),
            "size_t" => "SIZE_MAX".into(),
            "uint32_t" => "UINT32_MAX".into(),
            _ => "INT32_MAX".into(),
        },
        _ if parameter.name == "at" => "AT".into(),
        _ => "1".into(),
    }
}

/// The whole program.
fn program() -> String {
    let header = header();
    let functions = functions(&header);
    assert!(functions.len() > 120, "the header was read: {}", functions.len());
    let mut code = String::from(include_str!("c/torture_start.c"));
    for structure in options(&header).iter().filter(|s| s.name.ends_with("Options")) {
        let name = &structure.name;
        let _ = writeln!(code, "static void spoil_{name}(Random *random, {name} *options) {{");
        for field in &structure.fields {
            if matches!(field.kind.as_str(), "int32_t" | "uint32_t") {
                let (kind, name) = (&field.kind, &field.name);
                let _ = writeln!(code, "    options->{name} = ({kind})some_number(random);");
            }
        }
        code.push_str("    (void)random;\n    (void)options;\n}\n\n");
    }
    let mut test = |name: &str, choices: &dyn Fn(&Function) -> Vec<Choice>| {
        let _ = writeln!(code, "static void {name}(World *world) {{\n{LOCALS}");
        for function in &functions {
            for choice in choices(function) {
                call(&mut code, function, choice);
            }
        }
        let _ = writeln!(code, "{END}}}\n");
    };
    test("nothing", &|_| vec![Choice::Nothing]);
    test("zero_length", &|_| vec![Choice::ZeroLength]);
    test("beyond", &|_| vec![Choice::Beyond]);
    test("one_missing", &|function| {
        let pointers = function.parameters.iter().enumerate().filter(|(_, p)| p.is_pointer());
        pointers.map(|(index, _)| Choice::AllBut(index)).collect()
    });
    let random: Vec<_> =
        functions.iter().filter(|f| !NOT_AT_RANDOM.contains(&f.name.as_str())).collect();
    let _ = writeln!(code, "enum {{ FUNCTIONS = {} }};\n", random.len());
    for (index, function) in random.iter().enumerate() {
        let _ =
            writeln!(code, "static void random_{index}(World *world, Random *random) {{\n{LOCALS}");
        call(&mut code, function, Choice::Random);
        let _ = writeln!(code, "{END}    (void)random;\n}}\n");
    }
    code.push_str("static void (*const RANDOM[FUNCTIONS])(World *, Random *) = {\n");
    for index in 0..random.len() {
        let _ = writeln!(code, "    random_{index},");
    }
    code.push_str("};\n\n");
    code + include_str!("c/torture_end.c")
}

const LOCALS: &str = "    ShohosenStatus status = 0;
    ShohosenError *error = NULL;
    const char *text = NULL;
    const uint8_t *octets = NULL;
    size_t length = NOT_SAID;
    int64_t number = 0;
    uint64_t count = 0;
    int32_t kind = 0;
";

const END: &str = "    (void)world;
    (void)status;
    (void)error;
    (void)text;
    (void)octets;
    (void)length;
    (void)number;
    (void)count;
    (void)kind;
";

fn built(folder: &Folder, language: Language, linking: Linking, more: &[&str]) -> PathBuf {
    let source = folder.path("torture.c");
    std::fs::write(&source, program()).unwrap();
    let include = format!("-I{}", package().join("tests/c").display());
    let more = [&[include.as_str(), "-pthread"], more].concat();
    build(&source, language, linking, &more, folder)
}

fn torture(program: &mut Command, calls: &str, calls_a_thread: &str, folder: &Folder) {
    // Where calls with wrong paths would leave files, they leave them in a folder that goes.
    program.current_dir(&folder.0).arg(vectors().canonicalize().unwrap());
    program.args([calls, calls_a_thread]).arg(folder.path("history.db"));
    let output = run(program);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(&format!("{calls} calls at random")), "{said}");
    print!("{said}");
}

#[test]
fn no_call_harms_under_address_sanitizer() {
    if !has("gcc") {
        return;
    }
    let folder = Folder::new("asan");
    let more = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    let program = built(&folder, Language::C11, Linking::Static, &more);
    let mut command = Command::new(program);
    command.env("ASAN_OPTIONS", "detect_leaks=1:detect_stack_use_after_return=1");
    torture(&mut command, "10000", "500", &folder);
}

#[test]
fn no_call_harms_under_valgrind() {
    if !has("valgrind") || !has("g++") {
        return;
    }
    let folder = Folder::new("valgrind");
    let program = built(&folder, Language::Cpp17, Linking::Shared, &[]);
    let mut command = Command::new("valgrind");
    command.args(["--quiet", "--error-exitcode=99", "--leak-check=full"]);
    // Not `possible`: that is what a pointer into the middle of a block keeps alive, as those of
    // Rust's threads and tables do.
    command.arg("--errors-for-leak-kinds=definite,indirect");
    command.arg(program);
    torture(&mut command, "400", "20", &folder);
}
