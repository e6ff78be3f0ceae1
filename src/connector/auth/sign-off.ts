import { signInCall } from './sign-in-call.ts';
import type { SignerParts } from './signer.ts';

/** Tells a system that a session is over (POST without a body). Rejects with a SignInFailure when it does not say that it heard. */
export async function signOff(parts: SignerParts, path: string, header: string, value: string): Promise<void> {
  const url = new URL(`${parts.url}${path}`);
  await signInCall(parts, {
    method: 'POST',
    url,
    contentType: 'application/json',
    body: '',
    headers: { [header]: value },
    doing: 'signing off',
  });
}
