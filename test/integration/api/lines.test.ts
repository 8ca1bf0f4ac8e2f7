// A long answer line by line, over real HTTP: with back-pressure, and an end when the caller goes away.
import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sendLines } from '../../../module/api/lines.js';

describe('NDJSON', () => {
  let server: Server;
  let made = 0;
  let ended = 0;
  let lines: () => AsyncIterable<object>;
  let outcome: Promise<unknown>;

  async function* numbered(count: number): AsyncGenerator<object> {
    try {
      for (; made < count; made += 1) yield { made, filler: 'x'.repeat(100) };
    } finally {
      ended += 1;
    }
  }

  async function* failing(after: number): AsyncGenerator<object> {
    yield* numbered(after);
    throw new Error('Broken');
  }

  before(async () => {
    server = createServer((_req, res) => {
      outcome = sendLines(res, lines()).catch((error: unknown) => {
        if (!res.headersSent) res.writeHead(500).end();
        return error;
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());
  beforeEach(() => {
    [made, ended] = [0, 0];
  });

  async function call(): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const [answer] = (await once(get({ port, host: '127.0.0.1', agent: false }), 'response')) as [
      IncomingMessage,
    ];
    return answer;
  }

  async function textOf(answer: IncomingMessage): Promise<string> {
    let text = '';
    for await (const part of answer) text += String(part);
    return text;
  }

  it('has one object in each line, and says what it is', async () => {
    lines = () => numbered(5000);
    const answer = await call();
    expect(answer.statusCode).to.equal(200);
    expect(answer.headers['content-type']).to.equal('application/x-ndjson; charset=utf-8');
    const text = await textOf(answer);
    expect(text.endsWith('\n')).to.equal(true);
    const read = text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { made: number }).made); // prettier-ignore
    expect(read).to.deep.equal(Array.from({ length: 5000 }, (_one, index) => index));
    expect([await outcome, ended]).to.deep.equal([undefined, 1]);
  });

  it('is empty where there is nothing to say', async () => {
    lines = () => numbered(0);
    const answer = await call();
    expect([answer.statusCode, await textOf(answer)]).to.deep.equal([200, '']);
  });

  it('is made no faster than it is read, and no further once the caller is gone', async () => {
    lines = () => numbered(10_000_000);
    const answer = await call();
    await once(answer, 'readable');
    await pause(300);
    const soFar = made;
    await pause(200);
    expect(made).to.equal(soFar);
    expect(ended).to.equal(0);
    answer.destroy();
    expect(await outcome).to.equal(undefined);
    await pause(500);
    expect(ended).to.equal(1);
    expect(made).to.be.below(soFar + 5000);
  });

  it('fails as any other answer before the first line, and is broken off later', async () => {
    lines = () => failing(0);
    expect((await call()).statusCode).to.equal(500);
    expect(await outcome)
      .to.be.an.instanceOf(Error)
      .with.property('message', 'Broken');
    lines = () => failing(5000);
    const answer = await call();
    const error = await textOf(answer).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'ECONNRESET');
    expect(await outcome)
      .to.be.an.instanceOf(Error)
      .with.property('message', 'Broken');
  });
});
