import { FLAG, type Shape, TEXT, to } from '../shape.ts';

/** An address as orders and address books hold it (sheet sections 3.1 and 3.2). */
export const ADDRESS: Shape = {
  fields: {
    addressee: TEXT,
    attention: TEXT,
    addr1: TEXT,
    addr2: TEXT,
    addr3: TEXT,
    addrPhone: TEXT,
    city: TEXT,
    state: TEXT,
    zip: TEXT,
    country: to('country'),
    override: FLAG,
  },
};
