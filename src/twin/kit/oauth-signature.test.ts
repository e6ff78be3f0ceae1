import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeRfc3986, oauthSignature } from './oauth-signature.ts';

test('a request without a token has the signature that an independent implementation gives it', () => {
  const signature = oauthSignature({
    method: 'POST',
    url: 'https://photos.example.net/initiate',
    parameters: [
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131200'],
      ['oauth_nonce', 'wIjqoxSA'],
      ['oauth_callback', 'http://printer.example.com/ready'],
    ],
    consumerSecret: 'kd94hf93k423kf44',
    signatureMethod: 'HMAC-SHA1',
  });
  // Computed once with Python's hmac and urllib.parse.quote from the rules of RFC 5849.
  assert.equal(signature, '0zDZV0JaN4mNEDPj+mzGUGnSH4U=');
});

test('everything but the unreserved characters is encoded', () => {
  assert.equal(encodeRfc3986("aZ09-._~!'()* +"), 'aZ09-._~%21%27%28%29%2A%20%2B');
});
