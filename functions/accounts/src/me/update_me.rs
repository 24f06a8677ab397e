//! A person changes their own profile: `PATCH /me`. Emits `person.updated`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use shared::access::{Own, Permit};
use shared::event::Event;
use shared::idempotency::{Command, Done, commit_once};
use shared::input::{Change, WrongFields};
use shared::people::{Language, Person};
use shared::text::{Line, Phone};
use shared::time_zone::TimeZoneName;
use shared::{App, Result};
use utoipa::ToSchema;

use super::get_me::Profile;
use super::repo;

/// What is to change; a field that is left out stays as it is.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"name": "Anna Brückner", "language": "de", "time_zone": "Europe/Berlin", "phone": "+49 30 901820"}))]
pub struct UpdateMe {
    /// How others see you, also beside what you write from now on.
    #[deserr(default)]
    pub name: Option<Line<1, 100>>,
    #[deserr(default)]
    pub language: Option<Language>,
    #[deserr(default)]
    pub time_zone: Option<TimeZoneName>,
    /// `null` removes it.
    #[deserr(default)]
    #[schema(value_type = Option<Phone>)]
    pub phone: Change<Phone>,
}

/// Changes the profile of who is signed in
///
/// Fields that are left out stay as they are.
#[utoipa::path(patch, path = "/me", request_body = UpdateMe,
    responses((status = 200, body = Profile)))]
pub async fn update_me(
    State(app): State<App>,
    permit: Permit<Own>,
    Command { input, once }: Command<UpdateMe>,
) -> Result<Done<Json<Profile>>> {
    let changes = changes(&input);
    let person = changed(permit.person().clone(), input);
    if changes.is_empty() {
        return Ok(Done { answer: Json(person.into()), replayed: false });
    }
    let fields: Vec<&str> = changes.iter().map(|(field, _)| *field).collect();
    let event = Event::new("person.updated", permit.actor(), app.clock.now()).changed(&fields);
    let writes = repo::update_profile(&permit, changes)?.event(&event)?;
    Ok(commit_once(&app, &permit, &once, writes, Profile::from(person)).await?.into())
}

/// The fields that were given with their new values, `None` to remove one. Only these are written, so
/// two devices that change different fields at the same moment both succeed.
fn changes(input: &UpdateMe) -> Vec<(&'static str, Option<String>)> {
    let phone = match &input.phone {
        Change::Keep => None,
        Change::Clear => Some(("phone", None)),
        Change::Set(phone) => Some(("phone", Some(phone.as_str().to_owned()))),
    };
    [
        input.name.as_ref().map(|name| ("name", Some(name.as_str().to_owned()))),
        input.language.map(|language| ("language", Some(language.as_str().to_owned()))),
        input.time_zone.as_ref().map(|zone| ("time_zone", Some(zone.as_str().to_owned()))),
        phone,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The person as they will be.
fn changed(person: Person, input: UpdateMe) -> Person {
    Person {
        name: input.name.map_or(person.name, |name| name.as_str().to_owned()),
        language: input.language.unwrap_or(person.language),
        time_zone: input.time_zone.map_or(person.time_zone, |zone| zone.as_str().to_owned()),
        phone: match input.phone {
            Change::Keep => person.phone,
            Change::Clear => None,
            Change::Set(phone) => Some(phone),
        },
        ..person
    }
}
