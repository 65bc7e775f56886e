import type { Language, LocalText } from '../../base/text.ts';
import type { CompiledScript } from '../compileScript.ts';

/**
 * One version of a script as it stands in a library: what lists and search need at hand, the rest on first use, so
 * that a library of hundreds costs nothing until somebody is led through one of them.
 */
export interface LibraryScript {
  readonly id: string;
  readonly version: number;
  readonly area: CompiledScript['area'];
  readonly title: LocalText;
  readonly keywords: Readonly<Record<Language, readonly string[]>>;
  readonly questions: () => number;
  /** SHA-256 of the text as authored, hex. */
  readonly hash: () => string;
  readonly text: () => string;
  /** Null for a release that this program cannot read. */
  readonly compiled: () => CompiledScript | null;
}

/** A script at hand without the file it came from. */
export function libraryScript(
  script: CompiledScript,
  file: { readonly text: string; readonly hash: string } = { text: '', hash: '' },
): LibraryScript {
  const { id, version, area, title, keywords, questions } = script;
  return {
    id,
    version,
    area,
    title,
    keywords,
    questions: () => questions.length,
    hash: () => file.hash,
    text: () => file.text,
    compiled: () => script,
  };
}
