//! The whole interface as declarations for C# and Pascal, made from the header: nothing is declared by
//! hand, so nothing can be declared wrong or forgotten.

use super::prototypes::{Constant, Function, Parameter, Structure};
use std::fmt::Write as _;

/// The beginning of every generated file, behind its comment sign.
const NOTICE: &str = "Generated from shohosen.h. Do not edit: run `cargo xtask header`.";

/// Numbers of one kind, by the beginning of their names; the rest have no kind.
const KINDS: [(&str, &str, &str); 13] = [
    ("ENCODING_", "TextEncoding", "How a file is encoded."),
    ("CARE_", "CareSetting", "Where a drug was given. 0: not known."),
    ("CHECK_", "CheckStatus", "What a check came to. 0 is never an outcome."),
    ("TARGET_", "Target", "What records are converted to."),
    ("IMPORT_", "ImportResult", "What happened to a document that was imported."),
    (
        "VERDICT_",
        "Verdict",
        "The conclusion (検証要件). Only Valid means that a document may be used.",
    ),
    ("INDICATION_", "Indication", "The conclusion of ETSI EN 319 102-1."),
    ("DOCUMENT_", "DocumentKind", "Which kind of document it is."),
    ("POSITION_", "Position", "Where a signature stands in a document."),
    ("LEVEL_", "Level", "The level of a signature (ES-BES, ES-T, ES-XL, ES-A)."),
    ("SEVERITY_", "Severity", "How much a finding matters."),
    ("PERMIT_", "Permissions", "What a signer may sign although it is doubtful."),
    ("STATUS_", "Status", "How a call ended."),
];

/// The names without a prefix of their own that belong to a kind.
fn full_name(name: &str) -> String {
    match name {
        "OK" | "MISUSE" | "UNREADABLE" | "REFUSED" | "UNAVAILABLE" | "INTERNAL" => {
            format!("STATUS_{name}")
        }
        other => other.to_owned(),
    }
}

/// `TOTAL_PASSED` as `TotalPassed`; levels and formats stay as they are written.
fn camel(name: &str) -> String {
    const AS_WRITTEN: [&str; 8] = ["BES", "XL", "SJ1", "JAHIS", "JAHISTC", "JSON", "FHIR", "OK"];
    if AS_WRITTEN.contains(&name) {
        return name.to_owned();
    }
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            format!("{first}{}", rest.to_lowercase())
        })
        .collect()
}

/// The members of a kind: names without the prefix, and numbers.
fn members<'c>(constants: &'c [Constant], prefix: &str) -> Vec<(String, &'c str)> {
    let of_kind = constants.iter().filter_map(|constant| {
        let name = full_name(&constant.name);
        Some((name.strip_prefix(prefix)?.to_owned(), constant.value.as_str()))
    });
    of_kind.collect()
}

/// `bindings/csharp/src/Native.cs`.
pub fn csharp(functions: &[Function], structures: &[Structure], constants: &[Constant]) -> String {
    let mut text = format!(
        "// {NOTICE}\n\nusing System;\nusing System.Runtime.InteropServices;\n\nnamespace Shohosen\n{{\n"
    );
    for (prefix, name, about) in KINDS {
        let flags = if name == "Permissions" { "    [Flags]\n" } else { "" };
        let _ = write!(
            text,
            "    /// <summary>{about}</summary>\n{flags}    public enum {name}\n    {{\n"
        );
        for (member, value) in members(constants, prefix) {
            let _ = writeln!(text, "        {} = {value},", camel(&member));
        }
        text.push_str("    }\n\n");
    }
    for structure in structures {
        let kind = if structure.has_size() { "sealed class" } else { "struct" };
        let _ = write!(
            text,
            "    [StructLayout(LayoutKind.Sequential)]\n    internal {kind} {}\n    {{\n",
            structure.name
        );
        for field in &structure.fields {
            let kind = match field.kind.as_str() {
                "size_t" => "UIntPtr",
                "int32_t" => "int",
                "uint32_t" => "uint",
                "int64_t" => "long",
                "uint64_t" => "ulong",
                kind if field.is_pointer() || kind.ends_with('*') => "IntPtr",
                _ => "int",
            };
            let size = if field.name == "struct_size" {
                format!(" = (UIntPtr)Marshal.SizeOf(typeof({}))", structure.name)
            } else {
                String::new()
            };
            let _ = writeln!(text, "        internal {kind} {}{size};", field.name);
        }
        text.push_str("    }\n\n");
    }
    text.push_str(
        "    internal static class Native\n    {\n        private const string Library = \"shohosen\";\n        \
         private const CallingConvention C = CallingConvention.Cdecl;\n",
    );
    for constant in constants.iter().filter(|constant| {
        let name = full_name(&constant.name);
        !KINDS.iter().any(|(prefix, ..)| name.starts_with(prefix))
    }) {
        let name = camel(&constant.name);
        let _ = writeln!(text, "        internal const int {name} = {};", constant.value);
    }
    text.push('\n');
    for function in functions {
        let parameters: Vec<String> = function.parameters.iter().map(csharp_parameter).collect();
        let _ = writeln!(
            text,
            "        [DllImport(Library, CallingConvention = C)] internal static extern {} {}({});",
            csharp_return(&function.returns),
            function.name,
            parameters.join(", ")
        );
    }
    text.push_str("    }\n}\n");
    text
}

