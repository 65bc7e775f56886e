import type { FaultCode } from '../../shared/base/refusal.ts';
import type { LibraryRow, ScriptSourceView } from '../../shared/protocol/authoringViews.ts';
import type {
  ClientView,
  ContactView,
  DeskPreferences,
  DispositionView,
  HandoffView,
  PlanView,
  PresenceView,
  RepairView,
  ScriptView,
  SessionView,
  SyncStatus,
  UnitView,
} from '../../shared/protocol/deskViews.ts';

/** Everything a fake desk shows. Stories start from one of these; a few commands change it. */
export interface FakeState {
  session: SessionView;
  preferences: DeskPreferences;
  sync: SyncStatus;
  units: readonly UnitView[];
  repairs?: readonly RepairView[];
  presence: PresenceView;
  contacts: readonly ContactView[];
  clients: readonly ClientView[];
  handoffs: readonly HandoffView[];
  plans: readonly PlanView[];
  scripts: readonly ScriptView[];
  dispositions: readonly DispositionView[];
  library: readonly LibraryRow[];
  sources: readonly ScriptSourceView[];
  /** Every writing command fails with this, as on a full disk. */
  failWith: FaultCode | null;
  /** The region's answer to the next claim. */
  refuseClaims: boolean;
  /** The engine never says it is ready. */
  silent: boolean;
}
