import { getPreferences } from '../../../db/workstation/deskMeta.ts';
import { listDrafts } from '../../../db/workstation/drafts.ts';
import { listRefusals } from '../../../db/workstation/refusals.ts';
import type { DeskPreferences, UnitView } from '../../../shared/protocol/deskViews.ts';
import { deskQuery, recordQuery, type Standing } from '../query.ts';
import { refusedView } from './handoffViews.ts';

export const sessionCurrent = deskQuery('session.current', ['session'], (standing) => standing.session());
export const syncStatus = deskQuery('sync.status', ['sync', 'refusals', 'signs'], (standing) =>
  standing.sync(),
);
export const presenceList = deskQuery('presence.list', ['presence'], (standing) => standing.presence());

export const deskPreferences = deskQuery('desk.preferences', ['preferences', 'session'], preferencesOf);

const defaults: DeskPreferences = { language: 'fi', theme: 'system', fontScale: 100 };

/** Before sign-in the desk shows itself as its last user left it. */
export function preferencesOf({ store, user }: Pick<Standing, 'store' | 'user'>): DeskPreferences {
  const kept = store === null ? null : getPreferences(store.db, user ?? '');
  return kept === null ? defaults : { ...defaults, ...(JSON.parse(kept) as Partial<DeskPreferences>) };
}

/** Not followed while one types: whoever typed it knows it. */
export const deskDrafts = recordQuery(
  'desk.drafts',
  () => [],
  ({ store, session }) => listDrafts(store.db, session.user),
);

/** As the region last named them, so a receiver can be chosen without a network. */
export const deskUnits = recordQuery(
  'desk.units',
  () => ['units'],
  ({ store, session }) => {
    const units = JSON.parse(store.meta().units) as readonly UnitView[];
    const own: UnitView = { id: session.unit, name: session.unitName };
    return units.some((unit) => unit.id === own.id) ? units : [own, ...units];
  },
);

export const deskRepairs = recordQuery(
  'desk.repairs',
  () => ['repairs'],
  ({ store }) => store.meta().repairs,
);

export const refusalList = recordQuery(
  'refusal.list',
  () => ['refusals'],
  ({ store }) => listRefusals(store.db).map(refusedView),
);
