//! The wire: what tower-lsp reads from and what the desk writes to.
//!
//! tower-lsp ends the connection at the first message it cannot read. [`Input`] stands before it: it lets through
//! only whole messages that can be read, and puts [`UNREADABLE`] in the place of the others.
//! [`listen`] hears the client out at any time, and [`Output`] never fails.
//! [`Outbox`] is the server's own voice: unbounded, so that nobody who speaks has to wait, and in order.

use super::guard::Ending;
use futures_util::sink::Sink;
use futures_util::stream::{self, Stream};
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::Loopback;
use tower_lsp::jsonrpc::{Request, Response};

/// Stands for a message that could not be read.
pub(super) const UNREADABLE: &str = "$/unreadable";

/// Longest header that is waited for; what is longer is no header.
const HEADER: usize = 4096;

/// Passes on what the client says until it says no more.
///
/// It does so whatever tower-lsp waits for, which reads nothing while it cannot write or `shutdown` is not
/// answered: a client that has gone must be noticed then, too.
pub(super) async fn listen(mut client: impl AsyncRead + Unpin, to: mpsc::UnboundedSender<Vec<u8>>) {
    let mut space = vec![0; 16 * 1024];
    // A connection that breaks is one that ends.
    while let Ok(n @ 1..) = client.read(&mut space).await {
        if to.send(space[..n].to_vec()).is_err() {
            return;
        }
    }
}

/// Whole, readable messages from the client, and an end when there is to be one.
///
/// tower-lsp sends nothing from the outbox once its input has ended; so it does not end while `shutdown` waits
/// for the outbox.
pub(super) struct Input {
    heard: mpsc::UnboundedReceiver<Vec<u8>>,
    ending: Arc<Ending>,
    /// What came and is not looked at yet.
    raw: Vec<u8>,
    /// What may be read.
    ready: VecDeque<u8>,
}

impl Input {
    /// Reads what was heard.
    pub(super) fn new(heard: mpsc::UnboundedReceiver<Vec<u8>>, ending: Arc<Ending>) -> Input {
        Input { heard, ending, raw: Vec::new(), ready: VecDeque::new() }
    }

    /// Moves the messages that are complete from `raw` to `ready`.
    fn sort(&mut self) {
        let mut at = 0;
        while let Some((body, next)) = frame(&self.raw[at..]) {
            let body = &self.raw[at + body.start..at + body.end];
            let readable = serde_json::from_slice::<Request>(body).is_ok()
                || serde_json::from_slice::<Response>(body).is_ok();
            let unreadable = format!(r#"{{"jsonrpc":"2.0","method":"{UNREADABLE}"}}"#);
            let body = if readable { body } else { unreadable.as_bytes() };
            self.ready.extend(format!("Content-Length: {}\r\n\r\n", body.len()).bytes());
            self.ready.extend(body);
            at += next;
        }
        self.raw.drain(..at);
    }
}

/// The first message in `raw`: its body, and where the next one begins. A header that says no length gives an
/// empty body. `None` if it is not all there.
fn frame(raw: &[u8]) -> Option<(std::ops::Range<usize>, usize)> {
    let Some(header) = raw.windows(4).take(HEADER).position(|it| it == b"\r\n\r\n") else {
        return (HEADER < raw.len()).then_some((0..0, HEADER));
    };
    // What a wrong length has left of the message before may be glued to the header; the last length counts.
    let lines = raw[..header].split(|it| *it == b'\n').map(String::from_utf8_lossy);
    let mut lengths = lines.filter_map(|it| {
        let (name, value) = it.rsplit_once(':')?;
        let is_length = name.trim().to_ascii_lowercase().ends_with("content-length");
        if is_length { value.trim().parse::<usize>().ok() } else { None }
    });
    let length = lengths.next_back();
    let start = header + 4;
    let Some(end) = length.and_then(|it| start.checked_add(it)) else { return Some((0..0, start)) };
    (end <= raw.len()).then_some((start..end, end))
}

impl AsyncRead for Input {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let this = self.get_mut();
        while this.ready.is_empty() {
            let Some(heard) = ready!(this.heard.poll_recv(cx)) else {
                ready!(this.ending.poll_settled(cx));
                break;
            };
            this.raw.extend_from_slice(&heard);
            this.sort();
        }
        let (front, _) = this.ready.as_slices();
        let n = front.len().min(buf.remaining());
        buf.put_slice(&front[..n]);
        this.ready.drain(..n);
        Poll::Ready(Ok(()))
    }
}

/// What tower-lsp writes to. It panics if that fails; so when nobody listens any more, nothing is said and
/// nothing fails.
pub(super) struct Output<O> {
    inner: Pin<Box<O>>,
    broken: bool,
}

impl<O: AsyncWrite> Output<O> {
    pub(super) fn new(inner: O) -> Output<O> {
        Output { inner: Box::pin(inner), broken: false }
    }

    /// Flushes or closes, unless there is nobody to do it for.
    fn quietly(
        &mut self,
        poll: impl FnOnce(Pin<&mut O>) -> Poll<std::io::Result<()>>,
    ) -> Poll<std::io::Result<()>> {
        if !self.broken {
            self.broken = ready!(poll(self.inner.as_mut())).is_err();
        }
        Poll::Ready(Ok(()))
    }
}

