//! What binds a dispensing record to its prescription: record 7 of the CSV.

/// The prescription that a dispensing record (CJ1) says it belongs to: the second field of its
/// record 7. `None` if there is no such record, or more than one with different contents.
///
/// The PrescriptionId is not under the prescriber's signature; this field, under the
/// pharmacist's, is the only signed mention of it.
///
/// ```
/// let payload = b"CJ1,\n1,1,x\n7,1439e0c5-7c1d-4512-861d-263de48417bf\n11,1,y";
/// let id = shohosen_rx::document::referenced_prescription_id(payload);
/// assert_eq!(id.as_deref(), Some("1439e0c5-7c1d-4512-861d-263de48417bf"));
/// ```
pub fn referenced_prescription_id(payload: &[u8]) -> Option<String> {
    let mut ids = payload
        .split(|&byte| byte == b'\n')
        .filter_map(|line| line.strip_prefix(b"7,"))
        .map(|rest| rest.split(|&byte| byte == b',').next().unwrap_or_default());
    let first = ids.next()?;
    let text = std::str::from_utf8(first).ok()?.trim();
    let same = ids.all(|other| other == first);
    (same && !text.is_empty()).then(|| shohosen_report::excerpt(text, 200).to_owned())
}
