// A sheet of paper typed in: whose it is, then a digit for each box. Nothing is sent before "save" is pressed, and what
// was typed stays until the server says that it is stored; it is told by an id that the browser makes for each sheet.
const PATIENCE = 15000;
const unsent = new Map();  // sheets by session and person: they outlive a redrawing of the screen

const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const folded = (name) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
const plain = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
// Not randomUUID: browsers give it to encrypted pages only.
const fresh = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');
const empty = () => ({ id: fresh(), code: '', name: '', sure: false, boxes: {}, words: {}, known: {}, open: {} });

class Grid {
  constructor(root, data) {
    this.root = root;
    this.inputs = new Map();
    if (!unsent.has(data.whose)) unsent.set(data.whose, empty());
    this.sheet = unsent.get(data.whose);
    this.build(data);
  }

  // What may be new with every run of the page: the people, the sheets, and what became of the last press.
  take(data, send) {
    const order = this.order();
    this.data = data;
    this.send = send;
    if (this.tries !== data.tries) this.rest();
    this.tries = data.tries;
    if (data.saved.id === this.sheet.id) this.next(data);
    else if (data.refused.id === this.sheet.id && this.refused !== data.tries) {
      this.say(data.refused.says, true);
      this.refused = data.tries;
    }
    this.people();
    if (!this.drawn || order.join() !== this.order().join()) this.table();
    this.asks();
  }

