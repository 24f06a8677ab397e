//! Mails, and the codes in them.

pub mod code_sent;
pub mod mail_code;
pub mod one_time_code;
pub mod texts;
