import type { signIn as fi } from '../fi/signIn.ts';

export const signIn: Record<keyof typeof fi, string> = {
  title: 'Sign in to this desk',
  lead: 'Client-guidance workstation',
  who: 'Who are you?',
  other: 'Another user',
  user: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  signingIn: 'Signing in',
  userNeeded: 'Enter the user name.',
  passwordNeeded: 'Enter the password.',
  offlineHint: 'No connection to the region. You can sign in if you have signed in on this desk before.',
  firstStart: 'The first sign-in on this desk needs a connection to the region.',
  locked: 'Your password opens this desk, also without a connection.',
  again: 'Sign in again',
  againWhy:
    'The sign-in has expired. Work goes on at this desk, and changes are sent once you have signed in.',
  starting: 'The desk is starting',
  startingLong: 'Opening the database. What was saved is safe.',
  language: 'Language',
  reload: 'Try again',
  quit: 'Quit',
};
