// Keeps EX4. Resources against the definitions of FHIR R4 itself, by a library that reads them.
import { readFileSync } from 'node:fs';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { z } from 'zod';

export interface ResourceTrouble {
  readonly path: string;
  readonly message: string;
}

type Resource = Parameters<typeof validateResource>[0];
type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];

let isReady = false;

/** Everything that is wrong, with its place; empty when the resource is valid. */
export function checkResource(resource: object): ResourceTrouble[] {
  if (!isReady) {
    indexStructureDefinitionBundle(JSON.parse(readFileSync(definitions(), 'utf8')) as Definitions);
    isReady = true;
  }
  try {
    // The library's type is what it is about to find out.
    validateResource(resource as Resource);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return issuesOf(error.outcome);
  }
}

/** The part of an OperationOutcome that is read here. */
const outcome = z.object({
  issue: z.array(
    z.object({
      expression: z.array(z.string()).optional(),
      details: z.object({ text: z.string().optional() }).optional(),
    }),
  ),
});

function issuesOf(thrown: unknown): ResourceTrouble[] {
  return outcome.parse(thrown).issue.map((issue) => ({
    path: issue.expression?.[0] ?? '',
    message: issue.details?.text ?? 'is not valid',
  }));
}

/** Beside this file in the sources; the build lays a copy beside the engine. */
function definitions(): URL {
  return new URL('./r4Definitions.json', import.meta.url);
}
