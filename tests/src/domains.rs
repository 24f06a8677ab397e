//! Every domain there is, and what each declares. A new domain is added here.

use shared::domain::{Function, Grant, Kind, Setting};

use crate::contract::Operation;

/// Who calls a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The gateway, for whoever is signed in.
    SignedIn,
    /// The gateway, for anybody.
    Anybody,
    /// Another AWS service.
    Service,
    /// An operator.
    Operator,
}

impl Caller {
    /// Whether it comes through the gateway.
    #[must_use]
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::SignedIn | Self::Anybody)
    }
}

/// A function as its domain's list has it, without its handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// `<domain>.<function>`.
    pub name: String,
    pub caller: Caller,
    pub grants: &'static [Grant],
    pub settings: &'static [Setting],
}

impl Declared {
    /// Its name behind the stack's: `api-tickets-open-ticket`, `tickets-project-summaries`.
    #[must_use]
    pub fn suffix(&self) -> String {
        suffix(&self.name, self.caller.is_gateway())
    }

    /// Its logical id in the application of its domain: `TicketsOpenTicket`.
    #[must_use]
    pub fn logical_id(&self) -> String {
        self.name.split(['.', '_']).map(capitalised).collect()
    }
}

/// What a function is called behind the stack's name.
#[must_use]
pub fn suffix(name: &str, is_endpoint: bool) -> String {
    let name = name.replace(['.', '_'], "-");
    if is_endpoint { format!("api-{name}") } else { name }
}

impl<S> From<&Function<S>> for Declared {
    fn from(function: &Function<S>) -> Self {
        let caller = match function.kind {
            Kind::Endpoint(_) => Caller::SignedIn,
            Kind::Public(_) => Caller::Anybody,
            Kind::Worker(_) => Caller::Service,
            Kind::Job(_) => Caller::Operator,
        };
        Self { name: function.name.clone(), caller, grants: function.grants, settings: function.settings }
    }
}

/// `word` as `Word`.
#[must_use]
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

macro_rules! domains {
    ($($domain:ident)+) => {
        /// Their names.
        pub const DOMAINS: &[&str] = &[$(stringify!($domain)),+];

        /// Every function, domain by domain.
        #[must_use]
        pub fn functions() -> Vec<Declared> {
            let mut all = Vec::new();
            $(all.extend($domain::functions().iter().map(Declared::from));)+
            all
        }

        /// Every endpoint, domain by domain.
        #[must_use]
        pub fn operations() -> Vec<Operation> {
            let mut all = Vec::new();
            $(all.extend($domain::endpoints().into_iter().map(Operation::of));)+
            all
        }
    };
}

domains! { accounts auth documents home notifications tickets }

/// The functions of one domain.
#[must_use]
pub fn functions_of(domain: &str) -> Vec<Declared> {
    functions().into_iter().filter(|function| function.name.split('.').next() == Some(domain)).collect()
}
