// Clients that tests register: one of whom nothing is known, and one of whom all is.

export const unknownClient = {
  identityCode: null,
  birthDate: null,
  language: 'fi',
  interpreter: false,
  phone: null,
  address: null,
  municipality: null,
  nonDisclosure: false,
  allergies: 'notRecorded',
} as const;

export const newClient = {
  ...unknownClient,
  familyName: 'Testinen',
  givenNames: 'Äsa Örjan',
  birthDate: '2025-01-15',
  phone: '+358 40 1234567',
  address: 'Koekatu 1',
  municipality: '285',
  allergies: 'none',
} as const;
