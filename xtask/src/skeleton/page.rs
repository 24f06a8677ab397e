//! The endpoint's page: an empty one with an address, a route and a title in both languages.

use anyhow::Result;

use super::name::Name;
use super::{Files, with_line_before};
use crate::layout::Workspace;

/// Whether a domain is seen in the web app.
pub fn has_pages(workspace: &Workspace, domain: &str) -> bool {
    workspace.web().join("src/domains").join(domain).join("routes.tsx").exists()
}

pub fn write(files: &mut Files, name: &Name) -> Result<()> {
    let domain = format!("web/src/domains/{}", name.domain);
    files.add(format!("{domain}/pages/{}.tsx", name.pascal()), name.fill(PAGE))?;
    // Where nothing comes later yet, neither does this page.
    let is_lazy = files.has(&format!("{domain}/texts/later.ts"));
    for language in ["en", "de"] {
        let catalogue = format!("{domain}/texts/{language}{}.ts", if is_lazy { "-later" } else { "" });
        let text = name.fill("'ENDPOINT.title': 'TITLE',");
        files.edit(&catalogue, |texts| with_entry(texts, &format!("export const {language}"), "= {", &text))?;
    }
    let mut house = None;
    files.edit(&format!("{domain}/paths.ts"), |paths| {
        let found = house_of(paths)?;
        let paths = with_entry(paths, &format!("export const {found}Patterns"), "= {", &name.fill("CAMEL: '/SEGMENT',"))?;
        let built = name.fill(&format!("CAMEL: () => {found}Patterns.CAMEL,"));
        let paths = with_entry(&paths, &format!("export const {found}Paths"), "= {", &built)?;
        house = Some(found);
        Some(paths)
    })?;
    let house = house.unwrap_or_default();
    files.edit(&format!("{domain}/routes.tsx"), |routes| {
        let page = if is_lazy { with_lazy_page(routes, name)? } else { with_import(routes, &name.fill(PAGE_IMPORT))? };
        let route = format!("<Route key={{{house}Patterns.CAMEL}} path={{{house}Patterns.CAMEL}} component={{PASCAL}} />,");
        with_entry(&page, "export const ", "Routes = [", &name.fill(&route))
    })
}

/// What the addresses of a domain are called by: `ticket` of `ticketPatterns`.
fn house_of(paths: &str) -> Option<String> {
    let declared = paths.lines().filter_map(|line| line.strip_prefix("export const "));
    declared.filter_map(|line| line.split_once("Patterns = {")).map(|(house, _)| house.to_owned()).next()
}

fn with_lazy_page(routes: &str, name: &Name) -> Option<String> {
    let page = name.fill("const PASCAL = lazyPage(() => import('./pages/PASCAL').then((module) => module.PASCAL), later);\n");
    let routes = with_line_before(routes, "export const ", &page)?;
    let routes = with_import(&routes, "import { lazyPage } from '../../ui/lazy-page';")?;
    with_import(&routes, "import { later } from './texts/later';")
}

fn with_import(text: &str, import: &str) -> Option<String> {
    if text.contains(import) { Some(text.to_owned()) } else { with_line_before(text, "import ", import) }
}

/// A text with an entry more, the last between the brackets that `opening` opens in the declaration that begins so.
fn with_entry(text: &str, declaration: &str, opening: &str, entry: &str) -> Option<String> {
    let declared = text.find(declaration)?;
    let begin = declared + text[declared..].find(opening)? + opening.len();
    let mut depth = 1;
    for (at, letter) in text[begin..].char_indices() {
        match letter {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (inside, after) = (text[..begin + at].trim_end(), &text[begin + at..]);
            let comma = if inside.ends_with([',', '{', '[']) { "" } else { "," };
            return Some(format!("{inside}{comma}\n{entry}\n{after}"));
        }
    }
    None
}

const PAGE: &str = "/** `/SEGMENT`: TITLE. */

import { useText } from '../../../lib/i18n';
import { Page } from '../../../ui/Page';

export function PASCAL() {
  const t = useText();
  return <Page title={t('ENDPOINT.title')}>{null}</Page>;
}
";

const PAGE_IMPORT: &str = "import { PASCAL } from './pages/PASCAL';";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_the_last_of_its_list() {
        let paths = "export const aPatterns = { home: `${x}/y` } as const;\n\nexport const aPaths = {\n  home: (b) => [b],\n};\n";
        assert_eq!(house_of(paths).as_deref(), Some("a"));
        let patterns = with_entry(paths, "export const aPatterns", "= {", "new: 1,").expect("patterns");
        assert!(patterns.contains("{ home: `${x}/y`,\nnew: 1,\n} as const;"), "{patterns}");
        let built = with_entry(paths, "export const aPaths", "= {", "new: 1,").expect("paths");
        assert!(built.contains("  home: (b) => [b],\nnew: 1,\n};"), "{built}");
        assert_eq!(with_entry(paths, "export const other", "= {", "new: 1,"), None);
    }

    #[test]
    fn a_page_comes_later_with_its_texts() {
        let name = Name::parse("tickets.close_ticket").expect("a name");
        let routes = "/** Routes. */\n\nimport { Route } from 'preact-iso';\n\nexport const aRoutes = [];\n";
        let lazy = with_lazy_page(routes, &name).expect("routes");
        assert!(lazy.contains("import { lazyPage } from '../../ui/lazy-page';\nimport { Route }"), "{lazy}");
        assert!(lazy.contains("module.CloseTicket), later);\n\nexport const aRoutes"), "{lazy}");
        assert_eq!(with_import(&lazy, "import { Route } from 'preact-iso';"), Some(lazy.clone()));
    }
}
