//! As much of HTTP/1.1 as functions speak with Lambda's runtime API and with the local cloud.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request or an answer, whole.
#[derive(Debug)]
pub struct Message {
    /// `POST / HTTP/1.1` or `HTTP/1.1 200 OK`.
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Message {
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Reads the next message of a connection; `None` when the other side has ended it.
    ///
    /// # Errors
    /// When the connection breaks, or what comes is no HTTP.
    pub fn read(connection: &mut BufReader<TcpStream>) -> io::Result<Option<Self>> {
        let line = read_line(connection)?;
        if line.is_empty() {
            return Ok(None);
        }
        let mut message = Self { line, headers: Vec::new(), body: Vec::new() };
        loop {
            let header = read_line(connection)?;
            let Some((name, value)) = header.split_once(':') else { break };
            message.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let chunked = message.header("transfer-encoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("chunked"));
        let length = message.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        message.body = if chunked { read_chunks(connection)? } else { read_exactly(connection, length)? };
        Ok(Some(message))
    }

    /// Sends the message with the length of its body; headers about the way it came are left out.
    ///
    /// # Errors
    /// When the connection breaks.
    pub fn write(&self, connection: &mut TcpStream) -> io::Result<()> {
        let of_the_way = ["content-length", "transfer-encoding", "connection", "keep-alive"];
        let mut text = format!("{}\r\n", self.line);
        for (name, value) in &self.headers {
            if !of_the_way.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        text.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.body);
        connection.write_all(&bytes)
    }
}

fn read_line(connection: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn read_exactly(connection: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    connection.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_chunks(connection: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(connection)?;
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default(), 16).map_err(io::Error::other)?;
        body.extend(read_exactly(connection, size)?);
        read_line(connection)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn parsed(text: &str) -> io::Result<Option<Message>> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let mut sender = TcpStream::connect(listener.local_addr()?)?;
        sender.write_all(text.as_bytes())?;
        drop(sender);
        Message::read(&mut BufReader::new(listener.accept()?.0))
    }

    #[test]
    fn a_body_comes_with_its_length_or_in_chunks() {
        let whole = parsed("POST /x HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").expect("HTTP").expect("a message");
        assert_eq!((whole.line.as_str(), whole.body.as_slice()), ("POST /x HTTP/1.1", &b"hello"[..]));
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
        assert_eq!(parsed(chunks).expect("HTTP").expect("a message").body, b"hello");
        assert!(parsed("").expect("an end is no error").is_none());
        assert!(parsed("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhel").is_err());
    }
}
