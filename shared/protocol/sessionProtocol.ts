import { z } from 'zod';
import { roles } from '../domain/access/policy.ts';

/** A sign-in as the region granted it. Tokens are short-lived; the refresh token lasts a shift and is used once. */
export const session = z.strictObject({
  id: z.string().max(128),
  user: z.string().max(128),
  name: z.string().max(200),
  role: z.enum(roles),
  unit: z.string().max(128),
  unitName: z.strictObject({ fi: z.string().max(200), sv: z.string().max(200), en: z.string().max(200) }),
  scopes: z.array(z.string().max(128)).max(50),
  desk: z.string().max(128),
});
export type Session = z.infer<typeof session>;

export const signInRequest = z.strictObject({
  user: z.string().min(1).max(128),
  password: z.string().min(1).max(1000),
  desk: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
});
export const refreshRequest = z.strictObject({ session: z.string().max(128), refresh: z.string().max(200) });
export const signInGranted = z.strictObject({
  session,
  token: z.string().max(4000),
  tokenExpiresAt: z.iso.datetime(),
  refresh: z.string().max(200),
  /** The region's clock, to measure the desk's skew. */
  time: z.iso.datetime(),
  /** Every unit of the region, so that a desk can choose a receiver without a network. */
  units: z
    .array(
      z.strictObject({
        id: z.string().max(128),
        name: z.strictObject({ fi: z.string().max(200), sv: z.string().max(200), en: z.string().max(200) }),
      }),
    )
    .max(200)
    .optional(),
});
export type SignInGranted = z.infer<typeof signInGranted>;

/** POST /session and POST /session/refresh answer 200 with {@link signInGranted} or 401/403/429 with this. */
export const signInRefused = z.strictObject({
  code: z.enum(['wrongPassword', 'sessionExpired', 'tooManyTries', 'messageInvalid']),
});
