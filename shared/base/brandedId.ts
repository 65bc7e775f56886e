declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type OpId = Branded<'op'>;
export type ContactId = Branded<'contact'>;
export type ClientId = Branded<'client'>;
export type PlanId = Branded<'plan'>;
export type HandoffId = Branded<'handoff'>;

const hexOf: readonly string[] = Array.from({ length: 256 }, (_none, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** 16 random bytes and a time give one uuidv7; both arrive as arguments, so `shared` stays a function. */
export function uuidv7(atMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.subarray(0, 16));
  for (let index = 5, rest = Math.floor(atMs); index >= 0; index -= 1, rest = Math.floor(rest / 256))
    bytes[index] = rest % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += hexOf[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A record id is its kind, an underscore and a uuidv7: `contact_0193…`. Demo people have fixed, readable ids. */
export const recordIdPattern = /^[a-zA-Z]+_[0-9A-Za-z-]{1,64}$/;
