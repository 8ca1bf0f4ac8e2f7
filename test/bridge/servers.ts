// What the bridge finds where it looks for the module: the real one behind a port, or one that is no help.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import type { TestApp } from '../support/app.js';

/** The module of this world behind a port, as the bridge reaches it. Ended after the tests. */
export function listening(w: Pick<TestApp, 'express'>): { origin: string } {
  const shared = { origin: '' };
  let server: Server;
  before(async () => {
    server = createServer(w.express).listen(0, '127.0.0.1');
    await once(server, 'listening');
    shared.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/liaison`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return shared;
}

export interface Unhelpful {
  origin: string;
  /** How many came. */
  connections(): number;
  close(): Promise<void>;
}

/** Takes every connection and never answers: it says nothing at all, or one byte now and then for ever. */
export async function unhelpfulServer(does: 'is silent' | 'drips'): Promise<Unhelpful> {
  const sockets = new Set<Socket>();
  const drops = new Set<NodeJS.Timeout>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    if (does === 'drips') {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{');
      drops.add(setInterval(() => socket.write(' '), 100));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.size,
    async close() {
      for (const drop of drops) clearInterval(drop);
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Counts who comes, and answers by `listener`. */
export async function answering(listener: RequestListener): Promise<Unhelpful> {
  let connections = 0;
  const server = createServer((req, res) => {
    connections += 1;
    listener(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const gone = (): Promise<Unhelpful> =>
  Promise.resolve({ origin: 'http://127.0.0.1:1', connections: () => 0, close: () => Promise.resolve() });

/** Modules that do not answer as they should, by what they do. */
export const MODULES: Record<string, () => Promise<Unhelpful>> = {
  'is not there': gone,
  'takes the call and is silent': () => unhelpfulServer('is silent'),
  'answers byte by byte, for ever': () => unhelpfulServer('drips'),
  fails: () => answering((_req, res) => res.writeHead(500).end('{"errors":[],"allowed":true}')),
  'is another server, which leads elsewhere': () =>
    answering((_req, res) => res.writeHead(302, { location: '/' }).end()),
  'answers what nobody understands': () => answering((_req, res) => res.end('<html>')),
};

/** Of these: they answer, so that the next call is made. */
export const ANSWERING = /^(fails|is another|answers what)/;
