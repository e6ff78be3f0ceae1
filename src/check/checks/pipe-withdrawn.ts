import type { Check } from '../check.ts';

export const pipeWithdrawn: Check = {
  code: 'PIPE213',
  severity: 'error',
  summary: 'A pipe that holds what its `where` leaves out later has a `where`.',
  bad: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: order, withdrawn: hold }\nto: { connection: erp, write: order }\n',
  },
  good: {
    'pipes/mine.yaml':
      'pipe: mine\nfrom: { connection: shop, read: order, where: "status = \'open\'", withdrawn: hold }\nto: { connection: erp, write: order }\n',
  },
  *look({ pipes }) {
    for (const { value, source } of pipes.values()) {
      if (value.from.withdrawn !== 'hold' || value.from.where !== undefined) continue;
      yield {
        at: source.place(['from', 'withdrawn']),
        message: '`withdrawn: hold` does nothing without a `where`, for nothing is left out',
        hint: 'say by `where` which records the pipe takes, or take `withdrawn` away',
      };
    }
  },
};
