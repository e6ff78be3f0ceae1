import type { Resolvers } from './resolvers.ts';
import type { JobRecord } from './shop.ts';

export const jobQueries: Resolvers<unknown> = {
  job: (_, { id }: { id: string }, { shop }) => shop.jobs.get(id) ?? null,
};

export const jobResolvers: Resolvers<JobRecord> = {
  done: ({ run }) => run === null,
};
