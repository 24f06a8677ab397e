/** Passkeys: asking the API, then the browser's authenticator. The library comes with the first that is asked for. */

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { anonymousApi, answer, api } from '../../../api/client';
import { type Problem, ProblemError } from '../../../api/problem';
import type { Translator } from '../../../lib/i18n';
import { problemText } from '../../../ui/problem-text';

/** Why there was none: `cancelled` by the person or by time, `known` to the authenticator already. */
type Trouble = 'passkey_cancelled' | 'passkey_known' | 'passkey_failed';

const library = () => import('@simplewebauthn/browser');

/** Asks for a passkey: for the challenge of a sign-in, or else for any that there is. */
export async function askForPasskey(challenge?: string) {
  const body = challenge ? { session: challenge } : {};
  const { session, options } = await answer(anonymousApi.POST('/auth/start-passkey-sign-in', { body }));
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const { rawId, response } = await byAuthenticator(async () =>
    (await library()).startAuthentication({ optionsJSON }),
  );
  const credential = {
    id: rawId,
    client_data_json: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
    user_handle: response.userHandle ?? null,
  };
  return { session, credential };
}

export async function addPasskey(name: string): Promise<void> {
  const { session, options } = await answer(api.POST('/auth/start-passkey'));
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const { rawId, response } = await byAuthenticator(async () =>
    (await library()).startRegistration({ optionsJSON }),
  );
  const credential = {
    id: rawId,
    client_data_json: response.clientDataJSON,
    attestation_object: response.attestationObject,
  };
  await answer(api.POST('/auth/confirm-passkey', { body: { session, name, credential } }));
}

async function byAuthenticator<Credential>(ask: () => Promise<Credential>): Promise<Credential> {
  try {
    return await ask();
  } catch (thrown) {
    throw new ProblemError({ code: troubleOf(thrown), status: 0, fields: [], retryAfter: null });
  }
}

export function troubleOf(thrown: unknown): Trouble {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'passkey_cancelled';
  return name === 'InvalidStateError' ? 'passkey_known' : 'passkey_failed';
}

/** Also of calls that have nothing to do with an authenticator. */
export function passkeyText(problem: Problem, t: Translator): string {
  switch (problem.code) {
    case 'passkey_cancelled':
      return t('passkey.cancelled');
    case 'passkey_known':
      return t('passkey.known');
    case 'passkey_failed':
      return t('passkey.failed');
    case 'challenge_refused':
      return t('passkey.refused');
    default:
      return problemText(problem, t);
  }
}
