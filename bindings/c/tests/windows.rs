//! The declarations for C# and Delphi go with the header: every function is there, with as many
//! parameters, and every declaration says cdecl.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;
#[path = "common/prototypes.rs"]
mod prototypes;

use common::package;
use prototypes::{Function, functions};

fn header() -> Vec<Function> {
    functions(&std::fs::read_to_string(package().join("include/shohosen.h")).unwrap())
}

/// Holds one declaration against the header.
fn hold(declared: &[Function], name: &str, count: usize) {
    let function = declared.iter().find(|function| function.name == name);
    let function = function.unwrap_or_else(|| panic!("{name} is not in the header"));
    assert_eq!(function.parameters.len(), count, "parameters of {name}");
}

#[test]
fn the_csharp_declarations_are_those_of_the_header() {
    let text = std::fs::read_to_string(package().join("docs/Shohosen.cs")).unwrap();
    let declared = header();
    let lines: Vec<_> = text.lines().filter(|line| line.contains("static extern")).collect();
    assert!(lines.len() >= 20, "{}", lines.len());
    for line in lines {
        assert!(line.contains("CallingConvention = C"), "{line}");
        let (front, parameters) = line.split_once(" extern ").unwrap().1.split_once('(').unwrap();
        hold(&declared, front.split(' ').next_back().unwrap(), parameters.matches(',').count() + 1);
    }
}

#[test]
fn the_delphi_declarations_are_those_of_the_header() {
    let text = std::fs::read_to_string(package().join("docs/Shohosen.pas")).unwrap();
    let declared = header();
    let lines: Vec<_> = text.lines().filter(|line| line.contains("external Shohosen")).collect();
    assert!(lines.len() >= 20, "{}", lines.len());
    for line in lines {
        assert!(line.contains("cdecl;"), "{line}");
        let (front, rest) = line.split_once('(').unwrap();
        let parameters = rest.split_once(')').unwrap().0;
        // `store, error: PShohosenObject` are two.
        let count = parameters.matches([',', ';']).count() + 1;
        hold(&declared, front.split(' ').next_back().unwrap(), count);
    }
}
