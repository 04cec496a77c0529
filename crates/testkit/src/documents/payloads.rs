//! Sample records, invented for tests: nobody is called so and nobody takes this.

/// The `PrescriptionId` that the builders use.
pub const PRESCRIPTION_ID: &str = "7e57c0de-0000-4000-8000-000000000001";

/// The records (`SJ1`) of a prescription: UTF-8, LF, no line feed at the end.
pub fn prescription_payload() -> Vec<u8> {
    let lines = [
        "SJ1",
        "1,1,1312345,13,処方箋試験病院",
        "2,100-0000,東京都千代田区試験一丁目",
        "3,03-0000-0000,,",
        "4,2,01,内科",
        "5,,ｼｹﾝ ﾊﾅｺ,試験　花子",
        "11,,見本　太郎,ﾐﾎﾝ ﾀﾛｳ",
        "12,1",
        "13,19600229",
        "21,2",
        "22,138057",
        "23,試験,1234,1,01",
        "51,20240603",
        "52,20240606",
        "101,1,1,,14",
        "111,1,3,1013044400000000,１日３回朝昼夕食後　服用,3",
        "201,1,1,1,2,620000001,試験錠Ａ１０ｍｇ,3,1,錠",
        "101,2,1,,14",
        "111,2,3,1011000400000000,１日１回朝食後　服用,1",
        "201,2,1,1,2,620000002,試験錠Ｂ５ｍｇ,1,1,錠",
    ];
    lines.join("\n").into_bytes()
}

/// The records (`CJ1`) of what was dispensed on the prescription of this id.
pub fn dispensing_payload(prescription_id: &str) -> Vec<u8> {
    let id = format!("7,{prescription_id},");
    let lines = [
        "CJ1,",
        "1,見本　太郎,1,19600229,,,,,,,ﾐﾎﾝ ﾀﾛｳ",
        "5,20240604,",
        "6,1,138057,試験,1234,01",
        &id,
        "11,処方箋試験薬局,13,4,1354321,100-0000,東京都千代田区試験二丁目,,",
        "15,薬剤　三郎,,",
        "51,処方箋試験病院,13,1,1312345,",
        "55,試験　花子,内科,",
        "201,1,試験錠Ａ１０ｍｇ,3,錠,2,620000001,",
        "301,1,１日３回朝昼夕食後　服用,14,日分,1,3,1013044400000000,",
        "201,2,試験錠Ｂ５ｍｇ,1,錠,2,620000002,",
        "301,2,１日１回朝食後　服用,14,日分,1,3,1011000400000000,",
    ];
    lines.join("\n").into_bytes()
}
