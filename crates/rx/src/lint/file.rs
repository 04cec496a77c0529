//! What the file says of itself: header, line endings, end mark, and which records it has.

use super::collector::{Collector, Located};
use super::{LintOptions, Purpose};
use crate::layout::Repeat;
use crate::{Charset, Family, Format, RecordLayout, Records, SeenEncoding};
use shohosen_report::codes::records as codes;

/// Records of a prescription without which it is none, 101, 111 and 201 aside (records spec §3).
const REQUIRED: [u16; 8] = [1, 5, 11, 12, 13, 22, 23, 51];

pub(super) fn check(records: &Records, options: &LintOptions<'_>, out: &mut Collector) {
    let format = records.format();
    let read = codes::FILE_READ.finding().with("format", format.name());
    out.push(read.with("count", records.len()));
    header(records, out);
    ending(records, out);
    lines(records, out);
    presence(records, options, out);
}

fn header(records: &Records, out: &mut Collector) {
    let format = records.format();
    let header = records.header();
    if !format.is_known_version() {
        out.push(codes::HEADER_VERSION_UNKNOWN.on(header).with("format", format.name()));
    }
    if let Format::JahisTc(_) = format {
        let category = header.field(1);
        match category.value() {
            "1" | "2" => {}
            "" => out.push(codes::FIELD_REQUIRED.of(category)),
            other => out.push(
                codes::FIELD_VALUE
                    .of(category)
                    .with("actual", other.to_owned())
                    .with("expected", "1, 2"),
            ),
        }
    }
    if format == Format::Cj1 && header.is_empty() {
        out.push(codes::HEADER_SHORT.on(header));
    }
}

fn ending(records: &Records, out: &mut Collector) {
    let seen = &records.observations;
    match records.format() {
        Format::Jahis(_) if !seen.end_mark => out.push(codes::FILE_END_MARK_MISSING.finding()),
        Format::Jahis(_) => {}
        format => {
            let finding = codes::FILE_END_NOT_MARKED.finding();
            out.push(finding.with("format", format.name()));
        }
    }
    let needs_final = records.format().charset() == Charset::Cp932;
    if needs_final && !seen.final_line_ending {
        out.push(codes::FILE_FINAL_LINE_ENDING.finding());
    }
}

fn lines(records: &Records, out: &mut Collector) {
    let seen = &records.observations;
    if seen.byte_order_mark {
        out.push(codes::FILE_BYTE_ORDER_MARK.finding());
    }
    if let Some(read_as) = seen.read_as {
        let expected = SeenEncoding::of(records.format().charset());
        let finding = codes::FILE_CHARSET_BY_OPTION.finding().with("expected", expected.name());
        out.push(finding.with("actual", read_as.name()));
    }
    if seen.looks_like_utf8 {
        out.push(codes::CHARSET_LOOKS_LIKE_UTF8.finding());
    }
    let service = records.format().charset() == Charset::Utf8;
    let broken = seen.broken_line_endings;
    if broken.count > 0 {
        let finding = codes::FILE_LINE_ENDING_BROKEN
            .finding()
            .at(format!("line {}", broken.first_line))
            .with("line", broken.first_line)
            .with("count", broken.count)
            .with("actual", seen.broken_by);
        out.push(finding.with("expected", if service { "LF" } else { "CR LF" }));
    }
    let line_ending =
        if service { codes::FILE_LINE_ENDING_FORBIDDEN } else { codes::FILE_LINE_ENDING_UNUSUAL };
    for (code, seen) in
        [(line_ending, seen.other_line_endings), (codes::FILE_BLANK_LINE, seen.blank_lines)]
    {
        if seen.count > 0 {
            let finding = code.finding().at(format!("line {}", seen.first_line));
            out.push(finding.with("line", seen.first_line).with("count", seen.count));
        }
    }
}

/// Records that must be there, and records that stand twice.
fn presence(records: &Records, options: &LintOptions<'_>, out: &mut Collector) {
    // The numbers of records that may stand once are below 1000: a small table knows them all.
    let mut first_lines = [0_u32; 1000];
    for record in records.iter() {
        let Some(first_line) = first_lines.get_mut(usize::from(record.number())) else { continue };
        if *first_line == 0 {
            *first_line = record.line();
        } else if record.layout().is_some_and(|layout| layout.repeat == Repeat::Once) {
            out.push(codes::RECORD_REPEATED.on(record).with("first_line", *first_line));
        }
    }
    let has = |number: u16| first_lines.get(usize::from(number)).is_some_and(|line| *line > 0);
    let mut require = |number: u16| {
        let layout = RecordLayout::find(records.format(), number).filter(|_| !has(number));
        if let Some(layout) = layout {
            out.push(codes::RECORD_MISSING.absent(layout));
        }
    };
    match records.format().family() {
        Family::Prescription => {
            if options.purpose == Purpose::Prescription {
                REQUIRED.into_iter().for_each(&mut require);
            }
            [101, 111, 201].into_iter().for_each(require);
        }
        // A part of a split set need not have them.
        Family::Dispensing if !has(911) => {
            require(1);
            if records.format() == Format::Cj1 {
                require(7);
            }
        }
        Family::Dispensing => {}
    }
}
