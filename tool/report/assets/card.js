// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One finding: a line that says what, where and how bad, and below it, made when it is first opened, everything else.
'use strict';

(() => {
  const {el, model, state} = dbrace;
  const statusText = {new: 'new', touched: 'touched by the change', suppressed: 'suppressed', known: 'known before', mended: 'fixed in the source'};

  const section = (title, ...content) => el('section', {}, el('h4', {}, title), content);

  const plainList = (items) => items.length ? el('ul', {}, items.map((item) => el('li', {}, item))) : null;

  const covers = (key, columns) => {
    const inside = key.replace(/^.*?\(/, '').replace(/\).*$/, '').split(',').map((name) => name.trim().toLowerCase());
    return inside.length > 0 && inside.every((name) => columns.includes(name));
  };

  /** What the database promises about the key, or that it promises nothing. */
  const promise = (finding) => {
    const table = model.table(finding.table);
    const columns = finding.keyColumns.map((name) => name.toLowerCase());
    const described = table && table.described;
    const keys = described ? table.keys : [];
    const covering = keys.filter((key) => covers(key, columns));
    const verdict = !described ? ['unknown', `No schema describes ${finding.table}; the finding holds unless (${finding.keyColumns.join(', ')}) is unique.`]
        : covering.length ? ['kept', `The database refuses a second row with the same (${finding.keyColumns.join(', ')}): the losing insert fails.`]
        : ['absent', `No unique key of ${finding.table} covers (${finding.keyColumns.join(', ')}): the database takes both rows.`];
    return section('What the database promises', el('p', {class: 'promise ' + verdict[0]}, verdict[1]),
        keys.length > 0 && el('p', {class: 'keys'}, keys.map((key) => el('code', {class: covering.includes(key) ? 'key covering' : 'key'}, key))),
        table && el('p', {class: 'no-print'}, el('a', {href: state.fresh('tables', {}, finding.table)}, `All of ${finding.table}`)));
  };

  const repair = (finding) => {
    const parts = [];
    if (finding.advice)
      parts.push(el('p', {}, finding.advice));
    // The advice names the key as one would; the witness's has a name of its own.
    const advised = [...(finding.advice || '').matchAll(/"((?:CREATE|ALTER) [^"]+)"/g)].map((match) => match[1]);
    const migration = advised.length ? advised : finding.migration || [];
    if (migration.length)
      parts.push(el('h5', {}, 'Migration'), el('div', {class: 'copyable'}, el('pre', {class: 'sql'}, migration.join(';\n') + ';'),
                                              dbrace.copyButton(migration.join(';\n') + ';\n')));
    if (finding.fix)
      parts.push(el('h5', {}, finding.fix.what), dbrace.diffOf(finding.fix),
                 el('p', {class: finding.fix.safe ? 'dim' : 'caution'}, finding.fix.safe ? 'Keeps the meaning of the program: dbrace scan --fix writes it.'
                    : `To be looked at first: ${finding.fix.reservation}. dbrace scan --fix --unsafe-fixes writes it.`));
    else if (finding.noFix)
      parts.push(el('p', {class: 'dim'}, `No fix is offered: ${finding.noFix}.`));
    const alternative = (finding.alternative || []).filter((step) => step.sql);
    if (alternative.length)
      parts.push(el('details', {}, el('summary', {}, 'The statements instead'),
                    el('pre', {class: 'sql'}, alternative.map((step) => step.sql + ';').join('\n'))));
    return parts.length ? section('How to fix it', parts) : null;
  };

  const facts = (finding) => el('dl', {class: 'facts'}, [
    ['Rule', el('a', {href: state.fresh('rules', {}, finding.rule)}, finding.rule)],
    ['Table', finding.table && `${finding.table} (${finding.keyColumns.join(', ')})`],
    ['Library', finding.library],
    ['Function', finding.function],
    ['Backends', (finding.backends || []).join(', ')],
    ['Confidence', finding.confidence],
    ['Can happen', finding.outcomes.join(', ')],
    ['Fingerprint', el('code', {}, finding.fingerprint)],
  ].filter(([, value]) => value).map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));

  const body = (finding) => el('div', {class: 'body'},
      finding.suppressed && el('p', {class: 'caution'}, 'Suppressed', finding.suppressed.reason ? `: ${finding.suppressed.reason}` : ' without a reason',
                               finding.suppressed.at?.file && ` (${finding.suppressed.at.file}:${finding.suppressed.at.line})`),
      section('The way from lookup to insert', dbrace.codeOf(finding)),
      section('Two rivals', dbrace.timelineOf(finding), dbrace.witnessRows(finding)),
      promise(finding), repair(finding),
      finding.assumptions.length > 0 && section('Assumed', plainList(finding.assumptions)),
      section('Facts', facts(finding)));

  const tag = (kind, text) => el('span', {class: 'tag ' + kind}, text);

  /** Opening fills it; `open` is also asked for by links, keys and printing. */
  dbrace.cardOf = (finding, open) => {
    const card = el('details', {class: 'card ' + finding.level, id: 'finding-' + finding.index, 'data-index': finding.index},
        el('summary', {},
           el('span', {class: 'level ' + finding.level}, finding.level),
           el('span', {class: 'what'}, el('span', {class: 'message'}, finding.message),
              el('span', {class: 'meta'}, el('span', {class: 'path'}, `${finding.at.file}:${finding.at.line}`),
                 finding.at.function && el('span', {class: 'dim'}, finding.at.function))),
           el('span', {class: 'tags'}, tag('rule', finding.rule.replace(/^dbrace-/, '')), finding.table && tag('table', finding.table),
              finding.confidence !== 'high' && tag('confidence', finding.confidence + ' confidence'),
              statusText[finding.status] && tag('status ' + finding.status, statusText[finding.status]),
              finding.witness?.happens && tag('witnessed', 'seen to happen'))));
    const fillOnce = () => {
      if (card.children.length === 1)
        card.append(body(finding));
    };
    card.addEventListener('toggle', () => { if (card.open) fillOnce(); });
    if (open) {
      fillOnce();
      card.open = true;
    }
    return card;
  };
})();
