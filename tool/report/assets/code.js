// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source as a finding sees it: both ends, the way between them as numbered steps, and what a fix would change.
'use strict';

(() => {
  const {el, model} = dbrace;
  const around = 3;

  const keywords = new Set(('auto bool break case catch char class const constexpr continue default delete do double else enum ' +
      'explicit extern false float for goto if inline int long namespace new nullptr operator private protected public return ' +
      'short signed sizeof static struct switch template this throw true try typedef typename union unsigned using virtual void ' +
      'volatile while select from where insert into values update set create table primary key unique index not null on ' +
      'conflict integer text bigint references begin commit').split(' '));
  const token = /\/\/.*|--.*|\/\*.*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b[A-Za-z_]\w*\b|\b\d[\w.]*/g;

  /** Stretches of a line with the class they are shown in. */
  const coloured = (line) => {
    const stretches = [];
    for (const match of line.matchAll(token)) {
      const word = match[0];
      const kind = /^(\/\/|\/\*|--)/.test(word) ? 'comment' : /^["']/.test(word) ? 'string' : /^\d/.test(word) ? 'number'
          : keywords.has(word) || (word === word.toUpperCase() && keywords.has(word.toLowerCase())) ? 'keyword' : '';
      if (kind)
        stretches.push({from: match.index, to: match.index + word.length, kind});
    }
    return stretches;
  };

  /** The line as spans; `marks` lie over the colours. */
  const lineContent = (line, marks) => {
    const shown = line.length > 600 ? line.slice(0, 600) + ' …' : line;
    const stretches = coloured(shown);
    const cuts = new Set([0, shown.length]);
    for (const {from, to} of [...stretches, ...marks])
      cuts.add(Math.min(from, shown.length)).add(Math.min(to, shown.length));
    const bounds = [...cuts].sort((a, b) => a - b);
    return bounds.slice(0, -1).map((from, i) => {
      const within = (stretch) => stretch.from <= from && from < stretch.to;
      const classes = [stretches.find(within)?.kind, marks.find(within) && 'mark-' + marks.find(within).kind].filter(Boolean);
      const text = shown.slice(from, bounds[i + 1]);
      return classes.length ? el('span', {class: classes.join(' ')}, text) : text;
    });
  };

  const samePlace = (a, b) => a.file === b.file && a.line === b.line && a.column === b.column;

  /** Every place of the finding once: the steps of the way in order, then what else it refers to. */
  const placesOf = (finding) => {
    const read = finding.related[0];
    const kindOf = (place) => samePlace(place, finding.at) ? 'write' : read && samePlace(place, read) ? 'read' : '';
    const places = finding.flow.map((place, i) => ({...place, step: i + 1, kind: kindOf(place) || 'step'}));
    const known = (place) => places.some((other) => samePlace(other, place));
    for (const place of finding.related)
      if (place.file && !known(place))
        places.push({...place, kind: kindOf(place) || 'fact'});
    if (!known(finding.at))
      places.push({...finding.at, text: finding.at.text || 'the row is inserted here', kind: 'write'});
    return places;
  };

  const listing = (fileIndex, places) => {
    const wanted = new Set();
    for (const place of places)
      for (let line = place.line - around; line <= Math.min(place.endLine, place.line + 12) + around; ++line)
        if (model.line(fileIndex, line) !== undefined)
          wanted.add(line);
    const rows = [];
    let previous = 0;
    for (const number of [...wanted].sort((a, b) => a - b)) {
      if (previous && number > previous + 1)
        rows.push(el('tr', {class: 'gap'}, el('td', {}, '⋯'), el('td')));
      previous = number;
      const line = model.line(fileIndex, number);
      const here = places.filter((place) => place.line === number);
      const marks = places.filter((place) => place.column && place.line <= number && number <= place.endLine).map((place) => ({
        from: number === place.line ? place.column - 1 : 0,
        to: number === place.endLine && place.endColumn ? place.endColumn - 1 : line.length,
        kind: place.kind,
      }));
      rows.push(el('tr', {class: here.length ? 'hit' : null}, el('td', {class: 'number'}, number),
                   el('td', {class: 'source'}, lineContent(line, marks))));
      for (const place of here)
        rows.push(el('tr', {class: 'callout ' + place.kind}, el('td'),
                     el('td', {}, el('span', {class: 'badge'}, place.step || '•'), ' ', place.text)));
    }
    // Places whose lines the report does not quote.
    for (const place of places)
      if (!wanted.has(place.line))
        rows.push(el('tr', {class: 'callout ' + place.kind}, el('td', {class: 'number'}, place.line || ''),
                     el('td', {}, el('span', {class: 'badge'}, place.step || '•'), ' ', place.text)));
    return el('table', {class: 'listing'}, el('tbody', {}, rows));
  };

  dbrace.codeOf = (finding) => {
    const files = new Map();
    for (const place of placesOf(finding)) {
      if (!files.has(place.fileIndex))
        files.set(place.fileIndex, []);
      files.get(place.fileIndex).push(place);
    }
    return [...files].map(([fileIndex, places]) => el('figure', {class: 'code'},
        el('figcaption', {}, el('span', {class: 'path'}, places[0].file),
           places.find((place) => place.function) && el('span', {class: 'dim'}, places.find((place) => place.function).function)),
        el('div', {class: 'scroll'}, listing(fileIndex, places))));
  };

  /** Edits as a unified diff, line by line. */
  dbrace.diffOf = (fix) => {
    const lines = new Map();
    for (const edit of fix.edits) {
      const key = edit.at.file + '\n' + edit.at.line;
      if (!lines.has(key))
        lines.set(key, {at: edit.at, line: edit.line || model.line(edit.at.fileIndex, edit.at.line), edits: []});
      lines.get(key).edits.push(edit);
    }
    return [...lines.values()].map(({at, line, edits}) => {
      const rows = [];
      if (line === undefined || edits.some((edit) => edit.at.endLine !== edit.at.line)) {
        rows.push(...edits.map((edit) => el('tr', {class: 'added'}, el('td', {}, '+'), el('td', {}, edit.text))));
      } else {
        const after = [];
        let from = 0;
        for (const edit of [...edits].sort((a, b) => a.at.column - b.at.column)) {
          after.push(line.slice(from, edit.at.column - 1), el('ins', {}, edit.text));
          from = Math.max(edit.at.column, edit.at.endColumn || 0) - 1;
        }
        rows.push(el('tr', {class: 'removed'}, el('td', {}, '−'), el('td', {}, line)),
                  el('tr', {class: 'added'}, el('td', {}, '+'), el('td', {}, after, line.slice(from))));
      }
      return el('figure', {class: 'code'}, el('figcaption', {}, el('span', {class: 'path'}, `${at.file}:${at.line}`)),
                el('div', {class: 'scroll'}, el('table', {class: 'listing diff'}, el('tbody', {}, rows))));
    });
  };
})();
