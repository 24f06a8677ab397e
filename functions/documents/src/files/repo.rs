//! How files stand in the table.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use shared::access::Permit;
use shared::event::{Actor, ActorKind};
use shared::ids::{AccountId, FileId, PersonId};
use shared::matters::Follower;
use shared::people::{Act, Membership, Scope, Staff};
use shared::store::item::Item;
use shared::store::keys::{self, Key};
use shared::store::known::{LeftOut, all_known};
use shared::store::{Range, Store, StoreError, Transaction};
use shared::text::FolderPath;

use super::model::{Comment, File, Folder, Line, sort_name};
use super::upload::Upload;
use crate::made::model::Paper;
use crate::shares::model::Share;
use crate::shelf::{self, Order, Shelf};

/// A file, if the permit covers it.
///
/// # Errors
/// When the table does not answer.
pub async fn find(store: &Store, permit: &Permit, file: FileId, now: Timestamp) -> Result<Option<File>, StoreError> {
    let found: Option<File> = by_id(store, permit.account().id, file).await?;
    Ok(found.filter(|file| file.facts.is_seen_by(permit, now)))
}

/// A file, for who acts for nobody.
///
/// # Errors
/// When the table does not answer.
pub async fn by_id(store: &Store, account: AccountId, file: FileId) -> Result<Option<File>, StoreError> {
    store.get(&keys::file(account, file)).await
}

/// Whether whoever uploaded may still write: a file of their own, or a version of one that they see.
///
/// # Errors
/// When the table does not answer.
pub async fn may_write(store: &Store, upload: &Upload, file: Option<&File>) -> Result<bool, StoreError> {
    let person = upload.by.actor.person;
    if upload.by.actor.kind == ActorKind::Staff {
        return Ok(store.get::<Staff>(&keys::staff_role(person)).await?.is_some());
    }
    let member: Option<Membership> = store.get(&keys::member_of_account(upload.account, person)).await?;
    let member = member.filter(|member| member.acts.contains(Act::ManageDocuments));
    Ok(member.is_some_and(|member| match file {
        None => member.scopes.documents != Scope::None,
        Some(file) => file.facts.matter().is_seen_by(person, member.scopes.documents),
    }))
}

/// A file with what is said of it and the links to it.
#[derive(Debug)]
pub struct Whole {
    pub file: File,
    /// The newest first.
    pub comments: Vec<Comment>,
    /// The newest first.
    pub shares: Vec<Share>,
    /// Of one that the portal made.
    pub paper: Option<Paper>,
}

/// How many comments and links are shown.
pub const SHOWN: usize = 200;

/// A file, if the permit covers it, with its newest comments and links.
///
/// # Errors
/// When the table does not answer.
pub async fn whole(store: &Store, permit: &Permit, file: FileId, now: Timestamp) -> Result<Option<Whole>, StoreError> {
    let range = Range::of(keys::file_and_more(permit.account().id, file)).newest_first();
    let (mut found, mut paper, mut comments, mut shares, mut left_out) = (None, None, Vec::new(), Vec::new(), LeftOut::default());
    for stored in store.range(range, SHOWN).await? {
        match stored.kind()?.as_deref() {
            Some("file") => found = Some(stored.decode::<File>()?),
            Some("paper") => paper = Some(stored.decode::<Paper>()?),
            Some("file_comment") => comments.extend(left_out.or_known(stored.known()?)),
            _ => shares.extend(left_out.or_known(stored.known()?)),
        }
    }
    left_out.log();
    Ok(found.filter(|file: &File| file.facts.is_seen_by(permit, now)).map(|file| Whole { file, comments, shares, paper }))
}

/// Where the line of a file stands on a shelf.
fn place(line: &Line, shelf: &str) -> Key {
    let facts = &line.facts;
    match &facts.trashed {
        Some(trashed) => keys::file_in_trash(facts.account, shelf, trashed.at, facts.file),
        None => keys::file_on_shelf(facts.account, shelf, facts.folder_name(), &sort_name(&facts.name), facts.file),
    }
}

/// Where a line stands in its list.
#[must_use]
pub fn place_in_list(line: &Line) -> String {
    place(line, "").sk
}

/// The files of a folder that a permit covers, by name.
///
/// # Errors
/// When the table does not answer.
pub async fn in_folder(
    store: &Store,
    permit: &Permit,
    folder: Option<&FolderPath>,
    after: Option<String>,
    limit: usize,
) -> Result<Vec<Line>, StoreError> {
    let folder = folder.map(FolderPath::as_str).unwrap_or_default();
    let range = |shelf: &str| Range::of(keys::files_in_folder(permit.account().id, shelf, folder)).after(after.clone());
    shelf::read(store, permit, range, Order::Up(place_in_list), limit).await
}

/// The trash that a permit covers, the newest first.
///
/// # Errors
/// When the table does not answer.
pub async fn in_trash(store: &Store, permit: &Permit, after: Option<String>, limit: usize) -> Result<Vec<Line>, StoreError> {
    let range = |shelf: &str| Range::of(keys::trash(permit.account().id, shelf)).newest_first().after(after.clone());
    shelf::read(store, permit, range, Order::Down(place_in_list), limit).await
}

/// How many folders are told.
pub const FOLDERS: usize = 500;

