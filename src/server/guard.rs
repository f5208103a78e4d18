//! Stands between the wire and tower-lsp's service, and mends what tower-lsp 0.20 leaves open.

use super::wire::UNREADABLE;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use futures_util::task::AtomicWaker;
use serde::Deserialize;
use serde_json::{Value, json};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use tokio::sync::{oneshot, watch};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::lsp_types::DidChangeTextDocumentParams;
use tower_service::Service;

/// Sees every message go by.
///
/// `exit` ends the server, a panic in a handler becomes an internal error, and nothing goes on to the service
/// before `initialize` or `shutdown` is answered, so that a client that does not wait for the answer loses no
/// message in either direction.
#[derive(Debug)]
pub(super) struct Guard<S> {
    inner: S,
    state: Arc<Ending>,
    /// The end of a request behind which everything waits.
    barrier: Option<oneshot::Receiver<()>>,
}

/// How far the connection has come to its end.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// `shutdown` was asked for.
    pub shutdown: AtomicBool,
    /// `exit` was said.
    pub exit: watch::Sender<bool>,
    /// `shutdown` is being answered.
    settling: AtomicBool,
    settled: AtomicWaker,
}

impl Ending {
    /// Waits while `shutdown` is being answered.
    pub(super) fn poll_settled(&self, cx: &mut Context<'_>) -> Poll<()> {
        self.settled.register(cx.waker());
        if self.settling.load(Ordering::Relaxed) { Poll::Pending } else { Poll::Ready(()) }
    }

    fn settling(&self, it: bool) {
        self.settling.store(it, Ordering::Relaxed);
        self.settled.wake();
    }
}

impl<S> Guard<S> {
    /// A guard before `inner` that keeps `state` up to date.
    pub(super) fn new(inner: S, state: Arc<Ending>) -> Guard<S> {
        Guard { inner, state, barrier: None }
    }

    /// Lets nothing pass until what it returns is dropped.
    fn barrier(&mut self) -> oneshot::Sender<()> {
        let (done, barrier) = oneshot::channel();
        self.barrier = Some(barrier);
        done
    }
}

type Answer<E> = BoxFuture<'static, Result<Option<Response>, E>>;

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Answer<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        if let Some(barrier) = &mut self.barrier {
            // Nothing is ever sent; it ends when the other side is dropped.
            let _ = ready!(barrier.poll_unpin(cx));
            self.barrier = None;
        }
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Answer<S::Error> {
        if *self.state.exit.borrow() {
            return nothing();
        }
        let request = tidied(request);
        let mut done = None;
        match request.method() {
            "exit" => {
                self.state.exit.send_replace(true);
                return nothing();
            }
            UNREADABLE => return only(Response::from_error(Id::Null, Error::parse_error())),
            // tower-lsp lets such requests wait for ever.
            method if method.starts_with("$/") && request.id().is_some() => {
                let id = request.id().cloned().unwrap_or_default();
                return only(Response::from_error(id, Error::method_not_found()));
            }
            "shutdown" => {
                self.state.shutdown.store(true, Ordering::Relaxed);
                self.state.settling(true);
                done = Some(self.barrier());
            }
            "initialize" => done = Some(self.barrier()),
            _ => {}
        }
        let id = request.id().cloned();
        let state = (request.method() == "shutdown").then(|| Arc::clone(&self.state));
        let answer = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        async move {
            let answer = answer.await;
            drop(done);
            if let Some(state) = state {
                state.settling(false);
            }
            answer.unwrap_or_else(|_| Ok(id.map(|it| Response::from_error(it, Error::internal_error()))))
        }
        .boxed()
    }
}

fn nothing<E: Send + 'static>() -> Answer<E> {
    async { Ok(None) }.boxed()
}

fn only<E: Send + 'static>(answer: Response) -> Answer<E> {
    async { Ok(Some(answer)) }.boxed()
}

/// A request as tower-lsp and lsp-types take it: without parameters where there are none (`null`, or anything
/// that comes with `shutdown`), and with `workspace.diagnostics` under the name `workspace.diagnostic` that
/// lsp-types 0.94 has for it. A change that cannot be read is one outside of the text.
fn tidied(request: Request) -> Request {
    let (method, id, mut params) = request.into_parts();
    if method == "shutdown" || params == Some(Value::Null) {
        params = None;
    }
    if method == "initialize"
        && let Some(workspace) = params.as_mut().and_then(|it| it.pointer_mut("/capabilities/workspace"))
        && let Some(diagnostics) = workspace.get("diagnostics").cloned()
    {
        workspace["diagnostic"] = diagnostics;
    }
    if method == "textDocument/didChange" {
        params = params.map(readable);
    }
    let mut out = Request::build(method);
    if let Some(params) = params {
        out = out.params(params);
    }
    if let Some(id) = id {
        out = out.id(id);
    }
    out.finish()
}

/// What changes a text; or, where that cannot be read, a change that no text can bear. With less, the desk would not know
/// that it no longer has the text the writer sees.
fn readable(change: Value) -> Value {
    if DidChangeTextDocumentParams::deserialize(&change).is_ok() {
        return change;
    }
    let nowhere = json!({ "line": u32::MAX, "character": 0 });
    json!({
        "textDocument": { "uri": change.pointer("/textDocument/uri"), "version": 0 },
        "contentChanges": [{ "range": { "start": nowhere, "end": nowhere }, "text": "" }],
    })
}
