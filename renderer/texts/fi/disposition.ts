export const disposition = {
  title: 'disposition',
};
