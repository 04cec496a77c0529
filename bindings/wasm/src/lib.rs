//! shohosen in WebAssembly: verify, lint and check where the document is, in a browser or in node,
//! with nothing sent anywhere.
//!
//! The module has no imports: no clock, no network, no file, no random source. What it is to know is
//! in the call. A host speaks with it through numbered buffers ([`exports`]): buffer 0 holds a request
//! in JSON ([`Request`](request::Request)), the others the octets that the request names by their
//! number. The answer is the JSON that the command prints with `--json`, octet for octet.
//!
//! `js/shohosen.js` is that host, with types; programs use it and not this interface.
//!
//! What it does not do: sign (a browser holds no key), read a store, fetch anything.

mod answer;
mod engine;
pub mod exports;
mod octets;
mod request;
mod table;

pub use answer::Answer;
pub use engine::Engine;
