//! The demo company: who is in it, and how it gets into a stack.
//!
//! Lindholm Instruments makes measuring instruments; Brückner and Harbour Foods are its customers.
//! Ids are fixed, so filling in twice changes nothing.

mod company;
mod inboxes;
mod made;
mod papers;
mod promise;
mod stories;
mod team;

use anyhow::Context;
use auth::totp::enrolment::{self, Enrolment};
use aws_sdk_cognitoidentityprovider::Client as Pool;
use aws_sdk_cognitoidentityprovider::types::{AuthFlowType, MessageActionType, SoftwareTokenMfaSettingsType};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use shared::ids::PersonId;
use shared::people::{Account, EmailOwner, Language, MemberRole, Membership, Person, Staff, StaffRole};
use shared::store::item::{self, Item};
use shared::store::keys::Key;
use shared::store::{Store, keys};
use shared::text::Email;

use crate::stack::{DemoPerson, Stack, code_at};

/// Somebody to put into a stack.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub password: String,
    pub language: Language,
    pub enrol_totp: bool,
    pub membership: Option<(Account, MemberRole)>,
    pub staff: Option<StaffRole>,
}

/// Puts people, accounts and tickets into a stack and returns the people to sign in as.
///
/// # Errors
/// When the stack does not take them.
pub async fn fill(stack: &Stack) -> anyhow::Result<Vec<DemoPerson>> {
    let seeder = Seeder::new(stack).await?;
    let mut demo = Vec::new();
    for (role, person) in people() {
        let totp_secret = seeder.add_person(&person).await.with_context(|| format!("the demo person {role}"))?;
        demo.push(DemoPerson {
            name: person.name.clone(),
            email: person.email.clone(),
            password: person.password.clone(),
            totp_secret: totp_secret.unwrap_or_default(),
            role: role.to_owned(),
            account_ids: person.membership.iter().map(|(account, _)| account.id.to_string()).collect(),
        });
    }
    let all = people();
    let (_, owner) = all.iter().find(|(role, _)| *role == "owner").context("the demo has an owner")?;
    let (account, _) = owner.membership.as_ref().context("the demo's owner has an account")?;
    let second = self::account("acc_01JZ5Y8T3F7M0N4PQR5T9V2W6X", "Brückner Service GmbH");
    company::put(&seeder, owner, account, &second, Timestamp::from_second(seconds_now())?).await?;
    let of = |wanted: &str| all.iter().find(|(role, _)| *role == wanted).map(|(_, person)| person.id).context("the demo has staff");
    let (agent, admin) = (of("agent")?, of("admin")?);
    team::put(&seeder, agent, admin, account.id, Timestamp::from_second(seconds_now())?).await?;
    seeder.give_place(agent, StaffRole::Agent, &["Service North"], Timestamp::from_second(seconds_now() - 86_400 * 400)?).await?;
    promise::put(&seeder.store, stories::author(&all, "admin")?, Timestamp::from_second(seconds_now())?).await?;
    stories::tell(&seeder.store, &people()).await?;
    let bucket = aws_sdk_s3::Client::new(&stack.sdk().await);
    papers::put(&seeder, (&bucket, &stack.documents_bucket), &all, account, Timestamp::from_second(seconds_now())?).await?;
    Ok(demo)
}

/// Everybody of the demo company, by role.
#[must_use]
pub fn people() -> Vec<(&'static str, NewPerson)> {
    let bruckner = account("acc_01JZ5Y3M8Q4T7V9WXA2B6C8D0E", "Brückner Maschinenbau GmbH");
    let harbour = account("acc_01JZ5Y7R2E6K9M3NPQ4S8T1V5W", "Harbour Foods Ltd");
    let customer = |id, name, email, password, language, account: &Account, role| NewPerson {
        membership: Some((account.clone(), role)),
        staff: None,
        ..person(id, name, email, password, language)
    };
    let colleague =
        |id, name, email, password, language, role| NewPerson { staff: Some(role), ..person(id, name, email, password, language) };
    vec![
        (
            "owner",
            customer(
                "prs_01JZ5Y4A1B2C3D4E5F6G7H8J9K",
                "Anna Brückner",
                "anna@brueckner.example",
                "amber-kettle-orbit-41",
                Language::German,
                &bruckner,
                MemberRole::Owner,
            ),
        ),
        (
            "member",
            customer(
                "prs_01JZ5Y4M2N3P4Q5R6S7T8V9W0X",
                "Jonas Weber",
                "jonas@brueckner.example",
                "willow-copper-lantern-58",
                Language::English,
                &bruckner,
                MemberRole::Member,
            ),
        ),
        (
            "other_owner",
            customer(
                "prs_01JZ5Y5C3D4E5F6G7H8J9K0M1N",
                "Priya Shah",
                "priya@harbourfoods.example",
                "saffron-harbour-pebble-73",
                Language::English,
                &harbour,
                MemberRole::Owner,
            ),
        ),
        (
            "agent",
            colleague(
                "prs_01JZ5Y6D4E5F6G7H8J9K0M1N2P",
                "Mats Lindqvist",
                "mats@lindholm.example",
                "granite-violin-meadow-26",
                Language::English,
                StaffRole::Agent,
            ),
        ),
        (
            "admin",
            colleague(
                "prs_01JZ5Y6Z5F6G7H8J9K0M1N2P3Q",
                "Eva Lindholm",
                "eva@lindholm.example",
                "cedar-compass-thunder-90",
                Language::German,
                StaffRole::Admin,
            ),
        ),
    ]
}