impl<O: AsyncWrite> AsyncWrite for Output<O> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        let this = self.get_mut();
        if !this.broken {
            match ready!(this.inner.as_mut().poll_write(cx, buf)) {
                Ok(n @ 1..) => return Poll::Ready(Ok(n)),
                _ => this.broken = true,
            }
        }
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        self.get_mut().quietly(|it| it.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        self.get_mut().quietly(|it| it.poll_shutdown(cx))
    }
}

/// Where the server puts what it has to say to the client by itself.
#[derive(Clone, Debug)]
pub(super) struct Outbox {
    out: mpsc::UnboundedSender<Out>,
    last_id: Arc<AtomicI64>,
}

#[derive(Debug)]
enum Out {
    Say(Request),
    /// Everything before it is on its way.
    Mark(oneshot::Sender<()>),
}

impl Outbox {
    /// An outbox, and the end of it that tower-lsp sends from.
    pub(super) fn new() -> (Outbox, Socket) {
        let (out, socket) = mpsc::unbounded_channel();
        (Outbox { out, last_id: Arc::default() }, Socket { out: socket, replies: Replies(Box::new(drop)) })
    }

    /// Sends a notification.
    pub(super) fn notify(&self, method: &'static str, params: impl Serialize) {
        let params = serde_json::to_value(params).unwrap_or(Value::Null);
        // Nobody listens once the connection has ended, and nobody has to.
        let _ = self.out.send(Out::Say(Request::build(method).params(params).finish()));
    }

    /// Sends a request without parameters, whose answer nobody waits for.
    pub(super) fn request(&self, method: &'static str) {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let _ = self.out.send(Out::Say(Request::build(method).id(id).finish()));
    }

    /// Sends a request, and tells the number under which its answer will come, if it comes.
    pub(super) fn ask(&self, method: &'static str, params: impl Serialize) -> i64 {
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let params = serde_json::to_value(params).unwrap_or(Value::Null);
        let _ = self.out.send(Out::Say(Request::build(method).params(params).id(id).finish()));
        id
    }

    /// Tells `sent` when everything sent before is on its way to the client.
    pub(super) fn mark(&self, sent: oneshot::Sender<()>) {
        let _ = self.out.send(Out::Mark(sent));
    }
}

/// The end of the outbox that tower-lsp sends from, and where the client's replies go. Nobody waits for any: a reply
/// that comes late, twice or unasked does no harm.
#[derive(Debug)]
pub(super) struct Socket {
    out: mpsc::UnboundedReceiver<Out>,
    replies: Replies,
}

impl Socket {
    /// A socket that hands replies to `hear`, which must not wait.
    pub(super) fn hearing(self, hear: impl FnMut(Response) + Send + 'static) -> Socket {
        Socket { replies: Replies(Box::new(hear)), ..self }
    }
}

/// Hands replies on.
pub(super) struct Replies(Box<dyn FnMut(Response) + Send>);

impl std::fmt::Debug for Replies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Replies")
    }
}

impl Sink<Response> for Replies {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, reply: Response) -> Result<(), Infallible> {
        (self.get_mut().0)(reply);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

impl Loopback for Socket {
    type RequestStream = Pin<Box<dyn Stream<Item = Request> + Send>>;
    type ResponseSink = Replies;

    fn split(self) -> (Self::RequestStream, Self::ResponseSink) {
        let mut out = self.out;
        let next = stream::poll_fn(move |cx| {
            loop {
                match ready!(out.poll_recv(cx)) {
                    Some(Out::Say(request)) => return Poll::Ready(Some(request)),
                    Some(Out::Mark(sent)) => _ = sent.send(()),
                    None => return Poll::Ready(None),
                }
            }
        });
        (Box::pin(next), self.replies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let mut out = String::new();
        runtime.block_on(async {
            let (tx, heard) = mpsc::unbounded_channel();
            listen(raw.as_bytes(), tx).await;
            Input::new(heard, Arc::default()).read_to_string(&mut out).await.expect("a text");
        });
        out.replace("\r\n\r\n", " ").replace("Content-Length:", "\n").trim().to_owned()
    }

    #[test]
    fn readable_messages_pass() {
        let one = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        assert_eq!(read(&format!("Content-Length: 33\r\n\r\n{one}")), format!("33 {one}"));
        let header = "content-type: application/vscode-jsonrpc\r\nX: y\r\ncontent-length: 33\r\n\r\n";
        assert_eq!(read(&format!("{header}{one}")), format!("33 {one}"));
    }

    #[test]
    fn unreadable_messages_are_replaced() {
        let one = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let good = format!("Content-Length: 33\r\n\r\n{one}");
        let unreadable = r#"41 {"jsonrpc":"2.0","method":"$/unreadable"}"#;
        for bad in [
            "Content-Length: 1\r\n\r\n{",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: 2\r\n\r\n[]",
            "Content-Length: many\r\n\r\n",
            "Hello: x\r\n\r\n",
        ] {
            assert_eq!(read(&format!("{bad}{good}")), format!("{unreadable}\n 33 {one}"), "{bad}");
        }
    }
}
