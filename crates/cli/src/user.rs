//! Who runs this, as the operating system has it.

/// The name of the user: of the environment; where it has none (cron, services, containers), of the
/// system.
pub fn name() -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(set).or_else(of_system)
}

/// By the number of the user: its name in the system's list, what `id` knows of further directories,
/// and where nobody has a name for it, the number.
#[cfg(unix)]
fn of_system() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let number = std::fs::metadata("/proc/self").ok().map(|of_process| of_process.uid());
    let listed = || {
        let list = std::fs::read_to_string("/etc/passwd").ok()?;
        named(&list, number?).map(str::to_owned)
    };
    let asked = || {
        let output = std::process::Command::new("/usr/bin/id").arg("-un").output().ok()?;
        let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        (output.status.success() && !name.is_empty()).then_some(name)
    };
    listed().or_else(asked).or_else(|| number.map(|number| format!("uid {number}")))
}

#[cfg(not(unix))]
fn of_system() -> Option<String> {
    None
}

/// The name of a user in a list of the form of passwd(5).
#[cfg(unix)]
fn named(list: &str, number: u32) -> Option<&str> {
    list.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number_of) = (fields.next()?, fields.nth(1)?);
        (number_of.parse() == Ok(number) && !name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{named, of_system};

    #[test]
    fn a_user_without_environment_has_the_name_of_the_list() {
        let list = "root:x:0:0:root:/root:/bin/bash\n\n# remark\nyakuzaishi:x:1000:1000:薬剤師:/:/x\n\
                    broken\n:x:7:7::/:/\nnobody:*:65534:65534:::\n";
        for (number, name) in [
            (0, Some("root")),
            (1000, Some("yakuzaishi")),
            (65534, Some("nobody")),
            (7, None),
            (1, None),
            (u32::MAX, None),
        ] {
            assert_eq!(named(list, number), name, "{number}");
        }
        assert!(of_system().is_some_and(|name| !name.is_empty()));
    }
}
