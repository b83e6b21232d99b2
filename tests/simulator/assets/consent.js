// Draws the consent page: late, from JSON, and again after every change, as the real one does.

import { blockAlert } from './block-alert.js';
import { element, text } from './dom.js';
import { sitePicker } from './site-picker.js';

const root = document.getElementById('root');

const state = {
  view: null,
  chosen: null,
  block: null,
  open: false,
  active: -1,
  expanded: [],
  drawing: false,
};

root.append(element('div', { class: 'spinner', role: 'status' }, text('Loading')));
setTimeout(load, Number(root.dataset.delay));

async function load() {
  const response = await fetch(`/sim/consent-info/view${location.search}`);
  state.view = await response.json();
  if (state.view.view === 'consent') {
    state.chosen = state.view.sites.length === 1 ? state.view.sites[0] : null;
    state.block = state.view.block;
  }
  draw();
  if (state.view.rerender) setInterval(draw, 300);
}

function draw() {
  const focused = document.activeElement?.id;
  const card = state.view.view === 'message' ? messageCard() : consentCard();
  state.drawing = true;
  root.replaceChildren(card);
  state.drawing = false;
  if (focused) document.getElementById(focused)?.focus();
}

function messageCard() {
  const { title, paragraphs, details } = state.view;
  return element(
    'main',
    { class: 'card' },
    element('h1', {}, text(title)),
    ...paragraphs.map((paragraph) => element('p', {}, text(paragraph))),
    details &&
      element(
        'details',
        {},
        element('summary', {}, text(details.summary)),
        element('p', {}, text(details.text)),
      ),
  );
}

function consentCard() {
  const { view } = state;
  const form = element(
    'form',
    { method: 'post', action: '/sim/consent-info/decision' },
    ...view.sections.map(scopeSection),
    siteField(),
    state.block && blockAlert(state.block),
    element('p', { class: 'footer' }, text(view.footer)),
    buttons(),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void accept();
  });
  return element('main', { class: 'card' }, logo(), element('h1', {}, text(view.heading)), form);
}

function logo() {
  return element('div', { class: 'logo', 'aria-hidden': 'true' }, element('i'), element('i'));
}

function scopeSection({ title, rows }, section) {
  return element(
    'section',
    { class: 'scopes' },
    element('h2', {}, text(title)),
    ...rows.map((row, index) => scopeRow(row, `${section}-${index}`)),
  );
}

function scopeRow({ verb, scopes }, id) {
  const isOpen = state.expanded.includes(id);
  const button = element(
    'button',
    {
      type: 'button',
      id: `permission-btn-${id}`,
      'data-testid': 'permission-button',
      'aria-expanded': String(isOpen),
    },
    text(verb),
  );
  button.addEventListener('click', () => {
    state.expanded = isOpen
      ? state.expanded.filter((other) => other !== id)
      : [...state.expanded, id];
    draw();
  });
  return element('div', {}, button, isOpen && element('p', {}, text(scopes)));
}

function siteField() {
  const { view, chosen } = state;
  const label = { class: 'label', id: 'site-label' };
  if (view.sites.length === 1) {
    return element(
      'div',
      { class: 'site-selector' },
      element('div', label, text(view.siteLabel)),
      element('div', { class: 'only-site' }, text(chosen.host)),
    );
  }
  return element(
    'div',
    { class: 'site-selector' },
    element('label', { ...label, for: 'react-select-2-input' }, text(view.siteLabel)),
    sitePicker(state, { draw, choose }),
  );
}

async function choose(site) {
  Object.assign(state, { chosen: site, block: null, open: false, active: -1 });
  draw();
  if (!state.view.checkOnPick) return;
  const block = await check(site);
  if (state.chosen === site) state.block = block;
  draw();
}

async function check(site) {
  const query = new URLSearchParams({ flow: state.view.flow, site: site.id });
  const response = await fetch(`/sim/consent-info/check?${query}`);
  return response.ok ? (await response.json()).block : null;
}

function buttons() {
  const { view, chosen } = state;
  const cancel = element('button', { type: 'button', id: 'cancel' }, text(view.cancel));
  cancel.addEventListener('click', () => void leave('cancel'));
  const submit = element('button', { type: 'submit', id: 'accept' }, text(view.accept));
  submit.disabled = !chosen || Boolean(state.block?.greysAccept);
  return element('div', { class: 'buttons' }, submit, cancel);
}

/** While the site blocks the app, Accept can be pressed and does nothing but say so. */
async function accept() {
  state.block = await check(state.chosen);
  draw();
  if (!state.block) await leave('accept');
}

async function leave(decision) {
  const { flow, csrf, leaveByScript } = state.view;
  const body = new URLSearchParams({ flow, csrf, decision, site: state.chosen?.id ?? '' });
  if (leaveByScript) {
    const response = await fetch('/sim/consent-info/decision', { method: 'POST', body });
    if (response.status === 200) location.assign((await response.json()).location);
    return;
  }
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/sim/consent-info/decision';
  for (const [name, value] of body) form.append(element('input', { type: 'hidden', name, value }));
  root.append(form);
  form.submit();
}
