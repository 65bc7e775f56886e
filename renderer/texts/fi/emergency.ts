export const emergency = {
  title: 'emergency',
};
