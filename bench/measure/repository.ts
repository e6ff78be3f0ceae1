import { fileURLToPath } from 'node:url';

/** The folder that holds src, schemas and connectors. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
