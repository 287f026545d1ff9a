// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rules' pages, so that a reader without dbrace knows what a finding means. As much Markdown as these pages use.
'use strict';

(() => {
  const {el, model} = dbrace;

  /** `code`, **strong**, *emphasis*; of links the text, for their pages are elsewhere. */
  const inline = (text) => {
    const parts = [];
    let last = 0;
    for (const match of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\([^)]*\)/g)) {
      parts.push(text.slice(last, match.index));
      const [whole, code, strong, emphasis, link] = match;
      parts.push(code ? el('code', {}, code) : strong ? el('strong', {}, strong) : emphasis ? el('em', {}, emphasis) : link);
      last = match.index + whole.length;
    }
    return [...parts, text.slice(last)];
  };

  const cells = (line) => line.replace(/^\||\|\s*$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|'));

  const block = (lines, out) => {
    const first = lines[0];
    const heading = first.match(/^(#{1,4}) (.*)/);
    if (heading)
      return out.push(el('h' + Math.min(heading[1].length + 2, 6), {}, inline(heading[2])));
    if (first.startsWith('|') && lines.length > 1)
      return out.push(el('div', {class: 'scroll'}, el('table', {class: 'plain'}, el('thead', {}, el('tr', {}, cells(first).map((cell) => el('th', {}, inline(cell))))),
          el('tbody', {}, lines.slice(2).map((line) => el('tr', {}, cells(line).map((cell) => el('td', {}, inline(cell)))))))));
    if (/^(-|\d+\.) /.test(first)) {
      const items = [];
      for (const line of lines)
        if (/^(-|\d+\.) /.test(line))
          items.push(line.replace(/^(-|\d+\.) /, ''));
        else
          items[items.length - 1] += ' ' + line.trim();
      return out.push(el(first.startsWith('-') ? 'ul' : 'ol', {}, items.map((item) => el('li', {}, inline(item)))));
    }
    return out.push(el('p', {}, inline(lines.join(' '))));
  };

  const markdown = (text) => {
    const out = [];
    let lines = [], fence = null;
    const flush = () => {
      if (lines.length)
        block(lines, out);
      lines = [];
    };
    for (const line of text.split('\n')) {
      if (fence) {
        if (line.startsWith('```')) {
          out.push(el('pre', {}, fence.join('\n')));
          fence = null;
        } else {
          fence.push(line);
        }
      } else if (line.startsWith('```')) {
        flush();
        fence = [];
      } else if (!line.trim()) {
        flush();
      } else {
        if (/^#{1,4} /.test(line) || /^#{1,4} /.test(lines[0] || ''))
          flush();
        lines.push(line);
      }
    }
    flush();
    return out;
  };

  dbrace.views.rules = (main, now) => {
    const found = new Map();
    for (const finding of model.findings)
      found.set(finding.rule, (found.get(finding.rule) || 0) + 1);
    dbrace.replace(main, model.rules.map((rule) => el('details', {class: 'card rule ' + rule.level, open: now.query === rule.id},
        el('summary', {}, el('span', {class: 'level ' + rule.level}, rule.level), el('span', {class: 'what'}, el('span', {class: 'message'}, rule.id),
           el('span', {class: 'meta'}, rule.summary)), el('span', {class: 'tags'}, el('span', {class: 'tag'}, dbrace.counted(found.get(rule.id) || 0, 'finding')))),
        el('div', {class: 'body page'}, markdown(rule.page)))));
  };
})();
