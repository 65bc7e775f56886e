import type { AlertKind, ConditionKind, MedicineKind } from '../../shared/domain/client/client.ts';
import type { ClientRegistration } from '../../shared/domain/client/clientFacts.ts';

export interface DemoClient {
  readonly id: string;
  readonly registration: ClientRegistration;
  readonly alerts: readonly { readonly kind: AlertKind; readonly text: string }[];
  readonly conditions: readonly { readonly kind: ConditionKind; readonly text: string }[];
  readonly medicines: readonly { readonly kind: MedicineKind; readonly text: string }[];
  readonly allergiesDisputed: boolean;
}

const municipalities = {
  Kotka: '285',
  Kouvola: '286',
  Hamina: '075',
  Pyhtää: '624',
  Virolahti: '935',
  Miehikkälä: '489',
};

interface Sketch {
  readonly code: string | null;
  readonly born?: string;
  readonly home: keyof typeof municipalities;
  readonly street: string;
  readonly language?: string;
  readonly interpreter?: true;
  readonly nonDisclosure?: true;
  readonly allergies?: 'none' | 'listed';
  readonly alerts?: readonly (readonly [AlertKind, string])[];
  readonly conditions?: readonly (readonly [ConditionKind, string])[];
  readonly medicines?: readonly (readonly [MedicineKind, string])[];
  /** Two registers say different things about allergies. */
  readonly disputed?: true;
}

