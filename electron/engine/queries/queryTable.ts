import type { QueryName } from '../../../shared/protocol/deskProtocol.ts';
import type { Query } from '../query.ts';
import { scriptDraftSource, scriptLibrary, scriptSource } from './authoringViews.ts';
import { clientRevision, clientSearch } from './clientViews.ts';
import { contactGet, contactList } from './contactViews.ts';
import { scriptCost } from './costViews.ts';
import {
  deskDrafts,
  deskPreferences,
  deskRepairs,
  deskUnits,
  presenceList,
  refusalList,
  sessionCurrent,
  syncStatus,
} from './deskStateViews.ts';
import { contactEarlier } from './earlierContacts.ts';
import { handoffGet, handoffList } from './handoffViews.ts';
import { outboxList } from './outboxViews.ts';
import { planGet } from './planViews.ts';
import { contactScripts, dispositionList, scriptGet, scriptList, scriptSearch } from './scriptViews.ts';

export const queryTable: Readonly<Record<QueryName, Query>> = {
  'session.current': sessionCurrent,
  'sync.status': syncStatus,
  'desk.preferences': deskPreferences,
  'desk.drafts': deskDrafts,
  'desk.units': deskUnits,
  'desk.repairs': deskRepairs,
  'presence.list': presenceList,
  'refusal.list': refusalList,
  'outbox.list': outboxList,
  'contact.get': contactGet,
  'contact.earlier': contactEarlier,
  'contact.scripts': contactScripts,
  'contact.list': contactList,
  'client.search': clientSearch,
  'client.revision': clientRevision,
  'plan.get': planGet,
  'handoff.get': handoffGet,
  'handoff.list': handoffList,
  'script.list': scriptList,
  'script.search': scriptSearch,
  'script.get': scriptGet,
  'disposition.list': dispositionList,
  'script.library': scriptLibrary,
  'script.source': scriptSource,
  'script.draftSource': scriptDraftSource,
  'script.cost': scriptCost,
};
