//! The things of the domain `documents` that stand in an account's paths.

use documents::files::repo as files;
use documents::requests::repo as requests;
use shared::ids::PersonId;
use shared::people::Account;
use shared::random;
use shared::store::Transaction;
use shared::store::item::encode;
use shared::store::keys;
use tests::papers;

use super::things::Thing;
use crate::support::people::{new_account, now};

fn word() -> String {
    format!("word-{}", random::handle())
}

fn written(id: impl ToString, word: String, writes: Transaction) -> Thing {
    Thing::new(id, word, writes.puts().into_iter().map(Ok))
}

/// A file for everybody of the account.
pub fn file(account: &Account, of: PersonId) -> Thing {
    let word = word();
    let file = papers::file(account, of, &format!("{word}.pdf"));
    written(file.facts.file, word, files::put(None, &file, papers::author(of).actor).expect("writes"))
}

/// An upload whose bytes have not arrived.
pub fn upload(account: &Account, of: PersonId) -> Thing {
    let word = word();
    let upload = papers::upload(account, of, &format!("{word}.pdf"), b"nothing");
    Thing::new(upload.upload, word, [encode(&keys::upload(account.id, upload.upload), None, &upload)])
}

/// A link to a file for everybody of the account.
pub fn share(account: &Account, of: PersonId) -> Thing {
    let (file, share) = (file(account, of), papers::share(of));
    let item = encode(&keys::file_share(account.id, file.id.parse().expect("an id"), share.share), None, &share);
    let items = file.items.into_iter().map(Ok).chain([item]);
    Thing { within: Some(("file_id", file.id)), ..Thing::new(share.share, file.word, items) }
}

/// A request for files that somebody is to send.
pub fn request(account: &Account, of: PersonId) -> Thing {
    let word = word();
    let request = papers::request(account, of, &word);
    written(request.request, word, requests::put(None, &request, now()).expect("writes"))
}

/// What anybody is told of a contract who has its code.
pub fn verification() -> Thing {
    let word = word();
    let made = papers::contract(&new_account(), PersonId::from_ulid(random::ulid(now())), &word, None);
    let verification = papers::verification(&made);
    let key = keys::verification(verification.code.as_str());
    Thing::new(verification.code.as_str(), word, [encode(&key, None, &verification)])
}
