(() => {
  const PHONE = 600;
  const root = document.documentElement;
  const given = document.getElementById('drawings');
  const drawings = given ? JSON.parse(given.textContent) : {};

  // Colours are named as the page's variables and filled in as they are now, light or dark.
  const coloured = (value, colours, key = '') => {
    if (Array.isArray(value)) return value.map((one) => coloured(one, colours));
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, coloured(one, colours, name)]));
    }
    return key.endsWith('color') && String(value).startsWith('--') ? colours.getPropertyValue(value).trim() : value;
  };

  const draw = (live) => {
    const box = live.parentElement;
    const width = Math.floor(box.clientWidth);
    if (!width) return;
    const figure = coloured(drawings[live.id][width < PHONE ? 'phone' : 'wide'], getComputedStyle(root));
    box.classList.add('drawn');
    box.removeAttribute('tabindex');
    const layout = { ...figure.layout, width };
    Plotly.react(live, figure.data, layout, { displayModeBar: false, doubleClick: false }).catch((problem) => {
      box.classList.remove('drawn');
      throw problem;
    });
  };

  const lives = Object.keys(drawings).map((id) => document.getElementById(id));
  const widths = new Map();
  const watch = new ResizeObserver((changes) => {
    for (const { target, contentRect } of changes) {
      const width = Math.floor(contentRect.width);
      if (width && widths.get(target) !== width && !matchMedia('print').matches) {
        widths.set(target, width);
        requestAnimationFrame(() => draw(target.firstElementChild));
      }
    }
  });
  lives.forEach((live) => watch.observe(live.parentElement));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (!matchMedia('print').matches) lives.forEach(draw);
  });

  document.querySelector('nav').hidden = false;
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open], .numbers)')];
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((one) => { one.open = false; }));
})();
