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
    /// No message: there is no block to come.
    pub(crate) const NONE: Self =
        Self { blocks: &[], end: [[0; BLOCK]; 2], end_blocks: 0, end_done: 0 };

    /// The next message, written where the last one lay.
    pub(crate) fn begin(&mut self, message: &'m [u8]) {
        let (blocks, rest) = message.as_chunks::<BLOCK>();
        // One bit and the length in bits must fit behind the rest.
        let end_blocks = if rest.len() + 9 <= BLOCK { 1 } else { 2 };
        (self.blocks, self.end_blocks, self.end_done) = (blocks, end_blocks, 0);
        self.end = [[0; BLOCK]; 2];
        let octets = self.end.as_flattened_mut();
        if let Some((to, [one_bit, ..])) = octets.split_at_mut_checked(rest.len()) {
            to.copy_from_slice(rest);
            *one_bit = 0x80;
        }
        let bits = (message.len() as u64).wrapping_mul(8).to_be_bytes();
        let last = self.end.get_mut(end_blocks - 1);
        if let Some(length) = last.and_then(|last| last.last_chunk_mut()) {
            *length = bits;
        }
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
