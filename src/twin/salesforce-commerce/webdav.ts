import { ApiError } from './api-error.ts';
import { type ApiRequest, DONE, type Route } from './route.ts';

const PATH = '/on/demandware.servlet/webdav/Sites/Impex/{file:rest}';

/** The folder Impex, where files wait for a job (sheet sections 1 and 3.4). */
export const WEBDAV_ROUTES: readonly Route[] = [
  {
    methods: ['PUT'],
    path: PATH,
    surface: 'webdav',
    handle: ({ store, path, text }) => {
      const isNew = !store.files.has(path.file ?? '');
      store.files.set(path.file ?? '', text);
      return isNew ? { status: 201 } : DONE;
    },
  },
  {
    methods: ['GET'],
    path: PATH,
    surface: 'webdav',
    handle: (request) => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: fileIn(request) }),
  },
  {
    methods: ['DELETE'],
    path: PATH,
    surface: 'webdav',
    handle: (request) => {
      fileIn(request);
      request.store.files.delete(request.path.file ?? '');
      return DONE;
    },
  },
];

function fileIn({ store, path }: ApiRequest): string {
  const text = store.files.get(path.file ?? '');
  if (text === undefined) throw new ApiError(404, 'NotFound', 'Not Found');
  return text;
}
