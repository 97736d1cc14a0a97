/* What the pages can do with scripts and do without: sort tables, print, copy the address. */
const NUMBER = /^[+−-]?[\d\s\u00a0\u202f]*\d(?:[.,]\d+)*/;

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

for (const button of document.querySelectorAll('[data-copy]')) {
  if (navigator.clipboard === undefined) continue;
  button.hidden = false;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    const before = button.textContent;
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copy;
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
}

// Tables in a closed fold wait until it is opened: a profile has dozens of them.
for (const table of document.querySelectorAll('table')) {
  const fold = table.closest('details:not([open])');
  if (fold === null) sortable(table);
  else fold.addEventListener('toggle', () => sortable(table), { once: true });
}

function sortable(table) {
  const body = table.tBodies[0];
  if (body === undefined || body.rows.length < 6) return;
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sort(table, body, column));
  }
}

function sort(table, body, column) {
  const heads = [...table.tHead.rows[0].cells];
  const up = heads[column].getAttribute('aria-sort') !== 'ascending';
  for (const head of heads) head.removeAttribute('aria-sort');
  heads[column].setAttribute('aria-sort', up ? 'ascending' : 'descending');
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyed = [...body.rows].map((row) => [row, row.cells[column].textContent.trim()]);
  const numeric = keyed.filter(([, text]) => NUMBER.test(text)).length * 2 > keyed.length;
  const value = (text) => (NUMBER.test(text) ? number(text) : Number.NaN);
  keyed.sort(([, a], [, b]) => {
    if (!numeric) return up ? collator.compare(a, b) : collator.compare(b, a);
    const [x, y] = [value(a), value(b)];
    // What is not known stands last, whichever way.
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return up ? x - y : y - x;
  });
  body.append(...keyed.map(([row]) => row));
}

function number(text) {
  const [found] = NUMBER.exec(text);
  const comma = document.documentElement.lang === 'en' ? '' : '.';
  return Number(
    found
      .replace(/[\s\u00a0\u202f]/g, '')
      .replace('−', '-')
      .replace(/,/g, comma),
  );
}
