// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is shown is said by the address alone (#view=findings&rule=…), so that a link shows somebody else the same.
'use strict';

(() => {
  const {model} = dbrace;
  const lists = ['status', 'level', 'rule', 'table', 'library', 'folder', 'confidence'];

  const read = () => {
    const parameters = new URLSearchParams(location.hash.slice(1));
    const state = {view: parameters.get('view') || 'overview', query: parameters.get('q') || '',
                   finding: parameters.get('finding') || '', table: '', rule: ''};
    state.chosen = {};
    for (const list of lists)
      state.chosen[list] = new Set(parameters.getAll(list));
    return state;
  };

  const write = (state) => {
    const parameters = new URLSearchParams();
    parameters.set('view', state.view);
    if (state.query)
      parameters.set('q', state.query);
    for (const list of lists)
      for (const value of state.chosen[list])
        parameters.append(list, value);
    if (state.finding)
      parameters.set('finding', state.finding);
    return '#' + parameters.toString();
  };

  const valueOf = {
    status: (finding) => finding.status,
    level: (finding) => finding.level,
    rule: (finding) => finding.rule,
    table: (finding) => finding.table,
    library: (finding) => finding.library || 'unknown',
    folder: (finding) => finding.folder,
    confidence: (finding) => finding.confidence,
  };

  /** What nobody has to do anything about is hidden until it is asked for. */
  const hidden = new Set(['suppressed', 'known', 'mended']);
  const fits = (finding, state, list) => {
    const chosen = state.chosen[list], value = valueOf[list](finding);
    return chosen.size ? chosen.has(value) : list !== 'status' || !hidden.has(value);
  };

  const matchesQuery = (finding, words) => words.every((word) => model.searchText(finding).includes(word));

  /** The findings that the state asks for, and for each facet how many each value of it would show. */
  const select = (state) => {
    const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = Object.fromEntries(lists.map((list) => [list, new Map()]));
    const shown = [];
    for (const finding of model.findings) {
      if (!matchesQuery(finding, words))
        continue;
      const misses = lists.filter((list) => !fits(finding, state, list));
      if (misses.length === 0)
        shown.push(finding);
      for (const list of misses.length === 0 ? lists : misses.length === 1 ? misses : []) {
        const value = valueOf[list](finding);
        counts[list].set(value, (counts[list].get(value) || 0) + 1);
      }
    }
    return {shown, counts};
  };

  dbrace.state = {
    lists, read, select,
    /** An address for a changed state: `change` edits a copy. */
    link: (change) => {
      const state = read();
      change(state);
      return write(state);
    },
    /** Only these filters, as a link from the overview wants them. */
    fresh: (view, chosen, query) => {
      const parameters = new URLSearchParams({view});
      for (const [list, value] of Object.entries(chosen || {}))
        parameters.append(list, value);
      if (query)
        parameters.set('q', query);
      return '#' + parameters.toString();
    },
    go: (change) => { location.hash = dbrace.state.link(change); },
    /** Without a step in the history: typing is not going somewhere. */
    amend: (change) => {
      history.replaceState(null, '', dbrace.state.link(change));
      dispatchEvent(new HashChangeEvent('hashchange'));
    },
  };
})();
