//! A small HTTP server on 127.0.0.1: a time-stamp authority and revocation lists over real
//! sockets, and everything that can go wrong with them.

use crate::der;
use crate::keys::Digest;
use crate::tsa::{TimeStampAuthority, TokenOptions};
use shohosen_report::Time;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST` ...
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The header fields, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header field (its name in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// What the server answers, and how it spoils the answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields beside Content-Length.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What is wrong with the way in which it is sent.
    pub fault: Fault,
}

/// How an answer goes wrong on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// It does not.
    #[default]
    None,
    /// The connection is closed in the middle of the body.
    CutHalfWay,
    /// The body comes octet by octet, with this pause before each.
    Trickle(Duration),
    /// The length of the body is not said: it ends with the connection.
    WithoutLength,
    /// It is not HTTP.
    Garbage,
    /// Nothing comes, and the connection stays open.
    Silence,
}

impl Answer {
    /// 200 with a body of this type.
    pub fn ok(content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("Content-Type", content_type.to_owned())];
        Self { status: 200, headers, body, fault: Fault::None }
    }

    /// Another status, with an HTML page.
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::ok("text/html", b"<html>an error page</html>".to_vec()) }
    }

    /// One more header field.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Sent with this fault.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
    }

    fn send(&self, stream: &mut TcpStream, stop: &AtomicBool) -> std::io::Result<()> {
        if self.fault == Fault::Garbage {
            return stream.write_all(b"\x00\x01 this is not HTTP\r\n\r\n");
        }
        if self.fault == Fault::Silence {
            while !stop.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(20));
            }
            return Ok(());
        }
        let mut head = format!("HTTP/1.1 {} Test\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if self.fault != Fault::WithoutLength {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        stream.write_all((head + "\r\n").as_bytes())?;
        match self.fault {
            Fault::CutHalfWay => stream.write_all(&self.body[..self.body.len() / 2]),
            Fault::Trickle(pause) => {
                for octet in &self.body {
                    std::thread::sleep(pause);
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    stream.write_all(&[*octet])?;
                }
                Ok(())
            }
            _ => stream.write_all(&self.body),
        }
    }
}

/// The server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts on a free port. Every request goes to the handler, in a thread of its own.
    pub fn start(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (seen, stopping, handler) =
            (Arc::clone(&requests), Arc::clone(&stop), Arc::new(handler));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopping.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(mut stream) = stream else { continue };
                let (seen, stopping, handler) =
                    (Arc::clone(&seen), Arc::clone(&stopping), Arc::clone(&handler));
                std::thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    let answer = handler(&request);
                    seen.lock().unwrap().push(request);
                    // The client may have gone away, as it should from a spoilt answer.
                    let _ = answer.send(&mut stream, &stopping);
                    let _ = stream.shutdown(Shutdown::Both);
                });
            }
        });
        Self { address, requests, stop, thread: Some(thread) }
    }

    /// A server that gives everybody the same answer.
    pub fn always(answer: Answer) -> Self {
        Self::start(move |_| answer.clone())
    }

    /// The URL of a path (which begins with `/`) on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Reads one request; `None` if there is none.
fn read(stream: &TcpStream) -> Option<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Request { method, path, headers, body: Vec::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}

/// How a time-stamp authority answers a request that it understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TsaManner {
    /// Grants a token as asked.
    #[default]
    Grants,
    /// Puts another nonce into the token.
    WrongNonce,
    /// Leaves the nonce out.
    WithoutNonce,
    /// Stamps other data.
    WrongImprint,
    /// Refuses: status 2, failInfo badAlg, with a text.
    Rejects,
    /// Says that it grants, but sends no token.
    WithoutToken,
}

/// Answers a time-stamp request at this time: the body of `application/timestamp-reply`.
pub fn time_stamp_response(
    authority: &TimeStampAuthority,
    request: &[u8],
    gen_time: Time,
    manner: TsaManner,
) -> Vec<u8> {
    let status = |number| der::sequence([der::integer(number)]);
    match manner {
        TsaManner::Rejects => {
            let text = der::sequence([der::utf8_string("unsupported\u{7} hash")]);
            // failInfo badAlg is bit 0.
            let info = [der::integer(2), text, der::named_bits(&[0])];
            return der::sequence([der::sequence(info)]);
        }
        TsaManner::WithoutToken => return der::sequence([status(0)]),
        _ => {}
    }
    let (digest, mut imprint, nonce) = understand(request);
    let nonce = match manner {
        TsaManner::WrongNonce => nonce.map(|nonce| nonce ^ 1),
        TsaManner::WithoutNonce => None,
        _ => nonce,
    };
    if manner == TsaManner::WrongImprint {
        imprint[0] ^= 1;
    }
    let options = TokenOptions { nonce, ..TokenOptions::default() };
    der::sequence([status(0), authority.token(digest, &imprint, gen_time, &options)])
}

/// Digest algorithm, imprint and nonce of a request: found by the one shape that the client is
/// known to write, and nothing else.
fn understand(request: &[u8]) -> (Digest, Vec<u8>, Option<u64>) {
    let known = [Digest::Sha256, Digest::Sha384, Digest::Sha512];
    for digest in known {
        let length = digest.of(b"").len();
        let mut before = digest.algorithm_identifier();
        before.extend([0x04, length as u8]);
        let Some(at) = request.windows(before.len()).position(|window| window == before) else {
            continue;
        };
        let imprint = request[at + before.len()..][..length].to_vec();
        let mut rest = &request[at + before.len() + length..];
        if rest.first() == Some(&0x06) {
            rest = &rest[2 + usize::from(rest[1])..]; // reqPolicy
        }
        let nonce = (rest.first() == Some(&0x02)).then(|| {
            let octets = &rest[2..2 + usize::from(rest[1])];
            octets.iter().fold(0, |number: u64, octet| number << 8 | u64::from(*octet))
        });
        return (digest, imprint, nonce);
    }
    panic!("not a request for a time-stamp: {request:02x?}");
}
