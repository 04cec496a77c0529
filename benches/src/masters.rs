//! A drug master where the national one is not at hand.

use shohosen_medication::YjCode;

/// 19,686 rows in the layout of the national master (y); several brands of each ingredient.
pub fn made_up_master() -> Vec<u8> {
    let mut text = String::new();
    for number in 0..19_686_u32 {
        let mut fields = vec![String::new(); 42];
        for (column, value) in [
            (1, "0".to_owned()),
            (2, "Y".to_owned()),
            (3, format!("{}", 620_000_000 + number)),
            (5, format!("試験薬{number}錠１０ｍｇ「メーカー」")),
            (10, "錠".to_owned()),
            (14, "0".to_owned()),
            (28, "1".to_owned()),
            (31, "99999999".to_owned()),
            (32, product(number)),
        ] {
            fields[column - 1] = value;
        }
        text += &format!("{}\r\n", fields.join(","));
    }
    text.into_bytes()
}

/// A price-list code with its check digit.
fn product(number: u32) -> String {
    let code = format!("{:07}F{:03}", 1_100_001 + number / 10 * 100, 100 + number % 10);
    let digit = YjCode::parse(&format!("{code}0")).unwrap().check_digit().expected;
    format!("{code}{digit}")
}
