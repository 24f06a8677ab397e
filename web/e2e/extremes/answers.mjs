/**
 * Answers of the API as the busiest customer gets them: 60 tickets and 60 lines on the start page, names of 100 letters
 * without a space, Hebrew, six lines of subject. They are made of the real answers, so a new field of the contract is in
 * them too, and nobody has to write 60 tickets into the portal first.
 */

export const hebrew = 'המיקרומטר קופץ ב־2 µm, דגם MX-200.';
export const subjects = [
  hebrew,
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsvorsitzender?',
  'When the gauge is switched on after a weekend it shows 0.002 mm more than the block says, whichever block is used, cold or warm, new or old. Hm?',
  'Short',
];
export const longName = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(3).slice(0, 99)}X`;
export const hebrewName = 'שרה לוי־אברמוביץ׳';
const names = [longName, hebrewName];
const companies = [longName, hebrewName, 'Vogt Feinwerk GmbH'];
export const longEmail = `${'konstantin-alexander.von.feinwerk'.repeat(2).slice(0, 60)}@praezisionsmesstechnik-vogtland.example`;
const messages = [
  `${hebrew}\nהאם זה ידוע? כתבו ל„https://files.vogt.example/q“ בבקשה.`,
  `See „https://files.vogt.example/q“ and https://en.wikipedia.org/wiki/Gauge_(instrument), or www.vogt.example.\n${'0123456789'.repeat(14)}`,
  'Not this one: https://bank.example@evil.example/ and this as it is: HTTPS://аpple.example/x',
];

const ids = { tic: 'ticket', acc: 'account' };

/** Whole answers: the same in every walk, whatever the portal holds. */
export function exaggerated(answer) {
  const taken = new Map();
  const next = (list) => {
    const count = taken.get(list) ?? 0;
    taken.set(list, count + 1);
    return list[count % list.length];
  };
  const longer = (value, key) => {
    if (Array.isArray(value)) {
      if (key !== 'items' || value.length === 0) return value.map((each) => longer(each));
      const wanted = 'subject' in value[0] || 'title' in value[0] ? 60 : value.length;
      return Array.from({ length: wanted }, (_, index) =>
        longer(another(value[index % value.length], index, value)),
      );
    }
    if (value === null || typeof value !== 'object') return replaced(key, value);
    const made = Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, longer(inner, name)]),
    );
    // No list counts fewer than it shows.
    if (typeof made.count === 'number' && made.items) made.count = Math.max(made.count, made.items.length);
    return made;
  };
  const replaced = (key, value) => {
    if (typeof value !== 'string') return value;
    if (key === 'subject' || key === 'title') return next(subjects);
    if (key === 'text') return next(messages);
    if (key === 'name') return next(names);
    if (key === 'account_name') return next(companies);
    if (key === 'email') return longEmail;
    return value;
  };
  return longer(answer);
}

/** A copy of a line of a list beyond those there are, with an id of its own. */
function another(item, index, all) {
  if (index < all.length || typeof item.id !== 'string') return item;
  const [kind] = item.id.split('_');
  if (!(kind in ids)) return item;
  return { ...item, id: `${item.id.slice(0, -3)}${String(index).padStart(3, '0')}` };
}

/** From now on the pages of this window are told so. Writing goes through as it is. */
export async function exaggerate(context) {
  await context.route('**/api/v1/**', async (route) => {
    // A brand has 60 characters for its name, and a walk of its own.
    const isBrand = new URL(route.request().url()).pathname.endsWith('/brand');
    if (isBrand || route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    return route.fulfill({ response, json: exaggerated(await response.json()) });
  });
}
