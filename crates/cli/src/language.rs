//! Which language to speak: the option, else the locale of the environment.

use shohosen::Language;

/// Japanese if the locale is Japanese (`LC_ALL`, `LC_MESSAGES`, `LANG`, in this order), else
/// English.
pub fn choose(option: Option<crate::args::LanguageOption>) -> Language {
    if let Some(option) = option {
        return option.into();
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    if locale.starts_with("ja") { Language::Japanese } else { Language::English }
}
