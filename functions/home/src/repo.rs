//! What home shows, as it stands in the table.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use shared::access::{ByModule, Module, Permit};
use shared::home::{HomeKind, HomeThing, Section, Shown};
use shared::people::Scope;
use shared::store::item::{Attributes, Item};
use shared::store::{Range, Store, StoreError, keys};
use tokio::task::JoinSet;

/// What of all modules a permit covers in a section, at most `limit`: the weightiest first, and of those the newest.
///
/// # Errors
/// When the table does not answer.
pub async fn shown_in(store: &Store, permit: &Permit<ByModule>, section: Section, limit: usize) -> Result<Vec<Shown>, StoreError> {
    let account = permit.account().id;
    let mut runs = Vec::new();
    for module in Module::ALL.iter().filter(|module| HomeKind::ALL.iter().any(|kind| kind.module() == **module)) {
        let own = keys::home_of(account, permit.person().id, module.name(), section.as_str());
        match permit.scope(*module) {
            Scope::None => {}
            Scope::Own => runs.push((own, false)),
            Scope::Account => {
                runs.push((keys::home_in_account(account, module.name(), section.as_str()), false));
                // What is for one person is not among the account's. It weighs most, so it comes before all else of theirs.
                let personal = |kind: &&HomeKind| kind.is_personal() && kind.module() == *module && kind.section() == section;
                if HomeKind::ALL.iter().any(|kind| personal(&kind)) {
                    runs.push((own, true));
                }
            }
        }
    }
    let mut modules = JoinSet::new();
    for (run, personal_alone) in runs {
        let store = store.clone();
        modules.spawn(async move {
            let lines = store.list::<Line>(Range::of(run).newest_first(), limit).await?;
            let lines = lines.into_iter().map(|Line { view }| view).filter(|shown| !personal_alone || shown.kind.is_personal());
            Ok::<Vec<Shown>, StoreError>(lines.collect())
        });
    }
    let mut shown = Vec::new();
    while let Some(module) = modules.join_next().await {
        let lines =
            module.map_err(|error| StoreError::Unreachable { code: "a query that ended early".to_owned(), source: error.into() })?;
        shown.extend(lines?);
    }
    shown.sort_by_cached_key(|shown| Reverse((shown.kind.weight(), shown.at, shown.id.clone())));
    shown.truncate(limit);
    Ok(shown)
}

/// A thing as indexes carry it.
#[derive(Serialize, Deserialize)]
struct Line {
    view: Shown,
}

impl Item for Line {
    const TYPE: &'static str = HomeThing::TYPE;
    const VERSION: u32 = HomeThing::VERSION;

    fn upcast(version: u32, attributes: Attributes) -> Result<Attributes, StoreError> {
        HomeThing::upcast(version, attributes)
    }
}
