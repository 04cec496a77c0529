//! The drugs of a prescription: records 101 to 281.

use super::row::{Row, row};
use super::{GenericCodes, RecordsOptions, Usage};
use crate::answer::{Argument, Item, MAX_COUNT, MAX_OF_A_FORM, Reader, Source, Wanted};
use crate::code::CodeKind;
use crate::error::{invalid, shown};
use serde_json::Value as Json;
use shohosen::terms::is_like_a_drug_name;
use shohosen::{Phrase, Value};

/// 剤形区分.
const ORAL: &str = "1";
const AS_NEEDED: &str = "2";

/// 剤形区分 by 診療区分: 内服, 頓服, 外用, 自己注射・注射.
fn dosage_form(medical_class: &str) -> Option<&'static str> {
    match medical_class.get(..2)? {
        "21" => Some(ORAL),
        "22" => Some(AS_NEEDED),
        "23" => Some("3"),
        "24" | "31" | "32" | "33" => Some("5"),
        _ => None,
    }
}

/// Which of the public payers bear the drugs, as record 231 has it.
pub(super) fn burden(
    reader: &mut Reader<'_>,
    options: &RecordsOptions,
    payers: usize,
) -> Option<[&'static str; 4]> {
    const FIELD: &str = "公費負担区分";
    let source = Source::Combination.or(&Argument::Named("burden"));
    let Some(given) = &options.burden else {
        if payers > 0 {
            reader.missing(FIELD, source);
        }
        return None;
    };
    let bears = given.as_array().and_then(|all| all.iter().map(Json::as_bool).collect());
    match bears.filter(|bears: &Vec<bool>| bears.len() == payers) {
        Some(bears) if payers > 0 => {
            let mut flags = ["0"; 4];
            let marked = flags.iter_mut().zip(bears).filter(|(_, bears)| *bears);
            marked.for_each(|(flag, _)| *flag = "1");
            Some(flags)
        }
        Some(_) => None,
        None => {
            let actual = given.as_array().map_or_else(
                || Phrase::new("配列でない値", "no array"),
                |all| {
                    let count = all.len();
                    Phrase::new(format!("{count} 個"), format!("{count} entries"))
                },
            );
            let wanted = Phrase::new(
                format!("真偽値の配列。公費 {payers} 件にひとつずつ"),
                format!("true or false for each of {payers} public payers"),
            );
            reader.push(invalid(FIELD, actual.into(), wanted));
            None
        }
    }
}

/// Records 101 to 281.
pub(super) struct Drugs<'a> {
    pub(super) options: &'a RecordsOptions,
    pub(super) generic: Option<&'a GenericCodes<'a>>,
    pub(super) burden: Option<[&'static str; 4]>,
}

