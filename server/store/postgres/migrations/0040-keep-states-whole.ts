import type { PostgresMigration } from './postgresMigrations.ts';

// A usual state has three to six thousand characters and is written again with each edit: making it shorter each time
// took a ninth of the server's time in a storm. What is longer than a page is still made shorter.
export const keepStatesWhole: PostgresMigration = {
  number: 40,
  name: 'keep-states-whole',
  up: 'alter table records set (toast_tuple_target = 8160)',
};
