//! Recognising the official files by what is in them.

use super::build::MasterBuilder;
use super::rows::{GenericRow, Headings, HotRow, MedicineRow, PriceRow};
use super::{MasterEdition, MasterError, Standing, archive, csv, text, xlsx};
use shohosen_report::{Words, excerpt};
use std::borrow::Cow;

/// The kinds of master files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MasterKind {
    /// 医薬品マスター (y) of the 支払基金, full or differences.
    Medicine,
    /// HOT コードマスター of MEDIS-DC, HOT9 or HOT13.
    Hot,
    /// 一般名処方マスタ of the ministry.
    Generic,
    /// 薬価基準収載品目リスト of the ministry.
    PriceList,
}

impl MasterKind {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Medicine => "medicine",
            Self::Hot => "hot",
            Self::Generic => "generic",
            Self::PriceList => "price_list",
        }
    }

    pub(super) const ALL: [Self; 4] = [Self::Medicine, Self::Hot, Self::Generic, Self::PriceList];
}

/// What a table turned out to be, as its rows are read.
enum Reader {
    /// Nothing recognised yet; so many rows were looked at.
    Unknown,
    Medicine,
    Hot,
    Generic {
        code: usize,
        name: usize,
        ingredient: usize,
        member: Option<usize>,
    },
    Price {
        code: usize,
        ingredient: usize,
        name: usize,
        transition: Option<usize>,
        amount: Option<usize>,
        generic: Option<usize>,
        original: Option<usize>,
    },
}

/// A heading stands within the first rows.
const HEADING_ROWS: usize = 8;

impl MasterBuilder {
    /// Reads one file as it comes: CSV in CP932 or UTF-8, xlsx, or a zip archive of such. `name`
    /// is that of the file; it becomes the name of the edition. Which master it is follows from
    /// its content. Files may come in any order: full y masters are applied before differences,
    /// and both by date.
    ///
    /// # Errors
    /// If it is damaged, none of the known masters, or exceeds the limits.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), MasterError> {
        if !archive::is_archive(bytes) {
            return self.add_text(name, bytes);
        }
        let entries = archive::entries(bytes, &self.limits)?;
        if let Some(sheets) = xlsx::sheets(&entries, &self.limits) {
            return self.add_sheets(name, &sheets?);
        }
        let mut read = 0;
        for entry in &entries {
            let suffix = entry.name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            if matches!(suffix.as_str(), "csv" | "txt" | "xlsx") {
                let file = entry.unpack(&self.limits)?;
                if suffix == "xlsx" {
                    let inner = archive::entries(&file, &self.limits)?;
                    let sheets = xlsx::sheets(&inner, &self.limits).ok_or(MasterError::Sheet {
                        problem: Words::new("ブックがありません", "no workbook"),
                    })?;
                    self.add_sheets(&entry.name, &sheets?)?;
                } else {
                    self.add_text(&entry.name, &file)?;
                }
                read += 1;
            }
        }
        if read == 0 {
            return Err(MasterError::Archive {
                problem: Words::new(
                    "csv、txt、xlsx のいずれのファイルも入っていません",
                    "no csv, txt or xlsx file in it",
                ),
            });
        }
        Ok(())
    }

    fn add_text(&mut self, name: &str, bytes: &[u8]) -> Result<(), MasterError> {
        let text = text::decode(bytes)?;
        let limits = self.limits;
        let mut table = Table::new(name);
        csv::rows(&text, &limits, |_, fields| {
            table.row(self, fields);
            Ok(())
        })?;
        table.finish(self)
    }

    fn add_sheets(&mut self, name: &str, sheets: &[xlsx::Sheet]) -> Result<(), MasterError> {
        let mut known = 0;
        let mut problem = Err(MasterError::Sheet {
            problem: Words::new("シートがありません", "no sheet"),
        });
        for sheet in sheets {
            let mut table = Table::new(name);
            for row in sheet {
                let fields: Vec<Cow<'_, str>> = row.iter().map(|f| Cow::Borrowed(&**f)).collect();
                table.row(self, &fields);
            }
            // A workbook may hold sheets with notes beside the table.
            match table.finish(self) {
                Ok(()) => known += 1,
                error => problem = error,
            }
        }
        if known > 0 { Ok(()) } else { problem }
    }
}

/// One table being read.
struct Table<'a> {
    name: &'a str,
    reader: Reader,
    looked_at: usize,
    rows: usize,
    columns: Option<usize>,
    medicine: Vec<MedicineRow>,
}

impl<'a> Table<'a> {
    fn new(name: &'a str) -> Self {
        let (reader, medicine) = (Reader::Unknown, Vec::new());
        Self { name, reader, looked_at: 0, rows: 0, columns: None, medicine }
    }

