// Liaison's script. Everything here is a comfort: each page works the same without it.
(() => {
  'use strict';
  const root = document.documentElement;
  root.setAttribute('data-lsn-js', '');
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const inForms = 'input:not([type="hidden"]), select, textarea, button';

  // Focus: the error summary first, else the heading of the flash.
  const message = document.querySelector('.lsn-summary, .lsn-flash [tabindex="-1"]');
  if (message) {
    if (!message.hasAttribute('tabindex')) message.setAttribute('tabindex', '-1');
    message.focus();
  }

  // A link of the error summary leads to the control itself; for a fieldset, to its first control.
  const controlFor = (id) => {
    const target = id ? document.getElementById(id) : null;
    if (!target || target.matches(inForms)) return target;
    return all(inForms, target).find((control) => !control.closest('[hidden]')) ?? target;
  };
  const openAround = (element) => {
    for (let box = element.closest('details'); box; box = box.parentElement?.closest('details'))
      box.open = true;
  };

  // Blocks that apply only to some answers: data-lsn-when="kind=person" or "kind=person|mailbox".
  const valuesOf = (form, name) =>
    Array.from(form.elements)
      .filter((control) => control.name === name)
      .filter((control) => !['checkbox', 'radio'].includes(control.type) || control.checked)
      .map((control) => control.value);
  const showWhatApplies = (scope) => {
    for (const block of all('[data-lsn-when]', scope)) {
      const form = block.closest('form');
      const [name, wanted = ''] = block.dataset.lsnWhen.split('=');
      // Nothing is hidden over a control that is not there, nor when it holds an error.
      if (!form || !Array.from(form.elements).some((control) => control.name === name)) continue;
      const applies = valuesOf(form, name).some((value) => wanted.split('|').includes(value));
      block.hidden = !applies && !block.querySelector('[aria-invalid="true"]');
    }
  };
  showWhatApplies(document);
  document.addEventListener('change', (event) => {
    if (event.target.form) showWhatApplies(event.target.form);
  });

  // Unsaved changes: a form with data-lsn-guard asks before the page is left, but not when it is sent.
  const answers = (form) =>
    JSON.stringify(
      Array.from(new FormData(form)).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.name,
      ]),
    );
  const guarded = new Map();
  const sent = new Set();
  // An answer handed back with an error is unsaved from the start.
  for (const form of all('form[data-lsn-guard]')) {
    guarded.set(form, form.querySelector('[aria-invalid="true"]') ? '' : answers(form));
  }
  window.addEventListener('beforeunload', (event) => {
    for (const [form, before] of guarded) {
      if (!sent.has(form) && answers(form) !== before) event.preventDefault();
    }
  });

  // A second sending of the same answers is ignored. After ten seconds, or back from the browser's page cache,
  // the form can be sent again: the person may have stopped the page. Searches (GET) are never held back.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (sent.has(form) && form.getAttribute('method')?.toLowerCase() === 'post') {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), 10_000);
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) sent.clear();
    showWhatApplies(document);
  });

  // Menus: closed by Escape (the focus returns to what opened them), and by a click elsewhere.
  const openMenus = () => all('.lsn-more[open], .lsn-menu[open]');
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of openMenus()) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      menu.open = false;
    }
  });
  document.addEventListener('click', (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    const link = event.target.closest?.('.lsn-summary a[href^="#"]');
    const control = link && controlFor(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    openAround(control);
    if (!control.matches(inForms) && !control.hasAttribute('tabindex'))
      control.setAttribute('tabindex', '-1');
    control.focus();
  });

  // Paper shows what is folded, also where the style sheet cannot.
  const folded = [];
  window.addEventListener('beforeprint', () => {
    for (const box of all('.lsn details:not([open]):not(.lsn-more, .lsn-menu, .lsn-filter)')) {
      box.open = true;
      folded.push(box);
    }
  });
  window.addEventListener('afterprint', () => {
    for (const box of folded.splice(0)) box.open = false;
  });
})();