fn csharp_return(kind: &str) -> &'static str {
    match kind {
        "void" => "void",
        "size_t" => "UIntPtr",
        "int64_t" => "long",
        "uint32_t" => "uint",
        kind if kind.ends_with('*') => "IntPtr",
        _ => "int",
    }
}

fn csharp_parameter(parameter: &Parameter) -> String {
    let name = match parameter.name.as_str() {
        "out" | "in" | "ref" | "params" => format!("{}_", parameter.name),
        name => name.to_owned(),
    };
    let kind = parameter.kind.as_str();
    let kind = match kind {
        "size_t" => "UIntPtr".to_owned(),
        "int64_t" => "long".to_owned(),
        "uint64_t" => "ulong".to_owned(),
        "uint32_t" => "uint".to_owned(),
        "size_t *" => "out UIntPtr".to_owned(),
        "int32_t *" | "ShohosenImport *" => "out int".to_owned(),
        "int64_t *" => "out long".to_owned(),
        "uint64_t *" => "out ulong".to_owned(),
        "const uint8_t *" | "const char *" => "byte[]".to_owned(),
        kind if kind.ends_with("**") => "out IntPtr".to_owned(),
        "const ShohosenFile *" | "const ShohosenDocument *" | "const ShohosenExternalData *" => {
            format!("[In] {}[]", parameter.object_name())
        }
        kind if kind.ends_with("Options *") || kind == "const ShohosenAccess *" => {
            format!("[In] {}", parameter.object_name())
        }
        kind if kind.ends_with('*') => "IntPtr".to_owned(),
        _ => "int".to_owned(),
    };
    format!("{kind} {name}")
}

/// `bindings/c/docs/Shohosen.pas`.
pub fn pascal(functions: &[Function], structures: &[Structure], constants: &[Constant]) -> String {
    let mut text = format!(
        "// {NOTICE}\n// For Delphi and Free Pascal. cdecl; text is UTF-8 with its length in octets; what a function\n\
         // returns is borrowed; each object is freed once by the _free of its type.\n\n\
         unit Shohosen;\n\n{{$IFDEF FPC}}{{$MODE DELPHI}}{{$ENDIF}}\n\ninterface\n\nconst\n  \
         ShohosenLibrary = {{$IFDEF MSWINDOWS}}'shohosen.dll'{{$ELSE}}'libshohosen.so'{{$ENDIF}};\n"
    );
    for constant in constants {
        // Pascal does not tell letters by their case, and there is a function of that name.
        let name = if constant.name == "ABI_VERSION" { "ABI" } else { constant.name.as_str() };
        let _ = writeln!(text, "  SHOHOSEN_{name} = {};", constant.value);
    }
    text.push_str("\ntype\n  PShohosenObject = Pointer;\n  PPShohosenObject = ^PShohosenObject;\n");
    for structure in structures {
        let _ = write!(text, "\n  {} = record\n", structure.name);
        for field in &structure.fields {
            let _ = writeln!(
                text,
                "    {}: {};",
                pascal_name(&field.name),
                pascal_kind(&field.kind, false)
            );
        }
        let _ = write!(text, "  end;\n  P{0} = ^{0};\n", structure.name);
    }
    text.push('\n');
    for function in functions {
        let parameters: Vec<String> = function
            .parameters
            .iter()
            .map(|parameter| {
                let name = pascal_name(&parameter.name);
                format!("{name}: {}", pascal_kind(&parameter.kind, true))
            })
            .collect();
        let list = match parameters.is_empty() {
            true => String::new(),
            false => format!("({})", parameters.join("; ")),
        };
        let (word, result) = match function.returns.as_str() {
            "void" => ("procedure", String::new()),
            kind => ("function", format!(": {}", pascal_kind(kind, false))),
        };
        let _ = writeln!(
            text,
            "{word} {}{list}{result}; cdecl; external ShohosenLibrary;",
            function.name
        );
    }
    text.push_str("\nimplementation\n\nend.\n");
    text
}

/// A name that is no word of the language.
fn pascal_name(name: &str) -> String {
    match name {
        "library" | "out" | "file" | "type" | "label" | "strict" => format!("{name}_"),
        name => name.to_owned(),
    }
}

fn pascal_kind(kind: &str, parameter: bool) -> String {
    let named = |kind: &str| {
        let name = kind.trim_start_matches("const ").trim_end_matches([' ', '*']);
        let plain = ["ShohosenFile", "ShohosenDocument", "ShohosenExternalData", "ShohosenAccess"];
        (plain.contains(&name) || name.ends_with("Options")).then(|| format!("P{name}"))
    };
    match kind {
        "size_t" => "NativeUInt".into(),
        "int64_t" => "Int64".into(),
        "uint64_t" => "UInt64".into(),
        "uint32_t" => "Cardinal".into(),
        "int32_t" => "Integer".into(),
        "const char *" | "const uint8_t *" => "PAnsiChar".into(),
        // NULL is allowed for each of these.
        "size_t *" => "PNativeUInt".into(),
        "int32_t *" | "ShohosenImport *" => "PInteger".into(),
        "int64_t *" => "PInt64".into(),
        "uint64_t *" => "PUInt64".into(),
        kind if kind.ends_with("**") && parameter => "PPShohosenObject".into(),
        kind if kind.ends_with('*') => named(kind).unwrap_or_else(|| "PShohosenObject".into()),
        _ => "Integer".into(),
    }
}
