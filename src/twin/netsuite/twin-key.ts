import { createPrivateKey, createPublicKey } from 'node:crypto';

/** The key of the twin's own integration record. It opens nothing but twins, and so is no secret. */
const JWK = {
  kty: 'EC',
  crv: 'P-256',
  x: 'okHHQw1KsdQx2geEd9LHLuoaA3N1IES1Y8ymTYfuUc8',
  y: 'Yev-umfjUq8aEIsYLD2BaU1cdmL0qlN8EnkW5Q5w1Yw',
  d: 'QYiTZR2k_fl1DplU1XM1YtThY2Xb8sdhtIHTV0uYk68',
};

const key = createPrivateKey({ key: JWK, format: 'jwk' });

export const TWIN_CLIENT_ID = '5a1c0ffee0000000000000000000000000000000000000000000000000c0ffee';
export const TWIN_CERTIFICATE_ID = 'twin_certificate_1';
export const TWIN_PRIVATE_KEY: string = key.export({ type: 'pkcs8', format: 'pem' }).toString();
export const TWIN_PUBLIC_KEY: string = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
