//! The macro that makes a layout table and the typed view of the record from one text.

use super::RecordLayout;
use crate::Record;

/// A typed view of one record, made by its layout table.
pub trait TypedRecord<'a>: Sized {
    /// The layout of the record.
    const LAYOUT: &'static RecordLayout;

    /// The view of a record, if the record is of this kind.
    fn from_record(record: Record<'a>) -> Option<Self>;

    /// The record behind the view.
    fn record(&self) -> Record<'a>;
}

/// The position of an item by its name; resolved when compiled.
pub(super) const fn position(layout: &RecordLayout, id: &str) -> usize {
    let mut index = 0;
    while index < layout.fields.len() {
        if same(layout.fields[index].id.as_bytes(), id.as_bytes()) {
            return index + 1;
        }
        index += 1;
    }
    // Reached by a getter without item only, which the macro cannot make.
    0
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Writes layouts:
///
/// ```text
/// records! { Prescription:
///     /// 性別.
///     PatientSex = 12 "patient_sex" "患者性別" Once since 1 {
///         sex "性別" = digits(1).must().values(ValueTable::Sex);
///     }
/// }
/// ```
macro_rules! records {
    ($family:ident: $(
        $(#[$doc:meta])*
        $view:ident = $number:literal $id:literal $name_ja:literal $repeat:ident since $since:tt {
            $($item:ident $item_ja:literal = $layout:expr;)*
        }
    )*) => {$(
        $(#[$doc])*
        #[doc = concat!("\n\nRecord ", stringify!($number), " ", $name_ja, ".")]
        #[derive(Clone, Copy, Debug)]
        pub struct $view<'a>(crate::Record<'a>);

        impl<'a> $view<'a> {
            /// The layout of the record.
            pub const LAYOUT: &'static crate::RecordLayout = &crate::RecordLayout {
                number: $number,
                family: crate::Family::$family,
                id: $id,
                name_ja: $name_ja,
                repeat: crate::layout::Repeat::$repeat,
                since: $since,
                fields: &[$($layout.named(stringify!($item), $item_ja)),*],
            };

            $(
                #[doc = $item_ja]
                pub fn $item(&self) -> crate::Field<'a> {
                    const POSITION: usize =
                        crate::layout::view::position($view::LAYOUT, stringify!($item));
                    self.0.field(POSITION)
                }
            )*
        }

        impl<'a> crate::layout::TypedRecord<'a> for $view<'a> {
            const LAYOUT: &'static crate::RecordLayout = $view::LAYOUT;

            fn from_record(record: crate::Record<'a>) -> Option<Self> {
                const LAYOUT: &crate::RecordLayout = $view::LAYOUT;
                let layout = record.layout()?;
                if layout.number != LAYOUT.number || layout.family != LAYOUT.family {
                    return None;
                }
                Some(Self(record))
            }

            fn record(&self) -> crate::Record<'a> {
                self.0
            }
        }
    )*};
}
pub(super) use records;