fn account(id: &str, name: &str) -> Account {
    Account {
        id: id.parse().expect("a demo account's id"),
        name: name.to_owned(),
        entity_id: "lindholm".to_owned(),
        mfa_required: false,
        created_at: "2024-03-04T08:00:00Z".parse().expect("a time"),
    }
}

fn person(id: &str, name: &str, email: &str, password: &str, language: Language) -> NewPerson {
    NewPerson {
        id: id.parse().expect("a demo person's id"),
        name: name.to_owned(),
        email: email.to_owned(),
        password: password.to_owned(),
        language,
        enrol_totp: true,
        membership: None,
        staff: None,
    }
}

/// Puts people into a stack, past the portal: as an operator with administrator's rights would.
#[derive(Debug)]
pub struct Seeder {
    pub store: Store,
    pool: Pool,
    pool_id: String,
    client_id: String,
    client_secret: String,
}

impl Seeder {
    /// # Errors
    /// When the stack does not answer.
    pub async fn new(stack: &Stack) -> anyhow::Result<Self> {
        let sdk = stack.sdk().await;
        let pool = Pool::new(&sdk);
        let client = pool.describe_user_pool_client().user_pool_id(&stack.user_pool_id).client_id(&stack.client_id).send().await?;
        let client_secret = client.user_pool_client.and_then(|client| client.client_secret).context("the pool's client has no secret")?;
        Ok(Self {
            store: Store::new(&sdk, stack.table_name.clone()),
            pool,
            pool_id: stack.user_pool_id.clone(),
            client_id: stack.client_id.clone(),
            client_secret,
        })
    }

