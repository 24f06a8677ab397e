/** A browser that translates the page: it puts its own words, in elements of its own, in the place of every text. */

export async function translate(page) {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.data.trim() === '' || text.parentElement.closest('script, style, textarea, option')) continue;
      const outer = document.createElement('font');
      outer.appendChild(document.createElement('font')).textContent = text.data;
      text.replaceWith(outer);
    }
  });
}

/** What is left of the translation. */
export function translated(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('font > font')]
      .filter((element) => element.checkVisibility())
      .map((element) => element.textContent.trim()),
  );
}

export function words(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = new Set();
    while (walker.nextNode()) texts.add(walker.currentNode.data.trim());
    return [...texts];
  });
}
