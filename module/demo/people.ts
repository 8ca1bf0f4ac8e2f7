// The people of the demo, as `/` and .liaison/demo.json show them.
import type { Identity } from '../permissions/actor.js';
import type { DemoCast, DemoLogin } from '../panels/whmcs/sample/demo-data.js';

export interface DemoPerson {
  /** In the URL of the sign-in link, and the key of the words on `/`. */
  key: string;
  name: string;
  kind: 'owner' | 'sub-account' | 'staff';
  clientId: number | null;
  identity: Identity;
}

export function demoPeople(cast: DemoCast): DemoPerson[] {
  const login = (
    key: string,
    kind: DemoPerson['kind'],
    { name, clientId, userId, contactId }: DemoLogin,
  ): DemoPerson => ({
    key,
    name,
    kind,
    clientId,
    identity: { kind: 'login', clientId, userId, contactId },
  });
  return [
    login('owner1', 'owner', cast.ownerOfClient1),
    login('few', 'sub-account', cast.fewPermissions),
    login('manages', 'sub-account', cast.managesContacts),
    login('owner2', 'owner', cast.ownerOfClient2),
    login('owner3', 'owner', cast.ownerOfClient3),
    {
      key: 'staff',
      name: cast.staff.name,
      kind: 'staff',
      clientId: null,
      identity: { kind: 'staff', staffId: cast.staff.staffId },
    },
  ];
}
