import type { Refusal } from '../../../shared/base/refusal.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import { agreedText } from '../../../shared/domain/script/scriptFacts.ts';
import { scriptRecordId } from '../../../shared/domain/script/scriptVersion.ts';
import type { ScriptSourceView } from '../../../shared/protocol/authoringViews.ts';
import { command, type Deciding, type Decision, type FactDraft, refuse } from '../command.ts';
import { sourceTextOf, sourceViewOf } from '../queries/authoringViews.ts';
import type { KnownVersion, ScriptShelf } from '../scriptShelf.ts';

function scriptFact(draftId: string, type: FactType, body: unknown = {}): FactDraft {
  return { record: { kind: 'script', id: draftId }, type, body };
}

function versionsOf(shelf: ScriptShelf, scriptId: string): KnownVersion[] {
  const versions = shelf.known().filter((one) => one.scriptId === scriptId);
  return versions.sort((left, right) => left.version - right.version);
}

/**
 * The number is the highest known one and one more. Somebody who takes the same one apart writes the same version: the
 * record then holds both texts, and a person chooses.
 */
export const scriptDraft = command('script.draft', (deciding, { scriptId, fromVersion, text }) => {
  const known = versionsOf(deciding.shelf, scriptId);
  const from = fromVersion === null ? known.at(-1) : known.find((one) => one.version === fromVersion);
  if (text === null && from === undefined) return refuse('notFound');
  const version = (known.at(-1)?.version ?? 0) + 1;
  const begun = text ?? (from === undefined ? '' : renumbered(sourceTextOf(from), version));
  const draftId = scriptRecordId({ scriptId, version });
  return {
    facts: [scriptFact(draftId, 'script.drafted'), scriptFact(draftId, 'script.textSet', { text: begun })],
    reply: () => ({ draftId, version }),
  };
});

/** A copy says which version it is to become; everything else is the author's. */
function renumbered(text: string, version: number): string {
  return text.replace(/^version:.*$/m, `version: ${version}`);
}

export const scriptSetText = command('script.setText', (deciding, { draftId, text }) =>
  oneFact(deciding, draftId, scriptFact(draftId, 'script.textSet', { text })),
);

export const scriptApprove = command('script.approve', (deciding, { draftId, hash, title }) =>
  oneFact(deciding, draftId, scriptFact(draftId, 'script.approved', { hash, title })),
);

export const scriptRelease = command('script.release', (deciding, { draftId }) => {
  const script = deciding.find('script', draftId);
  if (script === undefined) return refuse('notFound');
  const text = agreedText(script);
  if (text === null) return refuse('textDisputed');
  return oneFact(deciding, draftId, scriptFact(draftId, 'script.releaseAsked', { hash: text.hash }));
});

/** One clinical lead is enough to stop a script: it may be wrong at this moment. */
export const scriptWithdraw = command('script.withdraw', (deciding, { scriptId, version, reason }) => {
  const known = versionsOf(deciding.shelf, scriptId).find((one) => one.version === version);
  if (known === undefined) return refuse('notFound');
  const recordId = scriptRecordId({ scriptId, version });
  const named = known.record === null ? [scriptFact(recordId, 'script.builtInNamed')] : [];
  return {
    facts: [...named, scriptFact(recordId, 'script.withdrawn', { reason })],
    reply: (reading) => sourceViewOf(reading, recordId),
  };
});

function oneFact(deciding: Deciding, draftId: string, fact: FactDraft): Decision<ScriptSourceView> | Refusal {
  if (deciding.find('script', draftId) === undefined) return refuse('notFound');
  return { facts: [fact], reply: (reading) => sourceViewOf(reading, draftId) };
}
