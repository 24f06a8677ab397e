//! Anybody sees the brand: `GET /brand`.

use axum::Json;
use axum::extract::State;
use shared::brand::{Brand as Stored, Logo};
use shared::problem::Result;
use shared::store::keys;

use super::wire::Brand;
use crate::state::{Documents, NotSet};

/// Tells what the portal looks like
///
/// Without signing in: it is what every page shows.
#[utoipa::path(get, path = "/brand", responses((status = 200, body = Brand)))]
pub async fn get_brand(State(state): State<Documents>) -> Result<Json<Brand>> {
    let found = state.app.store.get_all(&[keys::brand(), keys::brand_logo()]).await?;
    let mut found = found.into_iter();
    let brand = found.next().flatten().map(|stored| stored.decode::<Stored>()).transpose()?;
    let logo = found.next().flatten().map(|stored| stored.decode::<Logo>()).transpose()?.and_then(Logo::if_any);
    let brand = match brand {
        Some(brand) => brand,
        None => {
            let (name, accent) = state.brand.as_ref().ok_or(NotSet("BRAND_NAME"))?;
            Stored::of_deployment(name, accent)
        }
    };
    Ok(Json(Brand::shown(brand, logo.as_ref())))
}
