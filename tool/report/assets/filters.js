// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The facets beside the list: each value with how many findings it would show, so that no choice leads nowhere.
'use strict';

(() => {
  const {el, model, state} = dbrace;
  const titles = {status: 'Status', level: 'Level', rule: 'Rule', table: 'Table', library: 'Library', folder: 'Folder', confidence: 'Confidence'};
  const shownAtFirst = 8;
  const unfolded = new Set();

  const orders = {
    level: model.levels, confidence: ['high', 'medium', 'low'],
    status: ['open', 'new', 'touched', 'known', 'suppressed', 'mended'],
  };

  const toggle = (list, value) => state.amend((next) => {
    if (!next.chosen[list].delete(value))
      next.chosen[list].add(value);
    next.finding = '';
  });

  const facet = (list, counts, current, redraw) => {
    for (const value of current.chosen[list])
      if (!counts.has(value))
        counts.set(value, 0);
    const order = orders[list];
    const values = [...counts].sort((a, b) => order ? order.indexOf(a[0]) - order.indexOf(b[0]) : b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (values.length < 2 && current.chosen[list].size === 0)
      return null;
    const visible = unfolded.has(list) ? values : values.filter(([value], i) => i < shownAtFirst || current.chosen[list].has(value));
    return el('fieldset', {class: 'facet'}, el('legend', {}, titles[list]),
        visible.map(([value, count]) => el('label', {class: count ? null : 'none'},
            el('input', {type: 'checkbox', 'data-facet': list, value, checked: current.chosen[list].has(value),
                         on: {change: () => toggle(list, value)}}),
            el('span', {class: 'value', title: value}, list === 'rule' ? value.replace(/^dbrace-/, '') : value), el('span', {class: 'count'}, count.toLocaleString('en')))),
        visible.length < values.length && dbrace.button(`${values.length - visible.length} more`, () => {
          unfolded.add(list);
          redraw();
        }, {class: 'small'}));
  };

  dbrace.filtersOf = (current, counts, redraw) => {
    const chosen = state.lists.some((list) => current.chosen[list].size) || current.query;
    return el('aside', {class: 'filters no-print', 'aria-label': 'Filters'},
        state.lists.map((list) => facet(list, counts[list], current, redraw)),
        chosen && el('p', {}, el('a', {href: state.fresh('findings')}, 'Clear all')));
  };
})();
