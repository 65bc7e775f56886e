import type { disposition as fi } from '../fi/disposition.ts';

export const disposition: Record<keyof typeof fi, string> = {
  poison_centre: 'Giftinformationscentralen 0800 147 111 (dygnet runt)',
  maternity_unit: 'Ring förlossningssjukhusets jour innan ni åker',
  dental_urgent: 'Brådskande tandvård / tandläkarjour',
  police_112: 'Polisen via 112',
  cpr: 'Telefonledd återupplivning',
  nollalinja: 'Nollinjen 080 005 005 (dygnet runt)',
  shelter: 'Skyddshem (utan remiss, dygnet runt)',
  mieli_crisis: 'MIELI Kristelefon på svenska 09 2525 0112, på finska 09 2525 0111 dygnet runt',
  child_notice: 'Barnskyddsanmälan (barnskyddslagen 25 §) utan dröjsmål',
  older_notice: 'Anmälan om en äldre persons servicebehov (äldreomsorgslagen 25 §)',
  support_contact: 'Kontakt till socialvården för bedömning av stödbehovet (socialvårdslagen 35 §)',
  social_parallel: 'Socialjouren parallellt',
  health_script: 'Gå över till en hälsobedömning',
  kela_urgent: 'FPA: brådskande grundläggande utkomststöd',
  interpreter: 'Tolk med på linjen',
  anticoag_note: 'Meddela den mottagande enheten om blodförtunnande medicin',
};
