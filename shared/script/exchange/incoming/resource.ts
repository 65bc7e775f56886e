// The part of a foreign Questionnaire that is read. Whether it is FHIR R4 at all was checked before.
import { z } from 'zod';

const text = z.string().max(20_000);
const coding = z.looseObject({
  system: text.optional(),
  code: text.optional(),
  display: text.optional(),
});
const quantity = z.looseObject({
  value: z.number().optional(),
  unit: text.optional(),
  code: text.optional(),
});

interface ExtensionShape {
  readonly url: string;
  readonly valueCode?: string | undefined;
  readonly valueString?: string | undefined;
  readonly valueMarkdown?: string | undefined;
  readonly valueInteger?: number | undefined;
  readonly valueDecimal?: number | undefined;
  readonly valueCoding?: z.output<typeof coding> | undefined;
  readonly extension?: readonly ExtensionShape[] | undefined;
}
const extension: z.ZodType<ExtensionShape> = z.looseObject({
  url: text,
  valueCode: text.optional(),
  valueString: text.optional(),
  valueMarkdown: text.optional(),
  valueInteger: z.number().optional(),
  valueDecimal: z.number().optional(),
  valueCoding: coding.optional(),
  get extension() {
    return z.array(extension).optional();
  },
});
const beside = z.looseObject({ extension: z.array(extension).optional() }).optional();

const enableWhen = z.looseObject({
  question: text,
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answerBoolean: z.boolean().optional(),
  answerInteger: z.number().optional(),
  answerDecimal: z.number().optional(),
  answerString: text.optional(),
  answerCoding: coding.optional(),
  answerQuantity: quantity.optional(),
});
const answerOption = z.looseObject({
  valueCoding: coding.optional(),
  valueString: text.optional(),
  valueInteger: z.number().optional(),
});

const itemHead = {
  linkId: text,
  text: text.optional(),
  _text: beside,
  type: text,
  code: z.array(coding).optional(),
  extension: z.array(extension).optional(),
  enableWhen: z.array(enableWhen).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  repeats: z.boolean().optional(),
  answerOption: z.array(answerOption).optional(),
  answerValueSet: text.optional(),
};
type ItemHead = z.output<z.ZodObject<typeof itemHead>>;
export interface ForeignItem extends ItemHead {
  readonly item?: readonly ForeignItem[] | undefined;
}
const item: z.ZodType<ForeignItem> = z.looseObject({
  ...itemHead,
  get item() {
    return z.array(item).optional();
  },
});

const concept = z.looseObject({ code: text, display: text.optional() });
const contained = z.looseObject({
  resourceType: text,
  id: text.optional(),
  compose: z
    .looseObject({
      include: z.array(
        z.looseObject({
          system: text.optional(),
          concept: z.array(concept).optional(),
          filter: z.array(z.unknown()).optional(),
          valueSet: z.array(text).optional(),
        }),
      ),
      exclude: z.array(z.unknown()).optional(),
    })
    .optional(),
});

export const foreignQuestionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  language: text.optional(),
  url: text.optional(),
  version: text.optional(),
  name: text.optional(),
  title: text.optional(),
  _title: beside,
  description: text.optional(),
  copyright: text.optional(),
  contained: z.array(contained).optional(),
  item: z.array(item).optional(),
});
export type ForeignQuestionnaire = z.output<typeof foreignQuestionnaire>;
export type ForeignExtension = ExtensionShape;
export type ForeignEnableWhen = z.output<typeof enableWhen>;
