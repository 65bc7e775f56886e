// One call of each kind as the engine itself writes it, to be made again ten thousand times under other names.
import { readLogAfter } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import type { BenchDesk } from '../benchDesk.ts';

export interface Template {
  readonly clientId: string;
  /** Every op of one client, one call with its plan, and one handoff, in their order. */
  readonly ops: readonly LoggedOp[];
  readonly records: readonly { readonly kind: RecordKind; readonly id: string; readonly state: unknown }[];
}

const registration = {
  familyName: 'Pohjola',
  givenNames: 'Pohja',
  identityCode: null,
  birthDate: '1950-01-01',
  language: 'fi',
  interpreter: false,
  phone: '0400000000',
  address: 'Katu 1',
  municipality: '285',
  nonDisclosure: false,
  allergies: 'notRecorded',
} as const;

const sbar = {
  situation: 'Ei pärjää',
  background: 'Asuu yksin',
  assessment: 'Kotihoito',
  recommendation: 'Arviointi',
};

/** Makes the call on a desk of its own and reads back what came of it. */
export async function makeOneCall(desk: BenchDesk): Promise<Template> {
  const { clientId } = (await desk.command('client.register', registration)) as { clientId: string };
  await desk.command('client.setField', { clientId, edit: { field: 'address', value: 'Katu 2' } });
  const { contactId } = (await desk.command('contact.open', { callerNumber: '0400000001' })) as {
    contactId: string;
  };
  const client = { kind: 'identified', clientId, certainty: 'verified' };
  await desk.command('contact.setReason', { contactId, text: 'Ei pärjää enää kotona, lääkkeet unohtuvat' });
  await desk.command('contact.linkClient', { contactId, client });
  const started = await desk.command('assessment.start', { contactId, scriptId: 'older_person_home' });
  let { assessment } = started as { assessment: AssessmentNow };
  while (assessment.view.proposal === null && assessment.view.next !== null) {
    const answered = await desk.command('assessment.answer', {
      contactId,
      questionId: assessment.view.next,
      answer: 'unknown',
    });
    ({ assessment } = answered as { assessment: AssessmentNow });
  }
  await desk.command('assessment.decide', { contactId, direction: 'accept' });
  for (const note of ['Tytär käy viikonloppuisin.', 'Soitetaan huomenna uudelleen.'])
    await desk.command('contact.addNote', { contactId, text: note });
  await desk.command('plan.draft', { contactId });
  const offered = await desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
  // Most handoffs of years of work have ended; which way makes no difference to a list.
  await desk.command('handoff.withdraw', offered as { handoffId: string });
  await desk.command('contact.startWrapUp', { contactId });
  await desk.command('contact.setOutcome', { contactId, outcome: 'D01' });
  await desk.command('contact.close', { contactId });
  return readTemplate(desk, clientId);
}

function readTemplate(desk: BenchDesk, clientId: string): Template {
  const ops = readLogAfter(desk.db, 0, 1_000).map(({ op }) => op);
  const settled = ops.map((op, at): SettledOp => ({ ...op, seq: at + 1, receivedAt: op.at, refused: null }));
  const groups = Map.groupBy(settled, (op) => op.record.id);
  const records = [...groups].flatMap(([id, own]) => {
    const [first] = own;
    return first === undefined ? [] : [{ kind: first.record.kind, id, state: foldSettled(undefined, own) }];
  });
  return { clientId, ops, records };
}
