// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The two rivals as a picture: time runs down, one lane for each, and where it breaks is red.
//
// What a witness has seen on a database is drawn as it was; else the order that the finding speaks of.
'use strict';

(() => {
  const {el, svg} = dbrace;
  const width = 880, laneWidth = 400, gap = 12, perLine = 56, lineHeight = 15;

  const breaks = {
    'duplicate-rows': 'stored: the row is there twice',
    'unique-violation': 'fails: unique violation',
    'row-not-visible': 'fails, and the row read again is not there',
    'transaction-aborted': 'fails, and the transaction refuses everything',
    'deadlock': 'deadlock: one of the two is ended',
    'serialization-failure': 'fails: serialization failure',
    'busy': 'fails: the database is busy',
    'lost-row': 'stored, and the other row is lost',
    'no-savepoint': 'fails: the savepoint is gone',
    'refused': 'fails: the statement is refused',
  };

  const lookups = new Set(['lookup', 'update', 'delete']);

  /** Both run up to their lookup before either goes on: the order in which nothing keeps them apart. */
  const imagined = (finding) => {
    const sessions = (finding.sessions || []).map((session) => session.steps || []);
    if (sessions.length !== 2 || !sessions.every((steps) => steps.some((step) => step.role === 'write'))) {
      const steps = [{role: 'lookup', sql: finding.lookup || 'the lookup'}, {role: 'write', sql: finding.insert || 'the insert'}];
      sessions.splice(0, sessions.length, steps, steps);
    }
    const bad = finding.outcomes.find((outcome) => breaks[outcome]);
    const events = [];
    const run = (lane, from, to) => {
      for (const step of sessions[lane].slice(from, to)) {
        let result = '';
        if (lookups.has(step.role))
          result = 'no row';
        else if (step.role === 'write')
          result = lane === 1 && bad ? breaks[bad] : 'stored';
        events.push({lane, sql: step.sql || step.role, result, broken: step.role === 'write' && lane === 1 && Boolean(bad)});
        if (events[events.length - 1].broken && bad !== 'duplicate-rows' && bad !== 'lost-row')
          return;
      }
    };
    const cut = sessions.map((steps) => {
      const first = steps.findIndex((step) => lookups.has(step.role));
      return first < 0 ? steps.findIndex((step) => step.role === 'write') : first + 1;
    });
    run(0, 0, cut[0]);
    run(1, 0, cut[1]);
    run(0, cut[0]);
    run(1, cut[1]);
    return events;
  };

  const witnessed = (shown) => shown.timeLine.map((event) => ({
    lane: event.session === 2 ? 1 : 0, sql: event.statement, result: event.result,
    broken: /error|violat|deadlock|fail|abort|busy|locked/i.test(event.result),
  }));

  const wrap = (text) => {
    const lines = [];
    let rest = String(text).replace(/\s+/g, ' ').trim();
    while (rest && lines.length < 4) {
      let end = rest.length <= perLine ? rest.length : rest.lastIndexOf(' ', perLine);
      if (end < perLine / 2)
        end = Math.min(perLine, rest.length);
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trim();
    }
    if (rest)
      lines[lines.length - 1] = lines[lines.length - 1].slice(0, perLine - 1) + '…';
    return lines;
  };

  const draw = (events, title) => {
    const parts = [];
    const x = [20, width - laneWidth - 20];
    let y = 44;
    for (const event of events) {
      const lines = wrap(event.sql), height = lines.length * lineHeight + (event.result ? 22 : 0) + 14;
      const left = x[event.lane];
      parts.push(svg('g', {class: 'event' + (event.broken ? ' broken' : '')},
          svg('title', {}, event.sql + (event.result ? ' → ' + event.result : '')),
          svg('rect', {x: left, y, width: laneWidth, height, rx: 6, class: 'box'}),
          svg('circle', {cx: width / 2, cy: y + height / 2, r: 5, class: 'dot'}),
          svg('line', {x1: event.lane ? width / 2 + 5 : left + laneWidth, x2: event.lane ? left : width / 2 - 5,
                       y1: y + height / 2, y2: y + height / 2, class: 'link'}),
          lines.map((line, i) => svg('text', {x: left + 12, y: y + 20 + i * lineHeight, class: 'sql'}, line)),
          event.result && svg('text', {x: left + 12, y: y + 22 + lines.length * lineHeight, class: 'result'},
                              (event.broken ? '✗ ' : '→ ') + event.result.slice(0, 70))));
      y += height + gap;
    }
    return svg('svg', {class: 'timeline', viewBox: `0 0 ${width} ${y + 8}`, role: 'img', 'aria-label': title},
        svg('title', {}, title),
        svg('line', {x1: width / 2, x2: width / 2, y1: 34, y2: y, class: 'axis'}),
        svg('text', {x: width / 2, y: 22, class: 'lane middle'}, 'time ↓'),
        svg('text', {x: x[0] + laneWidth / 2, y: 22, class: 'lane'}, 'one session'),
        svg('text', {x: x[1] + laneWidth / 2, y: 22, class: 'lane'}, 'its rival'), parts);
  };

  dbrace.timelineOf = (finding) => {
    const witness = finding.witness;
    if (witness && witness.replayed && witness.found && witness.found.timeLine)
      return [draw(witnessed(witness.found), 'what the two sessions did on ' + witness.database),
              el('p', {class: 'dim'}, `Seen on ${witness.database}: ${witness.found.ordersThatFail} of ${witness.found.orders} orders of the ` +
                 'statements go wrong' + (witness.alternative ? witness.alternativeHolds ? '; what is proposed holds in every one.' :
                 '; what is proposed was run as well.' : '.'))];
    return [draw(imagined(finding), 'how the two sessions meet'),
            el('p', {class: 'dim'}, witness && witness.why ? `Not replayed: ${witness.why}.` :
               'Drawn from the finding, with values made up; dbrace witness runs it on a database.')];
  };

  /** The state of the table afterwards, as the witness saw it. */
  dbrace.witnessRows = (finding) => {
    const rows = finding.witness?.found?.rows || [];
    if (!rows.length)
      return null;
    const columns = Object.keys(rows[0]);
    return el('div', {class: 'scroll'}, el('table', {class: 'plain'}, el('caption', {}, 'The rows afterwards'),
        el('thead', {}, el('tr', {}, columns.map((column) => el('th', {}, column)))),
        el('tbody', {}, rows.map((row) => el('tr', {}, columns.map((column) => el('td', {}, row[column] === null ? 'NULL' : row[column])))))));
  };
})();
