// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Puts the page together: header, keys, light and dark, paper; draws the view that the address names.
'use strict';

(() => {
  const {el, model, state} = dbrace;
  const views = [['overview', 'Overview'], ['findings', 'Findings'], ['tables', 'Tables'], ['rules', 'Rules']];
  const main = document.getElementById('main'), top = document.getElementById('top');
  const run = model.runs[0] || {};
  const project = (run.root || '').replace(/\/+$/, '').split('/').pop() || 'dbrace';
  document.title = `${project} – dbrace report`;

  // Light and dark: the system's choice until the reader makes another.
  const remembered = () => { try { return localStorage.getItem('dbrace-theme'); } catch { return null; } };
  const setTheme = (theme) => {
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem('dbrace-theme', theme); } catch { /* Not kept then. */ }
  };
  const isDark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const toggleTheme = () => setTheme(isDark() ? 'light' : 'dark');
  if (remembered())
    document.documentElement.dataset.theme = remembered();

  const verdicts = {0: 'passed', 1: 'findings', 2: 'not usable', 3: 'nothing was seen'};
  const worst = model.runs.reduce((code, each) => Math.max(code, each.exitCode || 0), 0);

  const search = el('input', {type: 'search', id: 'search', placeholder: 'Search  ( / )', 'aria-label': 'Search', autocomplete: 'off', spellcheck: 'false'});
  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => state.amend((next) => {
      next.query = search.value;
      next.finding = '';
      if (next.view !== 'tables')
        next.view = 'findings';
    }), 120);
  });

  const help = el('dialog', {id: 'help'}, el('h2', {}, 'Keys'), el('dl', {class: 'facts'}, [
    ['/', 'search'], ['1 … 4', 'overview, findings, tables, rules'], ['j, k', 'next and previous finding'], ['o, Enter', 'open and close it'],
    ['l', 'link to it in the address'], ['e, c', 'open all, close all'], ['t', 'light or dark'], ['p', 'print'], ['?', 'this list'],
  ].map(([key, text]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, text)])), dbrace.button('Close', () => help.close()));

  const tabs = new Map(views.map(([name, title]) => [name, el('a', {href: '#view=' + name, 'data-view': name}, title)]));
  dbrace.replace(top,
      el('div', {class: 'title'}, el('h1', {}, project), el('span', {class: 'verdict code-' + worst}, verdicts[worst] || ''),
         el('span', {class: 'dim when'}, [(run.finished || '').replace('T', ' ').replace('Z', ' UTC'), run.version && 'dbrace ' + run.version,
            model.runs.length > 1 && dbrace.counted(model.runs.length, 'report')].filter(Boolean).join(' · '))),
      el('nav', {class: 'no-print', 'aria-label': 'Views'}, [...tabs.values()], search,
         dbrace.button('◐', toggleTheme, {title: 'Light or dark (t)', 'aria-label': 'Light or dark'}),
         dbrace.button('Print', () => print(), {title: 'Print or save as PDF (p)'}),
         dbrace.button('?', () => help.showModal(), {title: 'Keys (?)', 'aria-label': 'Keys'})));
  document.body.append(help);

  const draw = () => {
    const now = state.read();
    const view = dbrace.views[now.view] ? now.view : 'overview';
    for (const [name, tab] of tabs)
      name === view ? tab.setAttribute('aria-current', 'page') : tab.removeAttribute('aria-current');
    if (document.activeElement !== search)
      search.value = now.query;
    // What is clicked is drawn anew: its successor gets the focus.
    const active = document.activeElement?.dataset?.facet && [document.activeElement.dataset.facet, document.activeElement.value];
    dbrace.views[view](main, now, draw);
    if (active)
      [...main.querySelectorAll('input[data-facet]')].find((input) => input.dataset.facet === active[0] && input.value === active[1])?.focus();
  };

  const step = (name) => () => { location.hash = '#view=' + name; };
  const keys = {
    '/': () => search.focus(), '?': () => help.showModal(), t: toggleTheme, p: () => print(),
    ...Object.fromEntries(views.map(([name], i) => [String(i + 1), step(name)])),
  };
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target === search)
      search.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input:not([type=checkbox]), textarea, select') || help.open)
      return;
    const action = keys[event.key] || (state.read().view === 'findings' && dbrace.findingKeys[event.key]);
    if (action) {
      event.preventDefault();
      action();
    }
  });

  // Paper gets everything: overview, the findings that are selected, opened, and the tables.
  addEventListener('beforeprint', () => dbrace.replace(main, el('div', {class: 'paper'}, el('h2', {}, 'Overview'), dbrace.overviewOf(),
      el('h2', {}, 'Findings'), el('div', {class: 'cards'}, dbrace.printFindings()),
      el('h2', {}, 'Tables'), el('table', {class: 'plain tables'}, el('thead', {}, el('tr', {}, ['Table', 'Keys', 'Reads', 'Writes', 'After a lookup', 'Findings'].map((name) => el('th', {}, name)))),
      el('tbody', {}, dbrace.tablesOf('').rows)))));
  addEventListener('afterprint', draw);

  addEventListener('hashchange', draw);
  draw();
  document.documentElement.dataset.ready = 'yes';
})();
