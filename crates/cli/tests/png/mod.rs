//! Pictures as Chromium writes them: PNG of 8 bits, RGB or RGBA, not interlaced.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

pub struct Picture {
    width: usize,
    /// Three octets a pixel.
    rgb: Vec<u8>,
}

impl Picture {
    pub fn read(png: &[u8]) -> Self {
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        let (width, height) = (number(16), number(20));
        let channels = match (png[24], png[25], png[28]) {
            (8, 2, 0) => 3,
            (8, 6, 0) => 4,
            other => panic!("a kind of PNG that is not expected: {other:?}"),
        };
        let (mut at, mut packed) = (8, Vec::new());
        while at + 8 <= png.len() {
            let length = number(at);
            if &png[at + 4..at + 8] == b"IDAT" {
                packed.extend_from_slice(&png[at + 8..at + 8 + length]);
            }
            at += 12 + length;
        }
        let lines = miniz_oxide::inflate::decompress_to_vec_zlib(&packed).unwrap();
        let stride = width * channels;
        assert_eq!(lines.len(), (stride + 1) * height);
        let mut before = vec![0; stride];
        let mut rgb = Vec::with_capacity(width * height * 3);
        for line in lines.chunks_exact(stride + 1) {
            let mut row = line[1..].to_vec();
            unfilter(line[0], &mut row, &before, channels);
            row.chunks_exact(channels).for_each(|pixel| rgb.extend_from_slice(&pixel[..3]));
            before = row;
        }
        Self { width, rgb }
    }

    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.rgb.chunks_exact(self.width * 3)
    }

    /// Bands of a colour right of `left`: first and last pixel of each that is at least so many
    /// pixels wide on at least so many lines one below the other, from the top.
    pub fn bands(
        &self,
        colour: [u8; 3],
        left: usize,
        wide: usize,
        lines: usize,
    ) -> Vec<(usize, usize)> {
        let extent = |row: &[u8]| {
            let mut pixels = row.chunks_exact(3).enumerate().skip(left);
            let is = |(_, pixel): &(usize, &[u8])| *pixel == colour;
            let first = pixels.find(is)?.0;
            let (last, count) = pixels.filter(is).fold((first, 1), |(_, n), (x, _)| (x, n + 1));
            // A hatched bar has more than a third of its colour; the two sides of a frame have not.
            let dense = count * 3 > last + 1 - first;
            (dense && last + 1 - first >= wide).then_some((first, last))
        };
        let mut found = Vec::new();
        // The widest of the lines so far, and how many there are.
        let mut current: Option<((usize, usize), usize)> = None;
        for extent in self.rows().map(extent).chain([None]) {
            current = match (current, extent) {
                (Some(((first, last), count)), Some((a, b))) => {
                    Some(((first.min(a), last.max(b)), count + 1))
                }
                (None, Some(extent)) => Some((extent, 1)),
                (Some((extent, count)), None) => {
                    if count >= lines {
                        found.push(extent);
                    }
                    None
                }
                (None, None) => None,
            };
        }
        found
    }

    pub fn count_in_column(&self, x: usize, colour: [u8; 3]) -> usize {
        self.rows().filter(|row| row[x * 3..x * 3 + 3] == colour).count()
    }

    /// Pixels between these columns that differ by at most 3 in each part.
    pub fn count_near(&self, colour: [u8; 3], columns: Range<usize>) -> usize {
        let near = |pixel: &[u8]| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= 3);
        let of_row = |row: &[u8]| {
            row[columns.start * 3..columns.end * 3].chunks_exact(3).filter(|p| near(p)).count()
        };
        self.rows().map(of_row).sum()
    }
}

/// PNG specification (W3C), 9.2.
fn unfilter(filter: u8, row: &mut [u8], before: &[u8], channels: usize) {
    for at in 0..row.len() {
        let left = at.checked_sub(channels).map_or(0, |left| row[left]);
        let corner = at.checked_sub(channels).map_or(0, |left| before[left]);
        let above = before[at];
        let predicted = match filter {
            0 => 0,
            1 => left,
            2 => above,
            3 => u8::try_from((u16::from(left) + u16::from(above)) / 2).unwrap(),
            4 => paeth(left, above, corner),
            other => panic!("filter {other}"),
        };
        row[at] = row[at].wrapping_add(predicted);
    }
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |of: u8| (estimate - i16::from(of)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}
