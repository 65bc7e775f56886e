export const client = {
  title: 'client',
};
