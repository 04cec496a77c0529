//! One message as blocks: those within it and the padded rest (FIPS 180-4 §5.1.1).

/// Octets of a block.
pub(crate) const BLOCK: usize = 64;

/// A message on its way through a lane.
pub(crate) struct Message<'m> {
    /// Whole blocks that are left.
    blocks: &'m [[u8; BLOCK]],
    /// The rest with its padding: one or two blocks.
    end: [[u8; BLOCK]; 2],
    /// How many of those, and how many are done.
    end_blocks: usize,
    end_done: usize,
}

impl<'m> Message<'m> {
    pub(crate) fn new(message: &'m [u8]) -> Self {
        let (blocks, rest) = message.as_chunks::<BLOCK>();
        let mut end = [[0; BLOCK]; 2];
        let octets = end.as_flattened_mut();
        for (to, from) in octets.iter_mut().zip(rest.iter().chain(&[0x80])) {
            *to = *from;
        }
        // One bit and the length in bits must fit behind the rest.
        let end_blocks = if rest.len() + 9 <= BLOCK { 1 } else { 2 };
        let bits = (message.len() as u64).wrapping_mul(8).to_be_bytes();
        let length = octets.iter_mut().take(end_blocks * BLOCK).rev();
        for (to, from) in length.zip(bits.iter().rev()) {
            *to = *from;
        }
        Self { blocks, end, end_blocks, end_done: 0 }
    }

    /// The blocks that lie together in memory and come next; none at the end.
    pub(crate) fn next(&self) -> &[[u8; BLOCK]] {
        if self.blocks.is_empty() {
            self.end.get(self.end_done..self.end_blocks).unwrap_or_default()
        } else {
            self.blocks
        }
    }

    /// So many of [`next`](Self::next) are done.
    pub(crate) fn advance(&mut self, blocks: usize) {
        if self.blocks.is_empty() {
            self.end_done += blocks;
        } else {
            self.blocks = self.blocks.get(blocks..).unwrap_or_default();
        }
    }
}
