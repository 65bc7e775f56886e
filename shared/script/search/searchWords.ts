// Words of callers beside the words of the scripts. What belongs to one script stands in its own `keywords`.

/** What people are called, and what hurting is called: true of many scripts alike. Each row means its first word. */
export const synonyms: readonly (readonly string[])[] = [
  [
    'lapsi',
    'poika',
    'pojan',
    'pojalla',
    'tytto',
    'tytolla',
    'taapero',
    'pikkulapsi',
    'vauva',
    'muksu',
    'tenava',
    'lasten',
  ],
  ['vauva', 'pikkuinen', 'vastasyntynyt', 'imevainen'],
  ['vanhus', 'mummo', 'mummi', 'mummu', 'isoaiti', 'isoisa', 'vaari', 'pappa', 'ukki', 'iakas'],
  [
    'kipea',
    'sarkee',
    'sattuu',
    'koskee',
    'kipee',
    'kipua',
    'jomottaa',
    'kivistaa',
    'kipeana',
    'kipuja',
    'jumittaa',
  ],
  ['puoliso', 'vaimo', 'mies', 'miesta', 'vaimoa', 'avopuoliso'],
  ['jalka', 'jalan', 'jalassa', 'jalat', 'koipi'],
  ['kasi', 'kaden', 'kadessa', 'katta', 'kateen', 'kadet', 'kasivarsi'],
  ['vatsa', 'maha', 'mahaa', 'mahassa', 'masu'],
  ['paa', 'paata', 'paassa', 'paahan'],
  ['virtsa', 'pissa', 'kusi'],
  ['barn', 'pojke', 'pojken', 'flicka', 'flickan', 'dotter', 'son', 'baby', 'unge', 'liten'],
  ['aldre', 'mormor', 'farmor', 'morfar', 'farfar', 'gammal', 'mamma', 'pappa'],
  ['ont', 'smarta', 'vark', 'varker', 'sveder', 'jatteont', 'molande'],
  ['child', 'kid', 'son', 'daughter', 'toddler', 'boy', 'girl', 'kiddo', 'year'],
  ['baby', 'newborn', 'infant'],
  ['older', 'grandma', 'grandpa', 'granny', 'grandmother', 'grandfather', 'elderly', 'nan'],
  ['pain', 'hurts', 'hurting', 'sore', 'ache', 'aching', 'aches', 'painful'],
];

/** Words that name no trouble by themselves. In a phrase of the library they are passed over as well. */
export const emptyWords: ReadonlySet<string> = new Set(
  `ja on ei en et ole oli ollut olen olet eika kun kuin jo nyt han mina sina se ne tama tuo nyt niin sitten mutta tai joka
  mun minun minulla mulla sun hanen hanella meilla myos viela aivan tosi ihan taas koko sen siita siihen kanssa takia asti
  och att jag det den som har hade min mitt mina han hon inte med for till av ett en nar pa sa mycket om de vi oss mig
  the and to my his her is are was has have had been with for of in on at it that this not very too so we me she he him be
  keeps lot feels feeling feel does do dont cant wont im its when`
    .split(/\s+/)
    .filter(Boolean),
);
