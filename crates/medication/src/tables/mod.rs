//! Tables beside the drug masters: the check master, the disease master, the usage master, the user's
//! classes. All are
//! the user's files; none is brought along.

mod by_drug;
mod cache;
mod check_files;
mod check_master;
mod check_rows;
mod classes;
mod disease;
mod error;
mod limit;
mod lines;
mod packed;
mod usage;
mod usage_file;

pub(crate) use by_drug::RowsByDrug;
pub use cache::CachedTables;
pub use check_files::CheckMasterBuilder;
pub use check_master::{CheckMaster, CheckTable, TableFile};
pub(crate) use check_rows::{ANY_DISEASE, GroupRow, IndicationRow, PAIR_COLUMNS};
pub use classes::ClassTable;
pub use disease::{DiseaseCode, DiseaseMaster, SUSPECTED};
pub use error::{TableError, TableLimits, TableProblem};
pub(crate) use limit::{Applies, Limit, Missing, PersonRule, SCALE, written};
pub use usage::UsageMaster;

/// The rows of a small table as CSV (UTF-8 or CP932), with the number of each line, its fields without
/// blanks around them. Lines that are empty are left out.
///
/// # Errors
/// If it is no text, or beyond the limits of a master.
pub fn csv_table(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, crate::MasterError> {
    let text = crate::master::decode_text(bytes)?;
    let mut rows = Vec::new();
    crate::master::csv_rows(&text, &crate::MasterLimits::default(), |line, fields| {
        rows.push((line, fields.iter().map(|field| field.trim().to_owned()).collect()));
        Ok(())
    })?;
    Ok(rows)
}
