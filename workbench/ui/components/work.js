const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
const STEPS = [0.85, 1, 1.15, 1.35, 1.6, 2];

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const words = data.words;
  const old = parentElement.querySelector('.wrap');
  const kept = old ? old.querySelector('.scroll').scrollTop : 0;
  const shown = new Set(old && old.dataset.shown ? old.dataset.shown.split(' ') : []);
  if (old) old.remove();

  const wrap = make('div', 'wrap');
  wrap.dataset.shown = [...shown].join(' ');
  const scroll = make('div', 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', words.work);
  scroll.setAttribute('translate', 'no');
  scroll.setAttribute('spellcheck', 'false');
  scroll.lang = data.lang || '';

  const size = () => { try { return Number(localStorage.getItem('workbench-size') || 1); } catch (e) { return 1; } };
  const resize = (step) => {
    const next = STEPS[Math.min(STEPS.length - 1, Math.max(0, STEPS.indexOf(size()) + step))] || 1;
    try { localStorage.setItem('workbench-size', String(next)); } catch (e) { /* private mode keeps the default */ }
    sizes(next);
  };
  // Where text follows the reader's own choice, these buttons are about pictures alone.
  const sizes = (n) => {
    wrap.style.setProperty('--size', data.follows_reading ? 1 : n);
    wrap.style.setProperty('--picture', n);
  };
  sizes(size());

  const bar = make('div', 'bar');
  if (data.marking && data.artifacts.some((a) => a.text)) bar.append(make('span', 'hint', words.hint));
  const pictures = data.artifacts.some((a) => a.pages.length);
  const steps = data.follows_reading ? [[-1, words.smaller_pages, '−'], [1, words.larger_pages, '+']]
    : [[-1, words.smaller, 'A−'], [1, words.larger, 'A+']];
  for (const [step, label, sign] of data.follows_reading && !pictures ? [] : steps) {
    const button = make('button', '', sign);
    button.type = 'button';
    button.setAttribute('aria-label', label);
    button.onclick = () => resize(step);
    bar.append(button);
  }

  const tags = Object.fromEntries(data.tags.map((t) => [t.id, t]));
  let asking = null;
  const close = () => { if (asking) asking.remove(); asking = null; };
  const ask = (x, y, fill) => {
    close();
    asking = make('div', 'ask');
    asking.setAttribute('role', 'dialog');
    fill(asking);
    const shut = make('button', '', words.close);
    shut.onclick = close;
    asking.append(shut);
    scroll.append(asking);
    const box = scroll.getBoundingClientRect();
    asking.style.left = Math.max(8, Math.min(x - box.left, box.width - asking.offsetWidth - 24)) + 'px';
    asking.style.top = y - box.top + scroll.scrollTop + 8 + 'px';
    asking.querySelector('button').focus();
  };
  const askTag = (x, y, artifact, start, end) => ask(x, y, (box) => {
    box.setAttribute('aria-label', words.mark_as);
    box.append(make('strong', '', words.mark_as));
    for (const tag of data.tags) {
      const button = make('button');
      const swatch = make('span', 'swatch');
      swatch.style.setProperty('--tag', tag.colour);
      button.append(swatch, document.createTextNode(tag.letter + ' ' + tag.name));
      button.onclick = () => { close(); setTriggerValue('marks', { do: 'add', artifact, start, end, tag: tag.id }); };
      box.append(button);
    }
  });
  const askRemove = (x, y, p) => ask(x, y, (box) => {
    if (p.note) box.append(make('span', '', p.note));
    if (!data.marking) return;
    const button = make('button', '', words.remove);
    button.onclick = () => { close(); setTriggerValue('marks', { do: 'remove', artifact: p.artifact, start: p.start, end: p.end, tag: p.tag }); };
    box.append(button);
  });

  const sentences = (text) => {
    if (!data.marking || !window.Intl || !Intl.Segmenter) return [[0, text.length]];
    return [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)].map((s) => [s.index, s.index + s.segment.length]);
  };
  const piece = (artifact, from, to, passages) => {
    const covering = passages.filter((p) => p.start <= from && p.end >= to);
    const text = artifact.text.slice(from, to);
    if (!covering.length) return document.createTextNode(text);
    const top = covering[covering.length - 1], tag = tags[top.tag];
    if (!tag) return document.createTextNode(text);
    const node = make('mark', data.marking ? 'mine' : '', text);
    node.style.setProperty('--tag', tag.colour);
    node.title = covering.map((p) => (tags[p.tag] || {}).name + (p.note ? ': ' + p.note : '')).join(' · ');
    const ends = covering.filter((p) => p.end === to);
    if (ends.length) node.append(make('sup', '', ends.map((p) => (tags[p.tag] || {}).letter + (p.weight > 1 ? '×' + p.weight : '')).join(' ')));
    if (data.marking || top.note) {
      node.tabIndex = 0;
      node.onclick = (e) => { e.stopPropagation(); askRemove(e.clientX, e.clientY, top); };
      node.onkeydown = (e) => { if (e.key === 'Enter') { const b = node.getBoundingClientRect(); e.stopPropagation(); askRemove(b.left, b.bottom, top); } };
    }
    return node;
  };
  const paragraph = (artifact, start, end, n) => {
    const p = make('p');
    p.dataset.n = n;
    p.dataset.start = start;
    const passages = data.passages.filter((m) => m.artifact === artifact.id && m.start < end && m.end > start);
    const cuts = new Set([start, end]);
    passages.forEach((m) => { cuts.add(Math.max(start, m.start)); cuts.add(Math.min(end, m.end)); });
    for (const [from, to] of sentences(artifact.text.slice(start, end)).map(([a, b]) => [a + start, b + start])) {
      const span = make('span', data.marking ? 'sentence' : '');
      const inner = [...cuts].filter((c) => c > from && c < to).sort((a, b) => a - b);
      const edges = [from, ...inner, to];
      for (let i = 0; i + 1 < edges.length; i += 1) span.append(piece(artifact, edges[i], edges[i + 1], passages));
      if (data.marking) {
        const trimmed = artifact.text.slice(from, to).trimEnd().length;
        span.tabIndex = 0;
        span.setAttribute('role', 'button');
        span.onclick = (e) => { if (String(window.getSelection())) return; askTag(e.clientX, e.clientY, artifact.id, from, from + trimmed); };
        span.onkeydown = (e) => {
          if (e.key !== 'Enter' || e.target !== span) return;
          const b = span.getBoundingClientRect();
          askTag(b.left, b.bottom, artifact.id, from, from + trimmed);
        };
      }
      p.append(span);
    }
    return p;
  };
  const offset = (p, node, at) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    range.setEnd(node, at);
    const inside = range.cloneContents();
    inside.querySelectorAll('sup').forEach((s) => s.remove());
    return Number(p.dataset.start) + inside.textContent.length;
  };
  // What handwriting says, for whoever asks: on this screen only, and off until then.
  const transcription = (artifact) => {
    const said = make('section', 'said');
    said.id = 'said-' + artifact.id;
    said.setAttribute('aria-label', words.transcription + ' · ' + artifact.label);
    for (const part of artifact.transcription.split(/\n\s*\n/)) said.append(make('p', 'plain', part));
    const button = make('button', 'read');
    button.type = 'button';
    const draw = () => {
      const is = shown.has(artifact.id);
      said.hidden = !is;
      button.textContent = is ? words.hide : words.read;
      button.setAttribute('aria-expanded', String(is));
      wrap.dataset.shown = [...shown].join(' ');
    };
    button.onclick = () => { shown.has(artifact.id) ? shown.delete(artifact.id) : shown.add(artifact.id); draw(); };
    draw();
    return [button, said];
  };
  for (const artifact of data.artifacts) {
    if (data.artifacts.length > 1 || artifact.label) scroll.append(make('h2', '', artifact.label));
    let n = 0;
    for (const found of artifact.text.matchAll(/[^\n](?:[\s\S]*?[^\n])?(?=\n\s*\n|\s*$)/g)) {
      n += 1;
      const p = paragraph(artifact, found.index, found.index + found[0].length, n);
      p.dataset.artifact = artifact.id;
      scroll.append(p);
    }
    if (artifact.transcription) scroll.append(...transcription(artifact));
    for (const page of artifact.pages) {
      const image = make('img');
      image.src = page.src;
      image.width = page.width;
      image.height = page.height;
      image.alt = words.page + ' ' + page.number + ' · ' + artifact.label;
      if (artifact.transcription && page === artifact.pages[0]) image.setAttribute('aria-describedby', 'said-' + artifact.id);
      image.loading = 'lazy';
      scroll.append(image);
    }
  }
  if (data.marking) {
    scroll.addEventListener('mouseup', () => {
      const root = parentElement.getSelection ? parentElement : document;
      const chosen = (root.getSelection ? root.getSelection() : window.getSelection());
      if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
      const range = chosen.getRangeAt(0);
      const first = range.startContainer.parentElement && range.startContainer.parentElement.closest('p');
      const last = range.endContainer.parentElement && range.endContainer.parentElement.closest('p');
      if (!first || first !== last || !first.dataset.artifact) return;
      const start = offset(first, range.startContainer, range.startOffset), end = offset(first, range.endContainer, range.endOffset);
      const b = range.getBoundingClientRect();
      if (end > start) askTag(b.left, b.bottom, first.dataset.artifact, start, end);
    });
  }
  const escape = (e) => { if (e.key === 'Escape') close(); };
  scroll.addEventListener('keydown', escape);
  wrap.append(bar, scroll);
  parentElement.append(wrap);
  scroll.scrollTop = kept;
  return () => { close(); };
}
