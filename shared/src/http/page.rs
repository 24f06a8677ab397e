//! Lists: `{items, next_cursor}`, no totals, sealed cursors that belong to one list.

use std::str::FromStr;

use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use crate::app::App;
use crate::input::{Refused, WrongFields};
use crate::problem::{Code, FieldCode, Problem, Result};
use crate::seal::{Purpose, Sealer};
use crate::store::keys::Index;
use crate::store::{Range, StoreError};

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page with its items in another form.
    pub fn map<U>(self, form: impl Fn(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(form).collect(), next_cursor: self.next_cursor }
    }
}

/// Which page of a list.
#[derive(Debug, Deserr, utoipa::IntoParams)]
#[deserr(error = WrongFields, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most, 1 to 100; 25 when not given.
    #[deserr(default)]
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[deserr(default)]
    #[param(inline)]
    pub cursor: Option<CursorText>,
}

impl PageQuery {
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.map_or(25, |limit| limit.0)
    }

    /// Where the page before ended, if there was one.
    ///
    /// # Errors
    /// When the cursor was not given out by the list at `path`, or the sealing secret cannot be read.
    pub async fn after(&self, sealer: &Sealer, path: &str) -> Result<Option<String>> {
        let Some(CursorText(sealed)) = &self.cursor else { return Ok(None) };
        let opened = sealer.open(Purpose::Cursor, path, sealed).await?;
        opened.map(Some).ok_or_else(|| Problem::new(Code::InvalidCursor, "Start again without a cursor."))
    }
}

/// A page of what an index that holds keys alone names: the ids in which its sort keys end.
///
/// # Errors
/// When the cursor is not of this list, or the table or the sealing secret does not answer.
pub async fn ids_in_index<I: FromStr>(app: &App, list: &str, page: &PageQuery, index: Index, range: Range) -> Result<Page<I>> {
    let after = page.after(&app.sealer, list).await?;
    let found = app.store.range(range.after(after), page.limit() + 1).await?;
    let places = found.iter().map(|found| found.place_in(index)).collect::<Result<Vec<_>, StoreError>>()?;
    let Page { items, next_cursor } = page_of(&app.sealer, list, page.limit(), places, Clone::clone).await?;
    let ids = items.iter().filter_map(|place| place.rsplit('#').next()?.parse().ok());
    Ok(Page { items: ids.collect(), next_cursor })
}

/// Cuts `found` (up to `limit + 1` items) to a page; `place` says where an item stands.
///
/// # Errors
/// When there is a next page and the sealing secret cannot be read.
pub async fn page_of<T>(sealer: &Sealer, path: &str, limit: usize, mut found: Vec<T>, place: impl Fn(&T) -> String) -> Result<Page<T>> {
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = match found.last().filter(|_| more) {
        Some(last) => Some(sealer.seal(Purpose::Cursor, path, &place(last)).await?),
        None => None,
    };
    Ok(Page { items: found, next_cursor })
}

/// How many items a page may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct Limit(usize);

impl FromStr for Limit {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let number = Some(text).filter(|text| !text.starts_with('+')).and_then(|text| text.parse().ok());
        match number {
            Some(number @ 1..=100) => Ok(Self(number)),
            Some(_) => Err(Refused::new(FieldCode::NotAllowed, "a page has 1 to 100 items")),
            None => Err(Refused::wrong_type("a whole number from 1 to 100")),
        }
    }
}

impl utoipa::PartialSchema for Limit {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(100)).into()
    }
}

impl ToSchema for Limit {}

/// A cursor as it came in.
#[derive(Debug, Clone, Deserr)]
#[deserr(error = WrongFields, try_from(&String) = FromStr::from_str -> Refused)]
pub struct CursorText(String);

impl FromStr for CursorText {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        if text.len() > 2048 {
            return Err(Refused::new(FieldCode::TooLong, "a cursor has at most 2048 characters"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl utoipa::PartialSchema for CursorText {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).max_length(Some(2048)).into()
    }
}

impl ToSchema for CursorText {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::tests::now;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the length of the list and of its pages, also when the latter changes on the way.
        #[test]
        fn pages_of_any_length_join_without_gap_or_overlap(length in 0_usize..250, limits in prop::collection::vec(1_usize..=100, 1..8)) {
            let sealer = Sealer::new("k".into());
            let all: Vec<usize> = (0..length).collect();
            let (mut seen, mut cursor) = (Vec::new(), None);
            for limit in limits.iter().cycle() {
                let after = now(query(cursor).after(&sealer, "/list")).expect("our own cursor");
                let start = after.map_or(0, |place| place.parse::<usize>().expect("a place") + 1);
                let found = all.iter().skip(start).take(limit + 1).copied().collect();
                let page = now(page_of(&sealer, "/list", *limit, found, ToString::to_string)).expect("a page");
                prop_assert!(page.items.len() <= *limit);
                // An empty page comes only from an empty list, and a last page has no cursor.
                prop_assert!(!page.items.is_empty() || all.is_empty());
                seen.extend(page.items);
                prop_assert_eq!(page.next_cursor.is_some(), seen.len() < all.len());
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            prop_assert_eq!(seen, all);
        }

        #[test]
        fn a_limit_is_read_or_refused(text in "[+-]?[0-9]{0,3}[ .a]?") {
            let whole = text.parse::<usize>().ok().filter(|_| !text.starts_with('+'));
            let expected = whole.filter(|number| (1..=100).contains(number));
            prop_assert_eq!(text.parse().ok().map(|limit: Limit| limit.0), expected);
        }
    }

    fn query(cursor: Option<String>) -> PageQuery {
        PageQuery { limit: None, cursor: cursor.map(CursorText) }
    }

    #[test]
    fn pages_join_without_gap_or_overlap() {
        let sealer = Sealer::new("k".into());
        let all: Vec<u32> = (0..7).collect();
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let after = now(query(cursor).after(&sealer, "/list")).expect("our own cursor");
            let start = after.map_or(0, |place| place.parse::<usize>().expect("a place") + 1);
            let found = all.iter().skip(start).take(4).copied().collect();
            let page = now(page_of(&sealer, "/list", 3, found, ToString::to_string)).expect("a page");
            seen.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let sealer = Sealer::new("k".into());
        let page = now(page_of(&sealer, "/accounts/a", 1, vec![1, 2], ToString::to_string)).expect("a page");
        let refused = now(query(page.next_cursor).after(&sealer, "/accounts/b")).expect_err("it is another list's");
        assert_eq!(refused.code, Code::InvalidCursor);
    }

    #[test]
    fn limits_are_whole_numbers_from_1_to_100() {
        for good in ["1", "25", "100"] {
            assert!(good.parse::<Limit>().is_ok());
        }
        for bad in ["0", "101", "-1", "+5", "1.5", "", "ten", "99999999999999999999"] {
            assert!(bad.parse::<Limit>().is_err(), "{bad}");
        }
    }
}
