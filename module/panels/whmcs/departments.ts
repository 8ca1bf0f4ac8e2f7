// Where tickets go, from tblticketdepartments. Read only.
import type { PanelDepartments } from '../panel.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf } from './schema.js';
import { decodeEntities } from './text.js';

interface Row {
  id: number;
  name: string;
  hidden?: string | number;
  email?: string;
}

export function whmcsDepartments(shape: WhmcsShape): PanelDepartments {
  const { departments } = capabilitiesOf(shape);
  const has = (column: string): boolean => shape.has('tblticketdepartments', column);

  return {
    async list(on) {
      if (!departments.on) return [];
      const rows = (await on('tblticketdepartments')
        .orderBy([...(has('order') ? ['order'] : []), 'id'])
        .select('id', 'name', ...['hidden', 'email'].filter(has))) as Row[];
      return rows.map(({ id, name, hidden, email = '' }) => ({
        id,
        name: decodeEntities(name).trim(),
        // 'on' or '' (inferred): anything that is not plainly off hides it.
        hidden: !['', '0', 'off'].includes(
          String(hidden ?? '')
            .trim()
            .toLowerCase(),
        ),
        ...(email.trim() === '' ? {} : { email: email.trim() }),
      }));
    },
  };
}
