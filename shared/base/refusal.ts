/** Reasons by which the rules may say no. Closed: a new one needs a text in three languages. */
export const refusalReasons = [
  'alreadyTaken',
  'alreadyAnswered',
  'alreadyDone',
  'alreadyClosed',
  'notHolder',
  'notOffered',
  'notAllowed',
  'notSignedIn',
  'notFound',
  'stillComing',
  'scriptUnknown',
  'scriptWithdrawn',
  'noAssessment',
  'assessmentOpen',
  'questionUnknown',
  'answerWrongKind',
  'answerOutOfRange',
  'answerUnknownOption',
  'notDecidable',
  'reasonMissing',
  'wrongDirection',
  'proposalChanged',
  'sameUnit',
  'invalid',
  'tooLarge',
  'limitReached',
  'alreadyReleased',
  'notApproved',
  'textChanged',
  'textDisputed',
  'replaced',
  'takesTooLong',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/**
 * Expected by the rules and shown to the user. `by` and `at` say who was first, `path` what was wrong in the input,
 * `because` what the person who decided it gave as their reason.
 */
export interface Refusal {
  readonly refused: RefusalReason;
  readonly by?: { readonly user: string; readonly desk: string };
  readonly at?: string;
  readonly path?: string;
  readonly because?: string;
}

export function isRefusal(value: unknown): value is Refusal {
  return (
    typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string'
  );
}

/** Troubles that are nobody's wish: disk, network, foreign data. Retried, parked or shown, always with a code. */
export const faultCodes = [
  'diskFull',
  'diskReadOnly',
  'diskBroken',
  'databaseLocked',
  'databaseWrongKey',
  'databaseCorrupt',
  'databaseNewer',
  'regionUnreachable',
  'regionBusy',
  'protocolTooOld',
  'protocolTooNew',
  'sessionExpired',
  'wrongPassword',
  'messageInvalid',
  'messageTooLarge',
  'unknownCommand',
  'engineStopped',
  'taskFailed',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export class Fault extends Error {
  override name = 'Fault';
  readonly code: FaultCode;
  constructor(code: FaultCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
