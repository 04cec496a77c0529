//! Which message is in which lane, and for how long.

use super::constants::H;
use super::message::{BLOCK, Message};

/// The eight words of a message's state.
pub(crate) type State = [u32; 8];

/// Takes each lane's blocks into its state. All lanes with a message have the same number of blocks,
/// and those without have none; their state may become anything. `false` if the processor cannot do
/// it: then nothing was taken in.
pub(crate) type Compress<const LANES: usize> =
    fn(&mut [State; LANES], &[&[[u8; BLOCK]]; LANES]) -> bool;

/// One way to digest each of several messages.
#[cfg(test)]
pub(crate) type Sha256Each = fn(&[&[u8]]) -> Option<Vec<[u8; 32]>>;

/// Whether there is enough to do at the same time: all messages but the longest must together have
/// more than a `part`-th of its blocks.
pub(crate) fn worthwhile(messages: &[&[u8]], part: usize) -> bool {
    let blocks = |message: &&[u8]| message.len() / BLOCK + 1;
    let longest = messages.iter().map(blocks).max().unwrap_or_default();
    let all: usize = messages.iter().map(blocks).sum();
    (all - longest).saturating_mul(part) > longest
}

/// The digest of each message, in their order; `None` if `compress` cannot work here.
pub(crate) fn digest<const LANES: usize>(
    messages: &[&[u8]],
    compress: Compress<LANES>,
) -> Option<Vec<[u8; 32]>> {
    let mut digests = vec![[0; 32]; messages.len()];
    // The longest first, so that the short ones fill the gaps at the end.
    let mut order: Vec<usize> = (0..messages.len()).collect();
    order.sort_by_key(|index| messages.get(*index).map_or(0, |message| message.len()));
    let mut indices = [0; LANES];
    let mut lanes = [const { Message::NONE }; LANES];
    let mut states = [H; LANES];
    loop {
        let mut count = usize::MAX;
        for ((lane, index), state) in lanes.iter_mut().zip(&mut indices).zip(&mut states) {
            if lane.next().is_empty() {
                let Some(next) = order.pop() else { continue };
                *index = next;
                *state = H;
                lane.begin(messages.get(next)?);
            }
            count = count.min(lane.next().len());
        }
        if count == usize::MAX {
            return Some(digests);
        }
        let blocks = lanes.each_ref().map(|lane| lane.next().get(..count).unwrap_or_default());
        if !compress(&mut states, &blocks) {
            return None;
        }
        for ((lane, index), state) in lanes.iter_mut().zip(&indices).zip(&states) {
            if lane.next().is_empty() {
                continue;
            }
            lane.advance(count);
            if lane.next().is_empty()
                && let Some(digest) = digests.get_mut(*index)
            {
                for (octets, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
                    *octets = word.to_be_bytes();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::constants::K;
    use super::*;

    /// FIPS 180-4 §6.2.2 as it stands, for one lane after the other.
    fn as_the_standard_says<const LANES: usize>(
        states: &mut [State; LANES],
        blocks: &[&[[u8; BLOCK]]; LANES],
    ) -> bool {
        let count = blocks.iter().map(|lane| lane.len()).max().unwrap();
        assert!(blocks.iter().all(|lane| lane.is_empty() || lane.len() == count));
        for (state, lane) in states.iter_mut().zip(blocks) {
            for block in *lane {
                let mut w = [0_u32; 64];
                for t in 0..16 {
                    w[t] = u32::from_be_bytes(block[4 * t..4 * t + 4].try_into().unwrap());
                }
                for t in 16..64 {
                    let (x, y) = (w[t - 2], w[t - 15]);
                    let s1 = x.rotate_right(17) ^ x.rotate_right(19) ^ (x >> 10);
                    let s0 = y.rotate_right(7) ^ y.rotate_right(18) ^ (y >> 3);
                    w[t] = s1.wrapping_add(w[t - 7]).wrapping_add(s0).wrapping_add(w[t - 16]);
                }
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
                for t in 0..64 {
                    let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
                    let t1 = h
                        .wrapping_add(s1)
                        .wrapping_add((e & f) ^ (!e & g))
                        .wrapping_add(K[t])
                        .wrapping_add(w[t]);
                    let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
                    let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
                    (h, g, f, e, d, c, b, a) =
                        (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
                }
                for (word, value) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                    *word = word.wrapping_add(value);
                }
            }
        }
        true
    }

    /// Every way of this processor, and the standard's own in several numbers of lanes.
    fn all_ways() -> Vec<(&'static str, Sha256Each)> {
        let mut ways: Vec<(&'static str, Sha256Each)> = vec![
            ("standard, one lane", |messages| digest::<1>(messages, as_the_standard_says)),
            ("standard, two lanes", |messages| digest::<2>(messages, as_the_standard_says)),
            ("standard, eight lanes", |messages| digest::<8>(messages, as_the_standard_says)),
        ];
        #[cfg(target_arch = "x86_64")]
        ways.extend(crate::processor::every_sha256());
        ways
    }

    fn expected(message: &[u8]) -> [u8; 32] {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, message);
        digest.as_ref().try_into().unwrap()
    }

    #[test]
    fn every_number_of_messages_of_every_length_has_the_digests_of_another_implementation() {
        let octets: Vec<u8> = (0..1024_u32).map(|n| (n * 31 % 251) as u8).collect();
        for (name, way) in all_ways() {
            for length in 0..=260 {
                for count in [0, 1, 2, 3, 7, 8, 9, 20] {
                    let messages: Vec<&[u8]> =
                        (0..count).map(|n| &octets[n..n + (length + n * 37) % 300]).collect();
                    let digests = way(&messages).unwrap();
                    let others: Vec<_> = messages.iter().map(|m| expected(m)).collect();
                    assert_eq!(digests, others, "{name}: {count} messages from {length} octets");
                }
            }
        }
    }

    #[test]
    fn long_and_short_messages_mix() {
        let long = vec![0x5a; 100_001];
        let messages: Vec<&[u8]> =
            (0..50).map(|n| &long[..if n % 7 == 0 { 100_001 - n } else { n * 13 }]).collect();
        for (name, way) in all_ways() {
            let others: Vec<_> = messages.iter().map(|m| expected(m)).collect();
            assert_eq!(way(&messages), Some(others), "{name}");
        }
    }

    #[test]
    fn the_examples_of_the_standard_hold() {
        // FIPS 180-2 appendix B.1 and B.2.
        let two = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        for (_, way) in all_ways() {
            let digests = way(&[b"abc", two]).unwrap();
            let hex: Vec<String> =
                digests.iter().map(|d| d.iter().map(|o| format!("{o:02x}")).collect()).collect();
            let [first, second] = hex.as_slice() else { panic!("two digests") };
            assert_eq!(first, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assert_eq!(second, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        }
    }

    #[test]
    fn where_the_processor_cannot_there_are_no_digests() {
        assert_eq!(digest::<2>(&[b"abc"], |_, _| false), None);
    }

    #[test]
    fn a_lane_goes_on_alone_once_the_others_have_nothing_left() {
        let octets: Vec<u8> = (0..9000_u32).map(|n| (n * 17 % 251) as u8).collect();
        for (name, way) in all_ways() {
            for lengths in
                [&[5000, 1][..], &[1, 5000], &[64, 9000, 64], &[300, 300, 9000], &[0, 0, 1, 700, 0]]
            {
                let messages: Vec<&[u8]> =
                    lengths.iter().map(|length| &octets[..*length]).collect();
                let others: Vec<_> = messages.iter().map(|m| expected(m)).collect();
                assert_eq!(way(&messages), Some(others), "{name}: {lengths:?}");
            }
        }
    }

    #[test]
    fn one_message_or_one_that_is_much_longer_is_not_worth_it() {
        for part in [2, 32] {
            assert!(!worthwhile(&[], part));
            assert!(!worthwhile(&[b"short"], part));
            assert!(!worthwhile(&[&[0; 10_000]], part));
            assert!(!worthwhile(&[&[0; 10_000], b"short"], part));
            assert!(worthwhile(&[&[0; 2_000], &[0; 1_500], &[0; 900]], part));
        }
        let two: [&[u8]; 2] = [&[0; 2_100], &[0; 900]];
        assert!(worthwhile(&two, 32) && !worthwhile(&two, 2));
    }
}
