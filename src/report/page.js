// What the page does beyond being read: tables are sorted, searched and shown by pages, articles are shown one at a time, marks
// tell what they are. Works on the page as it stands; holds no text of the archive and fetches nothing.
(() => {
  'use strict';

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (name, values = {}) => (document.body.dataset[name] || '').replace(/\{(\w)\}/g, (_, key) => values[key]);
  const lang = document.documentElement.lang;
  const whole = new Intl.NumberFormat(lang);
  const collator = new Intl.Collator(lang, { numeric: true });
  const element = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  document.documentElement.classList.add('js');

  // Search: without marks where the question has none, so that `ngan son` finds `Ngân Sơn`.
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
  const texts = new WeakMap();
  const textOf = (node) => {
    if (!texts.has(node)) {
      const exact = node.textContent.toLowerCase().normalize('NFC');
      texts.set(node, { exact, plain: plain(exact) });
    }
    return texts.get(node);
  };
  const finder = (question) => {
    const words = question.toLowerCase().normalize('NFC').split(/\s+/).filter(Boolean);
    return (node) => words.every((word) => {
      const text = textOf(node);
      return plain(word) === word ? text.plain.includes(word) : text.exact.includes(word);
    });
  };
  const soon = (work) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(work, 120);
    };
  };

  // Tables
  const list = (table) => {
    const body = table.tBodies[0];
    const page = Number(table.dataset.page) || Infinity;
    let rows = [...body.rows];
    let keep = () => true;
    let open = false;
    const pager = element('div', { className: 'pager' });
    const status = element('span');
    status.setAttribute('role', 'status');
    const more = element('button', { type: 'button' });
    more.setAttribute('aria-controls', table.id);
    more.onclick = () => {
      open = !open;
      show();
    };
    pager.append(status, more);
    table.parentElement.after(pager);

    const show = () => {
      let matching = 0;
      for (const row of rows) {
        const kept = keep(row);
        if (kept) matching += 1;
        row.hidden = !kept || (!open && matching > page);
      }
      const shown = open ? matching : Math.min(matching, page);
      status.textContent = matching === 0 ? say('none') : say('rows', { n: whole.format(shown), m: whole.format(matching) });
      more.textContent = open ? say('less') : say('more', { n: whole.format(matching) });
      more.hidden = matching <= page;
      pager.hidden = matching > 0 && rows.length <= page;
      return matching;
    };

    const key = (row, column, numeric) => {
      const cell = row.cells[column];
      const text = cell.dataset.v ?? cell.textContent;
      return numeric ? (text === '' ? NaN : Number(text)) : text;
    };
    const sort = (head, column) => {
      const numeric = head.classList.contains('n');
      const now = head.getAttribute('aria-sort');
      const down = now ? now === 'ascending' : numeric;
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const missing = (value) => value === '' || Number.isNaN(value);
      const compare = numeric ? (a, b) => a - b : (a, b) => collator.compare(a, b);
      const keyed = rows.map((row) => [key(row, column, numeric), row]);
      // Rows without a value stay at the end, whichever way.
      keyed.sort(([a], [b]) => missing(a) - missing(b) || (missing(a) ? 0 : down ? compare(b, a) : compare(a, b)));
      rows = keyed.map(([, row]) => row);
      body.append(...rows);
      show();
    };
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.classList.contains('c')) return;
      const button = element('button', { type: 'button', textContent: head.textContent });
      button.title = `${say('sort')} ${head.textContent}`;
      button.onclick = () => sort(head, column);
      head.replaceChildren(button);
    });
    show();
    return {
      rows,
      filter(test) {
        keep = test;
        open = false;
        return show();
      },
    };
  };
  const lists = new Map($$('table.list').map((table) => [table.id, list(table)]));

  // The table of figures has more to filter by.
  const form = $('#figures-f');
  const figures = lists.get('figures-t');
  if (form && figures) {
    const field = form.elements;
    const units = new Map();
    for (const row of figures.rows) units.set(row.dataset.u, (units.get(row.dataset.u) || 0) + 1);
    units.delete('');
    const frequent = [...units].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0])).slice(0, 60);
    for (const [unit, n] of frequent) field.unit.append(new Option(`${unit} (${whole.format(n)})`, unit));
    const apply = () => {
      const found = finder(field.find.value);
      const matching = figures.filter((row) =>
        (!field.unit.value || row.dataset.u === field.unit.value)
        && (!field.period.checked || row.cells[2].dataset.v !== '')
        && (!field.place.checked || row.cells[3].textContent !== '')
        && found(row));
      $('output', form).textContent = say('rows', { n: whole.format(matching), m: whole.format(figures.rows.length) });
    };
    form.addEventListener('input', soon(apply));
    form.addEventListener('reset', () => setTimeout(apply));
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const link of $$('a[data-find]')) {
      link.addEventListener('click', () => {
        form.reset();
        field.find.value = link.dataset.find;
        apply();
      });
    }
    apply();
    form.hidden = false;
  }

  // Articles, one at a time
  const links = $$('.titles a');
  const articleOf = (link) => document.getElementById(link.hash.slice(1));
  let current = -1;
  const turn = (n, move) => {
    if (!links[n]) return;
    if (links[current]) {
      links[current].removeAttribute('aria-current');
      articleOf(links[current]).classList.remove('now');
    }
    current = n;
    const article = articleOf(links[n]);
    links[n].setAttribute('aria-current', 'true');
    article.classList.add('now');
    for (const mark of $$('mark[title]', article)) {
      mark.dataset.tip = mark.title;
      mark.removeAttribute('title');
      mark.tabIndex = 0;
    }
    const titles = links[n].closest('.titles');
    titles.scrollTop = links[n].offsetTop - titles.offsetTop - titles.clientHeight / 3;
    if (move) {
      article.scrollIntoView({ block: 'start' });
      article.focus({ preventScroll: true });
    }
  };
  const follow = (move) => {
    const n = links.findIndex((link) => link.hash === location.hash);
    if (n >= 0) turn(n, move);
    return n >= 0;
  };
  if (links.length > 0) {
    const bar = element('div', { className: 'turn' });
    for (const [name, step] of [['prev', -1], ['next', 1]]) {
      const button = element('button', { type: 'button', textContent: say(name) });
      button.onclick = () => {
        const next = links[(current + step + links.length) % links.length];
        location.hash = next.hash;
      };
      bar.append(button);
    }
    $('.texts').append(bar);
    addEventListener('hashchange', () => follow(true));
    if (!follow(true)) turn(0, false);

    const search = $('.reader form');
    const apply = () => {
      const found = finder(search.elements.find.value);
      let matching = 0;
      for (const link of links) {
        const kept = found(link) || found(articleOf(link));
        link.parentElement.hidden = !kept;
        matching += kept;
      }
      $('output', search).textContent = say('rows', { n: whole.format(matching), m: whole.format(links.length) });
    };
    search.addEventListener('input', soon(apply));
    search.addEventListener('submit', (event) => event.preventDefault());
    search.hidden = links.length < 2;
  }

  // Marks tell what they are, and what the marks around them are.
  const tip = $('#tip');
  let told;
  const tell = (event) => {
    const mark = event.target.closest?.('mark[data-tip]');
    const box = mark?.getClientRects()[0];
    if (!box) return;
    hush();
    const parts = [];
    for (let at = mark; at; at = at.parentElement.closest('mark[data-tip]')) {
      parts.push(element('div', { textContent: at.dataset.tip }));
    }
    tip.replaceChildren(...parts);
    tip.hidden = false;
    told = mark;
    mark.setAttribute('aria-describedby', 'tip');

    const below = box.bottom + tip.offsetHeight + 10 < innerHeight;
    tip.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6)}px`;
    tip.style.left = `${scrollX + Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
  };
  const hush = () => {
    tip.hidden = true;
    told?.removeAttribute('aria-describedby');
    told = undefined;
  };
  for (const event of ['pointerover', 'focusin']) document.addEventListener(event, tell);
  document.addEventListener('pointerout', (event) => event.target.closest?.('mark') && hush());
  document.addEventListener('focusout', hush);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hush());
})();
