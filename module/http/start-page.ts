// The bare address of an area leads to the first page of its menu that the visitor may open.
import type { Router } from 'express';
import { manifest } from '../manifest.js';
import { decide, type Requirement } from '../permissions/decide.js';
import type { Area } from './areas.js';
import { HOME } from './home-page.js';
import type { RouteRegistry } from './registry.js';

export function startPage(router: Router, area: Area, registry: RouteRegistry, basePath: string): void {
  registry.add({
    method: 'GET',
    path: area.mount,
    access: { public: 'only leads on; the page it leads to is guarded' },
  });
  const entries = manifest.menu.filter((entry) => entry.area === area.id);
  router.get(area.mount, (req, res) => {
    req.liaison.route = area.mount;
    const { user } = req;
    const open = entries.find((entry) => user && decide(user, entry.permission as Requirement).allowed);
    const path = open?.path ?? (user && area.id === 'client' ? HOME : entries[0]?.path);
    const mount = area.mount.replace(':clientId', encodeURIComponent(String(req.params['clientId'])));
    res.redirect(303, `${basePath}${mount}${path ?? ''}`);
  });
}
