// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements are made here and nowhere else, from text: no script of this page reads markup, so nothing that stands in a
// finding can become any.
'use strict';
const dbrace = {};

(() => {
  const append = (parent, children) => {
    for (const child of children.flat(Infinity))
      if (child !== null && child !== undefined && child !== false && child !== '')
        parent.append(child instanceof Node ? child : String(child));
    return parent;
  };

  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false)
        continue;
      if (name === 'on')
        for (const [event, handler] of Object.entries(value))
          element.addEventListener(event, handler);
      else
        element.setAttribute(name, value === true ? '' : value);
    }
    return append(element, children);
  };

  dbrace.el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  dbrace.svg = (tag, attributes, ...children) =>
      fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
  dbrace.replace = (parent, ...children) => {
    parent.textContent = '';
    return append(parent, children);
  };

  /** "1 finding", "2 findings" */
  dbrace.counted = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many || one + 's'}`;

  /** For those who do not see that the page has changed. */
  dbrace.announce = (text) => {
    document.getElementById('live').textContent = text;
  };

  dbrace.button = (label, action, attributes) =>
      dbrace.el('button', {type: 'button', ...attributes, on: {click: action}}, label);

  dbrace.copyButton = (text, label) => dbrace.button(label || 'Copy', (event) => {
    const button = event.currentTarget, before = button.textContent;
    const done = (what) => {
      button.textContent = what;
      setTimeout(() => { button.textContent = before; }, 1200);
    };
    if (navigator.clipboard)
      navigator.clipboard.writeText(text).then(() => done('Copied'), () => done('Not allowed'));
    else
      done('Not allowed');
  }, {class: 'small no-print'});
})();
