export const handoffInbox = {
  title: 'handoffInbox',
};
