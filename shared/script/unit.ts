import type { LocalText } from '../base/text.ts';

/** Units a number question may use, as they are read beside the field. */
export const units = {
  C: { fi: '°C', sv: '°C', en: '°C' },
  min: { fi: 'min', sv: 'min', en: 'min' },
  h: { fi: 'tuntia', sv: 'timmar', en: 'hours' },
  days: { fi: 'vuorokautta', sv: 'dygn', en: 'days' },
  weeks: { fi: 'viikkoa', sv: 'veckor', en: 'weeks' },
  months: { fi: 'kuukautta', sv: 'månader', en: 'months' },
  years: { fi: 'vuotta', sv: 'år', en: 'years' },
  mmHg: { fi: 'mmHg', sv: 'mmHg', en: 'mmHg' },
  'mmol/l': { fi: 'mmol/l', sv: 'mmol/l', en: 'mmol/l' },
  percent: { fi: '%', sv: '%', en: '%' },
  per_min: { fi: 'kertaa minuutissa', sv: 'gånger per minut', en: 'per minute' },
  per_hour: { fi: 'kertaa tunnissa', sv: 'gånger per timme', en: 'per hour' },
  per_24h: { fi: 'kertaa vuorokaudessa', sv: 'gånger per dygn', en: 'per 24 h' },
  per_week: { fi: 'kertaa viikossa', sv: 'gånger per vecka', en: 'per week' },
  per_12m: { fi: 'kertaa vuodessa', sv: 'gånger per år', en: 'per year' },
  h_day: { fi: 'tuntia päivässä', sv: 'timmar per dag', en: 'hours a day' },
  days_month: { fi: 'päivää kuukaudessa', sv: 'dagar per månad', en: 'days a month' },
  doses: { fi: 'annosta', sv: 'doser', en: 'doses' },
  own_palms: { fi: 'omaa kämmentä', sv: 'egna handflator', en: 'own palms' },
  times: { fi: 'kertaa', sv: 'gånger', en: 'times' },
  points: { fi: 'pistettä', sv: 'poäng', en: 'points' },
} as const satisfies Record<string, LocalText>;
export type Unit = keyof typeof units;
