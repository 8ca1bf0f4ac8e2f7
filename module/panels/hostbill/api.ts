// HostBill's documented admin API (hosts.md §2.4): POST /admin/api.php with api_id, api_key and call. What an answer
// holds beyond the fields named here (hashes, cards) is dropped at once, and no answer is ever logged.
import { z } from 'zod';
import { ConflictError, UnavailableError } from '../../support/errors.js';
import type { Department } from '../panel.js';
import type { PanelApi } from '../panel-api.js';
import type { ApiCall } from './api-functions.js';
import { isOn, parameterOf, readOffered, readPaths } from './privileges.js';
import { FIELDS, FIELD_COLUMNS, type KnownField } from './schema.js';
import { momentOf, type RecordFields } from './text.js';

export type { RecordFields };

/** A contact or a client as the API has it at this moment. */
export interface ApiRecord {
  id: number;
  /** 0 for a main client; undefined when the answer does not say. */
  parentId: number | undefined;
  /** Somebody else's login, invited here: not a contact, and not to be written as one (trap 2). */
  guest: boolean;
  fields: RecordFields;
  addedAt: string | undefined;
  /** Undefined when the answer does not tell what is granted. */
  granted: ReadonlyMap<string, string> | undefined;
  /** Undefined when the answer does not tell what can be granted. */
  offered: ReadonlySet<string> | undefined;
}

/** Every method throws ApiRefusal when HostBill says no, UnavailableError when it says nothing that can be read. */
export interface HostBillApi {
  addContact(clientId: number, fields: Partial<RecordFields>, password: string): Promise<number>;
  contact(contactId: number): Promise<ApiRecord | undefined>;
  setDetails(contactId: number, fields: Partial<RecordFields>): Promise<void>;
  /** The whole set, path → value. */
  setPrivileges(contactId: number, privileges: ReadonlyMap<string, string>): Promise<void>;
  /** Two ids that must not be mixed up (trap 1): check both against a fresh read first. */
  deleteContact(ids: { contactId: number; clientId: number }): Promise<void>;
  /** Whose login it is, as HostBill answers; undefined for nobody's. */
  verifyLogin(email: string, password: string): Promise<number | undefined>;
  departments(): Promise<Department[]>;
}

/** HostBill's own no, in its own words: nothing was changed there. */
export class ApiRefusal extends ConflictError {
  constructor(
    call: ApiCall,
    readonly words: string,
  ) {
    super({ key: 'panels:api.refused', params: { words: words || call } });
  }
}

const ANSWER_MS = 3000;
const WORDS_MAX = 200;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const integer = z.coerce.number().int();
const answerShape = z.looseObject({ success: z.union([z.boolean(), z.string(), z.number()]) });
const errorShape = z.object({ error: z.union([z.array(scalar), scalar]).optional() });
const recordShape = z.looseObject({
  id: integer,
  parent_id: integer.optional(),
  type: scalar.optional(),
  datecreated: scalar.optional(),
  privileges: z.unknown().optional(),
});
const departmentShape = z.object({
  id: integer,
  name: z.string(),
  email: z.string().trim().default(''),
  visible: scalar.optional(),
});

export function createHostBillApi({ url, id, key }: PanelApi, answerMs = ANSWER_MS): HostBillApi {
  const address = url.endsWith('.php') ? url : `${url.replace(/\/+$/, '')}/admin/api.php`;

  async function ask(
    call: ApiCall,
    parameters: Iterable<[string, string]>,
  ): Promise<Record<string, unknown>> {
    const body = new URLSearchParams({ api_id: id, api_key: key, call });
    for (const [name, value] of parameters) body.set(name, value);
    let answer: unknown;
    try {
      const signal = AbortSignal.timeout(answerMs);
      const response = await fetch(address, { method: 'POST', body, signal, redirect: 'error' });
      answer = await response.json();
    } catch (error) {
      // The name of the failure only: what came instead of an answer may hold anything.
      throw new UnavailableError((error as Error).name);
    }
    const read = answerShape.safeParse(answer);
    if (!read.success) throw new UnavailableError('No answer of this API');
    // Whatever the HTTP status (trap 5).
    if (!isOn(String(read.data.success))) throw new ApiRefusal(call, wordsOf(read.data));
    return read.data;
  }

  return {
    async addContact(clientId, fields, password) {
      const secret: [string, string][] = [
        ['password', password],
        ['password2', password],
      ];
      const answer = await ask('addClientContact', [['id', String(clientId)], ...named(fields), ...secret]);
      return integer.parse(answer['contact_id']);
    },

    async contact(contactId) {
      const answer = await ask('getClientContact', [['id', String(contactId)]]);
      return recordOf(answer['client'], answer['available_privileges']);
    },

    async setDetails(contactId, fields) {
      await ask('setContactDetails', [['id', String(contactId)], ...named(fields)]);
    },

    async setPrivileges(contactId, privileges) {
      const set = [...privileges].map(([path, value]): [string, string] => [parameterOf(path), value]);
      // An empty array has no form in a POST body: the name alone says that there is none.
      await ask('editContactPermissions', [
        ['id', String(contactId)],
        ...(set.length > 0 ? set : [['privileges', ''] as [string, string]]),
      ]);
    },

    async deleteContact({ contactId, clientId }) {
      await ask('deleteClientContact', [
        ['client_id', String(contactId)],
        ['parent_id', String(clientId)],
      ]);
    },

    async verifyLogin(email, password) {
      try {
        const answer = await ask('verifyClientLogin', [
          ['email', email],
          ['password', password],
        ]);
        return integer.safeParse(answer['client_id']).data;
      } catch (error) {
        if (error instanceof ApiRefusal) return undefined;
        throw error;
      }
    },

    async departments() {
      const { departments, depts } = await ask('getTicketDepts', []);
      return readList(departments ?? depts).flatMap((one): Department[] => {
        const { data } = departmentShape.safeParse(one);
        if (!data) return [];
        const hidden = data.visible !== undefined && !isOn(String(data.visible ?? ''));
        const { id: departmentId, name, email } = data;
        return [{ id: departmentId, name: name.trim(), hidden, ...(email === '' ? {} : { email }) }];
      });
    },
  };
}

function* named(fields: Partial<RecordFields>): Iterable<[string, string]> {
  for (const field of FIELDS) {
    const value = fields[field];
    if (value !== undefined) yield [FIELD_COLUMNS[field], value];
  }
}

function recordOf(client: unknown, available: unknown): ApiRecord | undefined {
  const { data } = recordShape.safeParse(client);
  if (!data) return undefined;
  const text = (field: KnownField): string => {
    const value = scalar.safeParse(data[FIELD_COLUMNS[field]]).data;
    return String(value ?? '');
  };
  return {
    id: data.id,
    parentId: data.parent_id,
    guest: data.type === 'user',
    fields: Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as RecordFields,
    addedAt: momentOf(String(data.datecreated ?? '')),
    granted: readPaths(data.privileges),
    offered: readOffered(available),
  };
}

// A list, or PHP's object with numbers for keys.
const readList = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

function wordsOf(answer: unknown): string {
  const { error } = errorShape.safeParse(answer).data ?? {};
  const words = [error ?? ''].flat().map(String).join(', ').replace(/\s+/g, ' ').trim();
  return words.slice(0, WORDS_MAX);
}
