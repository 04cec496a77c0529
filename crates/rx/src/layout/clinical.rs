//! Records 301 and 302: clinical information, in SJ1 only. Their lengths are not known.

use super::SERVICE_ONLY;
use super::shorthand::{count, text};
use super::view::records;

records! { Prescription:
    /// Clinical information that the prescriber gives to the pharmacy.
    ClinicalInformation = 301 "clinical_information" "提供診療情報" Any since SERVICE_ONLY {
        seq "提供診療情報連番" = count(3).must();
        drug_name "薬品名称" = text(0);
        comment "コメント" = text(0).personal().must();
    }
    /// Laboratory values and the like.
    LaboratoryData = 302 "laboratory_data" "検査値データ等" Any since SERVICE_ONLY {
        seq "検査値データ等連番" = count(3).must();
        text "検査値データ等" = text(0).personal().must();
    }
}
