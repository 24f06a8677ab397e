//! As much of HTTP/1.1 as passes between AWS clients of the JSON protocols and the local cloud: a
//! request with its length, one per connection, and an answer that ends with the connection.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// More than any head of ours.
const LONGEST_HEAD: usize = 64 * 1024;

/// A request as it came in.
#[derive(Debug)]
pub struct Request {
    /// `POST / HTTP/1.1`.
    line: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn line(&self) -> &str {
        &self.line
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Reads a request; `None` when the client leaves without one.
pub async fn read_request(client: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let head_ends = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if bytes.len() > LONGEST_HEAD {
            return Err(io::Error::other("the head of a request does not end"));
        }
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let mut body = bytes.split_off(head_ends + 4);
    let head = String::from_utf8(bytes).map_err(io::Error::other)?;
    let mut lines = head.trim_end().lines();
    let line = lines.next().unwrap_or_default().to_owned();
    let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    let mut request = Request { line, headers: headers.collect(), body: Vec::new() };
    if request.header("transfer-encoding").is_some() {
        return Err(io::Error::other("the proxy knows requests with a length only"));
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    while body.len() < length {
        if client.read_buf(&mut body).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    request.body = body;
    Ok(Some(request))
}

/// Sends a request on and returns the whole answer.
pub async fn exchange(upstream: &str, request: &Request) -> io::Result<Vec<u8>> {
    let mut head = format!("{}\r\n", request.line);
    for (name, value) in request.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("connection")) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("connection: close\r\n\r\n");
    let mut cloud = TcpStream::connect(upstream).await?;
    cloud.write_all(head.as_bytes()).await?;
    cloud.write_all(&request.body).await?;
    let mut answer = Vec::new();
    cloud.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// An answer of our own.
pub fn answer(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes()
}

/// Hands an answer to the client and ends the connection.
pub async fn write_all(client: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    client.write_all(answer).await?;
    client.shutdown().await
}
