//! The example plugin for ORCA in Ruby: what it says where something is wrong. The whole way, from a
//! server to a signed document, is in the tests of Python, which have the stand-in for ORCA.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, has, libraries, package, run};
use std::process::Command;

/// Ruby with the plugin and the library at hand.
fn ruby() -> Command {
    let mut ruby = Command::new("ruby");
    ruby.arg("-r").arg(package().join("examples/orca_plugin.rb"));
    ruby.env("SHOHOSEN_LIBRARY", libraries().join("libshohosen.so")).env("LC_ALL", "C.UTF-8");
    ruby
}

#[test]
fn the_plugin_in_ruby_tells_everything_that_is_missing_and_no_password() {
    if !has("ruby") {
        return;
    }
    let folder = Folder::new("ruby");
    std::fs::write(folder.path("usages.json"), "{}").unwrap();
    std::fs::write(folder.path("secret"), "geheim\n").unwrap();
    let script = r#"
        given = { usages: "usages.json", password_file: "secret", user: "u", patient: "1", invoice: "1", set: {} }
        attempt = lambda do |&call|
          call.()
        rescue Shohosen::Error => e
          puts e.code, e.exit_code, e.message.scan(/\[orca/).size, e.message.include?("heim")
        end
        form = { "Forms" => [{ "data" => { "Form_ID" => "shohosen", "Rp" => [] } }] }
        attempt.() { records(JSON.generate(form), given) }
        attempt.() { records(JSON.generate(form), given.merge(set: { "Doctor.Name" => "試" })) }
        attempt.() { fetch(given.merge(url: "http://clinic:ge/heim@127.0.0.1:1")) }"#;
    let path = folder.path("cases.rb");
    std::fs::write(&path, script).unwrap();
    let said = run(ruby().arg(&path).current_dir(folder.path("."))).stdout;
    let said = String::from_utf8(said).unwrap();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[..2], ["orca.field.missing", "65"]);
    let missing: usize = lines[2].parse().unwrap();
    // Hospital, doctor, patient, insurance, day and drugs; one less with the doctor.
    assert!(missing > 10 && lines[3] == "false", "{said}");
    let one_less = (missing - 1).to_string();
    assert_eq!(lines[4..8], ["orca.field.missing", "65", one_less.as_str(), "false"]);
    assert_eq!(lines[8..], ["orca.connection.failed", "65", "1", "false"]);
}
