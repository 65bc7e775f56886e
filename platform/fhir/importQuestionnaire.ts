// Keeps EX2, EX3. A foreign questionnaire from its JSON: guarded, checked against the standard, then made into a draft.
import { stringify } from 'yaml';
import type { ImportView } from '../../shared/protocol/authoringViews.ts';
import { questionnaireCharsMax } from '../../shared/protocol/taskProtocol.ts';
import { problemWords } from '../../shared/script/authoring/problemWords.ts';
import { draftOf, type ImportProblem } from '../../shared/script/exchange/incoming/draftOf.ts';
import { foreignQuestionnaire } from '../../shared/script/exchange/incoming/resource.ts';
import { whyNotPlain } from '../plainJson.ts';
import { scriptBytesMax } from '../scriptLibrary.ts';
import { checkResource } from './checkResource.ts';

const depthMax = 40;
const head =
  '# Draft for demonstration, imported from a FHIR R4 Questionnaire. Not clinically validated: rules are to be written.\n';

export function importQuestionnaire(json: string, scriptId: string): ImportView {
  if (json.length > questionnaireCharsMax)
    return refused([{ key: '', message: `is larger than ${questionnaireCharsMax} characters` }]);
  const value = parse(json);
  const why = value === undefined ? 'is not JSON' : whyNotPlain(value, depthMax);
  if (why !== null) return refused([{ key: '', message: why }]);
  const resource = asQuestionnaire(value);
  if (resource === null) return refused([{ key: 'resourceType', message: 'is not a Questionnaire' }]);
  const troubles = checkResource(resource);
  if (troubles.length > 0)
    return refused(
      troubles.map(({ path, message }) => ({ key: path.replace(/^Questionnaire\./, ''), message })),
    );
  const modifier = modifierIn(resource, '');
  if (modifier !== null)
    return refused([{ key: modifier, message: 'may change the meaning of everything around it' }]);
  const read = foreignQuestionnaire.safeParse(resource);
  if (!read.success)
    return refused(read.error.issues.map(({ path, message }) => ({ key: path.join('.'), message })));
  const made = draftOf(read.data, scriptId);
  if ('problems' in made) return refused(made.problems);
  const text = `${head}${stringify(made.draft, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  if (Buffer.byteLength(text) > scriptBytesMax)
    return refused([{ key: 'item', message: `makes a script larger than ${scriptBytesMax} bytes` }]);
  return { text, problems: [], lost: made.lost };
}

function refused(found: readonly ImportProblem[]): ImportView {
  const problems = found.map(({ key, message }) => ({ key, message: problemWords(message) }));
  return { text: null, problems, lost: [] };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Undefined is nothing that JSON can say.
    return undefined;
  }
}

function asQuestionnaire(value: unknown): object | null {
  const isOne =
    typeof value === 'object' &&
    value !== null &&
    'resourceType' in value &&
    value.resourceType === 'Questionnaire';
  return isOne ? value : null;
}

/** By the standard, whoever does not understand a modifier must not use what it stands in. */
function modifierIn(value: object, path: string): string | null {
  for (const [name, inner] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    if (name === 'modifierExtension' || name === 'implicitRules') return at;
    const deeper: unknown = inner;
    const found = typeof deeper === 'object' && deeper !== null ? modifierIn(deeper, at) : null;
    if (found !== null) return found;
  }
  return null;
}
