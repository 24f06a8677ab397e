//! Logs: one JSON object a line, as CloudWatch and people read them.
//!
//! Never logged: tokens, passwords, codes, cookies, bodies, names, e-mail addresses, texts.

use tracing_subscriber::EnvFilter;

use crate::config;

/// Switches on logging for this process; `LOG_LEVEL` sets how much (`info` when not set).
pub fn start() {
    let level = config::optional("LOG_LEVEL").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_ansi(false)
        .with_env_filter(EnvFilter::new(level))
        .init();
}
