//! What the operator does with a deployment: adding the first people, publishing the web app, checking the account, putting
//! back what failed.

pub mod add_administrator;
mod first_administrator;
mod index_lines;
mod preflight;
mod publish_web;
mod redrive;
