// Every route of the module stands here with what it asks for, so that tests can walk the whole surface and a route
// without a guard stops the boot.
import type { Requirement } from '../permissions/decide.js';

export interface RegisteredRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express pattern below the base path. */
  path: string;
  /** What the guard asks for, or why the route is open to everybody. */
  access:
    | { permission: Requirement }
    | { public: string }
    /** The API: a key with this scope (or any key), whose maker has this permission. */
    | { key: string; permission: Requirement | undefined };
}

export class RouteRegistry {
  readonly routes: RegisteredRoute[] = [];

  /** Throws when a route says neither who may open it nor why it is open, or is registered twice. */
  add(route: RegisteredRoute): void {
    const access = route.access as { permission?: string; public?: string; key?: string };
    if (!access.permission && !access.public && !access.key)
      throw new Error(`${route.method} ${route.path} has no permission and no reason to be public`);
    if (this.routes.some(({ method, path }) => method === route.method && path === route.path)) {
      throw new Error(`${route.method} ${route.path} is registered twice`);
    }
    this.routes.push(route);
  }
}
