// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The list of findings. Thousands are listed a screenful at a time, as the reader gets there.
'use strict';

(() => {
  const {el, model, state} = dbrace;
  const chunk = 60;
  let list, shown = [], drawn = 0, current = -1, watcher;

  const cards = () => list ? [...list.children] : [];

  const drawMore = (count) => {
    const more = shown.slice(drawn, drawn + count);
    list.append(...more.map((finding) => dbrace.cardOf(finding)));
    drawn += more.length;
  };

  const watchEnd = (sentinel) => {
    watcher?.disconnect();
    watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && drawn < shown.length) {
        drawMore(chunk);
        // It is still in sight where the cards were few.
        watcher.unobserve(sentinel);
        watcher.observe(sentinel);
      }
    }, {rootMargin: '800px'});
    watcher.observe(sentinel);
  };

  const select = (index, scroll) => {
    while (index >= drawn && drawn < shown.length)
      drawMore(chunk);
    cards()[current]?.classList.remove('current');
    current = Math.max(0, Math.min(index, shown.length - 1));
    const card = cards()[current];
    if (!card)
      return;
    card.classList.add('current');
    if (scroll) {
      card.scrollIntoView({block: card.open ? 'start' : 'nearest'});
      card.querySelector('summary').focus({preventScroll: true});
    }
  };

  const openAll = (open) => {
    if (open)
      drawMore(Math.min(shown.length, 500) - drawn);
    for (const card of cards())
      card.open = open;
  };

  const showLinked = (fingerprint) => {
    const index = shown.findIndex((finding) => finding.fingerprint === fingerprint);
    if (index < 0)
      return;
    select(index, false);
    cards()[index].open = true;
    cards()[index].scrollIntoView({block: 'start'});
  };

  dbrace.views = dbrace.views || {};
  dbrace.views.findings = (main, now, redraw) => {
    const {shown: selected, counts} = state.select(now);
    shown = selected;
    drawn = 0;
    current = -1;
    list = el('div', {class: 'cards'});
    const hiddenOnes = model.findings.length - shown.length;
    const sentinel = el('div', {class: 'sentinel'});
    dbrace.replace(main, el('div', {class: 'columns'}, dbrace.filtersOf(now, counts, redraw),
        el('div', {class: 'results'},
           el('div', {class: 'bar'}, el('strong', {id: 'shown'}, dbrace.counted(shown.length, 'finding')),
              hiddenOnes > 0 && el('span', {class: 'dim'}, `${hiddenOnes.toLocaleString('en')} not shown`),
              el('span', {class: 'grow'}),
              dbrace.button('Open all', () => openAll(true), {class: 'small no-print'}),
              dbrace.button('Close all', () => openAll(false), {class: 'small no-print'})),
           shown.length === 0 && el('p', {class: 'empty'}, model.findings.length === 0 ? 'Nothing was found.' : 'Nothing fits these filters.'),
           list, sentinel)));
    drawMore(chunk);
    watchEnd(sentinel);
    dbrace.announce(dbrace.counted(shown.length, 'finding'));
    list.addEventListener('toggle', (event) => {
      if (event.target.open)
        select(cards().indexOf(event.target), false);
    }, true);
    if (now.finding)
      showLinked(now.finding);
  };

  dbrace.findingKeys = {
    j: () => select(current + 1, true),
    k: () => select(current - 1, true),
    o: () => { if (cards()[current]) cards()[current].open = !cards()[current].open; },
    l: () => {
      const finding = shown[current];
      if (finding)
        state.amend((next) => { next.finding = finding.fingerprint; });
    },
    e: () => openAll(true),
    c: () => openAll(false),
  };

  /** All that is selected, opened: for paper. */
  dbrace.printFindings = () => {
    const selected = state.select(state.read()).shown;
    return selected.slice(0, 1000).map((finding) => dbrace.cardOf(finding, true));
  };
})();
