// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The schema against the code: each table, its keys, who reads and writes it, and what was found there.
'use strict';

(() => {
  const {el, model, state} = dbrace;
  let sortBy = 'findings', descending = true;

  const columns = [
    ['name', 'Table', (table) => table.name.toLowerCase()],
    ['keys', 'Keys', (table) => table.keys.length],
    ['reads', 'Reads', (table) => table.reads],
    ['writes', 'Writes', (table) => table.writes],
    ['checkedWrites', 'Writes after a lookup', (table) => table.checkedWrites],
    ['findings', 'Findings', (table) => table.findings.length],
  ];

  const row = (table) => el('tr', {},
      el('th', {scope: 'row'}, table.name, table.at?.file && el('div', {class: 'path dim'}, `${table.at.file}:${table.at.line}`),
         table.libraries?.length > 0 && el('div', {class: 'dim'}, [...table.libraries].join(', '))),
      el('td', {class: 'keys'}, table.described ? table.keys.length ? table.keys.map((key) => el('code', {class: 'key'}, key)) : el('span', {class: 'caution'}, 'no key at all')
         : el('span', {class: 'dim'}, 'in no schema')),
      el('td', {class: 'count'}, table.reads), el('td', {class: 'count'}, table.writes), el('td', {class: 'count'}, table.checkedWrites),
      el('td', {class: 'count'}, table.findings.length ? el('a', {href: state.fresh('findings', {table: table.findings[0].table})}, table.findings.length)
         : table.writes ? '0' : el('span', {class: 'dim'}, '–')));

  dbrace.tablesOf = (query) => {
    const words = (query || '').toLowerCase().split(/\s+/).filter(Boolean);
    const key = columns.find((column) => column[0] === sortBy)[2];
    const rows = model.tables.filter((table) => words.every((word) => (table.name + ' ' + table.keys.join(' ')).toLowerCase().includes(word)))
        .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (descending ? -1 : 1));
    return {rows: rows.map(row), count: rows.length};
  };

  dbrace.views.tables = (main, now, redraw) => {
    const {rows, count} = dbrace.tablesOf(now.query);
    dbrace.replace(main, el('section', {class: 'panel wide'}, el('h2', {}, dbrace.counted(count, 'table')),
        el('p', {class: 'dim'}, 'Statements are counted once for each place in the code. A write after a lookup of the same key is a race unless something keeps rivals out.'),
        el('div', {class: 'scroll'}, el('table', {class: 'plain tables'}, el('thead', {}, el('tr', {}, columns.map(([name, title]) => el('th', {
          scope: 'col', 'aria-sort': name === sortBy ? (descending ? 'descending' : 'ascending') : null,
        }, dbrace.button(title + (name === sortBy ? (descending ? ' ↓' : ' ↑') : ''), () => {
          descending = name === sortBy ? !descending : name !== 'name';
          sortBy = name;
          redraw();
        }, {class: 'sort'}))))), el('tbody', {}, rows)))));
    dbrace.announce(dbrace.counted(count, 'table'));
  };
})();
