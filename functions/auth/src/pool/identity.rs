//! Cognito, as far as we use it: it checks passwords and codes and mints tokens.
//!
//! Source: Amazon Cognito user pools API reference, `AdminInitiateAuth`, `AdminRespondToAuthChallenge`,
//! `GetTokensFromRefreshToken`, `RevokeToken`, `AdminCreateUser`, `AdminSetUserPassword`,
//! `AssociateSoftwareToken`, `VerifySoftwareToken`, `SetUserMFAPreference`.

use std::error::Error;
use std::fmt;

use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentityprovider::types::{
    AuthFlowType, AuthenticationResultType, ChallengeNameType, MessageActionType, SoftwareTokenMfaSettingsType,
    VerifySoftwareTokenResponseType,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;
use shared::Problem;
use shared::app::SdkConfig;
use shared::config::{MissingVariable, required};
use shared::ids::PersonId;
use shared::text::{Email, NewPassword};

use crate::totp::enrolment;

/// What became of a password.
#[derive(Debug)]
pub enum PasswordCheck {
    /// It is right and Cognito asks for nothing more.
    Right(Tokens),
    /// It is right; a TOTP code comes next, in this Cognito session.
    TotpNext(SecretString),
    Wrong,
    /// Not checked: Cognito has had too many wrong ones.
    Locked,
}

/// What became of a TOTP code.
#[derive(Debug)]
pub enum CodeCheck {
    Right(Tokens),
    Wrong,
}

/// Tokens as Cognito minted them.
#[derive(Debug)]
pub struct Tokens {
    pub access: SecretString,
    /// Absent when Cognito lets the old one live on.
    pub refresh: Option<SecretString>,
    /// Seconds the access token lives.
    pub expires_in: i32,
    pub claims: Claims,
}

/// A token that may enrol a TOTP device. It is used where it was minted and goes nowhere else.
#[derive(Debug)]
pub struct EnrollingToken {
    access: SecretString,
    /// Whether the leave was taken; without it the token is one like any other.
    pub may_enrol: bool,
    /// What to refresh with from now on, when the pool rotated it.
    pub refresh: Option<SecretString>,
}

/// What we read out of an access token that came from Cognito itself.
#[derive(Debug, Clone)]
pub struct Claims {
    pub person: PersonId,
    /// Names the session; stays the same over all refreshes.
    pub origin_jti: String,
    scope: String,
}

impl Claims {
    fn may_change_factors(&self) -> bool {
        self.scope.split(' ').any(|scope| scope == ADMIN_SCOPE)
    }
}

/// What `shape_token` takes away.
pub const ADMIN_SCOPE: &str = "aws.cognito.signin.user.admin";

/// Cognito does not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    #[error("the user pool refuses or does not answer: {code}")]
    Pool {
        code: String,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    #[error("the user pool's answer lacks {0}")]
    Incomplete(&'static str),
    /// With such a token a browser could switch factors off at Cognito's own API.
    #[error("the access token may change factors")]
    TooPowerful,
}

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        Self::unavailable(error)
    }
}

