// Has the outer shape of the select box that automation in the wild describes: hashed classes,
// a combobox, and a listbox whose options are numbered. The hashes are invented.
import { element, text } from './dom.js';

/** Draws the box; `draw` redraws the page, `choose` takes the site. */
export function sitePicker(state, { draw, choose }) {
  const { view, chosen, open } = state;
  const input = combobox(state);
  const control = element(
    'div',
    { class: 'css-1q7xk2v-control' },
    element(
      'div',
      { class: 'css-8mw41s-ValueContainer' },
      chosen
        ? element('div', { class: 'css-o0u2ty-singleValue' }, text(chosen.host))
        : element('div', { class: 'css-zt93ac-placeholder' }, text(view.chooseSite)),
      element('div', { class: 'css-41d0pl-Input' }, input),
    ),
    element('div', { class: 'css-6ehq3n-indicatorContainer', 'aria-hidden': 'true' }, text('⌄')),
  );
  control.addEventListener('mousedown', (event) => {
    event.preventDefault();
    Object.assign(state, { open: !state.open, active: 0 });
    draw();
    document.getElementById('react-select-2-input').focus();
  });
  input.addEventListener('keydown', (event) => onKey(event, state, { draw, choose }));
  input.addEventListener('blur', () => {
    // A redraw takes the old input away; only a person who leaves the field closes the list.
    if (state.open && !state.drawing) close(state, draw);
  });
  return element('div', { class: 'css-b62m3t-container' }, control, open && menu(state, choose));
}

function close(state, draw) {
  Object.assign(state, { open: false, active: -1 });
  draw();
}

function combobox({ open, active }) {
  return element('input', {
    id: 'react-select-2-input',
    role: 'combobox',
    type: 'text',
    readonly: '',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': String(open),
    ...(open ? { 'aria-controls': 'react-select-2-listbox' } : {}),
    ...(open && active >= 0 ? { 'aria-activedescendant': `react-select-2-option-${active}` } : {}),
  });
}

function menu(state, choose) {
  const options = state.view.sites.map((site, index) => {
    const option = element(
      'div',
      {
        id: `react-select-2-option-${index}`,
        role: 'option',
        class: index === state.active ? 'css-d7l1ni-option' : 'css-10wo9uf-option',
        'aria-selected': String(site === state.chosen),
      },
      text(site.host),
    );
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => choose(site));
    return option;
  });
  return element(
    'div',
    { class: 'css-hc7rzs-menu' },
    element(
      'div',
      { id: 'react-select-2-listbox', role: 'listbox', 'aria-label': state.view.siteLabel },
      ...options,
    ),
  );
}

function onKey(event, state, { draw, choose }) {
  const last = state.view.sites.length - 1;
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) {
    event.preventDefault();
    const next = state.open ? state.active + moves[event.key] : 0;
    Object.assign(state, { open: true, active: Math.min(Math.max(next, 0), last) });
    draw();
  } else if (event.key === 'Enter' && state.open) {
    event.preventDefault();
    choose(state.view.sites[state.active]);
  } else if (event.key === 'Escape' && state.open) {
    close(state, draw);
  }
}
