//! Rules of the repository that no compiler holds: what is declared in several places agrees, and
//! what must not be there is not. They need no stack.

mod access;
mod alarms;
mod arrows;
mod budget;
mod consumers;
mod contract;
mod data_protection;
mod features;
mod functions;
mod gateway;
mod inputs;
mod licences;
mod permissions;
mod price;
mod released;
mod sample_events;
mod sources;
mod standards;
mod stored_forms;
mod template;
mod us_east_1;