// Codes of the 900 range belong to nobody; numbers +358 40 000 00NN are not in use.
const sketches: readonly (readonly [name: string, sketch: Sketch])[] = [
  [
    'Virtanen Aino Maria',
    {
      code: '140341-9013',
      home: 'Kotka',
      street: 'Merituulentie 12 A 4',
      allergies: 'listed',
      alerts: [
        ['allergy', 'Penisilliini: ihottuma'],
        ['condition', 'Eteisvärinä, verenohennuslääke'],
      ],
      medicines: [['anticoagulant', 'Apiksabaani 5 mg × 2']],
    },
  ],
  [
    'Korhonen Eino Johannes',
    {
      code: '020748-912R',
      home: 'Kouvola',
      street: 'Valtakatu 31 B 17',
      allergies: 'none',
      alerts: [['medicine', 'Insuliinihoito']],
    },
  ],
  [
    'Lindholm Gunvor Elisabet',
    { code: '301251-923Y', home: 'Hamina', street: 'Fredrikinkatu 5', language: 'sv', allergies: 'none' },
  ],
  [
    'Mäkelä Kaarina',
    {
      code: '090550-934V',
      home: 'Kotka',
      street: 'Keskuskatu 20 C 33',
      allergies: 'listed',
      alerts: [['allergy', 'Sulfa: hengenahdistus']],
    },
  ],
  [
    'Hämäläinen Reijo Kalevi',
    {
      code: '210867-945S',
      home: 'Kouvola',
      street: 'Kuusaantie 88',
      alerts: [['risk', 'Uhkaava käytös käynnillä 2025: kaksi työntekijää']],
    },
  ],
  [
    'Heikkinen Sari Anneli',
    { code: '010179-956N', home: 'Kotka', street: 'Karhulantie 7', nonDisclosure: true, allergies: 'none' },
  ],
  [
    'Koskinen Jari Tapio',
    { code: '051085-967D', home: 'Hamina', street: 'Isoympyräkatu 14', allergies: 'none' },
  ],
  [
    'Järvinen Emilia',
    {
      code: '010594Y978F',
      home: 'Kouvola',
      street: 'Opistokatu 3 A 9',
      allergies: 'listed',
      alerts: [
        ['allergy', 'Pähkinät: anafylaksia, adrenaliinikynä'],
        ['condition', 'Astma'],
      ],
    },
  ],
  [
    'Nyström Karl Gustav',
    { code: '280299-9894', home: 'Pyhtää', street: 'Siltakyläntie 40', language: 'sv' },
  ],
  ['Laitinen Veeti', { code: '150603A9907', home: 'Kotka', street: 'Ruukinkatu 2', allergies: 'none' }],
  ['Salonen Oona', { code: '290208A991B', home: 'Kouvola', street: 'Käpylänkatu 19', allergies: 'none' }],
  [
    'Tuominen Leevi',
    {
      code: '170412A902C',
      home: 'Hamina',
      street: 'Rauhankatu 8 B 2',
      allergies: 'listed',
      alerts: [['allergy', 'Kananmuna']],
    },
  ],
  ['Lehtonen Isla', { code: '020516C904L', home: 'Virolahti', street: 'Sahatie 6', allergies: 'none' }],
  ['Heinonen Elias', { code: '111119A913A', home: 'Kotka', street: 'Puistotie 25', nonDisclosure: true }],
  [
    'Niemi Linnea',
    { code: '290224B924A', home: 'Kouvola', street: 'Hallituskatu 11 C 21', allergies: 'none' },
  ],
  [
    'Berg Wilma Sofia',
    { code: '090925A935N', home: 'Pyhtää', street: 'Strandvägen 4', language: 'sv', allergies: 'none' },
  ],
  [
    'Rantanen Saga',
    { code: '040304F957W', home: 'Miehikkälä', street: 'Taavetintie 102', allergies: 'none' },
  ],
  [
    'Karjalainen Toivo',
    {
      code: '060636-9687',
      home: 'Kotka',
      street: 'Itäkatu 3 A 1',
      allergies: 'listed',
      alerts: [
        ['allergy', 'Lateksi'],
        ['condition', 'Muistisairaus, puoliso omaishoitajana'],
      ],
      conditions: [['cognition', 'Alzheimerin tauti']],
    },
  ],
  [
    'Saarinen Minna Johanna',
    { code: '190975U979E', home: 'Kouvola', street: 'Torikatu 6', allergies: 'none' },
  ],
  [
    'Ahmed Amina',
    { code: '010594Y9032', home: 'Kotka', street: 'Kotkankatu 16 B 12', language: 'so', interpreter: true },
  ],
  [
    'Petrova Irina',
    {
      code: '020594X903P',
      home: 'Kouvola',
      street: 'Marjoniementie 9 D 30',
      language: 'ru',
      interpreter: true,
      allergies: 'none',
    },
  ],
  ['Kinnunen Onni', { code: '010516B903X', home: 'Hamina', street: 'Pitäjänsaarentie 5', allergies: 'none' }],
  [
    'Sandberg Axel Henrik',
    {
      code: '030594W903B',
      home: 'Kotka',
      street: 'Satamakatu 1 A 6',
      language: 'sv',
      allergies: 'listed',
      alerts: [['allergy', 'Jodvarjoaine']],
    },
  ],
  [
    'Mattila Henna',
    { code: '040594V9030', home: 'Virolahti', street: 'Rantatie 77', allergies: 'none', disputed: true },
  ],
  [
    'Tuntematon Matkailija',
    { code: null, born: '1988-03-14', home: 'Kotka', street: 'Hotelli', language: 'en', interpreter: true },
  ],
];

export const demoClients: readonly DemoClient[] = sketches.map(([name, sketch], at) => {
  const [familyName = '', ...givenNames] = name.split(' ');
  return {
    id: `client_demo-${String(at + 1).padStart(2, '0')}`,
    registration: {
      familyName,
      givenNames: givenNames.join(' '),
      identityCode: sketch.code,
      birthDate: sketch.born ?? null,
      language: sketch.language ?? 'fi',
      interpreter: sketch.interpreter ?? false,
      phone: `+358 40 000 00${String(at + 10)}`,
      address: sketch.street,
      municipality: municipalities[sketch.home],
      nonDisclosure: sketch.nonDisclosure ?? false,
      allergies: sketch.allergies ?? 'notRecorded',
    },
    alerts: (sketch.alerts ?? []).map(([kind, text]) => ({ kind, text })),
    conditions: (sketch.conditions ?? []).map(([kind, text]) => ({ kind, text })),
    medicines: (sketch.medicines ?? []).map(([kind, text]) => ({ kind, text })),
    allergiesDisputed: sketch.disputed ?? false,
  };
});
