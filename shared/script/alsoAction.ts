import type { LocalText } from '../base/text.ts';

/** What is done besides the disposition. Adds, never lowers. Telephone numbers are checked quarterly by the unit. */
export const alsoCodes = [
  'poison_centre',
  'maternity_unit',
  'dental_urgent',
  'police_112',
  'cpr',
  'nollalinja',
  'shelter',
  'mieli_crisis',
  'child_notice',
  'older_notice',
  'support_contact',
  'social_parallel',
  'health_script',
  'kela_urgent',
  'interpreter',
  'anticoag_note',
] as const;
export type AlsoCode = (typeof alsoCodes)[number];

export const alsoActions: Readonly<Record<AlsoCode, LocalText>> = {
  poison_centre: {
    fi: 'Myrkytystietokeskus 0800 147 111 (24/7)',
    sv: 'Giftinformationscentralen 0800 147 111 (dygnet runt)',
    en: 'Poison Information Centre',
  },
  maternity_unit: {
    fi: 'Soitto oman synnytyssairaalan päivystykseen ennen lähtöä',
    sv: 'Ring förlossningssjukhusets jour innan ni åker',
    en: 'Phone the maternity hospital first',
  },
  dental_urgent: {
    fi: 'Hammashoidon kiirevastaanotto / päivystys',
    sv: 'Brådskande tandvård / tandläkarjour',
    en: 'Urgent dental service',
  },
  police_112: { fi: 'Poliisi numerosta 112', sv: 'Polisen via 112', en: 'Police via 112' },
  cpr: { fi: 'Puhelinohjattu elvytys', sv: 'Telefonledd återupplivning', en: 'Telephone CPR' },
  nollalinja: {
    fi: 'Nollalinja 080 005 005 (24/7)',
    sv: 'Nollinjen 080 005 005 (dygnet runt)',
    en: 'Domestic-violence helpline',
  },
  shelter: {
    fi: 'Turvakoti (ilman lähetettä, 24/7)',
    sv: 'Skyddshem (utan remiss, dygnet runt)',
    en: 'Shelter, no referral needed',
  },
  mieli_crisis: {
    fi: 'MIELI kriisipuhelin 09 2525 0111 (24/7)',
    sv: 'MIELI Kristelefon på svenska 09 2525 0112 (öppettider LOCAL, kontrollera), på finska 09 2525 0111 dygnet runt',
    en: 'MIELI crisis line',
  },
  child_notice: {
    fi: 'Lastensuojeluilmoitus (LSL 25 §) viipymättä',
    sv: 'Barnskyddsanmälan (barnskyddslagen 25 §) utan dröjsmål',
    en: 'Child-welfare notification without delay',
  },
  older_notice: {
    fi: 'Ilmoitus iäkkään palveluntarpeesta (VanhPL 25 §)',
    sv: 'Anmälan om en äldre persons servicebehov (äldreomsorgslagen 25 §)',
    en: "Notice of older person's service need",
  },
  support_contact: {
    fi: 'Yhteydenotto sosiaalihuoltoon tuen tarpeen arvioimiseksi (SHL 35 §)',
    sv: 'Kontakt till socialvården för bedömning av stödbehovet (socialvårdslagen 35 §)',
    en: 'Contact to social care, with consent when required',
  },
  social_parallel: {
    fi: 'Sosiaalipäivystys rinnalle',
    sv: 'Socialjouren parallellt',
    en: 'Involve social emergency services in parallel',
  },
  health_script: {
    fi: 'Siirry terveyden skriptiin',
    sv: 'Gå över till hälsoskript',
    en: 'Jump to the health script',
  },
  kela_urgent: {
    fi: 'Kela: kiireellinen perustoimeentulotuki',
    sv: 'FPA: brådskande grundläggande utkomststöd',
    en: 'Kela urgent basic social assistance',
  },
  interpreter: { fi: 'Tulkki linjalle', sv: 'Tolk med på linjen', en: 'Interpreter on the line' },
  anticoag_note: {
    fi: 'Kerro verenohennuslääke vastaanottavaan paikkaan',
    sv: 'Meddela den mottagande enheten om blodförtunnande medicin',
    en: 'Tell receiving unit about anticoagulant',
  },
};
