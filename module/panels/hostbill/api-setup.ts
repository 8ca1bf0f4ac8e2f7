// HostBill's API as `install` sets it up and `doctor` tries it out: with calls that only read, and about one contact that
// the database knows, so that the API of another HostBill is noticed.
import type { Executor } from '../../support/database.js';
import { UnavailableError } from '../../support/errors.js';
import type { ApiTrial, PanelApiSetup } from '../panel-api.js';
import { ApiRefusal, createHostBillApi, type HostBillApi } from './api.js';
import { API_FUNCTIONS, type ApiCall } from './api-functions.js';
import { probeHostBill } from './probe.js';
import { API_VARIABLES } from './schema.js';
import type { Row } from './text.js';

export const hostBillApiSetup: PanelApiSetup = {
  variables: API_VARIABLES,
  functions: API_FUNCTIONS,
  without:
    'contacts can be looked at and not changed, there are no sub-accounts, and departments are unknown',

  async *tryOut(settings, on) {
    const api = createHostBillApi(settings);
    const known = await someContact(on);
    if (known) yield await trialOf('getClientContact', () => isTheSame(api, known));
    yield await trialOf('getTicketDepts', async () => Boolean(await api.departments()));
  },
};

interface Known {
  id: number;
  parentId: number;
}

/** The first contact of the database; undefined where there is none, or nobody can tell. */
async function someContact(on: Executor): Promise<Known | undefined> {
  const shape = await probeHostBill(on);
  if (!shape.tableOf('parent_id')) return undefined;
  const [id, parentId] = [shape.column('id'), shape.column('parent_id')];
  const row = (await shape.contacts(on).orderBy(id).first({ id, parentId })) as Row | undefined;
  return row && { id: Number(row['id']), parentId: Number(row['parentId']) };
}

async function isTheSame(api: HostBillApi, { id, parentId }: Known): Promise<boolean> {
  const record = await api.contact(id);
  return record?.id === id && record.parentId === parentId;
}

async function trialOf(name: ApiCall, isOurs: () => Promise<boolean>): Promise<ApiTrial> {
  try {
    return (await isOurs())
      ? { name, outcome: 'works', words: '' }
      : { name, outcome: 'other', words: 'what it says of a contact is not what the database says' };
  } catch (error) {
    if (error instanceof ApiRefusal) return { name, outcome: 'refused', words: error.words };
    if (error instanceof UnavailableError) return { name, outcome: 'silent', words: silence(error) };
    throw error;
  }
}

const SILENCES: Readonly<Record<string, string>> = {
  TimeoutError: 'no answer in time',
  SyntaxError: 'what answers there is no API',
  TypeError: 'nothing answers there, or it leads elsewhere',
};

const silence = ({ cause }: UnavailableError): string => SILENCES[String(cause)] ?? String(cause);
