import type { Language, LocalText } from '../../base/text.ts';
import type { Actor, Field } from '../field/field.ts';

/** Characters of one authored text. An op holds 64 KiB, and the largest script of the library has 21 KB. */
export const authoredTextCharsMax = 40_000;
/** So that a version's record id stays a record id. */
export const authoredIdPattern = /^[a-z][a-z0-9_]{0,55}$/;
export const draftIdPattern = /^script_[a-z][a-z0-9-]{0,55}-[1-9][0-9]{0,4}$/;

export interface ScriptKey {
  readonly scriptId: string;
  readonly version: number;
}

/**
 * One version of a script is one record, and its id says which: two people who draft the same next version apart
 * write two texts of one record, and no version can be released twice.
 */
export function scriptRecordId({ scriptId, version }: ScriptKey): string {
  return `script_${scriptId.replaceAll('_', '-')}-${version}`;
}

/** Null for an id that names no version. */
export function scriptKeyOf(recordId: string): ScriptKey | null {
  if (!draftIdPattern.test(recordId)) return null;
  const at = recordId.lastIndexOf('-');
  const scriptId = recordId.slice('script_'.length, at).replaceAll('-', '_');
  return { scriptId, version: Number(recordId.slice(at + 1)) };
}

export interface ScriptText {
  readonly text: string;
  /** SHA-256 of the text in UTF-8, hex. */
  readonly hash: string;
}

export interface Approval {
  readonly by: Actor;
  readonly at: string;
  /** The approver's professional title, as they gave it. */
  readonly title: string;
  readonly hash: string;
}

/** A wish to release that the region has not answered yet. */
export interface ReleaseAsked {
  readonly by: Actor;
  readonly at: string;
  readonly hash: string;
}

/** What lists and search say of a release, read from its text by the region and signed with it: a desk parses no text for it. */
export interface ReleaseHead {
  readonly area: 'health' | 'social';
  readonly title: LocalText;
  readonly keywords: Readonly<Record<Language, readonly string[]>>;
  readonly questions: number;
  /** The shared blocks it includes, such as `open_safety@1`. */
  readonly include: readonly string[];
}

/** The region's own hand: it proved this text and signed it. */
export interface Release {
  readonly hash: string;
  /** SHA-256 over the shared blocks the text includes: they came with the program, and are signed with the text. */
  readonly blocksHash: string;
  readonly head: ReleaseHead;
  readonly keyId: string;
  /** Ed25519, base64. */
  readonly signature: string;
  readonly at: string;
}

/** Why the region would not release a text: the property that did not hold, and a line about it. */
export interface ReleaseRefused {
  readonly hash: string;
  readonly property: string;
  readonly message: string;
  readonly at: string;
}

export interface Withdrawal {
  readonly by: Actor;
  readonly at: string;
  readonly reason: string;
}

export interface ScriptVersion extends ScriptKey {
  readonly id: string;
  /** True for a version that came with the program and is known to the region because it was withdrawn. */
  readonly builtIn: boolean;
  readonly text: Field<ScriptText>;
  /** Of the text as it stands: an edit empties the list. */
  readonly approvals: readonly Approval[];
  readonly releaseAsked: ReleaseAsked | null;
  readonly releaseRefused: ReleaseRefused | null;
  readonly released: Release | null;
  readonly withdrawn: Withdrawal | null;
}