  build(data) {
    const w = data.words;
    this.wrap = make('div', 'wrap');
    const top = make('div', 'top');
    this.code = this.field(top, 'code', w.code, () => this.coded());
    this.name = this.field(top, 'name', w.name, () => this.named());
    if (data.own) {
      this.code.parentElement.hidden = true;
      this.name.readOnly = true;
    }
    this.list = make('datalist');
    this.list.id = 'people';
    this.name.setAttribute('list', 'people');
    this.ask = make('label', 'ask');
    this.sure = make('input');
    this.sure.type = 'checkbox';
    this.sure.onchange = () => { this.sheet.sure = this.sure.checked; };
    this.sure.onkeydown = (e) => { if (e.key === 'Enter') { e.preventDefault(); this.sheet.sure = this.sure.checked = true; this.first(); } };
    this.asked = make('span');
    this.ask.append(this.sure, this.asked);
    this.hold = make('div', 'hold');
    this.said = make('p', 'said');
    this.said.setAttribute('role', 'status');
    this.count = make('p', 'count');
    this.button = make('button', 'main', w.save);
    this.button.type = 'button';
    this.button.onclick = () => this.save();
    const foot = make('div', 'foot');
    foot.append(this.button, this.count);
    this.wrap.append(top, this.list, this.ask, this.hold, this.said, foot, make('p', 'letters', w.letters));
    this.wrap.onkeydown = (e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); this.save(); } };
    this.root.append(this.wrap);
  }

  field(into, name, label, done) {
    const wrap = make('label', name), input = make('input');
    wrap.append(make('span', '', label), input);
    Object.assign(input, { type: 'text', autocomplete: 'off', spellcheck: false, maxLength: name === 'code' ? 9 : 40 });
    input.setAttribute('autocapitalize', name === 'code' ? 'characters' : 'words');
    input.oninput = () => { this.sheet[name] = input.value; this.sheet.sure = false; this.asks(); };
    input.onchange = done;
    input.onkeydown = (e) => {
      if (e.key !== 'Enter' || e.ctrlKey || e.metaKey) return;
      e.preventDefault();
      done();
      if (name === 'code' && !this.sheet.name) this.name.focus();
      else if (name === 'code' || this.sheet.name.trim()) (this.ask.hidden ? () => this.first() : () => this.sure.focus())();
    };
    into.append(wrap);
    return input;
  }

  people() {
    this.list.replaceChildren(...this.data.people.map((person) => {
      const option = make('option');
      option.value = person.name;
      return option;
    }));
    if (this.data.own && this.data.people.length) this.sheet.name = this.data.people[0].name;
    this.code.value = this.sheet.code;
    this.name.value = this.sheet.name;
  }

  made() { return this.data && this.data.sheets.find((sheet) => sheet.code === plain(this.sheet.code)); }
  known() { return this.data.people.find((person) => folded(person.name) === folded(this.sheet.name)); }

  coded() {
    const made = this.made(), w = this.data.words;
    this.say('');
    if (!made && plain(this.sheet.code)) this.say(filled(w.no_sheet, { code: plain(this.sheet.code) }), true);
    if (made && made.typed) this.say(filled(w.typed, { code: made.code, name: made.name }), true);
    if (made && made.name && !made.typed && !this.sheet.name) this.sheet.name = this.name.value = made.name;
    this.table();
    this.asks();
  }

  named() {
    const start = folded(this.sheet.name);
    const fits = start && !this.known() ? this.data.people.filter((p) => folded(p.name).startsWith(start)) : [];
    if (fits.length === 1) this.sheet.name = this.name.value = fits[0].name;
    this.asks();
  }

  // One question where something is unusual: a teacher without a device, or one who has scores already.
  asks() {
    const name = this.sheet.name.trim(), found = name && this.known(), w = this.data.words;
    const text = !name || this.data.own ? '' : !found ? filled(w.add, { name }) : found.has ? filled(w.replaces, { name: found.name }) : '';
    this.ask.hidden = !text;
    this.asked.textContent = text;
    this.sure.checked = this.sheet.sure;
  }

  order() {
    const made = this.made(), all = this.data ? this.data.pieces.map((piece) => piece.id) : [];
    const there = made ? made.pieces.filter((id) => all.includes(id)) : [];
    return [...there, ...all.filter((id) => !there.includes(id))];
  }

  table() {
    const { criteria, pieces, words: w } = this.data, table = make('table'), head = make('tr');
    this.inputs.clear();
    head.append(make('td', 'corner'));
    for (const criterion of criteria) {
      const th = make('th');
      th.scope = 'col';
      th.append(make('b', '', criterion.letter), make('span', '', criterion.name), make('small', '', `1–${criterion.levels}`));
      head.append(th);
    }
    const know = make('th', 'know', w.know);
    know.scope = 'col';
    head.append(know);
    table.append(make('caption', '', w.table), make('thead'), make('tbody'));
    table.tHead.append(head);
    for (const id of this.order()) this.row(table.tBodies[0], pieces.find((piece) => piece.id === id));
    this.hold.replaceChildren(table);
    this.drawn = true;
    this.counted();
  }

  row(body, piece) {
    const w = this.data.words, row = make('tr'), th = make('th', 'piece', piece.name);
    th.scope = 'row';
    row.append(th);
    for (const criterion of this.data.criteria) {
      const cell = make('td');
      if (piece.criteria.includes(criterion.id)) cell.append(this.box(piece, criterion));
      row.append(cell);
    }
    const known = make('td', 'know'), choice = make('select');
    choice.setAttribute('aria-label', filled(w.know_of, { piece: piece.name }));
    for (const [value, label] of w.choices) {
      const option = make('option', '', label);
      option.value = value;
      choice.append(option);
    }
    choice.value = this.sheet.known[piece.id] || '';
    choice.onchange = () => { this.sheet.known[piece.id] = choice.value; };
    const more = make('button', 'more', w.words);
    more.type = 'button';
    more.setAttribute('aria-label', filled(w.words_of, { piece: piece.name }));
    more.onclick = () => { this.sheet.open[piece.id] = !this.sheet.open[piece.id]; opened(); };
    known.append(choice, more);
    row.append(known);
    body.append(row);
    const below = make('tr', 'below'), said = make('td');
    said.colSpan = this.data.criteria.length + 2;
    for (const criterion of this.data.criteria.filter((c) => piece.criteria.includes(c.id))) said.append(this.words(piece, criterion));
    below.append(said);
    body.append(below);
    const opened = () => {
      below.hidden = !this.sheet.open[piece.id];
      more.setAttribute('aria-expanded', String(!below.hidden));
    };
    opened();
  }

  words(piece, criterion) {
    const label = make('label', 'said-of'), input = make('input'), key = `${piece.id} ${criterion.id}`;
    Object.assign(input, { type: 'text', maxLength: this.data.longest, value: this.sheet.words[key] || '', autocomplete: 'off' });
    input.oninput = () => { this.sheet.words[key] = input.value; };
    label.append(make('span', '', filled(this.data.words.decided, { criterion: criterion.name })), input);
    return label;
  }

  box(piece, criterion) {
    const input = make('input', 'box'), key = `${piece.id} ${criterion.id}`;
    Object.assign(input, { type: 'text', maxLength: 2, autocomplete: 'off', spellcheck: false, value: this.sheet.boxes[key] || '' });
    input.setAttribute('aria-label', filled(this.data.words.box, { piece: piece.name, criterion: criterion.name, n: criterion.levels }));
    input.setAttribute('autocapitalize', 'characters');
    input.onfocus = () => input.select();
    input.onkeydown = (e) => this.pressed(e, input, piece, criterion);
    // Keyboards of phones tell the letter only once it stands there.
    input.oninput = () => this.typed(input.value.slice(-1), input, piece, criterion);
    this.inputs.set(key, input);
    this.look(input, criterion);
    return input;
  }

  pressed(e, input, piece, criterion) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const columns = this.data.criteria.length;
    const go = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Enter: 1, ' ': 1 }[e.key];
    if (go) {
      e.preventDefault();
      this.move(input, go);
    } else if (e.key === 'Backspace' || e.key === 'Delete') {
      e.preventDefault();
      if (!input.value && e.key === 'Backspace') this.move(input, -1);
      else this.put(input, '', piece, criterion);
    } else if (e.key.length === 1) {
      e.preventDefault();
      this.typed(e.key, input, piece, criterion);
    }
  }

  typed(sign, input, piece, criterion) {
    const box = sign === '0' && criterion.levels === 10 ? '10' : sign.toUpperCase();
    this.put(input, box.trim(), piece, criterion);
    const wrong = this.wrong(input.value, criterion);
    this.say(wrong ? filled(wrong, { box, piece: piece.name, criterion: criterion.name, n: criterion.levels }) : '', true);
    if (wrong) input.select();
    else if (input.value) this.move(input, 1);
  }

  put(input, value, piece, criterion) {
    input.value = value;
    this.sheet.boxes[`${piece.id} ${criterion.id}`] = value;
    this.look(input, criterion);
    this.counted();
  }

  wrong(value, criterion) {
    const w = this.data.words;
    if (!value || this.data.letters.includes(value)) return '';
    if (!/^\d+$/.test(value)) return w.no_letter;
    return Number(value) >= 1 && Number(value) <= criterion.levels ? '' : w.no_level;
  }

  look(input, criterion) {
    input.toggleAttribute('data-wrong', Boolean(this.wrong(input.value, criterion)));
    input.setAttribute('aria-invalid', String(Boolean(this.wrong(input.value, criterion))));
  }

  boxes() { return [...this.hold.querySelectorAll('input.box')]; }
  first() { const all = this.boxes(); (all.find((box) => !box.value) || all[0] || this.button).focus(); }

  move(from, by) {
    const all = this.boxes(), to = all.indexOf(from) + by;
    if (to >= 0) (all[to] || (by === 1 ? this.button : from)).focus();
  }

  counted() {
    const all = this.boxes();
    this.count.textContent = filled(this.data.words.count, { n: all.filter((box) => box.value).length, all: all.length });
  }

  say(text, alert = false) {
    this.said.textContent = text;
    this.said.className = text && alert ? 'said alert' : 'said';
  }

  save() {
    const w = this.data.words;
    if (this.button.disabled) return;
    this.named();
    if (!this.sheet.name.trim()) { this.say(w.whose, true); this.name.focus(); return; }
    if (!this.ask.hidden && !this.sheet.sure) { this.say(w.tick, true); this.sure.focus(); return; }
    const wrong = this.boxes().find((box) => box.hasAttribute('data-wrong'));
    if (wrong) { this.say(w.mend, true); wrong.focus(); return; }
    this.button.disabled = true;
    this.button.textContent = w.saving;
    this.say('');
    const cells = (found) => Object.entries(found).filter(([, text]) => text.trim()).map(([key, text]) => [...key.split(' '), text]);
    const { id, code, name, sure, boxes, words, known } = this.sheet;
    this.send({
      id, code: plain(code), name, sure, boxes: cells(boxes), words: cells(words),
      known: Object.entries(known).filter(([, choice]) => choice),
    });
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => { this.rest(); this.say(w.silent, true); }, PATIENCE);
  }

  rest() {
    clearTimeout(this.waiting);
    this.button.disabled = false;
    if (this.data) this.button.textContent = this.data.words.save;
  }

  // The sheet is stored: the next one begins.
  next(data) {
    Object.assign(this.sheet, empty());
    this.drawn = false;
    this.say(data.saved.says);
    if (data.own) return;
    this.code.value = this.name.value = '';
    this.code.focus();
  }
}

const grids = new WeakMap();
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let grid = grids.get(parentElement);
  if (!grid || grid.whose !== data.whose || !parentElement.contains(grid.wrap)) {
    parentElement.querySelectorAll('.wrap').forEach((old) => old.remove());
    grid = new Grid(parentElement, data);
    grid.whose = data.whose;
    grids.set(parentElement, grid);
  }
  grid.take(data, (sheet) => setTriggerValue('save', sheet));
}
