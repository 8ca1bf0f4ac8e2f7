// Page objects: what people do on our pages, in their words. Whoever has one stands on that page, its heading was
// looked at, and axe had nothing against it.
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { expectNoViolations } from './axe.js';

interface Kind<T> {
  new (page: Page): T;
  h1: RegExp;
}

/** Every act of ours loads a page; the next one is there when this returns. */
export async function loaded(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Does `act`, and is on the page it leads to. */
export async function arrive<T>(kind: Kind<T>, page: Page, act: () => Promise<unknown>): Promise<T> {
  await loaded(page, act);
  expect((await page.locator('h1').innerText()).trim()).to.match(kind.h1);
  await expectNoViolations(page);
  return new kind(page);
}

export const visit = <T>(kind: Kind<T>, page: Page, path: string): Promise<T> =>
  arrive(kind, page, () => page.goto(path));

class OurPage {
  constructor(readonly page: Page) {}
  get main(): Locator {
    return this.page.getByRole('main');
  }
  status(): Promise<string> {
    return this.page.getByRole('status').innerText();
  }
  /** What has the focus: its id, else its text. */
  focused(): Promise<string> {
    const at = this.page.locator(':focus');
    return at.getAttribute('id').then((id) => id ?? at.innerText());
  }
  protected follow<T>(kind: Kind<T>, name: string | RegExp): Promise<T> {
    const link = this.main.getByRole('link', { name, exact: typeof name === 'string' });
    return arrive(kind, this.page, () => link.click());
  }
  protected press<T>(kind: Kind<T>, name: string | RegExp): Promise<T> {
    return arrive(kind, this.page, () => this.main.getByRole('button', { name }).click());
  }
}

export class ListPage extends OurPage {
  static h1 = /^Contacts \([\d,]+\)$/;
  async search(text: string): Promise<ListPage> {
    await this.page.getByLabel('Search name, email or phone').fill(text);
    return this.press(ListPage, 'Search');
  }
  names(): Promise<string[]> {
    return this.page.getByRole('rowheader').allInnerTexts();
  }
  add = () => this.follow(AddPage, 'Add a contact');
  open = (name: string) => this.follow(ViewPage, name);
  edit = (name: string) => this.follow(EditPage, `Edit ${name}`);
  remove = (name: string) => this.follow(DeletePage, `Delete ${name}`);
}

class FormPage extends OurPage {
  /** Label → answer. */
  async answer(answers: Record<string, string>): Promise<void> {
    for (const [label, answer] of Object.entries(answers))
      await this.page.getByLabel(label, { exact: true }).fill(answer);
  }
  field = (label: string) => this.page.getByLabel(label, { exact: true });
  countryOf = (group: string) => this.page.getByRole('group', { name: group }).getByLabel('Country code');
  /** The error summary, line by line. */
  problems = () => this.page.locator('.lsn-summary li').allInnerTexts();
  async followProblem(text: string): Promise<void> {
    await this.page.locator('.lsn-summary').getByRole('link', { name: text }).click();
  }
}

export class AddPage extends FormPage {
  static h1 = /^Add a contact$/;
  choose = (kind: 'Person' | 'Mailbox') => this.page.getByLabel(kind, { exact: true }).check();
  save = () => this.press(ViewPage, 'Save contact');
  saveInVain = () => this.press(AddPage, 'Save contact');
}

export class EditPage extends FormPage {
  static h1 = /^Edit /;
  save = () => this.press(ViewPage, /^Save/);
  saveTooLate = () => this.press(ConflictPage, /^Save/);
}

export class ViewPage extends OurPage {
  static h1 = /\S/;
  detail = (label: string) =>
    this.main
      .getByRole('region', { name: 'Details' })
      .locator('dt', { hasText: label })
      .locator('xpath=following-sibling::dd')
      .innerText();
  history = () => this.main.getByRole('region', { name: 'History' }).innerText();
  edit = () => this.follow(EditPage, /^Edit /);
  remove = () => this.follow(DeletePage, /^Delete /);
}

export class DeletePage extends OurPage {
  static h1 = /^Delete /;
  confirm = () => this.press(ListPage, /^Delete /);
}

export class ConflictPage extends OurPage {
  static h1 = /^Choose which values to keep$/;
  /** Both values of the field, theirs first. */
  values = (label: string) =>
    this.page.getByRole('group', { name: label }).locator('.lsn-choice label').allInnerTexts();
  take = (label: string, value: string) =>
    this.page.getByRole('group', { name: label }).getByLabel(value, { exact: true }).check();
  save = () => this.press(ViewPage, 'Save these choices');
}

export class RefusalPage extends OurPage {
  static h1 = /^You cannot open this page$/;
}

export class ClientsPage extends OurPage {
  static h1 = /^Clients \([\d,]+\)$/;
  async search(text: string): Promise<ClientsPage> {
    await this.page.getByRole('searchbox').fill(text);
    return this.press(ClientsPage, 'Search');
  }
  open = (name: string) => this.follow(ListPage, name);
}
