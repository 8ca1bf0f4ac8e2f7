// A form with many boxes as somebody without JavaScript fills it in: tick, untick, choose, press a button.
import type { Answer, Visitor } from './app.js';

export class TickedForm {
  private fields: [string, string][];
  private readonly action: string;

  /** The main form of a page that is open, at `address`. */
  constructor(
    private readonly visitor: Visitor,
    readonly page: Answer,
    address = '',
  ) {
    const form = page.$('main form[method=post]').first();
    this.action = form.attr('action') ?? address;
    this.fields = form.serializeArray().map(({ name, value }) => [name, value]);
  }

  static async open(visitor: Visitor, path: string): Promise<TickedForm> {
    return new TickedForm(visitor, await visitor.get(path), path);
  }

  /** Everything that is sent under this name. */
  values(name: string): string[] {
    return this.fields.filter(([field]) => field === name).map(([, value]) => value);
  }

  tick(name: string, ...values: string[]): this {
    this.fields.push(...values.map((value): [string, string] => [name, value]));
    return this;
  }

  untick(name: string, ...values: string[]): this {
    this.fields = this.fields.filter(([field, value]) => field !== name || !values.includes(value));
    return this;
  }

  /** A radio, or what is typed into a field. */
  set(name: string, value: string): this {
    this.fields = this.fields.filter(([field]) => field !== name);
    return this.tick(name, value);
  }

  /** Sends it with one of its buttons; '' = the main one. `action` = to another address than its own. */
  async press(intent = '', action = this.action): Promise<TickedForm> {
    const body = new URLSearchParams(this.fields);
    if (intent !== '') body.append('intent', intent);
    return new TickedForm(this.visitor, await this.visitor.post(action, body.toString()), action);
  }
}
