//! Puts the lists in `words/` into one map from a word to its place, which the artifact reads where it lies: nothing has to
//! be put into tables before the first request is answered.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

/// The most common first, one a line, and the place of the first. A word in several lists has its best place.
const LISTS: [(&str, u64); 5] = [("passwords", 1), ("english", 1), ("german", 1), ("names", 1), ("compounds", 20_000)];

fn main() -> io::Result<()> {
    let mut places: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for (list, first) in LISTS {
        let path = format!("words/{list}.txt");
        println!("cargo::rerun-if-changed={path}");
        for (word, place) in fs::read_to_string(path)?.lines().zip(first..) {
            for spelling in [word.to_owned(), without_umlauts(word)] {
                let known = places.entry(spelling.into_bytes()).or_insert(place);
                *known = place.min(*known);
            }
        }
    }
    let map = fst::Map::from_iter(places).map_err(io::Error::other)?;
    let target = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo says where to write"))?;
    fs::write(Path::new(&target).join("words.fst"), map.as_fst().as_bytes())
}

fn without_umlauts(word: &str) -> String {
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")].iter().fold(word.to_owned(), |word, (umlaut, plain)| word.replace(umlaut, plain))
}
