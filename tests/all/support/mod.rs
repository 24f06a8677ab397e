//! The words that tests are written in: a portal, people in it, calls and answers.
//!
//! [`portal::Portal`] runs an endpoint's router in this process, on real gateway events and the
//! deployed stack's table and pool; [`faults::Proxy`] can stand between the two. [`deployed`] calls the
//! deployed stack through its distribution.

pub mod answer;
pub mod callers;
pub mod deployed;
pub mod eventually;
pub mod faults;
pub mod mail;
pub mod operator;
pub mod portal;

pub use tests::{call, people};
