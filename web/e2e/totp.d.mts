/** See `totp.mjs`. */
export function unusedCode(secret: string): Promise<string>;
