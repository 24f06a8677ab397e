//! That a handler takes the permit its rule speaks of, held by the compiler.

use super::permit::{ByModule, InAccount, Own, Permit, Portal};

/// A handler whose first argument is the state and whose second is this permit. [`NoPermit`] asks for nothing.
#[diagnostic::on_unimplemented(
    message = "this operation has a rule, so its handler takes `State` first and `{P}` second",
    label = "this handler does not take `{P}` as its second argument",
    note = "the rule stands in shared/src/access/rules.rs"
)]
pub trait TakesPermit<P, Arguments> {}

/// In place of the permit of an operation without a rule, which anybody may call.
#[derive(Debug)]
pub struct NoPermit;

macro_rules! handlers {
    ($(($($more:ident),*))+) => {$(
        impl<F, S, On, Answer, $($more),*> TakesPermit<Permit<On>, (S, Permit<On>, $($more,)*)> for F
        where
            F: Fn(S, Permit<On>, $($more),*) -> Answer
        {}

        impl<F, S, Answer, $($more),*> TakesPermit<NoPermit, (S, $($more,)*)> for F
        where
            F: Fn(S, $($more),*) -> Answer
        {}
    )+};
}

handlers! { () (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, G) }

/// The permit behind the number of [`permitted`](super::permitted).
#[derive(Debug)]
pub struct Permitted<const NUMBER: u8>;

/// Which permit it is.
pub trait Demand {
    type Permit;
}

impl Demand for Permitted<0> {
    type Permit = NoPermit;
}

impl Demand for Permitted<1> {
    type Permit = Permit<Own>;
}

impl Demand for Permitted<2> {
    type Permit = Permit<Portal>;
}

impl Demand for Permitted<3> {
    type Permit = Permit<InAccount>;
}

impl Demand for Permitted<4> {
    type Permit = Permit<ByModule>;
}

/// Compiles if the handler takes the permit that the rule of its operation speaks of. A domain's list of endpoints calls
/// it for each of them.
pub fn takes_its_permit<const NUMBER: u8, Handler, Arguments>(_: &Handler)
where
    Permitted<NUMBER>: Demand,
    Handler: TakesPermit<<Permitted<NUMBER> as Demand>::Permit, Arguments>,
{
}

#[cfg(test)]
mod tests {
    use axum::extract::State;
    use http::Uri;

    use super::*;

    /// A handler that takes this permit has two of these, so that a call says too little to compile; one that does not
    /// take it has one.
    trait Lacks<P, Which> {
        fn lacks(&self) {}
    }

    impl<P, Handler> Lacks<P, ()> for Handler {}
    impl<P, Arguments, Handler: TakesPermit<P, Arguments>> Lacks<P, (Arguments, Arguments)> for Handler {}

    async fn portal(_: State<()>, _: Permit<Portal>) {}
    async fn account(_: State<()>, _: Permit, _: Uri) {}
    async fn too_late(_: State<()>, _: Uri, _: Permit) {}
    async fn nothing(_: State<()>, _: Uri) {}

    /// What is tested here is that it compiles.
    #[test]
    fn a_handler_takes_the_permit_it_takes_and_no_other() {
        takes_its_permit::<0, _, _>(&nothing);
        takes_its_permit::<2, _, _>(&portal);
        takes_its_permit::<3, _, _>(&account);
        Lacks::<Permit<Own>, _>::lacks(&portal);
        Lacks::<Permit<InAccount>, _>::lacks(&portal);
        Lacks::<Permit<Portal>, _>::lacks(&account);
        Lacks::<Permit<InAccount>, _>::lacks(&too_late);
        Lacks::<Permit<InAccount>, _>::lacks(&nothing);
    }
}