/// The folders that a permit covers, by name.
///
/// # Errors
/// When the table does not answer.
pub async fn folders(store: &Store, permit: &Permit) -> Result<Vec<FolderPath>, StoreError> {
    let range = |shelf: &str| Range::of(keys::folders(permit.account().id, shelf));
    let found: Vec<Folder> =
        shelf::read(store, permit, range, Order::Up(|folder: &Folder| folder.path.as_str().to_owned()), FOLDERS).await?;
    Ok(found.into_iter().filter(|folder| folder.files > 0).map(|folder| folder.path).collect())
}

/// The writes of a new file, or of a change to one, provided that nobody changed it since it was read.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn put(before: Option<&File>, after: &File, actor: Actor) -> Result<Transaction, StoreError> {
    let facts = &after.facts;
    let key = keys::file(facts.account, facts.file);
    let mut writes = match before {
        None => Transaction::new().create(&key, after)?,
        Some(before) => Transaction::new().put(&key, None, after, |put| {
            put.condition_expression("rev = :seen").expression_attribute_values(":seen", AttributeValue::N(before.rev.to_string()))
        })?,
    };
    // The lines follow the file, whose condition holds for them, too.
    let (line, shelves) = (after.line(), facts.shelves());
    let wanted: Vec<Key> = keys_of(&line, &shelves);
    for key in before.map(|before| keys_of(&before.line(), &before.facts.shelves())).unwrap_or_default() {
        if !wanted.contains(&key) {
            writes = writes.delete(&key, |delete| delete)?;
        }
    }
    for key in &wanted {
        writes = writes.put(key, None, &line, |put| put)?;
    }
    let (left, entered) = (before.map(in_folders).unwrap_or_default(), in_folders(after));
    for (key, path) in entered.iter().filter(|place| !left.contains(place)) {
        writes = count_in_folder(writes, key, path, 1)?;
    }
    for (key, path) in left.iter().filter(|place| !entered.contains(place)) {
        writes = count_in_folder(writes, key, path, -1)?;
    }
    // Staff belongs to no account: they hear of what they brought because they follow it.
    if before.is_none() && actor.kind == ActorKind::Staff {
        writes = writes.create(
            &keys::follower(facts.account, &facts.file.to_string(), actor.person),
            &Follower { person: actor.person, muted: false, since: facts.at },
        )?;
    }
    if let Some(due) = facts.due(actor) {
        writes = writes.timer(due)?;
    }
    writes.matter_anew(&facts.matter())
}

/// The folders that a file is counted in: none in the trash, and none at the top.
fn in_folders(file: &File) -> Vec<(Key, FolderPath)> {
    let facts = &file.facts;
    let Some(path) = facts.folder.as_ref().filter(|_| facts.trashed.is_none()) else { return Vec::new() };
    let key = |shelf: Shelf| keys::folder_on_shelf(facts.account, &shelf.to_string(), path.as_str());
    facts.shelves().into_iter().map(|shelf| (key(shelf), path.clone())).collect()
}

/// A folder is there while files are in it. Counting needs no condition: the file's own holds.
fn count_in_folder(writes: Transaction, key: &Key, path: &FolderPath, more: i32) -> Result<Transaction, StoreError> {
    writes.update(key, |update| {
        update
            .update_expression("SET #type = :type, #version = :version, #path = :path ADD files :more")
            .expression_attribute_names("#type", "_t")
            .expression_attribute_names("#version", "_v")
            .expression_attribute_names("#path", "path")
            .expression_attribute_values(":type", AttributeValue::S(Folder::TYPE.to_owned()))
            .expression_attribute_values(":version", AttributeValue::N(Folder::VERSION.to_string()))
            .expression_attribute_values(":path", AttributeValue::S(path.as_str().to_owned()))
            .expression_attribute_values(":more", AttributeValue::N(more.to_string()))
    })
}

/// The writes that take a file away for good, provided that nobody changed it since it was read.
///
/// # Errors
/// When an item cannot be written as attributes.
pub fn purge(file: &File) -> Result<Transaction, StoreError> {
    let facts = &file.facts;
    let mut writes = Transaction::new().delete(&keys::file(facts.account, facts.file), |delete| {
        delete.condition_expression("rev = :seen").expression_attribute_values(":seen", AttributeValue::N(file.rev.to_string()))
    })?;
    for key in keys_of(&file.line(), &facts.shelves()) {
        writes = writes.delete(&key, |delete| delete)?;
    }
    if facts.made.is_some() {
        writes = writes.delete(&keys::paper(facts.account, facts.file), |delete| delete)?;
    }
    Ok(writes)
}

fn keys_of(line: &Line, shelves: &[Shelf]) -> Vec<Key> {
    shelves.iter().map(|shelf| place(line, &shelf.to_string())).collect()
}

/// The memberships of some people in the account of a permit; who is no member is left out.
///
/// # Errors
/// When the table does not answer.
pub async fn members(store: &Store, permit: &Permit, people: &[PersonId]) -> Result<Vec<Membership>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    // A batch takes each key once.
    let people: BTreeSet<_> = people.iter().collect();
    let keys: Vec<_> = people.into_iter().map(|person| keys::member_of_account(permit.account().id, *person)).collect();
    all_known(store.get_all(&keys).await?)
}
