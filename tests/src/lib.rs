//! What is tested across domains, and what is rendered from all of them: the contract, the
//! gateway, the reference pages, the demo company; and what the bench measures.

pub mod applications;
pub mod authenticator;
pub mod bench;
pub mod call;
pub mod contract;
pub mod cost;
pub mod demo;
pub mod difference;
pub mod domains;
pub mod events;
pub mod gateway;
pub mod papers;
pub mod people;
pub mod permissions;
pub mod reference;
pub mod rendered;
pub mod stack;
pub mod stored;
