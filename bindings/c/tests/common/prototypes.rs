//! The functions and the structures of options that the header declares.

#![allow(dead_code, clippy::unwrap_used)]

/// A parameter or field: its type, without the name, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// As in C, such as `const uint8_t *`.
    pub kind: String,
    pub name: String,
}

impl Parameter {
    fn parse(text: &str) -> Self {
        let text = text.trim();
        let start = text.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap() + 1;
        Self { kind: text[..start].trim().into(), name: text[start..].into() }
    }

    pub fn is_pointer(&self) -> bool {
        self.kind.ends_with('*')
    }

    /// The type of our own that it points to, once: `const ShohosenKey *` gives `Key`.
    pub fn object(&self) -> Option<&str> {
        let kind = self.kind.strip_prefix("const ").unwrap_or(&self.kind);
        kind.strip_prefix("Shohosen")?.strip_suffix(" *")
    }

    /// The same with `Shohosen` before it.
    pub fn object_name(&self) -> String {
        self.object().map(|name| format!("Shohosen{name}")).unwrap_or_default()
    }

    /// The type of our own that it is made for: `ShohosenKey **` gives `Key`.
    pub fn out_object(&self) -> Option<&str> {
        self.kind.strip_prefix("Shohosen")?.strip_suffix(" **").filter(|_| self.name == "out")
    }
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    pub returns: String,
    pub name: String,
    pub parameters: Vec<Parameter>,
}

/// A structure.
#[derive(Clone, Debug)]
pub struct Structure {
    pub name: String,
    pub fields: Vec<Parameter>,
}

impl Structure {
    /// Whether it is one of options, which begins with its size.
    pub fn has_size(&self) -> bool {
        self.fields.first().is_some_and(|field| field.name == "struct_size")
    }
}

/// A number with a name, without `SHOHOSEN_`.
#[derive(Clone, Debug)]
pub struct Constant {
    pub name: String,
    pub value: String,
}

pub fn constants(header: &str) -> Vec<Constant> {
    let defined = header.lines().filter_map(|line| {
        let (name, value) = line.strip_prefix("#define SHOHOSEN_")?.split_once(' ')?;
        let number = value.bytes().all(|byte| byte.is_ascii_digit());
        number.then(|| Constant { name: name.into(), value: value.into() })
    });
    defined.collect()
}

/// The header without comments and preprocessor lines.
fn code(header: &str) -> String {
    let mut inside = false;
    let mut code = String::new();
    for line in header.lines() {
        if line.starts_with("/*") {
            inside = true;
        }
        let skipped = inside
            || line.trim_start().starts_with("//")
            || line.starts_with('#')
            || line.trim_start().starts_with("((void)")
            || line.starts_with("extern \"C\"")
            || line.starts_with("} //")
            || line.starts_with("}  //");
        if !skipped {
            code.push_str(line);
            code.push('\n');
        }
        if line.trim_end().ends_with("*/") {
            inside = false;
        }
    }
    code
}

pub fn functions(header: &str) -> Vec<Function> {
    let code = code(header);
    let statements = code.split(';').map(str::trim).filter(|text| text.ends_with(')'));
    statements
        .map(|text| {
            let (front, parameters) = text.split_once('(').unwrap();
            let front = Parameter::parse(front);
            let parameters = parameters.trim_end_matches(')');
            let parameters = match parameters.trim() {
                "void" => Vec::new(),
                list => list.split(',').map(Parameter::parse).collect(),
            };
            Function { returns: front.kind, name: front.name, parameters }
        })
        .collect()
}

/// The structures of options.
pub fn options(header: &str) -> Vec<Structure> {
    let mut structures = structures(header);
    structures.retain(Structure::has_size);
    structures
}

pub fn structures(header: &str) -> Vec<Structure> {
    let code = code(header);
    let mut structures = Vec::new();
    for part in code.split("typedef struct {").skip(1) {
        let (fields, rest) = part.split_once('}').unwrap();
        let name = rest.trim_start().split(';').next().unwrap();
        let fields: Vec<_> =
            fields.split(';').filter(|f| !f.trim().is_empty()).map(Parameter::parse).collect();
        structures.push(Structure { name: name.trim().into(), fields });
    }
    structures
}
