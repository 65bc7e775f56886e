import { createHmac, timingSafeEqual } from 'node:crypto';

/** A token says which session and until when; everything else stands in the session's own row. */
export interface TokenClaims {
  readonly session: string;
  readonly expiresAtMs: number;
}

export interface TokenSigner {
  sign(claims: TokenClaims): string;
  /** Null for a token that is forged, damaged or past its time. */
  verify(token: string, nowMs: number): TokenClaims | null;
  /** The n-th refresh token of a session: made again when asked again, so a lost answer costs nothing. */
  refresh(session: string, number: number): string;
}

const tokenCharsMax = 2_000;

export function createTokenSigner(key: string): TokenSigner {
  // Two purposes, two keys: a refresh token can never be taken for an access token.
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest();

  return {
    sign({ session, expiresAtMs }) {
      const claims = Buffer.from(JSON.stringify([session, expiresAtMs])).toString('base64url');
      return `${claims}.${mac('access', claims).toString('base64url')}`;
    },
    verify(token, nowMs) {
      if (token.length > tokenCharsMax) return null;
      const [claims = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = mac('access', claims);
      if (rest.length > 0 || given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected))
        return null;
      const [session, expiresAtMs] = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as [
        string,
        number,
      ];
      return expiresAtMs > nowMs ? { session, expiresAtMs } : null;
    },
    refresh: (session, number) =>
      `${number}.${mac('refresh', `${session}\n${number}`).toString('base64url')}`,
  };
}

/** Compares without telling by its time how much was right. */
export function sameSecret(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
