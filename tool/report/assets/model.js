// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The report's data, as HtmlData.cpp writes it, with what all views ask of it.
'use strict';

(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  /** A text that the report uses more than once stands in a list of its own; here its number is replaced by it. */
  const withTexts = (value) => {
    if (typeof value === 'string')
      return value.charCodeAt(0) === 1 ? data.texts[Number(value.slice(1))] : value;
    if (value && typeof value === 'object')
      for (const name in value)
        value[name] = withTexts(value[name]);
    return value;
  };
  withTexts(data.findings);
  const levels = ['error', 'warning', 'note'];

  /** A place is a list in the data, to be small; an object from here on. */
  const place = (list) => list && {
    file: data.files[list[0]], fileIndex: list[0], line: list[1], column: list[2], endLine: list[3] || list[1],
    endColumn: list[4], text: list[5], function: list[6],
  };

  const statusOf = (finding) => {
    if (finding.suppressed)
      return 'suppressed';
    if (finding.mended)
      return 'mended';
    return {new: 'new', updated: 'touched', unchanged: 'known'}[finding.baseline] || 'open';
  };

  /** The folders above a file, two deep: what people think of as parts of a program. */
  const folderOf = (file) => file.split('/').slice(0, -1).slice(0, 2).join('/') || '.';

  const findings = data.findings.map((finding) => {
    const at = place(finding.at);
    const result = {
      ...finding, at,
      related: finding.related.map(place),
      flow: finding.flow.map(place),
      status: statusOf(finding),
      folder: folderOf(at.file),
      confidence: finding.confidence || 'high',
      table: finding.table || '',
      keyColumns: finding.keyColumns || [],
      outcomes: finding.outcomes || [],
      assumptions: finding.assumptions || [],
    };
    if (finding.suppressed)
      result.suppressed = {reason: finding.suppressed.reason, at: place(finding.suppressed.at)};
    if (finding.fix)
      result.fix = {...finding.fix, edits: finding.fix.edits.map((edit) => ({...edit, at: place(edit.at)}))};
    return result;
  });
  findings.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) ||
                          (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line));
  findings.forEach((finding, index) => { finding.index = index; });

  const tables = new Map();
  for (const table of data.tables)
    tables.set(table.name.toLowerCase(), {...table, at: place(table.at), findings: []});
  const bareName = (name) => name.toLowerCase().split('.').pop();
  for (const finding of findings) {
    const name = bareName(finding.table);
    if (!tables.has(name))
      tables.set(name, {name: finding.table, described: false, keys: [], reads: 0, writes: 0, checkedWrites: 0,
                        libraries: [], findings: []});
    tables.get(name).findings.push(finding);
  }

  dbrace.model = {
    findings, levels,
    rules: data.rules,
    rule: (id) => data.rules.find((rule) => rule.id === id),
    notices: data.notices.map((notice) => ({...notice, at: place(notice.at)})),
    tables: [...tables.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    table: (name) => tables.get(bareName(name)),
    fixed: data.fixed,
    trend: data.trend,
    runs: data.runs,
    summary: data.summary,
    /** The text of a line, where the report quotes it. */
    line: (fileIndex, number) => withTexts(data.lines[fileIndex][number]),
    /** All that a search looks at; made when first asked for. */
    searchText: (finding) => finding.searchText || (finding.searchText = [
      finding.rule, finding.message, finding.table, finding.keyColumns.join(' '), finding.at.file, finding.at.function,
      finding.function, finding.lookup, finding.insert, finding.library, finding.fingerprint, finding.advice,
    ].join('\n').toLowerCase()),
  };
})();
