//! Staff has a document made: `POST /accounts/{account_id}/documents`. Emits `document.asked`.

use axum::extract::State;
use deserr::Deserr;
use jiff::Timestamp;
use shared::access::Permit;
use shared::brand::Brand;
use shared::event::{Author, Event};
use shared::idempotency::{Command, Created, Outcome, answered_or, commit_once};
use shared::ids::{FileId, PersonId, TicketId};
use shared::input::{Day, List, WrongFields};
use shared::params::AccountPath;
use shared::people::Language;
use shared::problem::{Code, Problem, Result};
use shared::text::{FileName, FolderPath, Line};
use shared::{random, timers};
use utoipa::ToSchema;

use super::amount::Amount;
use super::code::PaperCode;
use super::model::{BodyText, Cell, MadeKind, MadeState, Paper, Recipient, Table, Title};
use super::repo::{self, Made};
use super::transcript;
use crate::files::filing::seq;
use crate::files::model::{Facts, File, NAMED, Scan, Version};
use crate::files::start_upload::check_people;
use crate::files::wire;
use crate::signing::model::SigningState;
use crate::state::Documents;

/// Who it is for.
type RecipientName = Line<1, 120>;
/// A line of their address.
type AddressLine = Line<0, 120>;

/// How many bytes a table has at most: an item of the table has room for 400 KB.
const TABLE: usize = 200_000;

/// A table of a document.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(as = DocumentTable)]
pub struct TableInput {
    #[schema(value_type = Vec<Cell>, min_items = 1, max_items = 6)]
    pub columns: List<Cell, 1, 6>,
    /// Each as long as `columns`.
    #[schema(value_type = Vec<Vec<Cell>>, min_items = 1, max_items = 200)]
    pub rows: List<List<Cell, 0, 6>, 1, 200>,
}

/// Whom a document is for.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(as = DocumentRecipient)]
pub struct RecipientInput {
    pub name: RecipientName,
    /// The lines of the address.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<AddressLine>>, max_items = 6)]
    pub lines: Option<List<AddressLine, 0, 6>>,
}

/// What the document says.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[schema(example = json!({"kind": "letter", "language": "en", "title": "Your new contact", "body": "Dear Ms Brückner,\n\nfrom May on Mats will answer you."}))]
pub struct CreateDocument {
    pub kind: MadeKind,
    pub language: Language,
    pub title: Title,
    /// Of a letter or contract. An empty line ends a paragraph, `# ` begins a heading, `- ` an item of a list.
    #[deserr(default)]
    pub body: Option<BodyText>,
    #[deserr(default)]
    pub table: Option<TableInput>,
    #[deserr(default)]
    pub recipient: Option<RecipientInput>,
    #[deserr(default)]
    pub amount: Option<Amount>,
    /// Of a transcript: the ticket.
    #[deserr(default)]
    pub ticket_id: Option<TicketId>,
    /// The document that it takes the place of.
    #[deserr(default)]
    pub supersedes: Option<FileId>,
    #[deserr(default)]
    pub folder: Option<FolderPath>,
    /// Whom of the account it is for; everybody when not given. A transcript is then for whoever opened the ticket.
    #[deserr(default)]
    #[schema(value_type = Option<Vec<PersonId>>, min_items = 1, max_items = 10)]
    pub visible_to: Option<List<PersonId, 1, NAMED>>,
}

/// Has a document made: a letter, a contract or a transcript of a ticket
///
/// A PDF in the company's brand, with a code by which anybody can check it. It is made within seconds; customers see it then.
#[utoipa::path(post, path = "/accounts/{account_id}/documents", params(AccountPath), request_body = CreateDocument,
    responses((status = 201, body = wire::File, links(
        ("read" = (operation_id = "documents.download_file", description = "Reads the document.",
            parameters(("account_id" = "$response.body#/account_id"), ("file_id" = "$response.body#/id")))),
    ))))]
pub async fn create_document(
    State(state): State<Documents>,
    permit: Permit,
    Command { input, once }: Command<CreateDocument>,
) -> Result<Created<wire::File>> {
    let (app, now, actor) = (&state.app, state.app.clock.now(), permit.actor());
    let only: Option<Vec<PersonId>> = input.visible_to.as_ref().map(|people| people.to_vec());
    check_people(&state, &permit, only.as_deref()).await?;
    if let Err(why) = check_replaced(&state, &permit, &input).await {
        return Ok(created(answered_or(app, &permit, &once, why).await?));
    }
    let only = match ticket(&state, &permit, &input).await? {
        Some(opener) => only.or_else(|| Some(vec![opener])),
        None => only,
    };
    let table = input.table.map(table).transpose()?;
    let brand = Brand::published(&app.store).await?.map_or(0, |brand| brand.number);
    let (account, zone) = (permit.account(), permit.person().time_zone.clone());
    let paper = Paper {
        file: FileId::from_ulid(random::ulid(now)),
        account: account.id,
        account_name: account.name.clone(),
        kind: input.kind,
        state: MadeState::Making,
        language: input.language,
        title: input.title,
        body: input.body,
        table,
        recipient: input.recipient.map(recipient),
        amount: input.amount,
        ticket: input.ticket_id,
        code: PaperCode::random(),
        issued_on: Day::of(now, &timers::zone(&zone)),
        zone,
        brand,
        by: Author::of(&permit),
        supersedes: input.supersedes,
        superseded_by: None,
        revoked: None,
        failed: None,
        signing: None,
        issued: Vec::new(),
        rev: 1,
    };
    let made = Made { file: unmade(&paper, input.folder, only, now), paper };
    let event = Event::new("document.asked", actor, now).in_account(account.id).numbered(seq(now)).of("file", made.paper.file);
    let writes = made.create(actor)?.timer(made.paper.late(now))?.event(&event)?;
    Ok(created(commit_once(app, &permit, &once, writes, wire::File::from(made.file.line())).await?))
}

