// Boxes over names on page pictures. Sides are fractions of the picture; nothing is sent before "cover" is pressed.
const STEP = 0.01, FINE = 0.002, SMALLEST = 0.01, ZOOMS = [1, 1.5, 2, 3];
const unsent = new Map();  // boxes by version of the pages: they outlive a redrawing of the screen

const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
const button = (className, text, act) => {
  const node = make('button', className, text);
  node.type = 'button';
  node.onclick = act;
  return node;
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const between = (low, value, high) => Math.min(high, Math.max(low, value));
const percent = (value) => Math.round(value * 100);
const placed = (box, left, top) => {
  box.left = between(0, left, 1 - box.width);
  box.top = between(0, top, 1 - box.height);
};
const stretched = (box, [left, top, right, bottom]) => {
  const [l, r] = [Math.min(left, right), Math.max(left, right)].map((x) => between(0, x, 1));
  const [t, b] = [Math.min(top, bottom), Math.max(top, bottom)].map((y) => between(0, y, 1));
  Object.assign(box, { left: l, top: t, width: Math.max(r - l, SMALLEST / 2), height: Math.max(b - t, SMALLEST / 2) });
  placed(box, box.left, box.top);
};

class Screen {
  constructor(root, data, send) {
    this.root = root;
    this.version = data.version;
    this.zoom = 0;
    this.elements = new Map();
    this.fingers = new Map();
    this.told = '';
    if (!unsent.has(data.version)) unsent.set(data.version, { boxes: [], past: [], next: 1 });
    this.state = unsent.get(data.version);
    this.build(data);
    this.take(data, send);
    this.draw();
    this.tellWaiting();
  }

  // What may be new with every run of the page: its words, and how often covering was tried.
  take(data, send) {
    this.words = data.words;
    this.send = send;
    if (this.tries !== data.tries) this.rest();
    this.tries = data.tries;
  }

  build(data) {
    const words = data.words;
    this.wrap = make('div', 'wrap');
    const bar = make('div', 'bar');
    this.add = button('', words.add, () => this.addBox());
    this.back = button('', words.undo, () => this.undo());
    this.drop = button('', words.remove, () => this.remove(this.chosen));
    this.finger = button('', words.finger, () => this.setDrawing(!this.drawing));
    this.smaller = button('sign', '−', () => this.setZoom(this.zoom - 1));
    this.larger = button('sign', '+', () => this.setZoom(this.zoom + 1));
    this.smaller.setAttribute('aria-label', words.smaller);
    this.larger.setAttribute('aria-label', words.larger);
    this.turn = button('', words.turn, () => this.turnPage());
    bar.append(this.add, this.drop, this.back, this.turn);
    if (navigator.maxTouchPoints > 0) bar.append(this.finger);
    bar.append(this.smaller, this.larger);
    this.scroll = make('div', 'scroll');
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute('role', 'region');
    this.scroll.setAttribute('aria-label', words.pages);
    this.pages = data.pages.map((page, n) => this.buildPage(page, n + 1, data.pages.length, words));
    const foot = make('div', 'foot');
    this.count = make('p', 'count');
    this.cover = button('main', words.cover, () => this.sendAll());
    foot.append(this.count, this.cover);
    this.says = make('p', 'says');
    this.says.setAttribute('aria-live', 'polite');
    this.hint = make('p', 'says', words.keys);
    this.hint.id = 'box-keys';
    this.wrap.append(bar, this.scroll, foot, this.says, this.hint);
    this.root.append(this.wrap);
    this.listen();
    this.setDrawing(false);
    this.setZoom(0);
  }

  buildPage(page, number, total, words) {
    const name = filled(words.page, { n: number, total });
    const figure = make('div', 'figure');
    figure.append(make('h3', '', name));
    const paper = make('div', 'paper');
    const image = make('img');
    Object.assign(image, { src: page.src, width: page.width, height: page.height, alt: name, draggable: false });
    image.loading = 'lazy';
    paper.append(image);
    figure.append(paper);
    this.scroll.append(figure);
    const known = { ...page, number, paper };
    paper.onpointerdown = (e) => this.begin(e, known);
    return known;
  }

  listen() {
    const scroll = this.scroll;
    // In the capturing phase, so that a second finger is known before the first goes on drawing.
    scroll.addEventListener('pointerdown', (e) => this.fingerDown(e), true);
    scroll.addEventListener('pointermove', (e) => this.fingerMoves(e), true);
    for (const end of ['pointerup', 'pointercancel']) {
      scroll.addEventListener(end, (e) => { this.fingers.delete(e.pointerId); }, true);
    }
  }

  fingerDown(e) {
    if (e.pointerType !== 'touch') return;
    if (this.fingers.size === 0 || e.isPrimary) this.fingers.clear();
    this.fingers.set(e.pointerId, [e.clientX, e.clientY]);
    if (this.fingers.size > 1) this.cancel();
  }

  // Two fingers scroll, also where one draws.
  fingerMoves(e) {
    const before = this.fingers.get(e.pointerId);
    if (!before) return;
    this.fingers.set(e.pointerId, [e.clientX, e.clientY]);
    if (this.fingers.size < 2 || !this.drawing) return;
    this.scroll.scrollLeft -= (e.clientX - before[0]) / this.fingers.size;
    this.scroll.scrollTop -= (e.clientY - before[1]) / this.fingers.size;
  }

  point(e, page) {
    const edge = page.paper.getBoundingClientRect();
    return [(e.clientX - edge.left) / edge.width, (e.clientY - edge.top) / edge.height];
  }

  begin(e, page) {
    const isTouch = e.pointerType === 'touch';
    if (this.busy || e.button !== 0 || this.fingers.size > 1) return;
    const on = e.target.closest('.box');
    const box = on && this.state.boxes.find((b) => b.id === Number(on.dataset.id));
    if (!box && isTouch && !this.drawing) return;
    e.preventDefault();
    const start = this.point(e, page);
    const corner = e.target.dataset.corner;
    this.move = { page, start, box, corner, was: JSON.stringify(this.state.boxes), from: box && { ...box } };
    if (box) { this.choose(box); on.focus({ preventScroll: true }); }
    const paper = page.paper;
    paper.setPointerCapture(e.pointerId);
    paper.onpointermove = (m) => this.drag(this.point(m, page));
    paper.onpointerup = () => this.finish();
    paper.onpointercancel = () => this.cancel();
  }

  drag(at) {
    const { start, box, from, corner, page } = this.move || {};
    if (!start) return;
    const [dx, dy] = [at[0] - start[0], at[1] - start[1]];
    if (!box) {
      if (Math.abs(dx) < SMALLEST / 2 && Math.abs(dy) < SMALLEST / 2) return;
      this.move.box = this.newBox(page, [start[0], start[1], at[0], at[1]]);
      this.move.drawn = true;
    } else if (this.move.drawn) stretched(box, [start[0], start[1], at[0], at[1]]);
    else if (corner) {
      const [left, top] = [from.left, from.top], [right, bottom] = [left + from.width, top + from.height];
      stretched(box, [
        corner.includes('w') ? left + dx : left, corner.includes('n') ? top + dy : top,
        corner.includes('w') ? right : right + dx, corner.includes('n') ? bottom : bottom + dy,
      ]);
    } else placed(box, from.left + dx, from.top + dy);
    this.draw();
  }

  finish() {
    const move = this.move;
    this.letGo();
    if (!move || JSON.stringify(this.state.boxes) === move.was) return;
    this.remember(move.was, 'pointer');
    if (move.drawn) this.elements.get(move.box.id).focus({ preventScroll: true });
    this.changed(move.box);
  }

  // A second finger or the system took the gesture away: as if it had not begun.
  cancel() {
    if (this.move) this.state.boxes = JSON.parse(this.move.was);
    this.letGo();
    this.draw();
  }

  letGo() {
    if (this.move) Object.assign(this.move.page.paper, { onpointermove: null, onpointerup: null, onpointercancel: null });
    this.move = null;
  }

  newBox(page, sides) {
    const box = { id: this.state.next, artifact: page.artifact, page: page.page };
    this.state.next += 1;
    stretched(box, sides);
    this.state.boxes.push(box);
    this.chosen = box.id;
    return box;
  }

  // The page that is most in sight, and the middle of what is in sight of it.
  inSight() {
    const pane = this.scroll.getBoundingClientRect();
    const seen = this.pages.map((page) => {
      const edge = page.paper.getBoundingClientRect();
      const top = Math.max(edge.top, pane.top, 0), bottom = Math.min(edge.bottom, pane.bottom, window.innerHeight);
      const left = Math.max(edge.left, pane.left), right = Math.min(edge.right, pane.right);
      return { page, share: bottom - top, x: ((left + right) / 2 - edge.left) / edge.width, y: ((top + bottom) / 2 - edge.top) / edge.height };
    });
    return seen.reduce((best, one) => (one.share > best.share ? one : best));
  }

  addBox() {
    const { page, x, y } = this.inSight();
    this.remember(JSON.stringify(this.state.boxes), 'add');
    const box = this.newBox(page, [x - 0.15, y - 0.03, x + 0.15, y + 0.03]);
    this.draw();
    this.elements.get(box.id).focus();
    this.changed(box);
  }

  key(e, box) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = e.ctrlKey || e.altKey ? FINE : STEP;
    if (e.key === 'Delete' || e.key === 'Backspace') this.remove(box.id);
    else if (e.key === 'Escape') this.add.focus();
    else if (ways[e.key] && !this.busy) {
      const [x, y] = ways[e.key].map((way) => way * step);
      this.remember(JSON.stringify(this.state.boxes), `key ${box.id} ${e.shiftKey}`);
      if (e.shiftKey) {
        box.width = between(SMALLEST / 2, box.width + x, 1 - box.left);
        box.height = between(SMALLEST / 2, box.height + y, 1 - box.top);
      } else placed(box, box.left + x, box.top + y);
      this.changed(box);
      this.elements.get(box.id).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }

  remove(id) {
    const box = this.state.boxes.find((b) => b.id === id);
    if (!box || this.busy) return;
    const says = filled(this.words.removed, this.named(box));
    this.remember(JSON.stringify(this.state.boxes), 'remove');
    this.state.boxes = this.state.boxes.filter((b) => b.id !== id);
    this.chosen = null;
    this.add.focus();
    this.changed(null, says);
  }

  // Steps of one key on one box within a second are undone together.
  remember(was, by) {
    const now = Date.now();
    if (!(by.startsWith('key') && by === this.lastBy && now - this.lastAt < 1000)) this.state.past.push(was);
    [this.lastBy, this.lastAt] = [by, now];
  }

  undo() {
    if (!this.state.past.length || this.busy) return;
    this.state.boxes = JSON.parse(this.state.past.pop());
    this.lastBy = '';
    this.changed(null, this.words.undone);
    if (this.back.disabled) this.add.focus();
  }

  choose(box) {
    this.chosen = box.id;
    this.draw();
  }

  named(box) {
    const page = this.pages.find((p) => p.artifact === box.artifact && p.page === box.page);
    const beside = this.state.boxes.filter((b) => b.artifact === box.artifact && b.page === box.page);
    return {
      n: beside.findIndex((b) => b.id === box.id) + 1, page: page.number, left: percent(box.left), top: percent(box.top),
      width: percent(box.width), height: percent(box.height),
    };
  }

  changed(box, says) {
    this.draw();
    this.say(says || filled(this.words.box, this.named(box)));
    this.tellWaiting();
  }

  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.says.textContent = text; }, 350);
  }

  // The page beside asks nobody to state that nothing is to be seen while boxes wait.
  tellWaiting() {
    const waiting = this.state.boxes.length ? this.version : '';
    if (waiting !== this.told) this.send('waiting', waiting);
    this.told = waiting;
  }

  draw() {
    const there = new Set(this.state.boxes.map((b) => b.id));
    for (const [id, element] of this.elements) if (!there.has(id)) { element.remove(); this.elements.delete(id); }
    for (const box of this.state.boxes) this.drawBox(box);
    const boxes = this.state.boxes.length;
    this.count.textContent = boxes ? filled(boxes === 1 ? this.words.one : this.words.many, { boxes }) : this.words.none;
    this.cover.disabled = !boxes || this.busy;
    this.back.disabled = !this.state.past.length || this.busy;
    this.drop.disabled = !there.has(this.chosen) || this.busy;
    this.turn.disabled = boxes > 0 || this.busy;  // boxes would lie elsewhere on the turned page
  }

  drawBox(box) {
    let element = this.elements.get(box.id);
    if (!element) {
      const page = this.pages.find((p) => p.artifact === box.artifact && p.page === box.page);
      element = this.buildBox(box);
      page.paper.append(element);
      this.elements.set(box.id, element);
    }
    for (const side of ['left', 'top', 'width', 'height']) element.style[side] = `${box[side] * 100}%`;
    const names = this.named(box);
    element.firstChild.textContent = names.n;
    element.setAttribute('aria-label', filled(this.words.name, names));
    element.classList.toggle('chosen', box.id === this.chosen);
  }

  buildBox(box) {
    const element = make('div', 'box');
    element.tabIndex = 0;
    element.dataset.id = box.id;
    // As an application the arrow keys reach it past a screen reader's own use of them.
    element.setAttribute('role', 'application');
    element.setAttribute('aria-roledescription', this.words.kind);
    element.setAttribute('aria-describedby', 'box-keys');
    element.append(make('span', 'number'));
    for (const corner of ['nw', 'ne', 'sw', 'se']) {
      const handle = make('span', `corner ${corner}`);
      handle.dataset.corner = corner;
      element.append(handle);
    }
    const mine = () => this.state.boxes.find((b) => b.id === box.id);
    element.onkeydown = (e) => { if (mine()) this.key(e, mine()); };
    element.onfocus = () => { if (mine()) this.choose(mine()); };
    return element;
  }

  setDrawing(drawing) {
    this.drawing = drawing;
    this.wrap.classList.toggle('drawing', drawing);
    this.finger.setAttribute('aria-pressed', String(drawing));
  }

  setZoom(step) {
    const scroll = this.scroll, before = scroll.scrollHeight || 1, at = scroll.scrollTop;
    this.zoom = between(0, step, ZOOMS.length - 1);
    this.wrap.style.setProperty('--zoom', ZOOMS[this.zoom]);
    this.smaller.disabled = this.zoom === 0;
    this.larger.disabled = this.zoom === ZOOMS.length - 1;
    scroll.scrollTop = (at * scroll.scrollHeight) / before;
  }

  turnPage() {
    if (this.busy || this.state.boxes.length) return;
    const { artifact, page } = this.inSight().page;
    this.wait(this.words.turned);
    this.send('turn', { version: this.version, artifact, page });
  }

  // A line that dropped gives no answer: after a while the buttons can be pressed again.
  wait(done) {
    this.busy = true;
    this.done = done;
    this.cover.textContent = this.words.working;
    this.say(this.words.working);
    this.draw();
    this.waiting = setTimeout(() => this.rest(), 120000);
  }

  sendAll() {
    if (this.busy || !this.state.boxes.length) return;
    this.wait(this.words.covered);
    const boxes = this.state.boxes.map(({ artifact, page, left, top, width, height }) => ({ artifact, page, left, top, width, height }));
    this.send('cover', { version: this.version, boxes });
  }

  rest() {
    clearTimeout(this.waiting);
    this.busy = false;
    this.done = '';
    this.cover.textContent = this.words.cover;
    this.draw();
  }
}

const screens = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue, setStateValue } = component;
  const send = (name, value) => (name === 'waiting' ? setStateValue(name, value) : setTriggerValue(name, value));
  const old = screens.get(parentElement);
  if (old && old.version === data.version && old.wrap.isConnected) {
    old.take(data, send);
    return;
  }
  const at = old ? old.scroll.scrollTop : 0;
  if (old) old.wrap.remove();
  const screen = new Screen(parentElement, data, send);
  screens.set(parentElement, screen);
  screen.scroll.scrollTop = at;
  if (old && old.done) screen.say(old.done);
}
