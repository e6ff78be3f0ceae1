import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of what ships with Pipewright: this repository. */
export const BUILT_IN = fileURLToPath(new URL('..', import.meta.url));

/** A shop and an ERP, configured without a mistake, and no pipe yet: `check` finds nothing in it. */
export const SAMPLE_PROJECT = `project: sample
connections:
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: { consumer_key: "\${env:WOO_KEY}", consumer_secret: "\${env:WOO_SECRET}" }
  erp:
    connector: business-central
    url: https://api.businesscentral.dynamics.com
    credentials: { client_id: "\${env:BC_ID}", client_secret: "\${env:BC_SECRET}" }
    options: { tenant: contoso.example.com, environment: Production, company: 3e0f7d3c-2d0b-4a44-8f0e-7b7b7a5c0001, local_currency: EUR }
`;

const BASE: Readonly<Record<string, string>> = { 'pipewright.yaml': SAMPLE_PROJECT };

/** A project in a temporary folder. Removed with \`using\`. */
export interface SampleProject extends Disposable {
  readonly root: string;
  /** Writes more files, or others in place of those that are there. */
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
}

/** The small sample project with some files laid over it. */
export function sampleProject(files: Readonly<Record<string, string | Uint8Array>> = {}): SampleProject {
  return sampleFolder({ ...BASE, ...files });
}

/** A folder with exactly these files. */
export function sampleFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): SampleProject {
  const root = mkdtempSync(join(tmpdir(), 'pipewright-sample-'));
  const write: SampleProject['write'] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write(files);
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