impl Drugs<'_> {
    /// The records of every RP.
    pub(super) fn all(&self, reader: &mut Reader<'_>, form: &Item<'_>) -> Vec<Row> {
        let (mut rows, mut drugs) = (Vec::new(), 0);
        for (number, rp) in (1..).zip(reader.items(form, "Rp", MAX_OF_A_FORM)) {
            drugs += self.rp(reader, &mut rows, number, &rp);
        }
        if drugs == 0 {
            let path = "Rp.1.Medication.1.Code";
            reader.missing("薬品 (Rp.Medication)", Source::Entry.or(&Argument::Path(path)));
        }
        rows
    }

    /// The records of an RP; says how many drugs it has.
    fn rp(
        &self,
        reader: &mut Reader<'_>,
        rows: &mut Vec<Row>,
        number: u32,
        rp: &Item<'_>,
    ) -> usize {
        let place = format!("RP{number}");
        let class = reader.text(rp, "Medical_Class");
        let form = dosage_form(&class).unwrap_or_default();
        if form.is_empty() {
            let known = Phrase::new("21・22・23・31 など", "21, 22, 23, 31 …");
            reader.invalid(&format!("{place} 診療区分 (Medical_Class)"), &class, known);
        }
        let rp_number = number.to_string();
        let quantity = quantity(reader, rp, &place, form);
        rows.push(row(101, [&rp_number, form, "", &quantity]));

        let mut drugs = Vec::new();
        let (mut usages, mut supplements, mut line) = (Vec::new(), Vec::new(), 0);
        for item in reader.items(rp, "Medication", MAX_OF_A_FORM) {
            let code = reader.text(&item, "Code");
            match CodeKind::of(&code) {
                CodeKind::Drug => {
                    line += 1;
                    let place = format!("{place}-{line}");
                    let at = [rp_number.clone(), line.to_string()];
                    self.drug(reader, &mut drugs, &item, &code, &place, &at);
                }
                CodeKind::Usage => usages.push((code, reader.text(&item, "Name"))),
                CodeKind::Comment => {
                    let field = format!("{place} コメント ({code})");
                    let wanted = Wanted::of(&field, Source::Entry);
                    supplements.push(reader.need(&item, "Name", &wanted));
                }
                CodeKind::Other => {
                    let name = reader.text(&item, "Name");
                    let field = format!("{place} 薬品・用法・コメント (Code)");
                    let master = Phrase::new("点数マスタのコード", "a code of the price master");
                    reader.push(invalid(&field, unknown(&code, &name), master));
                }
            }
        }
        if line == 0 {
            let path = rp.path_of("Medication.1.Code");
            let source = Source::Entry.or(&Argument::Path(&path));
            reader.missing(&format!("{place} 薬品 (Medication)"), source);
        }
        let usage = self.usage(reader, rp, &place, &mut usages);
        let times = usage.times_per_day.map(|times| times.to_string()).unwrap_or_default();
        rows.push(row(111, [&rp_number, &usage.code_type, &usage.code, &usage.name, &times]));
        let names = usages.into_iter().map(|(_, name)| name).chain(supplements);
        rows.extend((1..).zip(names).map(|(sequence, text): (u32, String)| {
            row(181, [&rp_number, &sequence.to_string(), "", &text, "", ""])
        }));
        rows.extend(drugs);
        line
    }

    /// The one usage that the caller knows, taken out of the list: what stands beside it under a code
    /// of usages says more about it.
    fn usage(
        &self,
        reader: &mut Reader<'_>,
        rp: &Item<'_>,
        place: &str,
        usages: &mut Vec<(String, String)>,
    ) -> Usage {
        let known = |(code, name): &(String, String)| {
            self.options.usages.get(code).or_else(|| self.options.usages.get(name))
        };
        let found: Vec<usize> =
            (0..usages.len()).filter(|at| usages.get(*at).and_then(known).is_some()).collect();
        if found.len() > 1 {
            let codes = usages.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>();
            let one =
                Phrase::new("引数 usages には RP にひとつ", "one of an RP in the argument usages");
            reader.push(invalid(&format!("{place} 用法コード"), codes.join("・").into(), one));
        }
        if let Some(at) = found.first() {
            let usage = usages.get(*at).and_then(known).cloned().unwrap_or_default();
            usages.remove(*at);
            return usage;
        }
        if usages.is_empty() {
            let path = rp.path_of("Medication.2.Code");
            let source = Source::Entry.or(&Argument::Path(&path));
            reader.missing(&format!("{place} 用法"), source);
        }
        for (code, name) in usages {
            let argument = Argument::Entry { name: "usages", key: code };
            let field = format!("{place} 用法コード ({code} {name})");
            reader.missing(&field, Source::Usages.or(&argument));
        }
        Usage { code_type: "3".to_owned(), ..Usage::default() }
    }

    fn drug(
        &self,
        reader: &mut Reader<'_>,
        rows: &mut Vec<Row>,
        item: &Item<'_>,
        code: &str,
        place: &str,
        at: &[String; 2],
    ) {
        let [rp, line] = at;
        let field = |what: &str| format!("{place} {what}");
        let name = field("薬品名 (Name)");
        let name = reader.need(item, "Name", &Wanted::of(&name, Source::PriceMaster));
        let amount = reader.text(item, "Amount");
        let amount = reader.amount(&amount, &field("数量 (Amount)"));
        let unit = field("単位 (Unit_Name)");
        let unit = reader.need(item, "Unit_Name", &Wanted::of(&unit, Source::PriceMaster));
        let kind = if code.starts_with('7') { "2" } else { "1" };
        let (code_type, code) = match reader.text(item, "Generic_Flg").as_str() {
            "1" => ("7", self.generic_code(reader, item, place, &name)),
            _ => ("2", code.to_owned()),
        };
        rows.push(row(201, [rp, line, kind, code_type, &code, &name, &amount, "1", &unit]));
        if let Some([first, second, third, special]) = self.burden {
            rows.push(row(231, [rp, line, first, second, third, special]));
        }
        let marks = [
            ("Unchangeable_Flg", "3", "後発品変更不可"),
            ("Patient_Choice", "8", "先発医薬品患者希望"),
        ];
        let mut sequence = 0_u32;
        for (key, supplement, words) in marks {
            if reader.text(item, key) == "1" {
                sequence += 1;
                rows.push(row(281, [rp, line, &sequence.to_string(), supplement, words, ""]));
            }
        }
    }

    /// The 一般名コード of a drug that is prescribed by its generic name.
    fn generic_code(
        &self,
        reader: &mut Reader<'_>,
        item: &Item<'_>,
        place: &str,
        name: &str,
    ) -> String {
        let listed = reader.text(item, "Generic_Code");
        let known = self.options.generic_codes.get(&listed).cloned();
        let looked_up = || self.generic.filter(|_| !listed.is_empty())?(&listed);
        known.or_else(looked_up).unwrap_or_else(|| {
            let field = format!("{place} 一般名コード ({})", named(name));
            let argument = Argument::Entry { name: "generic_codes", key: &listed };
            reader.missing(&field, Source::GenericNames.or(&argument));
            String::new()
        })
    }
}

/// 調剤数量: days of 内服 and times of 頓服, which nobody may guess; 1 of others means that the amounts
/// are the whole.
fn quantity(reader: &mut Reader<'_>, rp: &Item<'_>, place: &str, form: &str) -> String {
    let field = format!("{place} 日数・回数 (Count)");
    let text = reader.text(rp, "Count");
    let quantity = reader.count(&text, &field, MAX_COUNT);
    if matches!(form, ORAL | AS_NEEDED) && text.trim_matches('0').is_empty() {
        let path = rp.path_of("Count");
        reader.missing(&field, Source::Entry.or(&Argument::Path(&path)));
    }
    quantity.max(1).to_string()
}

/// The name of a drug, where it is like one; a free text in its place may be anything.
fn named(name: &str) -> &str {
    if is_like_a_drug_name(name) { name } else { "–" }
}

/// What is neither a drug, nor a usage, nor a comment by its code.
fn unknown(code: &str, name: &str) -> Value {
    match (code.is_empty(), is_like_a_drug_name(name)) {
        (true, true) => {
            Phrase::new(format!("（コードなし）{name}"), format!("(no code) {name}")).into()
        }
        (true, false) => Phrase::new("（コードなし）", "(no code)").into(),
        (false, _) => shown(code),
    }
}
