// A level of ceilings with those above it, as they are at this moment.
import { clientName } from '../panels/client-name.js';
import type { PanelClients } from '../panels/panel.js';
import type { PanelDepartments } from '../panels/panel-hosting.js';
import type { KnexCeilingStore } from '../permissions/ceiling-store.js';
import type { Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import { PROVIDER_LEVEL, versionOf, type Level, type LevelRef, type LevelState } from './level.js';

interface ReadLevelDeps {
  clients: PanelClients;
  departments: PanelDepartments;
  ceilings: KnexCeilingStore;
}

/** Throws NotFoundError for a group or client that is not there. */
export async function readLevel(deps: ReadLevelDeps, ref: LevelRef, on: Executor): Promise<LevelState> {
  const read = async (one: LevelRef, name: string): Promise<Level> => ({
    ...one,
    name,
    lines: await deps.ceilings.lines(one.level, one.id, on),
  });
  const { name, groupId } = await placeOf(deps.clients, ref, on);
  const above: Level[] = [];
  if (ref.level !== 'provider') above.push(await read(PROVIDER_LEVEL, ''));
  if (groupId !== undefined) {
    const groupName = await groupNameOf(deps.clients, groupId, on);
    above.push(await read({ level: 'group', id: groupId }, groupName ?? ''));
  }
  const level = await read(ref, name);
  return {
    level,
    above,
    departments: await deps.departments.list(on),
    version: versionOf([...above, level]),
  };
}

/** What it is called, and for a client whose group's ceilings stand above it. */
async function placeOf(
  clients: PanelClients,
  { level, id }: LevelRef,
  on: Executor,
): Promise<{ name: string; groupId?: number | undefined }> {
  if (level === 'provider') return { name: '' };
  if (level === 'group') {
    const name = await groupNameOf(clients, id, on);
    if (name === undefined) throw new NotFoundError('client group');
    return { name };
  }
  const client = await clients.find(id, on);
  if (!client) throw new NotFoundError('client');
  return {
    name: clientName(client),
    groupId: client.clientGroupId,
  };
}

async function groupNameOf(clients: PanelClients, id: number, on: Executor): Promise<string | undefined> {
  return (await clients.groups(on)).find((group) => group.id === id)?.name;
}
