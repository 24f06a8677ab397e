//! A person sets up an authenticator app: `POST /auth/start-totp` hands out its secret.
//!
//! The way here is `sign_in` with the right password, when a second factor is demanded and none is set up, or
//! when the person asks for it: that is the step-up. Nothing changes before `confirm_totp`.

use axum::Json;
use axum::extract::State;
use deserr::Deserr;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::QrCode;
use qrcode::render::svg;
use secrecy::ExposeSecret;
use serde::Serialize;
use shared::input::WrongFields;
use shared::problem::{Code, Problem};
use shared::text::{Email, Line};
use shared::{Result, body::Body};
use utoipa::ToSchema;

use crate::repo;
use crate::signing_in::session_start::refused;
use crate::state::Auth;
use crate::totp::totp_setup;

/// The set-up that `sign_in` opened.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"session": "q2Xv0m4cJ3mYb0kS7bqkzqk9m0cXo8k2Jw1Zl5t6uVY"}))]
pub struct StartTotp {
    /// The session of the challenge `totp_setup`.
    pub session: Line<1, 200>,
}

/// What an authenticator app needs.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotpSecret {
    /// Base32 (RFC 4648), for typing.
    #[schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")]
    pub secret: String,
    /// For opening an app on the same device: `otpauth://totp/…`.
    #[schema(example = "otpauth://totp/Lindholm:anna%40brueckner.example?secret=JBSWY3DPEHPK3PXP&issuer=Lindholm")]
    pub uri: String,
    /// The same as a QR code: an SVG document.
    #[schema(example = "<svg/>")]
    pub qr_svg: String,
    /// Seconds until the set-up has to start again.
    #[schema(example = 900)]
    pub expires_in: i64,
}

/// Gives the secret of a new authenticator app
///
/// Asking again gives another secret, and the one before is void.
#[utoipa::path(post, path = "/auth/start-totp", request_body = StartTotp,
    extensions(("x-problems" = json!([Code::ChallengeRefused]))),
    responses((status = 200, body = TotpSecret)))]
pub async fn start_totp(State(auth): State<Auth>, Body(input): Body<StartTotp>) -> Result<Json<TotpSecret>> {
    let (store, now, handle) = (&auth.app.store, auth.app.clock.now(), input.session.as_str());
    let challenge = repo::count_totp_secret(store, handle).await?;
    let challenge = challenge.filter(|challenge| challenge.gives_secrets(now)).ok_or_else(refused)?;
    let found = totp_setup::enrolling_person(&auth, &challenge).await?;
    let token = totp_setup::enrolling_token(&auth, handle, found.person.id, &challenge).await?;
    let secret = auth.identity.new_totp_secret(&token).await?;
    let secret = secret.expose_secret();
    let uri = uri(auth.brand()?, &found.person.email, secret);
    let qr_svg = qr_svg(&uri)?;
    Ok(Json(TotpSecret { secret: secret.to_owned(), uri, qr_svg, expires_in: (challenge.expires_at - now).get_seconds() }))
}

/// Google Authenticator wiki, *Key Uri Format*; Cognito's codes have six digits, 30 seconds and SHA-1.
fn uri(issuer: &str, email: &Email, secret: &str) -> String {
    let issuer = utf8_percent_encode(issuer, NON_ALPHANUMERIC);
    let label = utf8_percent_encode(email.as_str(), NON_ALPHANUMERIC);
    format!("otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}")
}

fn qr_svg(uri: &str) -> Result<String> {
    let code = QrCode::new(uri).map_err(Problem::internal)?;
    // The quiet zone of four modules is part of the symbol (ISO/IEC 18004 §6.3.8).
    Ok(code.render::<svg::Color>().quiet_zone(true).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_address_and_brand_fit_a_qr_code() {
        let email: Email = format!("{}@{}example", "%".repeat(64), "x.".repeat(91)).parse().expect("an address");
        let uri = uri(&"Brückner & Söhne ".repeat(4), &email, &"A".repeat(52));
        assert!(uri.is_ascii() && !uri.contains(' '));
        assert!(qr_svg(&uri).expect("it fits").starts_with("<?xml"));
    }
}