/// The user pool and our client of it.
#[derive(Clone)]
pub struct Identity {
    client: Client,
    pool_id: String,
    client_id: String,
    client_secret: SecretString,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("pool_id", &self.pool_id).field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl Identity {
    /// # Errors
    /// When a variable of the template is missing.
    pub fn from_environment(sdk: &SdkConfig) -> Result<Self, MissingVariable> {
        Ok(Self::new(sdk, required("USER_POOL_ID")?, required("USER_POOL_CLIENT_ID")?, required("USER_POOL_CLIENT_SECRET")?.into()))
    }

    #[must_use]
    pub fn new(sdk: &SdkConfig, pool_id: String, client_id: String, client_secret: SecretString) -> Self {
        Self { client: Client::new(sdk), pool_id, client_id, client_secret }
    }

    /// Checks a password. `username` is a person's user name, or a text that is nobody's.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn check_password(&self, username: &str, password: &str) -> Result<PasswordCheck, IdentityError> {
        let answer = self
            .client
            .admin_initiate_auth()
            .user_pool_id(&self.pool_id)
            .client_id(&self.client_id)
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", username)
            .auth_parameters("PASSWORD", password)
            .auth_parameters("SECRET_HASH", self.secret_hash(username))
            .send()
            .await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if is_locked(&error) => return Ok(PasswordCheck::Locked),
            Err(error) if refuses(&error) => return Ok(PasswordCheck::Wrong),
            Err(error) => return Err(pool_error(error)),
        };
        match answer.challenge_name {
            None => tokens(answer.authentication_result).map(PasswordCheck::Right),
            Some(ChallengeNameType::SoftwareTokenMfa) => {
                let session = answer.session.ok_or(IdentityError::Incomplete("the session"))?;
                Ok(PasswordCheck::TotpNext(session.into()))
            }
            Some(other) => Err(IdentityError::Pool { code: other.to_string(), source: "a challenge we do not offer".into() }),
        }
    }

    /// Checks a TOTP code in a Cognito session that [`Self::check_password`] opened.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn check_totp(&self, person: PersonId, session: &SecretString, code: &str) -> Result<CodeCheck, IdentityError> {
        let username = person.user_name();
        let answer = self
            .client
            .admin_respond_to_auth_challenge()
            .user_pool_id(&self.pool_id)
            .client_id(&self.client_id)
            .challenge_name(ChallengeNameType::SoftwareTokenMfa)
            .session(session.expose_secret())
            .challenge_responses("USERNAME", &username)
            .challenge_responses("SOFTWARE_TOKEN_MFA_CODE", code)
            .challenge_responses("SECRET_HASH", self.secret_hash(&username))
            .send()
            .await;
        match answer {
            Ok(answer) => tokens(answer.authentication_result).map(CodeCheck::Right),
            Err(error) if refuses(&error) => Ok(CodeCheck::Wrong),
            Err(error) => Err(pool_error(error)),
        }
    }

    /// Signs a person in on the leave that `handle` names; `None` when the trigger does not take it.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn admit(&self, person: PersonId, handle: &str) -> Result<Option<Tokens>, IdentityError> {
        let username = person.user_name();
        let begun = self
            .client
            .admin_initiate_auth()
            .user_pool_id(&self.pool_id)
            .client_id(&self.client_id)
            .auth_flow(AuthFlowType::CustomAuth)
            .auth_parameters("USERNAME", &username)
            .auth_parameters("SECRET_HASH", self.secret_hash(&username))
            .send()
            .await;
        let session = match begun {
            Ok(answer) => answer.session.ok_or(IdentityError::Incomplete("the session"))?,
            Err(error) if refuses(&error) => return Ok(None),
            Err(error) => return Err(pool_error(error)),
        };
        let answer = self
            .client
            .admin_respond_to_auth_challenge()
            .user_pool_id(&self.pool_id)
            .client_id(&self.client_id)
            .challenge_name(ChallengeNameType::CustomChallenge)
            .session(session)
            .challenge_responses("USERNAME", &username)
            .challenge_responses("ANSWER", handle)
            .challenge_responses("SECRET_HASH", self.secret_hash(&username))
            .send()
            .await;
        match answer {
            Ok(answer) => tokens(answer.authentication_result).map(Some),
            Err(error) if refuses(&error) => Ok(None),
            Err(error) => Err(pool_error(error)),
        }
    }

    /// Makes Cognito ask for no code of an app any more.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn remove_totp(&self, person: PersonId) -> Result<(), IdentityError> {
        let off = SoftwareTokenMfaSettingsType::builder().enabled(false).preferred_mfa(false).build();
        let request = self.client.admin_set_user_mfa_preference().user_pool_id(&self.pool_id).username(person.user_name());
        match request.software_token_mfa_settings(off).send().await {
            Ok(_) => Ok(()),
            // Who has no user there has no app there.
            Err(error) if error.code() == Some("UserNotFoundException") => Ok(()),
            Err(error) => Err(pool_error(error)),
        }
    }

    /// New tokens of the same session; `None` when the refresh token is no longer good.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn refresh(&self, token: &SecretString) -> Result<Option<Tokens>, IdentityError> {
        let answer = self
            .client
            .get_tokens_from_refresh_token()
            .client_id(&self.client_id)
            .client_secret(self.client_secret.expose_secret())
            .refresh_token(token.expose_secret())
            .send()
            .await;
        match answer {
            Ok(answer) => tokens(answer.authentication_result).map(Some),
            Err(error) if refuses(&error) => Ok(None),
            Err(error) => Err(pool_error(error)),
        }
    }

    /// Mints a token that may enrol a TOTP device, on the leave that `handle` names; `None` when the refresh
    /// token is no longer good.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn enrolling_token(&self, token: &SecretString, handle: &str) -> Result<Option<EnrollingToken>, IdentityError> {
        let answer = self
            .client
            .get_tokens_from_refresh_token()
            .client_id(&self.client_id)
            .client_secret(self.client_secret.expose_secret())
            .refresh_token(token.expose_secret())
            .client_metadata(enrolment::METADATA, handle)
            .send()
            .await;
        let result = match answer {
            Ok(answer) => answer.authentication_result.ok_or(IdentityError::Incomplete("the tokens"))?,
            Err(error) if refuses(&error) => return Ok(None),
            Err(error) => return Err(pool_error(error)),
        };
        let access = result.access_token.ok_or(IdentityError::Incomplete("the access token"))?;
        let may_enrol = claims(&access).is_some_and(|claims| claims.may_change_factors());
        Ok(Some(EnrollingToken { access: access.into(), may_enrol, refresh: result.refresh_token.map(SecretString::from) }))
    }

    /// A new TOTP secret for the person of the token, in base32. It counts once a code of it was verified.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn new_totp_secret(&self, token: &EnrollingToken) -> Result<SecretString, IdentityError> {
        let answer = self.client.associate_software_token().access_token(token.access.expose_secret()).send().await.map_err(pool_error)?;
        answer.secret_code.map(SecretString::from).ok_or(IdentityError::Incomplete("the secret"))
    }

    /// Verifies a code of the new secret and makes TOTP the person's second factor; `false` when it is wrong.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn enrol_totp(&self, token: &EnrollingToken, code: &str) -> Result<bool, IdentityError> {
        let access = token.access.expose_secret();
        match self.client.verify_software_token().access_token(access).user_code(code).send().await {
            Ok(answer) if answer.status == Some(VerifySoftwareTokenResponseType::Success) => {}
            Ok(_) => return Ok(false),
            Err(error) if error.code() == Some("EnableSoftwareTokenMFAException") || refuses(&error) => return Ok(false),
            Err(error) => return Err(pool_error(error)),
        }
        let on = SoftwareTokenMfaSettingsType::builder().enabled(true).preferred_mfa(true).build();
        let preference = self.client.set_user_mfa_preference().access_token(access);
        preference.software_token_mfa_settings(on).send().await.map_err(pool_error)?;
        Ok(true)
    }

    /// Makes a person's user, who signs in with this password. The pool learns neither address nor name, so
    /// it can send no mail. Doing it twice does no harm.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn create_user<const SHORTEST: usize>(
        &self,
        person: PersonId,
        password: &NewPassword<SHORTEST>,
    ) -> Result<(), IdentityError> {
        let request = self.client.admin_create_user().user_pool_id(&self.pool_id).username(person.user_name());
        match request.message_action(MessageActionType::Suppress).send().await {
            Ok(_) => {}
            Err(error) if error.code() == Some("UsernameExistsException") => {}
            Err(error) => return Err(pool_error(error)),
        }
        self.set_password(person, password).await
    }

    /// Sets a person's password. Factors stay as they are.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn set_password<const SHORTEST: usize>(
        &self,
        person: PersonId,
        password: &NewPassword<SHORTEST>,
    ) -> Result<(), IdentityError> {
        let request = self.client.admin_set_user_password().user_pool_id(&self.pool_id).username(person.user_name());
        request.password(password.expose()).permanent(true).send().await.map_err(pool_error)?;
        Ok(())
    }

    /// Makes a refresh token worthless.
    ///
    /// # Errors
    /// When Cognito does not answer.
    pub async fn revoke(&self, token: &SecretString) -> Result<(), IdentityError> {
        let request = self.client.revoke_token().client_id(&self.client_id).client_secret(self.client_secret.expose_secret());
        match request.token(token.expose_secret()).send().await {
            Ok(_) => Ok(()),
            Err(error) if refuses(&error) => Ok(()),
            Err(error) => Err(pool_error(error)),
        }
    }

    /// What stands for an address in logs. The key is the client secret, because every function of this domain has it at hand.
    #[must_use]
    pub fn pseudonym(&self, email: &Email) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.client_secret.expose_secret().as_bytes()).expect("HMAC takes a key of any length");
        mac.update(b"address in logs\0");
        mac.update(email.as_str().as_bytes());
        mac.finalize().into_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// `Base64(HMAC-SHA-256(client secret, user name ‖ client id))`: Amazon Cognito developer guide,
    /// *Computing secret hash values*.
    fn secret_hash(&self, username: &str) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.client_secret.expose_secret().as_bytes()).expect("HMAC takes a key of any length");
        mac.update(username.as_bytes());
        mac.update(self.client_id.as_bytes());
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// Cognito names its lock in the message only.
fn is_locked<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error.code() == Some("NotAuthorizedException") && error.message().is_some_and(|message| message.contains("attempts exceeded"))
}

