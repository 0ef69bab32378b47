// Which criterion is open is the reader's own matter: it is kept here, for the read that is on the desk, and a page drawn
// anew changes nothing about it. Only a first score opens the next criterion, and that waits for a finger that may still
// be correcting, or that is on its way to the sentence.
const FOLDS = window.matchMedia('(max-height: 899.98px), (max-width: 700px)');
const PAUSE = 700, PAUSE_TO_WRITE = 2000, SETTLING = 350;
const desk = { read: '', open: '', done: [], timer: 0, waits: 0, arrows: false, wrote: false, arrived: -SETTLING, end: () => {} };
const make = (tag, className, text) => {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

export default function (component) {
  const { parentElement, data } = component;
  desk.end(); // the run before: Streamlit itself ends only the last one, when the page is left
  const { cells } = data;
  const keys = cells.map((c) => c.key);
  const folded = () => FOLDS.matches && cells.length > 1;
  const place = (key) => document.querySelector('.stVerticalBlock.st-key-' + key);
  const group = (key) => (place(key) || document).querySelector('.stRadio [role="radiogroup"]');
  const here = () => place(desk.open);
  const inHere = (node) => Boolean(node && here() && here().contains(node));
  const isField = (node) => Boolean(node && /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== 'radio');
  const settling = () => folded() && performance.now() - desk.arrived < SETTLING;

  const strip = parentElement.querySelector('.strip') || make('div', 'strip');
  const draw = () => {
    const had = [...strip.children].findIndex((b) => b === (strip.getRootNode().activeElement));
    strip.setAttribute('role', 'group');
    strip.setAttribute('aria-label', data.criteria);
    strip.replaceChildren(...cells.map((c) => {
      const button = make('button', c.level ? 'given' : '');
      button.type = 'button';
      button.setAttribute('aria-expanded', String(c.key === desk.open));
      button.append(make('span', 'letter', c.letter), make('span', 'name', c.name), make('span', 'says', c.says));
      button.title = c.name + ': ' + c.says;
      button.onclick = () => opens(c.key);
      return button;
    }));
    if (had >= 0 && strip.children[had]) strip.children[had].focus({ preventScroll: true });
    if (!strip.isConnected) parentElement.append(strip);
  };
  const show = () => {
    const sheet = document.getElementById('workbench-open') || document.head.appendChild(make('style', ''));
    sheet.id = 'workbench-open';
    const others = `.st-key-criteria > :has(> [class*="st-key-cell-${desk.read}-"]):not(:has(> .st-key-${desk.open}))`;
    const label = '.st-key-criteria [class*="st-key-cell-"] .stRadio [data-testid="stWidgetLabel"]';
    const still = settling() ? '.st-key-criteria [role="radiogroup"] { pointer-events: none; }' : '';
    sheet.textContent = cells.length > 1 ? `@media ${FOLDS.media} { ${others}, ${label} { display: none; } ${still} }` : '';
    document.documentElement.dataset.desk = desk.read;
  };
  const focusOn = (key) => {
    const cards = group(key);
    const input = cards && (cards.querySelector('input:checked') || cards.querySelector('input'));
    if (input) input.focus({ preventScroll: true });
  };
  // What was just opened begins where the eye is: at the top of the cards, below the strip.
  const inSight = () => {
    const pane = document.querySelector('.st-key-criteria');
    if (pane) pane.scrollTop = 0;
    if (folded() && strip.getBoundingClientRect().top < 0) strip.scrollIntoView({ block: 'start' });
  };
  const opens = (key) => {
    clearTimeout(desk.timer);
    desk.arrows = false;
    if (!keys.includes(key)) return;
    desk.open = key;
    show();
    draw();
    inSight();
  };
  const goesOn = () => {
    const at = keys.indexOf(desk.open);
    const next = [...cells.slice(at + 1), ...cells.slice(0, at)].find((c) => !c.done);
    const inside = inHere(document.activeElement);
    if (!next || !folded() || desk.arrows || (inside && isField(document.activeElement))) return;
    desk.arrived = performance.now();
    opens(next.key);
    if (inside || desk.wrote) focusOn(next.key);
    desk.wrote = false;
    setTimeout(() => desk.show(), SETTLING + 10);
  };
  const soon = (wait) => {
    clearTimeout(desk.timer);
    desk.waits = wait;
    desk.timer = wait ? setTimeout(() => { desk.waits = 0; desk.goesOn(); }, wait) : 0;
  };

  const done = cells.filter((c) => c.done).map((c) => c.key);
  if (desk.read !== data.read || !keys.includes(desk.open)) {
    clearTimeout(desk.timer);
    Object.assign(desk, { read: data.read, open: (cells.find((c) => !c.done) || cells[0] || {}).key || '', arrows: false });
  } else if (done.includes(desk.open) && !desk.done.includes(desk.open)) {
    soon(data.writing ? PAUSE_TO_WRITE : PAUSE);
  }
  Object.assign(desk, { done, goesOn, show });
  show();
  draw();

  const groups = () => [...document.querySelectorAll('[class*="st-key-cell-"] .stRadio [role="radiogroup"]')];
  const at = (all) => {
    if (folded()) return Math.max(0, all.indexOf(group(desk.open)));
    const focused = all.findIndex((g) => g.contains(document.activeElement));
    if (focused >= 0) return focused;
    const open = all.findIndex((g) => !g.querySelector('input:checked'));
    return open >= 0 ? open : 0;
  };
  const move = (all, n) => {
    const to = Math.max(0, Math.min(all.length - 1, n));
    if (folded()) {
      if (settling() && keys.indexOf(desk.open) < to) return; // the same step, taken twice
      opens(keys[to]);
      focusOn(keys[to]);
      return;
    }
    const cards = all[to];
    const input = cards.querySelector('input:checked') || cards.querySelector('input');
    if (input) input.focus({ preventScroll: true });
    cards.scrollIntoView({ block: 'nearest', behavior: 'auto' });
  };
  const deaf = (e) => {
    if (e.target.type !== 'radio' || e.ctrlKey || e.metaKey) return;
    const wanted = e.altKey ? { Enter: '[class*="st-key-next-"] button' } : { t: '.st-key-task button' };
    const button = wanted[e.key] && document.querySelector(wanted[e.key]);
    if (button) { e.preventDefault(); e.stopPropagation(); button.click(); }
  };
  const press = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const from = e.composedPath()[0];
    if (isField(from) || (from && from.isContentEditable)) return;
    if (document.querySelector('[role="dialog"]')) return;
    const all = groups();
    if (!all.length) return;
    const n = at(all);
    if (/^[1-9]$/.test(e.key)) {
      const input = all[n].querySelectorAll('input')[Number(e.key) - 1];
      if (!input || input.disabled || settling()) return;
      e.preventDefault();
      input.focus({ preventScroll: true });
      input.click();
    } else if (e.key === 'j' || e.key === 'k') {
      e.preventDefault();
      move(all, n + (e.key === 'j' ? 1 : -1));
    }
  };
  // Arrows choose every card they pass: whoever uses them says themselves when they go on. Another press in the open
  // criterion begins the pause anew; going to write ends it, and Enter after the sentence goes on.
  const heed = (e) => {
    if (!inHere(e.target)) return;
    if (e.type === 'keydown') desk.arrows = e.key.startsWith('Arrow') || (desk.arrows && !/^[1-9 ]$/.test(e.key));
    else desk.arrows = false;
    const card = e.target.closest('.stRadio');
    if (desk.waits) soon(card && e.key !== 'Tab' ? desk.waits : 0);
    const scored = cells.some((c) => c.key === desk.open && c.level);
    desk.wrote = e.key === 'Enter' && isField(e.target) && scored;
    if (desk.wrote) { e.target.blur(); soon(PAUSE); }
  };
  const draws = () => { show(); draw(); };
  document.addEventListener('keydown', press);
  document.addEventListener('keydown', deaf, true);
  document.addEventListener('keydown', heed, true);
  document.addEventListener('pointerdown', heed, true);
  FOLDS.addEventListener('change', draws);
  const stop = () => {
    document.removeEventListener('keydown', press);
    document.removeEventListener('keydown', deaf, true);
    document.removeEventListener('keydown', heed, true);
    document.removeEventListener('pointerdown', heed, true);
    FOLDS.removeEventListener('change', draws);
  };
  desk.end = stop;
  return stop;
}
