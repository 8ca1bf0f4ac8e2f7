// The real module in a real Express application, visited with Supertest like a browser without JavaScript: cookies
// are kept, forms are read from the page with their hidden fields, CSRF is on.
import { load, type CheerioAPI } from 'cheerio';
import express, { type Express } from 'express';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { openDatabase } from '../../module/index.js';
import { buildModule, type BuiltModule, type ModuleOptions } from '../../module/module.js';
import type { Identity } from '../../module/permissions/actor.js';
import type { DemoLogin } from '../../module/panels/whmcs/sample/demo-data.js';
import { signHandOver } from '../../module/sign-in/hand-over.js';
import type { Clock } from '../../module/support/clock.js';
import { record } from './statement-recorder.js';

export const SECRET = 'a secret of at least thirty-two characters';

/** Time stands still until a test moves it. Starts at the real present: browsers' cookies end by the real clock. */
export class FakeClock implements Clock {
  private moment = Date.now();
  now(): Date {
    return new Date(this.moment);
  }
  advance(seconds: number): void {
    this.moment += seconds * 1000;
  }
}

export interface TestApp {
  express: Express;
  built: BuiltModule;
  clock: FakeClock;
  visitor(identity?: Identity): Promise<Visitor>;
  close(): Promise<void>;
}

export async function testApp(url: string, options: Partial<ModuleOptions> = {}): Promise<TestApp> {
  const knex = openDatabase(url);
  record(knex);
  const clock = new FakeClock();
  const built = await buildModule({ knex, secret: SECRET, sessionSecret: SECRET, clock, ...options });
  const app = express();
  app.use(options.url ? new URL(options.url).pathname : '/', built.router);
  const basePath = options.url ? new URL(options.url).pathname.replace(/\/$/, '') : '';
  return {
    express: app,
    built,
    clock,
    async visitor(identity) {
      const visitor = new Visitor(app, basePath);
      if (identity) await visitor.signIn(identity, clock);
      return visitor;
    },
    close: () => knex.destroy(),
  };
}

export const loginOf = ({ clientId, userId, contactId }: DemoLogin): Identity => ({
  kind: 'login',
  clientId,
  userId,
  contactId,
});

export interface Answer {
  status: number;
  location: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The page, for jQuery-like looks. */
  $: CheerioAPI;
  h1: string;
}

/** Field name → value, as a browser would send it. */
export type FormData = Record<string, string>;

export class Visitor {
  private readonly agent: ReturnType<typeof request.agent>;

  constructor(
    app: Express,
    private readonly basePath = '',
  ) {
    this.agent = request.agent(app);
  }

  async signIn(identity: Identity, clock: Clock): Promise<Answer> {
    const token = await signHandOver(
      SECRET,
      { identity, returnTo: undefined, locale: undefined },
      randomUUID(),
      clock,
    );
    return this.get(`${this.basePath}/panel/sign-in?token=${token}`);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return toAnswer(await this.agent.get(path).set(headers));
  }

  /** Sends exactly this body, without looking at a page first. */
  async post(path: string, body: FormData | string, headers: Record<string, string> = {}): Promise<Answer> {
    return toAnswer(await this.agent.post(path).type('form').set(headers).send(body));
  }

  /** Opens the page, changes these fields of its main form and sends it, as a person would. */
  async submit(path: string, changes: FormData = {}): Promise<Answer> {
    return this.send(await this.get(path), path, changes);
  }

  /** Sends the main form of a page that is already open. */
  async send(page: Answer, path: string, changes: FormData = {}): Promise<Answer> {
    return this.post(path, { ...formOf(page), ...changes });
  }

  async follow(answer: Answer): Promise<Answer> {
    return this.get(answer.location as string);
  }
}

/** What the main form of the page would send as it stands. */
export function formOf({ $ }: Answer): FormData {
  const data: FormData = {};
  const form = $('main form[method=post]').first();
  for (const { name, value } of form.serializeArray()) data[name] = value;
  // Cheerio does not see what is chosen inside an optgroup.
  for (const chosen of form.find('select optgroup option[selected]')) {
    data[$(chosen).closest('select').attr('name') as string] = $(chosen).attr('value') as string;
  }
  return data;
}

function toAnswer(response: request.Response): Answer {
  const $ = load(response.text ?? '');
  return {
    status: response.status,
    location: response.headers['location'],
    headers: response.headers,
    text: response.text,
    $,
    h1: $('h1').text().trim(),
  };
}

/** The words of the error summary, in its order. */
export function summaryOf({ $ }: Answer): string[] {
  return $('.lsn-summary li')
    .map((_index, item) => $(item).text().trim())
    .get();
}
