//! Staff publishes the brand: `PUT /brand`. Emits `brand.changed`.

use aws_sdk_dynamodb::types::AttributeValue;
use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use deserr::Deserr;
use shared::access::{Permit, Portal};
use shared::brand::{Both, Brand as Stored, Links, Logo, Published};
use shared::event::{Author, Event};
use shared::idempotency::{Command, Done, Uncommitted, try_commit_once};
use shared::input::{Change, Whole, WrongFields};
use shared::problem::{Problem, Result};
use shared::store::{Transaction, keys};
use shared::text::{Line, Prose};
use utoipa::ToSchema;

use super::accent::on_paper;
use super::colour::{Colour, PageAddress};
use super::logo::{LogoType, logo};
use super::wire::Brand;
use crate::made::characters::unsettable;
use crate::state::Documents;

/// A line in each language.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct TaglineInput {
    pub en: Line<0, 200>,
    pub de: Line<0, 200>,
}

/// A few lines in each language.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct LinesInput {
    pub en: Prose<0, 500>,
    pub de: Prose<0, 500>,
}

/// Pages of the company.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct LinksInput {
    #[deserr(default)]
    pub imprint: Option<PageAddress>,
    #[deserr(default)]
    pub privacy: Option<PageAddress>,
    #[deserr(default)]
    pub terms: Option<PageAddress>,
}

/// A logo.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
pub struct LogoInput {
    pub media_type: LogoType,
    /// Its bytes, at most 32 KiB, in base64.
    pub data: Line<1, 50_000>,
}

/// The brand as it is to be, whole.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"version": 0, "name": "Lindholm Instruments", "legal_name": "Lindholm Instruments AB",
    "legal_lines": {"en": "Kungsgatan 1\nStockholm", "de": "Kungsgatan 1\nStockholm"}, "footer": {"en": "", "de": ""},
    "sender_name": "Lindholm Instruments", "accent": "#0f766e", "tagline": {"en": "", "de": ""}, "support_note": {"en": "", "de": ""},
    "links": {}}))]
pub struct UpdateBrand {
    /// The version that it is made from; 409 when somebody published another meanwhile.
    pub version: Whole<0, 1_000_000>,
    pub name: Line<1, 60>,
    pub legal_name: Line<1, 120>,
    pub legal_lines: LinesInput,
    pub footer: LinesInput,
    pub sender_name: Line<1, 60>,
    pub accent: Colour,
    pub tagline: TaglineInput,
    pub support_note: LinesInput,
    pub links: LinksInput,
    /// What is left out stays; `null` takes it away.
    #[deserr(default)]
    #[schema(value_type = Option<LogoInput>)]
    pub logo: Change<LogoInput>,
}

/// Publishes the brand
///
/// Pages, mails and papers have it at once; what was issued before stays as it is. An SVG is drawn anew as plain shapes. An accent that
/// could not be read on white has a darker shade there, which the answer names.
#[utoipa::path(put, path = "/brand", request_body = UpdateBrand, responses((status = 200, body = Brand)))]
pub async fn update_brand(
    State(state): State<Documents>,
    permit: Permit<Portal>,
    Command { input, once }: Command<UpdateBrand>,
) -> Result<Done<Json<Brand>>> {
    let (app, now) = (&state.app, state.app.clock.now());
    let seen = input.version.get();
    let number = u64::try_from(seen).unwrap_or_default() + 1;
    check_settable(&input)?;
    let logo = match input.logo {
        Change::Keep => app.store.get::<Logo>(&keys::brand_logo()).await?.and_then(Logo::if_any).map(|logo| Logo { number, ..logo }),
        Change::Clear => None,
        Change::Set(LogoInput { media_type, data }) => {
            let bytes = STANDARD.decode(data.as_str()).map_err(|_| Problem::contradiction("/logo/data", "this is no base64"))?;
            Some(logo(media_type, &bytes, number).map_err(|why| Problem::contradiction("/logo", why))?)
        }
    };
    let lines = |LinesInput { en, de }: LinesInput| Both { en: en.as_str().to_owned(), de: de.as_str().to_owned() };
    let address = |address: Option<PageAddress>| address.map(|address| address.as_str().to_owned());
    let LinksInput { imprint, privacy, terms } = input.links;
    let brand = Stored {
        number,
        name: input.name.as_str().to_owned(),
        legal_name: input.legal_name.as_str().to_owned(),
        legal_lines: lines(input.legal_lines),
        footer: lines(input.footer),
        sender_name: input.sender_name.as_str().to_owned(),
        accent_on_paper: on_paper(&input.accent),
        accent: input.accent.as_str().to_owned(),
        tagline: Both { en: input.tagline.en.as_str().to_owned(), de: input.tagline.de.as_str().to_owned() },
        support_note: lines(input.support_note),
        links: Links { imprint: address(imprint), privacy: address(privacy), terms: address(terms) },
        changed_at: Some(now),
    };
    let published = Published { brand: brand.clone(), logo: logo.clone(), by: Author::of(&permit) };
    let mut writes = Transaction::new().put(&keys::brand(), None, &brand, |put| {
        if seen == 0 {
            return put.condition_expression("attribute_not_exists(pk)");
        }
        put.condition_expression("#number = :seen")
            .expression_attribute_names("#number", "number")
            .expression_attribute_values(":seen", AttributeValue::N(seen.to_string()))
    })?;
    let kept = logo.clone().unwrap_or_else(|| Logo::none(number));
    writes = writes.put(&keys::brand_logo(), None, &kept, |put| put)?;
    writes = writes.create(&keys::brand_version(number), &published)?;
    let event = Event::new("brand.changed", permit.actor(), now).code("version", &number.to_string());
    match try_commit_once(app, &permit, &once, writes.event(&event)?, Brand::shown(brand, logo.as_ref())).await {
        Ok(outcome) => Ok(outcome.into()),
        Err(Uncommitted::Problem(problem)) => Err(problem),
        Err(Uncommitted::ConditionFailed(found)) => {
            let newer = found.and_then(|found| shared::store::item::decode::<Stored>(found).ok());
            let detail = "Somebody published another brand since you opened this one. Nothing was saved. Read `newer`, then decide.";
            Err(match newer {
                Some(newer) => Problem::overtaken_by(detail, &Brand::shown(newer, None)),
                None => Problem::new(shared::problem::Code::Conflict, detail),
            })
        }
    }
}

/// The most lines that the head or foot of a paper has room for.
const LINES: usize = 8;

/// Refuses what no paper could be set with: characters that no font of ours has, and more lines than a sheet has room for.
fn check_settable(input: &UpdateBrand) -> Result<()> {
    let (legal, footer) = (&input.legal_lines, &input.footer);
    let on_paper = [
        ("/name", input.name.as_str()),
        ("/legal_name", input.legal_name.as_str()),
        ("/legal_lines/en", legal.en.as_str()),
        ("/legal_lines/de", legal.de.as_str()),
        ("/footer/en", footer.en.as_str()),
        ("/footer/de", footer.de.as_str()),
    ];
    for (pointer, text) in on_paper {
        let missing = unsettable(text);
        if !missing.is_empty() {
            let missing: Vec<_> = missing.iter().take(10).map(char::to_string).collect();
            return Err(Problem::contradiction(pointer, format!("these characters cannot be set in a PDF: {}", missing.join(" "))));
        }
        if text.lines().count() > LINES {
            return Err(Problem::contradiction(pointer, format!("a sheet has room for {LINES} lines of it")));
        }
    }
    Ok(())
}
