// Presets in our table. Empty, the shipped ones are there; the first change copies them. A deleted one keeps its row,
// because people who started from it are still told its name.
import { SHIPPED_PRESETS, type Preset } from '../permissions/presets.js';
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { contentText, isSameAsOwner, readContent, type NamedContent } from './preset-content.js';

/** A preset to start from. Its key is the shipped one's, or "p12". */
export interface StartingPreset {
  key: string;
  /** '' = as the shipped one is called in the language of whoever reads it. */
  name: string;
  description: string;
  preset: Preset;
}

export interface PresetSource {
  /** In the order of the provider. */
  list(on: Executor): Promise<StartingPreset[]>;
  /** Names of their own by key, of deleted ones too: for "it comes from the preset …". */
  names(on: Executor): Promise<ReadonlyMap<string, string>>;
}

interface PresetRow {
  id: number;
  shipped: string | null;
  name: string;
  description: string;
  content: string;
  position: number;
  deleted: number;
}

export class KnexPresetStore implements PresetSource {
  async list(on: Executor): Promise<StartingPreset[]> {
    const rows = (await on(table('presets')).orderBy(['position', 'id'])) as PresetRow[];
    if (rows.length === 0) return SHIPPED_PRESETS.map(shippedPreset);
    return rows.filter(({ deleted }) => deleted === 0).map(toPreset);
  }

  async find(key: string, on: Executor): Promise<StartingPreset | undefined> {
    return (await this.list(on)).find((one) => one.key === key);
  }

  async names(on: Executor): Promise<ReadonlyMap<string, string>> {
    const rows = (await on(table('presets')).whereNot('name', '')) as PresetRow[];
    return new Map(rows.map((row) => [keyOf(row), row.name]));
  }

  /** Copies the shipped ones when nothing was changed yet. Under the provider's lock. */
  async makeOwn(tx: Executor): Promise<void> {
    if (await tx(table('presets')).first('id')) return;
    await tx(table('presets')).insert(
      SHIPPED_PRESETS.map((preset, position) => ({
        shipped: preset.key,
        content: contentText(preset),
        position,
      })),
    );
  }

  /** The last in the order. */
  async insert(content: NamedContent, tx: Executor): Promise<string> {
    const last = (await tx(table('presets')).max({ position: 'position' }).first()) as
      { position: number | null } | undefined;
    const position = (last?.position ?? -1) + 1;
    const [id] = (await tx(table('presets')).insert({ ...columnsOf(content), position })) as [number];
    return `p${id}`;
  }

  async update(key: string, content: NamedContent, tx: Executor): Promise<void> {
    // A row that holds this already counts as found: rows are matched, not changed ones.
    const found = await tx(table('presets')).where(rowOf(key)).update(columnsOf(content));
    expectRows(found, 1, 'preset updated');
  }

  async remove(key: string, tx: Executor): Promise<void> {
    const removed = await tx(table('presets')).where(rowOf(key)).update({ deleted: 1 });
    expectRows(removed, 1, 'preset deleted');
  }

  async order(keys: readonly string[], tx: Executor): Promise<void> {
    for (const [position, key] of keys.entries())
      await tx(table('presets')).where(rowOf(key)).update({ position });
  }
}

const keyOf = ({ shipped, id }: Pick<PresetRow, 'shipped' | 'id'>): string => shipped ?? `p${id}`;

/** Shipped keys are words: none of them is "p" and a number. */
function rowOf(key: string): { deleted: number } & ({ id: number } | { shipped: string }) {
  const [, id] = /^p(\d+)$/.exec(key) ?? [];
  return id === undefined ? { shipped: key, deleted: 0 } : { id: Number(id), deleted: 0 };
}

const columnsOf = (content: NamedContent): Pick<PresetRow, 'name' | 'description' | 'content'> => ({
  name: content.name,
  description: content.description,
  content: contentText(content),
});

const shippedPreset = (preset: Preset): StartingPreset => ({
  key: preset.key,
  name: '',
  description: '',
  preset,
});

function toPreset(row: PresetRow): StartingPreset {
  const content = readContent(row.content);
  const key = keyOf(row);
  const preset = { key, ...content, ...(isSameAsOwner(content) ? ({ sameAsOwner: true } as const) : {}) };
  return { key, name: row.name, description: row.description, preset };
}
