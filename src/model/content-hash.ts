import { hash } from 'node:crypto';

/** Hash of a text or of bytes: equal means the same version. SHA-256, as hexadecimal. */
export const contentHash = (content: string | Uint8Array): string => hash('sha256', content);