    /// The pool client's secret, for code that stands in for a function.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.client_secret
    }

    /// Adds a person with password, roles and, if wanted, a TOTP device; returns its secret.
    ///
    /// # Errors
    /// When the stack does not take it.
    pub async fn add_person(&self, new: &NewPerson) -> anyhow::Result<Option<String>> {
        let now = Timestamp::from_second(seconds_now())?;
        let email: Email = new.email.parse()?;
        let mut person = Person::new(new.id, email.clone(), &new.name, new.language, "Europe/Berlin", now);
        self.put(&keys::person(new.id), &person).await?;
        self.put(&keys::email(email.as_str()), &EmailOwner::of(new.id)).await?;
        if let Some(role) = new.staff {
            self.give_role(new.id, role, now).await?;
        }
        if let Some((account, role)) = &new.membership {
            let membership = Membership::new(account, new.id, *role, account.created_at);
            self.put_account(account).await?;
            self.put(&keys::member_of_account(account.id, new.id), &membership).await?;
            self.put(&keys::membership_of_person(new.id, account.id), &membership).await?;
        }
        self.add_user(new).await?;
        let secret = if new.enrol_totp { Some(self.enrol_totp(new).await?) } else { None };
        person.totp_enrolled = secret.is_some();
        self.put(&keys::person(new.id), &person).await?;
        Ok(secret)
    }

    /// Puts an account, which stands in the list of all accounts then.
    ///
    /// # Errors
    /// When the table does not take it.
    pub async fn put_account(&self, account: &Account) -> anyhow::Result<()> {
        let attributes = item::encode(&keys::account(account.id), [&account.indexed()], account)?;
        self.store.client().put_item().table_name(self.store.table()).set_item(Some(attributes)).send().await?;
        Ok(())
    }

    /// Puts an item whatever stands there.
    ///
    /// # Errors
    /// When the table does not take it.
    pub async fn put<T: Item>(&self, key: &Key, item: &T) -> anyhow::Result<()> {
        let attributes = item::encode(key, None, item)?;
        self.store.client().put_item().table_name(self.store.table()).set_item(Some(attributes)).send().await?;
        Ok(())
    }

    /// Gives somebody a staff role.
    ///
    /// # Errors
    /// When the table does not take it.
    pub async fn give_role(&self, person: PersonId, role: StaffRole, since: Timestamp) -> anyhow::Result<()> {
        self.give_place(person, role, &[], since).await
    }

    /// Gives somebody a staff role, and teams.
    ///
    /// # Errors
    /// When the table does not take it.
    pub async fn give_place(&self, person: PersonId, role: StaffRole, teams: &[&str], since: Timestamp) -> anyhow::Result<()> {
        let teams = teams.iter().map(ToString::to_string).collect();
        let indexed = keys::staff_by_role(role.as_str(), person);
        let item = item::encode(&keys::staff_role(person), [&indexed], &Staff { role, teams, since, given_by: None })?;
        self.store.client().put_item().table_name(self.store.table()).set_item(Some(item)).send().await?;
        Ok(())
    }

    /// Deletes an item, as an administrator or a fault would.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn delete(&self, key: &Key) -> anyhow::Result<()> {
        let key = shared::store::key_attributes(key);
        self.store.client().delete_item().table_name(self.store.table()).set_key(Some(key)).send().await?;
        Ok(())
    }

    /// Takes a person's TOTP device away, in the pool and in our record.
    ///
    /// # Errors
    /// When the stack does not answer.
    pub async fn remove_totp(&self, id: PersonId) -> anyhow::Result<()> {
        self.switch_totp_off_in_pool(id).await?;
        let mut person: Person = self.store.get(&keys::person(id)).await?.context("no such person")?;
        person.totp_enrolled = false;
        self.put(&keys::person(id), &person).await
    }

    /// Makes only the pool forget a person's TOTP device, as a fault or somebody with access to it would.
    ///
    /// # Errors
    /// When the pool does not answer.
    pub async fn switch_totp_off_in_pool(&self, id: PersonId) -> anyhow::Result<()> {
        let off = SoftwareTokenMfaSettingsType::builder().enabled(false).preferred_mfa(false).build();
        let preference = self.pool.admin_set_user_mfa_preference().user_pool_id(&self.pool_id).username(id.user_name());
        preference.software_token_mfa_settings(off).send().await?;
        Ok(())
    }

    async fn add_user(&self, new: &NewPerson) -> anyhow::Result<()> {
        let username = new.id.user_name();
        let created = self
            .pool
            .admin_create_user()
            .user_pool_id(&self.pool_id)
            .username(&username)
            .message_action(MessageActionType::Suppress)
            .send()
            .await;
        if let Err(error) = created
            && !error.as_service_error().is_some_and(|error| error.is_username_exists_exception())
        {
            return Err(error.into());
        }
        let password = self.pool.admin_set_user_password().user_pool_id(&self.pool_id).username(&username);
        password.password(&new.password).permanent(true).send().await?;
        Ok(())
    }

    async fn enrol_totp(&self, new: &NewPerson) -> anyhow::Result<String> {
        let username = new.id.user_name();
        // Somebody enrolled before is asked for a code; an operator takes that device away first.
        self.switch_totp_off_in_pool(new.id).await?;
        let signed_in = self
            .pool
            .admin_initiate_auth()
            .user_pool_id(&self.pool_id)
            .client_id(&self.client_id)
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", &username)
            .auth_parameters("PASSWORD", &new.password)
            .auth_parameters("SECRET_HASH", self.secret_hash(&username))
            .send()
            .await?;
        let refresh_token = signed_in.authentication_result.and_then(|result| result.refresh_token).context("no tokens")?;
        let (leave, handle) = Enrolment::new(new.id, Timestamp::from_second(seconds_now())?);
        self.put(&keys::enrolment(&enrolment::hash(&handle)), &leave).await?;
        let minted = self
            .pool
            .get_tokens_from_refresh_token()
            .client_id(&self.client_id)
            .client_secret(&self.client_secret)
            .refresh_token(refresh_token)
            .client_metadata(enrolment::METADATA, handle)
            .send()
            .await?;
        let token = minted.authentication_result.and_then(|result| result.access_token).context("no token to enrol with")?;
        let secret = self.pool.associate_software_token().access_token(&token).send().await?.secret_code.context("no secret")?;
        let code = code_at(&secret, u64::try_from(seconds_now())?);
        self.pool.verify_software_token().access_token(&token).user_code(code).send().await?;
        let on = SoftwareTokenMfaSettingsType::builder().enabled(true).preferred_mfa(true).build();
        self.pool.set_user_mfa_preference().access_token(&token).software_token_mfa_settings(on).send().await?;
        Ok(secret)
    }

    fn secret_hash(&self, username: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.client_secret.as_bytes()).expect("HMAC takes a key of any length");
        mac.update(username.as_bytes());
        mac.update(self.client_id.as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// Seconds since the epoch, by the machine's clock.
#[must_use]
pub fn seconds_now() -> i64 {
    shared::clock::Clock::System.now().as_second()
}
