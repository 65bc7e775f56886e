import { type CompiledScript, compileScript } from '../../../../shared/script/compileScript.ts';
import { type Block, type Script, scriptSchema } from '../../../../shared/script/scriptFormat.ts';

/** What an author would write, as plain data: checked by the schema like a file. */
export type Authored = Readonly<Record<string, unknown>>;

const text = (words: string) => ({ fi: `${words} fi`, sv: `${words} sv`, en: `${words} en` });

export function yesNo(id: string, more: Authored = {}): Authored {
  return { id, type: 'yes_no', say: text(id), worse: 'yes', ...more };
}

export function number(id: string, more: Authored = {}): Authored {
  return { id, type: 'number', unit: 'days', min: 0, max: 30, worse: 'higher', say: text(id), ...more };
}

export function choice(id: string, keys: readonly string[], more: Authored = {}): Authored {
  const options = Object.fromEntries(keys.map((key) => [key, text(key)]));
  return { id, type: 'choice', options, worse: keys, say: text(id), ...more };
}

export function rule(to: string, when?: Authored, more: Authored = {}): Authored {
  return {
    to,
    because: text(`because ${to}`),
    source: 'know',
    ...(when === undefined ? {} : { when }),
    ...more,
  };
}

export function makeScript(
  parts: { ask: readonly Authored[]; decide: readonly Authored[] } & Authored,
): Script {
  const words = { fi: ['koe'], sv: ['prov'], en: ['trial'] };
  return scriptSchema.parse({
    id: 'trial',
    version: 1,
    status: 'draft',
    area: 'health',
    title: text('trial'),
    keywords: words,
    sources: [{ id: 'know', mark: 'know', title: 'general knowledge' }],
    safetyNet: [{ id: 'net', say: text('call again') }],
    ...parts,
  });
}

export function compileParts(
  parts: { ask: readonly Authored[]; decide: readonly Authored[] } & Authored,
  blocks: readonly Block[] = [],
): CompiledScript {
  return compileScript(makeScript(parts), blocks);
}