/// Whether Cognito says no to this person, code or token, as opposed to not working. A wrong client
/// secret also comes as `NotAuthorizedException`; only its message tells.
fn refuses<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    let is_about_our_client = error.message().is_some_and(|message| message.to_lowercase().contains("secret hash"));
    !is_about_our_client
        && matches!(
            error.code(),
            Some(
                "NotAuthorizedException"
                    | "UserNotFoundException"
                    | "UserNotConfirmedException"
                    | "PasswordResetRequiredException"
                    | "CodeMismatchException"
                    | "SoftwareTokenMFANotFoundException"
                    | "ExpiredCodeException"
                    | "InvalidParameterException"
                    | "RefreshTokenReuseException"
                    | "UnsupportedTokenTypeException"
            )
        )
}

fn pool_error<E, R>(error: SdkError<E, R>) -> IdentityError
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: fmt::Debug + Send + Sync + 'static,
{
    IdentityError::Pool { code: error.code().unwrap_or("no answer").to_owned(), source: Box::new(error) }
}

fn tokens(result: Option<AuthenticationResultType>) -> Result<Tokens, IdentityError> {
    let result = result.ok_or(IdentityError::Incomplete("the tokens"))?;
    let access = result.access_token.ok_or(IdentityError::Incomplete("the access token"))?;
    let claims = claims(&access).ok_or(IdentityError::Incomplete("the session's name in the access token"))?;
    if claims.may_change_factors() {
        return Err(IdentityError::TooPowerful);
    }
    Ok(Tokens { access: access.into(), refresh: result.refresh_token.map(SecretString::from), expires_in: result.expires_in, claims })
}

#[derive(Deserialize)]
struct Payload {
    username: String,
    origin_jti: String,
    scope: String,
}

/// Not verified: the token came from Cognito over TLS a moment ago. What clients send is verified
/// by the gateway's authorizer.
fn claims(token: &str) -> Option<Claims> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let payload: Payload = serde_json::from_slice(&payload).ok()?;
    Some(Claims { person: PersonId::from_user_name(&payload.username).ok()?, origin_jti: payload.origin_jti, scope: payload.scope })
}
