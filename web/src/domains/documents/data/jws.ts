/** Checks a compact JWS by ES256 (RFC 7515, RFC 7518 §3.4) with the browser's own cryptography. */

/** As a JWK set names it. */
export interface PublicKey {
  kty: string;
  crv: string;
  x: string;
  y: string;
  kid: string;
}

export type Checked =
  | { outcome: 'good'; kid: string }
  /** Signed with a key that is not among the public ones. */
  | { outcome: 'unknown_key'; kid: string }
  /** It is no signature by ES256, or not of what it stands with. */
  | { outcome: 'wrong' }
  /** It is ours, and says something else. */
  | { outcome: 'differs'; claims: readonly string[] }
  /** Browsers offer no cryptography to pages that come without encryption. */
  | { outcome: 'not_possible' };

/** `claims` are what the payload has to say; a dot leads into an object, and `null` stands for nothing. */
export async function checkSignature(
  jws: string,
  keys: readonly PublicKey[],
  claims: Readonly<Record<string, string | null>>,
): Promise<Checked> {
  if (!globalThis.crypto?.subtle) return { outcome: 'not_possible' };
  const [header, payload, signature, ...more] = jws.split('.');
  if (!header || !payload || !signature || more.length > 0) return { outcome: 'wrong' };
  try {
    const { alg, kid } = jsonOf(header);
    if (alg !== 'ES256' || typeof kid !== 'string') return { outcome: 'wrong' };
    const key = keys.find((each) => each.kid === kid && each.kty === 'EC' && each.crv === 'P-256');
    if (!key) return { outcome: 'unknown_key', kid };
    if (!(await fits(key, `${header}.${payload}`, signature))) return { outcome: 'wrong' };
    const said = jsonOf(payload);
    const different = Object.keys(claims).filter((claim) => valueAt(said, claim) !== claims[claim]);
    return different.length > 0 ? { outcome: 'differs', claims: different } : { outcome: 'good', kid };
  } catch {
    // Neither base64url nor JSON, or a key that is none.
    return { outcome: 'wrong' };
  }
}

async function fits({ kty, crv, x, y }: PublicKey, signed: string, signature: string): Promise<boolean> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, false, ['verify']);
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  return crypto.subtle.verify(how, key, bytesOf(signature), new TextEncoder().encode(signed));
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function jsonOf(base64url: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));
  if (!isRecord(value)) throw new TypeError('No object.');
  return value;
}

function valueAt(said: Readonly<Record<string, unknown>>, claim: string): unknown {
  let value: unknown = said;
  for (const name of claim.split('.')) value = isRecord(value) ? value[name] : undefined;
  return value ?? null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
