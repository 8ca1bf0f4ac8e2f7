// Where tickets go, by the API: no table of HostBill's departments is known. They change seldom and every page that limits
// by them asks: what was answered holds for a while, and longer when HostBill does not answer.
import { UnavailableError } from '../../support/errors.js';
import type { Department, PanelDepartments } from '../panel.js';
import type { HostBillApi } from './api.js';

const FRESH_MS = 60_000;

export function hostBillDepartments(api: HostBillApi | undefined): PanelDepartments {
  let known: { at: number; departments: Department[] } | undefined;
  return {
    async list() {
      if (!api) return [];
      if (known && known.at > Date.now() - FRESH_MS) return known.departments;
      try {
        known = { at: Date.now(), departments: await api.departments() };
      } catch (error) {
        if (!known || !(error instanceof UnavailableError)) throw error;
      }
      return known.departments;
    },
  };
}
