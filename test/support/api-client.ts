// Calls the API as somebody's software would: with a key, JSON in and out.
import request from 'supertest';
import { hashOf, newKey, SCOPES, type KeyMaker, type Scope } from '../../module/api-keys/api-key.js';
import { KnexApiKeyStore } from '../../module/api-keys/store.js';
import { loginOf } from './app.js';
import type { World } from './fixture.js';

export interface ApiResponse {
  status: number;
  headers: Record<string, string | undefined>;
  body: Record<string, unknown>;
}

export type Headers = Record<string, string>;

export interface ApiClient {
  get(path: string, headers?: Headers): Promise<ApiResponse>;
  delete(path: string, headers?: Headers): Promise<ApiResponse>;
  post(path: string, body: object, headers?: Headers): Promise<ApiResponse>;
  put(path: string, body: object, headers?: Headers): Promise<ApiResponse>;
  patch(path: string, body: object, headers?: Headers): Promise<ApiResponse>;
}

export interface KeyWanted {
  /** Null: a provider's key. */
  clientId: number | null;
  scopes?: readonly Scope[];
  maker?: KeyMaker;
  endsAt?: Date;
}

/** Makes a key in the database and gives its text. */
export async function makeKey(
  w: World,
  { clientId, scopes = SCOPES, maker, endsAt }: KeyWanted,
): Promise<string> {
  const key = newKey();
  const owners = { 1: w.cast.ownerOfClient1, 2: w.cast.ownerOfClient2 };
  const owner = owners[clientId as 1 | 2];
  const by: KeyMaker = maker ?? (owner ? (loginOf(owner) as KeyMaker) : { kind: 'server' });
  await new KnexApiKeyStore(w.clock).insert(
    {
      clientId,
      name: 'Test',
      ending: key.slice(-4),
      hash: hashOf(key) as Buffer,
      scopes: [...scopes],
      maker: by,
      madeBy: 'Ann Lee',
      endsAt,
    },
    w.db,
  );
  return key;
}

/** `world` is asked for at the first call: specs declare clients before their world is there. */
export function apiClient(world: () => World, wanted: KeyWanted): ApiClient {
  let key: Promise<string> | undefined;
  type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
  const call = async (
    method: Method,
    path: string,
    headers: Headers,
    body?: object,
  ): Promise<ApiResponse> => {
    key ??= makeKey(world(), wanted);
    const agent = request(world().express);
    const sent = agent[method](`/api/v1${path}`).set({ authorization: `Bearer ${await key}`, ...headers });
    const { status, headers: answered, body: read } = await (body ? sent.send(body) : sent);
    return { status, headers: answered, body: read as ApiResponse['body'] };
  };
  return {
    get: (path, headers = {}) => call('get', path, headers),
    delete: (path, headers = {}) => call('delete', path, headers),
    post: (path, body, headers = {}) => call('post', path, headers, body),
    put: (path, body, headers = {}) => call('put', path, headers, body),
    patch: (path, body, headers = {}) => call('patch', path, headers, body),
  };
}