fn created(Outcome { receipt, replayed }: Outcome<wire::File>) -> Created<wire::File> {
    let location = format!("/accounts/{}/files/{}", receipt.account_id, receipt.id);
    Created { body: receipt, location, replayed }
}

/// What a kind needs, and has no use for. Of a transcript, who opened the ticket.
async fn ticket(state: &Documents, permit: &Permit, input: &CreateDocument) -> Result<Option<PersonId>> {
    if input.kind != MadeKind::Transcript {
        if input.body.is_none() {
            return Err(Problem::contradiction("/body", "a letter or contract says something"));
        }
        if input.ticket_id.is_some() {
            return Err(Problem::contradiction("/ticket_id", "only a transcript is of a ticket"));
        }
        return Ok(None);
    }
    if input.body.is_some() || input.table.is_some() || input.amount.is_some() {
        let field = if input.body.is_some() {
            "/body"
        } else if input.table.is_some() {
            "/table"
        } else {
            "/amount"
        };
        return Err(Problem::contradiction(field, "a transcript says what was written in the ticket, and nothing else"));
    }
    let Some(ticket) = input.ticket_id else { return Err(Problem::contradiction("/ticket_id", "a transcript is of a ticket")) };
    let thread = transcript::thread(&state.app.store, permit.account().id, ticket).await?;
    let thread = thread.ok_or_else(|| Problem::contradiction("/ticket_id", "this account has no such ticket"))?;
    Ok(Some(thread.opened_by))
}

/// Whether what it takes the place of can be replaced.
async fn check_replaced(state: &Documents, permit: &Permit, input: &CreateDocument) -> Result<()> {
    let Some(old) = input.supersedes else { return Ok(()) };
    let found = repo::by_id(&state.app.store, permit.account().id, old).await?;
    let paper =
        found.map(|found| found.paper).ok_or_else(|| Problem::contradiction("/supersedes", "the portal made no such document here"))?;
    if paper.kind != input.kind {
        return Err(Problem::contradiction("/supersedes", "a document takes the place of one of its kind"));
    }
    if paper.state != MadeState::Issued {
        return Err(Problem::new(Code::Conflict, "What it would take the place of is no longer good, or not made yet."));
    }
    if paper.signing.is_some_and(|signing| matches!(signing.state, SigningState::Open | SigningState::Sealing)) {
        return Err(Problem::new(
            Code::Conflict,
            "What it would take the place of is being signed. Revoke it, and have a new one made that takes the place of none.",
        ));
    }
    Ok(())
}

fn table(TableInput { columns, rows }: TableInput) -> Result<Table> {
    if let Some(index) = rows.iter().position(|row| row.len() != columns.len()) {
        return Err(Problem::contradiction(
            format!("/table/rows/{index}"),
            format!("each row has {} cells, as the head has", columns.len()),
        ));
    }
    let text = |cell: Cell| cell.as_str().to_owned();
    let table = Table {
        columns: columns.into_iter().map(text).collect(),
        rows: rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect(),
    };
    let bytes: usize = table.rows.iter().flatten().map(String::len).sum();
    if bytes > TABLE {
        return Err(Problem::contradiction("/table", format!("all cells together have at most {TABLE} bytes, and these have {bytes}")));
    }
    Ok(table)
}

fn recipient(RecipientInput { name, lines }: RecipientInput) -> Recipient {
    let lines = lines.map(|lines| lines.into_iter().map(|line| line.as_str().to_owned()).filter(|line| !line.is_empty()).collect());
    Recipient { name: name.as_str().to_owned(), lines: lines.unwrap_or_default() }
}

/// The file that a paper becomes. Until then nothing of it can be had: its version leads nowhere and is not open.
#[must_use]
pub fn unmade(paper: &Paper, folder: Option<FolderPath>, only: Option<Vec<PersonId>>, at: Timestamp) -> File {
    let facts = Facts {
        file: paper.file,
        account: paper.account,
        account_name: paper.account_name.clone(),
        name: name(paper),
        folder,
        only,
        by: paper.by.clone(),
        at,
        changed_at: at,
        expires_at: None,
        trashed: None,
        request: None,
        made: Some(paper.made()),
    };
    let nothing = Version {
        number: 0,
        object: String::new(),
        media_type: "application/pdf".to_owned(),
        size: 0,
        sha256: String::new(),
        scan: Scan::Pending,
        by: paper.by.clone(),
        at,
    };
    File { facts, versions: vec![nothing], rev: 1 }
}

/// Its title, without what a name of a file cannot have; or else its code.
fn name(paper: &Paper) -> FileName {
    let plain: String = paper.title.as_str().chars().map(|sign| if "/\\:*?\"<>|".contains(sign) { '-' } else { sign }).collect();
    let named: Result<FileName, _> = format!("{}.pdf", plain.trim().trim_matches('.')).parse();
    named.or_else(|_| format!("{}.pdf", paper.code).parse()).expect("a code is a name")
}
