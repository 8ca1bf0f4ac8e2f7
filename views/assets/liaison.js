// Liaison's script. Everything here is a comfort: each page works the same without it.
'use strict';
{
  const root = document.documentElement;
  root.setAttribute('data-lsn-js', '');

  /** @type {(selector: string, from?: ParentNode) => HTMLElement[]} */
  const all = (selector, from = root) => Array.from(from.querySelectorAll(selector));
  const controls = 'input:not([type="hidden"]), select, textarea, button';

  // Focus: the error summary first, else the heading of the flash.
  const message = document.querySelector('.lsn-summary, .lsn-flash [tabindex="-1"]');
  if (message) {
    if (!message.hasAttribute('tabindex')) message.setAttribute('tabindex', '-1');
    message.focus();
  }

  // A link of the error summary leads to the control itself; for a fieldset, to its first control.
  /** @type {(id: string) => HTMLElement | null} */
  const controlFor = (id) => {
    const target = document.getElementById(id);
    if (!target || target.matches(controls)) return target;
    return all(controls, target).find((control) => !control.closest('[hidden]')) ?? target;
  };

  // Blocks that apply to some answers only: data-lsn-when="kind=person" or "kind=person|mailbox".
  // Nothing is hidden when the form does not ask that question, or when the block holds an error.
  const showWhatApplies = () => {
    for (const block of all('[data-lsn-when]')) {
      const form = block.closest('form');
      const [name, wanted = ''] = block.dataset.lsnWhen.split('=');
      if (!form?.elements.namedItem(name)) continue;
      const answer = new FormData(form).getAll(name);
      const applies = wanted.split('|').some((value) => answer.includes(value));
      block.hidden = !applies && !block.querySelector('[aria-invalid="true"]');
    }
  };
  showWhatApplies();
  document.addEventListener('change', showWhatApplies);
  document.addEventListener('reset', () => setTimeout(showWhatApplies));

  // Unsaved changes: a form with data-lsn-guard asks before the page is left, but not when it is sent.
  // Answers handed back with an error, or with what they would change, are unsaved from the start.
  /** @type {Map<HTMLFormElement, string>} */
  const guarded = new Map();
  for (const form of all('form[data-lsn-guard]')) {
    const asLoaded = new URLSearchParams(new FormData(form)).toString();
    guarded.set(form, form.querySelector('[aria-invalid="true"], .lsn-preview') ? '' : asLoaded);
  }
  /** @type {Set<HTMLFormElement>} */
  const sent = new Set();
  window.addEventListener('beforeunload', (event) => {
    for (const [form, before] of guarded) {
      const now = new URLSearchParams(new FormData(form)).toString();
      if (now !== before && !sent.has(form)) event.preventDefault();
    }
  });

  // Passwords can be read while they are typed; they are hidden again before they are sent, or browsers would keep them.
  for (const input of all('input[data-lsn-show]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'lsn-link-btn';
    const reveal = (/** @type {boolean} */ shown) => {
      input.setAttribute('type', shown ? 'text' : 'password');
      button.textContent = shown ? input.dataset.lsnHide : input.dataset.lsnShow;
    };
    reveal(false);
    button.addEventListener('click', () => reveal(input.getAttribute('type') === 'password'));
    input.closest('form').addEventListener('submit', () => reveal(false));
    input.after(button);
  }

  // A section's own box is on, off or mixed. Without this script two buttons do the same.
  for (const group of all('fieldset[data-lsn-tri]')) {
    const boxes = all('input[type="checkbox"]', group);
    const [legend, acts] = [group.querySelector('legend'), group.querySelector('.lsn-acts')];
    if (boxes.length === 0 || !legend || !acts) continue;
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.id = `${boxes[0].id}-all`;
    box.setAttribute('aria-controls', boxes.map(({ id }) => id).join(' '));
    const label = document.createElement('label');
    label.htmlFor = box.id;
    const choice = document.createElement('span');
    choice.className = 'lsn-choice';
    choice.append(box, label);
    legend.replaceChildren(choice);
    acts.hidden = true;
    const count = () => {
      const on = boxes.filter(({ checked }) => checked).length;
      box.checked = on === boxes.length;
      box.indeterminate = on > 0 && on < boxes.length;
      label.textContent = (group.dataset.lsnTri ?? '').replace('%', String(on));
    };
    count();
    box.addEventListener('change', () => {
      for (const one of boxes) one.checked = box.checked;
    });
    group.addEventListener('change', count);
    window.addEventListener('pageshow', count);
  }

  // A second sending of the same form is ignored. After ten seconds, or back from the browser's page cache,
  // it can be sent again: the person may have stopped the page. Searches (GET) are never held back.
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
    showWhatApplies();
  });

  // Menus: closed by Escape (the focus returns to what opened them), and by a click elsewhere.
  const openMenu = '.lsn-more[open], .lsn-menu[open]';
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of all(openMenu)) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      menu.open = false;
    }
  });
  document.addEventListener('click', (event) => {
    for (const menu of all(openMenu)) if (!menu.contains(event.target)) menu.open = false;

    const link = event.target.closest('.lsn-summary a[href^="#"]');
    const control = link && controlFor(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    for (let box = control.closest('details'); box; box = box.parentElement.closest('details'))
      box.open = true;
    if (!control.matches(controls)) control.setAttribute('tabindex', '-1');
    control.focus();
  });

  // Paper shows what is folded, also in browsers where the style sheet cannot.
  /** @type {HTMLElement[]} */
  const folded = [];
  window.addEventListener('beforeprint', () => {
    for (const box of all('.lsn details:not([open], .lsn-more, .lsn-menu, .lsn-filter)')) {
      box.open = true;
      folded.push(box);
    }
  });
  window.addEventListener('afterprint', () => {
    for (const box of folded.splice(0)) box.open = false;
  });
}
