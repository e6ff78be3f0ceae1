import { hash } from 'node:crypto';

/** Hash of a text: equal means the same version. SHA-256, as hexadecimal. */
export const contentHash = (text: string): string => hash('sha256', text);
