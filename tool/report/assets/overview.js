// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How much was found, where, and how much of the program was seen at all: a count of findings says nothing without it.
'use strict';

(() => {
  const {el, svg, model, state} = dbrace;

  const tile = (number, label, kind, href) => el('a', {class: 'tile ' + (kind || ''), href},
      el('span', {class: 'number'}, number.toLocaleString('en')), el('span', {class: 'label'}, label));

  const standing = model.findings.filter((finding) => !['suppressed', 'known', 'mended'].includes(finding.status));
  const countOf = (list, key) => {
    const counts = new Map();
    for (const finding of list)
      counts.set(key(finding), (counts.get(key(finding)) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };

  /** Bars whose parts are levels. */
  const bars = (title, list, key) => {
    const all = countOf(standing, key);
    if (!all.length)
      return null;
    const most = all[0][1];
    return el('section', {class: 'panel'}, el('h3', {}, title), el('table', {class: 'bars'}, el('tbody', {}, all.slice(0, 10).map(([value, count]) => {
      const levels = model.levels.map((level) => [level, standing.filter((f) => key(f) === value && f.level === level).length]);
      return el('tr', {}, el('th', {scope: 'row'}, el('a', {href: state.fresh('findings', {[list]: value}), title: value}, list === 'rule' ? value.replace(/^dbrace-/, '') : value || '(none)')),
          el('td', {class: 'bar-cell'}, svg('svg', {viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': levels.map(([level, n]) => `${n} ${level}`).join(', ')},
             levels.reduce(({x, rects}, [level, n]) => {
               const width = 100 * n / most;
               return {x: x + width, rects: [...rects, svg('rect', {x, y: 0, width, height: 10, class: 'fill-' + level})]};
             }, {x: 0, rects: []}).rects)),
          el('td', {class: 'count'}, count.toLocaleString('en')));
    }))), all.length > 10 && el('p', {class: 'dim'}, `and ${all.length - 10} more`));
  };

  /** One stacked bar with its legend: parts are [label, number, class]. */
  const stack = (parts) => {
    const sum = parts.reduce((total, part) => total + part[1], 0) || 1;
    let x = 0;
    return [svg('svg', {class: 'stack', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': parts.map(([label, n]) => `${n} ${label}`).join(', ')},
                parts.map(([, number, kind]) => {
                  const width = 100 * number / sum, from = x;
                  x += width;
                  return svg('rect', {x: from, y: 0, width, height: 8, class: 'fill-' + kind});
                })),
            el('ul', {class: 'legend'}, parts.filter((part) => part[1] > 0).map(([label, number, kind]) =>
                el('li', {class: 'key-' + kind}, `${number.toLocaleString('en')} ${label}`)))];
  };

  const coverage = () => {
    const sum = model.summary;
    const units = [['read', sum.unitsRead - sum.unitsWithErrors, 'good'], ['read, with compiler errors', sum.unitsWithErrors, 'fair'],
                   ['failed', sum.unitsFailed, 'bad'], ['far from any database, not read', sum.unitsSkipped, 'idle']];
    const statements = [['understood', sum.understood, 'good'], ['understood in part', sum.understoodInPart, 'fair'], ['not understood', sum.notUnderstood, 'bad']];
    const kinds = countOf(model.notices, (notice) => notice.id);
    const standIns = Object.entries(sum.standIns || {});
    return el('section', {class: 'panel wide', id: 'coverage'}, el('h3', {}, 'Coverage'),
        el('div', {class: 'halves'}, el('div', {}, el('h4', {}, 'Source files with their commands'), stack(units)),
           el('div', {}, el('h4', {}, `Statements (of ${dbrace.counted(sum.databaseCalls, 'database call')})`), stack(statements))),
        standIns.length > 0 && el('p', {class: 'dim'}, 'Read from stand-ins, as the real headers are not installed: ' + standIns.map(([module]) => module).join(', ')),
        kinds.length > 0 && el('h4', {}, 'What was not seen, and why'),
        kinds.map(([id, count]) => el('details', {class: 'notices'}, el('summary', {}, el('span', {class: 'tag'}, id), ` ${count.toLocaleString('en')}`),
            el('ul', {}, model.notices.filter((notice) => notice.id === id).slice(0, 300).map((notice) => el('li', {},
                notice.at?.file && el('span', {class: 'path'}, notice.at.file + (notice.at.line ? ':' + notice.at.line : '') + ' '), notice.message,
                notice.repeat && el('div', {class: 'copyable'}, el('code', {}, notice.repeat), dbrace.copyButton(notice.repeat))))))));
  };

  const trend = () => {
    const points = model.trend;
    if (points.length < 2)
      return null;
    const most = Math.max(1, ...points.map((point) => point.open)), step = 760 / (points.length - 1);
    const xy = points.map((point, i) => [40 + i * step, 150 - 120 * point.open / most]);
    return el('section', {class: 'panel wide'}, el('h3', {}, 'Trend'),
        svg('svg', {class: 'trend', viewBox: '0 0 840 190', role: 'img', 'aria-label': 'Open findings by date'},
            svg('line', {x1: 40, x2: 800, y1: 150, y2: 150, class: 'axis'}),
            svg('polyline', {points: xy.map((point) => point.join(',')).join(' '), class: 'open'}),
            points.map((point, i) => svg('g', {}, svg('title', {}, `${point.date}: ${point.open} open, ${point.added} new, ${point.fixed} fixed`),
                svg('circle', {cx: xy[i][0], cy: xy[i][1], r: 4, class: 'open-dot'}),
                svg('text', {x: xy[i][0], y: xy[i][1] - 10, class: 'lane'}, point.open),
                (i === 0 || i === points.length - 1 || points.length < 10) && svg('text', {x: xy[i][0], y: 172, class: 'lane'}, point.date.slice(0, 10))))),
        el('div', {class: 'scroll'}, el('table', {class: 'plain'}, el('thead', {}, el('tr', {}, ['Date', 'New', 'Fixed', 'Open'].map((name) => el('th', {}, name)))),
           el('tbody', {}, points.slice(-12).reverse().map((point) => el('tr', {}, el('td', {}, point.date.slice(0, 10)),
              [point.added, point.fixed, point.open].map((n) => el('td', {class: 'count'}, n))))))));
  };

  const fixed = () => model.fixed.length > 0 && el('section', {class: 'panel wide'}, el('h3', {}, `Fixed since the baseline: ${model.fixed.length}`),
      el('ul', {}, model.fixed.map((finding) => el('li', {}, el('span', {class: 'path'}, finding.file), ' ', finding.message, ' ', el('span', {class: 'tag'}, finding.ruleId)))));

  dbrace.overviewOf = () => {
    const of = (level) => standing.filter((finding) => finding.level === level).length;
    const status = (name) => model.findings.filter((finding) => finding.status === name).length;
    const compared = model.findings.some((finding) => finding.baseline) || model.fixed.length > 0;
    return [
      el('div', {class: 'tiles'},
         tile(of('error'), of('error') === 1 ? 'error' : 'errors', 'error', state.fresh('findings', {level: 'error'})),
         tile(of('warning'), of('warning') === 1 ? 'warning' : 'warnings', 'warning', state.fresh('findings', {level: 'warning'})),
         tile(of('note'), of('note') === 1 ? 'note' : 'notes', 'note', state.fresh('findings', {level: 'note'})),
         compared && tile(status('new'), 'new', '', state.fresh('findings', {status: 'new'})),
         compared && tile(model.fixed.length, 'fixed', 'good', state.fresh('overview')),
         compared && tile(status('known'), 'known before', '', state.fresh('findings', {status: 'known'})),
         tile(status('suppressed'), 'suppressed', '', state.fresh('findings', {status: 'suppressed'})),
         tile(model.tables.length, model.tables.length === 1 ? 'table' : 'tables', '', state.fresh('tables'))),
      el('div', {class: 'panels'}, bars('By rule', 'rule', (f) => f.rule), bars('By table', 'table', (f) => f.table),
         bars('By folder', 'folder', (f) => f.folder), bars('By library', 'library', (f) => f.library || 'unknown'), trend(), coverage(), fixed()),
    ];
  };

  dbrace.views.overview = (main) => {
    dbrace.replace(main, standing.length === 0 && el('p', {class: 'empty'}, 'Nothing was found in what was read.'), dbrace.overviewOf());
  };
})();