    fn row(&mut self, master: &mut MasterBuilder, fields: &[Cow<'_, str>]) {
        let field = |place: usize| fields.get(place).map_or("", |field| field.trim()).to_owned();
        if let Reader::Unknown = self.reader {
            if self.looked_at >= HEADING_ROWS {
                return;
            }
            self.looked_at += 1;
            self.columns.get_or_insert(fields.len());
            self.reader = recognise(fields);
            if !matches!(self.reader, Reader::Medicine) || field(1) != "Y" {
                return;
            }
        }
        match &self.reader {
            Reader::Unknown => {}
            Reader::Medicine => {
                self.medicine.push(MedicineRow::read(fields));
                self.rows += 1;
            }
            Reader::Hot => {
                master.hot.push(HotRow::read(fields));
                self.rows += 1;
            }
            Reader::Generic { code, name, ingredient, member } => {
                // The rows of one exception code name it in the first row only.
                let previous = || master.generic.last().map(|row| row.code.clone());
                let row = GenericRow {
                    code: Some(field(*code))
                        .filter(|code| !code.is_empty())
                        .or_else(|| member.and_then(|_| previous()))
                        .unwrap_or_default(),
                    name: field(*name),
                    ingredient: field(*ingredient),
                    member: member.map(field).unwrap_or_default(),
                };
                if !row.code.is_empty() {
                    master.generic.push(row);
                    self.rows += 1;
                }
            }
            Reader::Price { code, ingredient, name, transition, amount, generic, original } => {
                let of = |column: &Option<usize>| column.map(field).unwrap_or_default();
                master.price.push(PriceRow {
                    amount: of(amount),
                    standing: Standing::of(&of(generic), &of(original)),
                    code: field(*code),
                    ingredient: field(*ingredient),
                    name: field(*name),
                    transition: transition.map(field).unwrap_or_default(),
                });
                self.rows += 1;
            }
        }
    }

    fn finish(self, master: &mut MasterBuilder) -> Result<(), MasterError> {
        let kind = match self.reader {
            Reader::Unknown => {
                let columns = self.columns.unwrap_or_default();
                return Err(MasterError::UnknownKind { columns });
            }
            Reader::Medicine => MasterKind::Medicine,
            Reader::Hot => MasterKind::Hot,
            Reader::Generic { .. } => MasterKind::Generic,
            Reader::Price { .. } => MasterKind::PriceList,
        };
        let file = self.name.rsplit(['/', '\\']).next().unwrap_or(self.name);
        let mut edition = MasterEdition {
            kind,
            name: excerpt(file, 120).to_owned(),
            date: date_in_name(file),
            rows: self.rows,
        };
        if kind == MasterKind::Medicine {
            let changed = self.medicine.iter().filter_map(|row| super::rows::date(&row.changed_on));
            edition.date = edition.date.or(changed.max());
            master.medicine.push((edition.clone(), self.medicine));
        }
        master.editions.push(edition);
        Ok(())
    }
}

/// A y row by its second column and width; the others by their headings.
fn recognise(fields: &[Cow<'_, str>]) -> Reader {
    if fields.len() >= 40 && fields.get(1).is_some_and(|field| field.trim() == "Y") {
        return Reader::Medicine;
    }
    let headings = Headings::new(fields);
    if fields.len() >= 40
        && headings.place("変更区分") == Some(0)
        && headings.place("医薬品コード") == Some(2)
    {
        return Reader::Medicine;
    }
    if fields.len() >= 23 && headings.place("基準番号(HOT") == Some(0) {
        return Reader::Hot;
    }
    let price_code = headings.place("薬価基準収載医薬品コード");
    let ingredient = headings.place("成分名");
    if let (Some(code), Some(ingredient), Some(name)) =
        (headings.place("一般名コード"), ingredient, headings.place("一般名処方の標準的な記載"))
    {
        return Reader::Generic { code, name, ingredient, member: price_code };
    }
    if let (Some(code), Some(ingredient), Some(name)) =
        (price_code, ingredient, headings.place("品名"))
    {
        return Reader::Price {
            code,
            ingredient,
            name,
            transition: headings.place("経過措置"),
            // Not by its beginning: 薬価基準収載医薬品コード has the same.
            amount: fields.iter().position(|field| field.trim() == "薬価"),
            generic: headings.place("診療報酬において加算等の算定対象となる後発医薬品"),
            original: headings.place("先発医薬品"),
        };
    }
    Reader::Unknown
}

/// The date in a name such as `y_ALL20240321.csv` or `tp20250814-01_01.xlsx`.
fn date_in_name(name: &str) -> Option<crate::Date> {
    name.split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 8)
        .find_map(|digits| crate::Date::parse(digits).ok())
}
