// Keeps EX6. Nothing leaves that the standard would not take.
import { Bug } from '../../shared/base/assert.ts';
import type { ResponseView } from '../../shared/protocol/authoringViews.ts';
import type { FhirExport } from '../../shared/script/exchange/responseOf.ts';
import { checkResource } from './checkResource.ts';

export function checkedExport({ response, questionnaire, lost }: FhirExport): ResponseView {
  const troubles = [...checkResource(response), ...checkResource(questionnaire)];
  // We made both, so this is our mistake and nobody's input.
  if (troubles.length > 0) throw new Bug(`not FHIR R4: ${troubles.map((one) => one.message).join('; ')}`);
  return {
    json: JSON.stringify(response, null, 2),
    questionnaire: JSON.stringify(questionnaire, null, 2),
    lost,
  };
}
