//! What a customer is promised: by when staff answers, and by when a ticket is solved. Pure functions of what happened in the thread and
//! of the policy that was in force when it was opened.

pub mod calendar;
pub mod clock;
pub mod get_policy;
pub mod get_promise;
pub mod policy;
pub mod put_policy;
