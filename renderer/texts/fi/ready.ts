export const ready = {
  title: 'ready',
};
