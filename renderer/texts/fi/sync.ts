export const sync = {
  title: 'sync',
};
