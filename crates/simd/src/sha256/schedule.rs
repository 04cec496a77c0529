//! Which message is in which lane, and for how long.

use super::LANES;
use super::constants::H;
use super::message::{BLOCK, Message};

/// The eight words of the state, each with the lanes of all messages.
pub(crate) type State = [[u32; LANES]; 8];

/// Takes each lane's blocks into its state; all lanes have the same number of blocks. `false` if
/// the processor cannot do it: then nothing was taken in.
pub(crate) type Compress = fn(&mut State, &[&[[u8; BLOCK]]; LANES]) -> bool;

/// Whether there is enough to do at the same time: a step of all lanes takes somewhat longer than
/// a block of a single message.
pub(crate) fn worthwhile(messages: &[&[u8]]) -> bool {
    let blocks = |message: &&[u8]| message.len() / BLOCK + 1;
    let longest = messages.iter().map(blocks).max().unwrap_or_default();
    let all: usize = messages.iter().map(blocks).sum();
    all > longest.saturating_mul(3) / 2
}

/// A lane at work on one message.
struct Lane<'m> {
    index: usize,
    message: Message<'m>,
}

/// The digest of each message, in their order; `None` if `compress` cannot work here.
pub(crate) fn digest(messages: &[&[u8]], compress: Compress) -> Option<Vec<[u8; 32]>> {
    let mut digests = vec![[0; 32]; messages.len()];
    // The longest first, so that the short ones fill the gaps at the end.
    let mut order: Vec<usize> = (0..messages.len()).collect();
    order.sort_by_key(|index| messages.get(*index).map_or(0, |message| message.len()));
    let mut next = || {
        let index = order.pop()?;
        Some(Lane { index, message: Message::new(messages.get(index)?) })
    };
    let mut state: State = H.map(|word| [word; LANES]);
    let mut lanes: [Option<Lane<'_>>; LANES] = std::array::from_fn(|_| next());
    loop {
        let mut working = lanes.iter().flatten().map(|lane| lane.message.next());
        let Some(first) = working.next() else { return Some(digests) };
        let count = working.fold(first.len(), |least, blocks| least.min(blocks.len()));
        // A lane without a message does what another one does; nobody looks at the outcome.
        let idle = first.get(..count).unwrap_or_default();
        let blocks = lanes.each_ref().map(|lane| match lane {
            Some(lane) => lane.message.next().get(..count).unwrap_or(idle),
            None => idle,
        });
        if !compress(&mut state, &blocks) {
            return None;
        }
        for (number, slot) in lanes.iter_mut().enumerate() {
            let Some(lane) = slot else { continue };
            lane.message.advance(count);
            if !lane.message.next().is_empty() {
                continue;
            }
            let words = state.iter_mut().zip(H).filter_map(|(word, initial)| {
                word.get_mut(number).map(|lane| std::mem::replace(lane, initial))
            });
            if let Some(digest) = digests.get_mut(lane.index) {
                for (octets, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(words) {
                    *octets = word.to_be_bytes();
                }
            }
            *slot = next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::constants::K;
    use super::*;

    /// FIPS 180-4 §6.2.2 as it stands, for one lane after the other.
    fn as_the_standard_says(state: &mut State, blocks: &[&[[u8; BLOCK]]; LANES]) -> bool {
        for lane in 0..LANES {
            for block in blocks[lane] {
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
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] =
                    state.map(|word| word[lane]);
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
                    word[lane] = word[lane].wrapping_add(value);
                }
            }
        }
        true
    }

    /// Every way of this processor, and the standard's own.
    fn all_ways() -> Vec<(&'static str, Compress)> {
        let mut ways: Vec<(&'static str, Compress)> = vec![("standard", as_the_standard_says)];
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
        for (name, compress) in all_ways() {
            for length in 0..=260 {
                for count in [0, 1, 2, 7, 8, 9, 20] {
                    let messages: Vec<&[u8]> =
                        (0..count).map(|n| &octets[n..n + (length + n * 37) % 300]).collect();
                    let digests = digest(&messages, compress).unwrap();
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
        for (name, compress) in all_ways() {
            let others: Vec<_> = messages.iter().map(|m| expected(m)).collect();
            assert_eq!(digest(&messages, compress), Some(others), "{name}");
        }
    }

    #[test]
    fn the_examples_of_the_standard_hold() {
        // FIPS 180-2 appendix B.1 and B.2.
        let two = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        for (_, compress) in all_ways() {
            let digests = digest(&[b"abc", two], compress).unwrap();
            let hex: Vec<String> =
                digests.iter().map(|d| d.iter().map(|o| format!("{o:02x}")).collect()).collect();
            let [first, second] = hex.as_slice() else { panic!("two digests") };
            assert_eq!(first, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assert_eq!(second, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        }
    }

    #[test]
    fn where_the_processor_cannot_there_are_no_digests() {
        assert_eq!(digest(&[b"abc"], |_, _| false), None);
    }

    #[test]
    fn one_message_or_one_that_is_much_longer_is_not_worth_it() {
        assert!(!worthwhile(&[]));
        assert!(!worthwhile(&[&[0; 10_000]]));
        assert!(!worthwhile(&[&[0; 10_000], b"short"]));
        assert!(worthwhile(&[&[0; 2_000], &[0; 1_500], &[0; 900]]));
    }
}
