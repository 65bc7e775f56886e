import type { signIn as fi } from '../fi/signIn.ts';

export const signIn: Record<keyof typeof fi, string> = {
  title: 'Logga in på arbetsstationen',
  lead: 'Arbetsstation för klienthandledning',
  who: 'Vem är du?',
  other: 'Annat användarnamn',
  user: 'Användarnamn',
  password: 'Lösenord',
  signIn: 'Logga in',
  signingIn: 'Loggar in',
  userNeeded: 'Ange användarnamnet.',
  passwordNeeded: 'Ange lösenordet.',
  offlineHint:
    'Ingen anslutning till regionen. Du kan logga in om du har loggat in på den här enheten tidigare.',
  firstStart: 'Den första inloggningen på den här enheten kräver anslutning till regionen.',
  locked: 'Ditt lösenord öppnar den här arbetsstationen, även utan anslutning.',
  again: 'Logga in igen',
  againWhy:
    'Inloggningen har gått ut. Arbetet fortsätter på den här enheten och uppgifterna skickas när du har loggat in.',
  starting: 'Arbetsstationen startar',
  startingLong: 'Databasen öppnas. Det som sparats är i säkerhet.',
  language: 'Språk',
  reload: 'Försök igen',
  quit: 'Avsluta programmet',
};
