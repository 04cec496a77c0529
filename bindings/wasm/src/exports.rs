//! The module's interface to its host: numbered buffers in, one answer out.
//!
//! ```text
//! shohosen_buffer(n, length) → address     makes buffer n; the host writes its octets there
//! shohosen_call() → 0 | 1                  carries out the request of buffer 0; 1: it was refused
//! shohosen_answer(0) → address             the JSON; shohosen_answer_length(0)
//! shohosen_answer(1) → address             the octets beside it; length -1 where there are none
//! ```
//!
//! A call empties all buffers. An address holds until the next call of any of these: the memory may
//! grow. A trap (an internal error) leaves an instance that must not be used again.

use crate::{Answer, Engine};
use std::cell::RefCell;

/// How many buffers a call may have: a request, a document, and the files of a trust store or of a
/// scan.
const BUFFERS: usize = 1024;

/// How many octets a buffer may have: above the largest master that is published (12 MB) and the
/// largest document that the XML limits allow. The memory of an instance never shrinks, so that what
/// is too large is refused before it is taken in.
const BUFFER_OCTETS: usize = 64 << 20;

#[derive(Default)]
struct Host {
    buffers: Vec<Vec<u8>>,
    engine: Engine,
    answer: Answer,
}

thread_local! {
    /// A module has one thread.
    static HOST: RefCell<Host> = RefCell::default();
}

/// Makes buffer `number` with `length` octets of zero and gives its address, or 0 if there is no such
/// number or it would be too large.
#[allow(unsafe_code, reason = "the name that the host calls")]
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_buffer(number: usize, length: usize) -> *mut u8 {
    if number >= BUFFERS || length > BUFFER_OCTETS {
        return std::ptr::null_mut();
    }
    HOST.with_borrow_mut(|host| {
        if host.buffers.len() <= number {
            host.buffers.resize_with(number + 1, Vec::new);
        }
        match host.buffers.get_mut(number) {
            Some(buffer) => {
                *buffer = vec![0; length];
                buffer.as_mut_ptr()
            }
            None => std::ptr::null_mut(),
        }
    })
}

/// Carries out the request of buffer 0 and empties the buffers. 0: it was carried out; 1: it was
/// refused, and the answer says why.
#[allow(unsafe_code, reason = "the name that the host calls")]
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_call() -> i32 {
    HOST.with_borrow_mut(|host| {
        let buffers = std::mem::take(&mut host.buffers);
        host.answer = host.engine.call(&buffers);
        i32::from(!host.answer.done)
    })
}

/// Where a part of the answer lies: 0 the JSON, 1 the octets beside it.
#[allow(unsafe_code, reason = "the name that the host calls")]
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_answer(part: usize) -> *const u8 {
    HOST.with_borrow(|host| host.answer.part(part).map_or(std::ptr::null(), <[u8]>::as_ptr))
}

/// How many octets a part of the answer has; -1 where there are none.
#[allow(unsafe_code, reason = "the name that the host calls")]
#[unsafe(no_mangle)]
pub extern "C" fn shohosen_answer_length(part: usize) -> isize {
    let length = |octets: &[u8]| isize::try_from(octets.len()).unwrap_or(-1);
    HOST.with_borrow(|host| host.answer.part(part).map_or(-1, length))
}

impl Answer {
    fn part(&self, part: usize) -> Option<&[u8]> {
        match part {
            0 => Some(&self.json),
            1 => self.octets.as_deref(),
            _ => None,
        }
    }
}
