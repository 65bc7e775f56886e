import { expect, it } from 'vitest';
import { z } from 'zod';
import { deskCommands, deskQueries } from '../../../../shared/protocol/deskProtocol.ts';
import { hello, presence, pull, push, snapshotRequest } from '../../../../shared/protocol/regionProtocol.ts';

interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
}

/** Where a message could grow without end, or carry what nobody reads. */
function openPlaces(node: Node, path: string): string[] {
  const below = [
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.allOf ?? []),
    ...(node.prefixItems ?? []),
  ];
  const own: string[] = [];
  const isNamed = node.enum !== undefined || node.const !== undefined;
  // A pattern that ends bounds its text as a length does.
  const isBounded =
    node.maxLength !== undefined || node.format !== undefined || (node.pattern ?? '').endsWith('$');
  if (node.type === 'string' && !isNamed && !isBounded) own.push(`${path}: a text without a limit`);
  if (node.type === 'array' && node.maxItems === undefined && node.prefixItems === undefined)
    own.push(`${path}: a list without a limit`);
  if (node.type === 'object' && node.properties !== undefined && node.additionalProperties !== false)
    own.push(`${path}: takes names it does not know`);
  return [
    ...own,
    ...below.flatMap((one, at) => openPlaces(one, `${path}|${at}`)),
    ...Object.entries(node.properties ?? {}).flatMap(([name, one]) => openPlaces(one, `${path}.${name}`)),
    ...(node.items === undefined ? [] : openPlaces(node.items, `${path}[]`)),
  ];
}

function placesOf(name: string, schema: z.ZodType): string[] {
  return openPlaces(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Node, name);
}

it('[FT15] every message of a desk to the region is closed and has its limits', () => {
  const asks = { hello, presence, pull, push, snapshotRequest };
  expect(Object.entries(asks).flatMap(([name, schema]) => placesOf(name, schema))).toEqual([]);
});

it('[FT15] every wish and question of a page to its engine is closed and has its limits', () => {
  const asks = { ...deskCommands, ...deskQueries };
  expect(Object.entries(asks).flatMap(([name, schema]) => placesOf(name, schema))).toEqual([]);
});

it('[FT15] an open place is found', () => {
  const open = z.object({ text: z.string(), list: z.array(z.number()) });
  expect(placesOf('open', open).sort()).toEqual(
    [
      'open.list: a list without a limit',
      'open.text: a text without a limit',
      'open: takes names it does not know',
    ].sort(),
  );
});
