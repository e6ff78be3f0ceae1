import { IntegrationError } from '../model/integration-error.ts';
import type { LoadedProject } from './load-project.ts';
import { resolveSecret } from './secrets.ts';

/** Where systems reach `serve`, without a slash at the end; undefined where the project does not say. Throws OPTION_INVALID. */
export function publicUrlOf(
  project: LoadedProject,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { public_url: everywhere, environments } = project.project.value;
  const here = project.environment === undefined ? undefined : environments[project.environment]?.public_url;
  const written = here ?? everywhere;
  if (written === undefined) return undefined;
  const text = written.startsWith('${') ? resolveSecret(written, project.layers.root, env) : written;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new IntegrationError('OPTION_INVALID', '`public_url` is no http or https address without a query', {
      file: project.project.file.path,
    });
  return url.href.replace(/\/+$/, '');
}
