// Keeps SC1. Codes, ranks and ladders are those of the clinical draft; a new code needs a decision record.
import type { LocalText } from '../base/text.ts';

/** Health and social care have each their own ladder; a raise climbs one ladder and never jumps to the other. */
export type Ladder = 'health' | 'social';

export interface Disposition {
  readonly ladder: Ladder;
  /** Higher is more urgent. The two ladders share one scale, so the most urgent of several scripts can be found. */
  readonly rank: number;
  readonly text: LocalText;
  /** The time the client is promised, in words; null when nothing is promised. */
  readonly limit: LocalText | null;
}

export const dispositionCodes = [
  'emergency_112',
  'ed_now',
  'nurse_2h',
  'same_day',
  'within_24h',
  'within_1_3d',
  'within_7d',
  'self_care',
  'social_emergency_now',
  'social_same_day',
  'assessment_7wd',
  'general_advice',
] as const;
export type DispositionCode = (typeof dispositionCodes)[number];

/** Rank of a red flag: such a rule ends the questions at once. */
export const redFlagRank = 9;
/** From this rank up, "not sure" counts as "no" where a rule asks for a "no": it never helps to lower urgency. */
export const unknownAsNoRankMin = 4;

export const dispositions: Readonly<Record<DispositionCode, Disposition>> = {
  emergency_112: {
    ladder: 'health',
    rank: 9,
    text: {
      fi: 'Soitetaan 112 heti',
      sv: 'Ring 112 genast',
      en: 'Call 112 now (stay on line, warm transfer if possible)',
    },
    limit: { fi: 'heti', sv: 'genast', en: 'now' },
  },
  ed_now: {
    ladder: 'health',
    rank: 8,
    text: {
      fi: 'Päivystykseen nyt',
      sv: 'Åk till jouren nu',
      en: 'Emergency department now (not driving oneself)',
    },
    limit: { fi: 'lähtö heti', sv: 'avfärd genast', en: 'leave now' },
  },
  nurse_2h: {
    ladder: 'health',
    rank: 7,
    text: {
      fi: 'Hoitaja tai lääkäri ottaa yhteyttä 2 tunnin sisällä',
      sv: 'En sjukskötare eller läkare kontaktar er inom 2 timmar',
      en: 'Clinician contact within 2 h',
    },
    limit: { fi: '2 tuntia', sv: '2 timmar', en: '2 h' },
  },
  same_day: {
    ladder: 'health',
    rank: 6,
    text: {
      fi: 'Vastaanotolle tai arvioon tänään',
      sv: 'Till mottagning eller bedömning i dag',
      en: 'Seen or assessed today',
    },
    limit: { fi: 'tänään', sv: 'i dag', en: 'today' },
  },
  within_24h: {
    ladder: 'health',
    rank: 5,
    text: {
      fi: 'Arvioon vuorokauden sisällä tai seuraavana arkipäivänä',
      sv: 'Till bedömning inom ett dygn eller nästa vardag',
      en: 'Within 24 h, next weekday',
    },
    limit: {
      fi: '24 tuntia tai seuraava arkipäivä',
      sv: '24 timmar eller nästa vardag',
      en: '24 h / next weekday',
    },
  },
  within_1_3d: {
    ladder: 'health',
    rank: 4,
    text: { fi: 'Aika 1-3 päivän sisällä', sv: 'Tid inom 1-3 dagar', en: 'Appointment in 1-3 days' },
    limit: { fi: '1-3 päivää', sv: '1-3 dagar', en: '1-3 days' },
  },
  within_7d: {
    ladder: 'health',
    rank: 3,
    text: {
      fi: 'Kiireetön aika 7 päivän sisällä',
      sv: 'Icke-brådskande tid inom 7 dagar',
      en: 'Non-urgent, within 7 days',
    },
    limit: { fi: '7 päivää', sv: '7 dagar', en: '7 days' },
  },
  self_care: {
    ladder: 'health',
    rank: 1,
    text: { fi: 'Itsehoito ja seuranta', sv: 'Egenvård och uppföljning', en: 'Self-care with advice' },
    limit: null,
  },
  social_emergency_now: {
    ladder: 'social',
    rank: 9,
    text: {
      fi: 'Sosiaalipäivystys heti',
      sv: 'Socialjouren genast',
      en: 'Social emergency services now (112 if danger)',
    },
    limit: { fi: 'heti, ympäri vuorokauden', sv: 'genast, dygnet runt', en: 'now, 24/7' },
  },
  social_same_day: {
    ladder: 'social',
    rank: 6,
    text: { fi: 'Sosiaalityö samana päivänä', sv: 'Socialt arbete samma dag', en: 'Social work same day' },
    limit: { fi: 'tänään', sv: 'i dag', en: 'today' },
  },
  assessment_7wd: {
    ladder: 'social',
    rank: 4,
    text: {
      fi: 'Palvelutarpeen arviointi alkaa viimeistään 7. arkipäivänä',
      sv: 'Bedömningen av servicebehovet inleds senast den sjunde vardagen',
      en: 'Service-need assessment starts within 7 weekdays',
    },
    limit: {
      fi: 'alkaa 7 arkipäivän kuluessa',
      sv: 'inleds inom 7 vardagar',
      en: 'starts within 7 weekdays',
    },
  },
  general_advice: {
    ladder: 'social',
    rank: 1,
    text: {
      fi: 'Neuvonta ja ohjaus palveluun tai järjestöön',
      sv: 'Rådgivning och hänvisning till service eller organisation',
      en: 'General advice and referral / third sector',
    },
    limit: null,
  },
};

export function rankOf(code: DispositionCode): number {
  return dispositions[code].rank;
}

/** A reason to raise: one rung up the ladder, or at least to a given rung of the same ladder. */
export interface Raising {
  readonly ladder: Ladder | 'any';
  readonly atLeast?: DispositionCode | null | undefined;
}

/** Where one reason leads from a disposition; the same disposition when it does not apply or is already reached. */
export function raisedBy({ ladder, atLeast }: Raising, from: DispositionCode): DispositionCode {
  const here = dispositions[from];
  if (ladder !== 'any' && ladder !== here.ladder) return from;
  if (atLeast === undefined || atLeast === null) return raisedByOne(from);
  return dispositions[atLeast].ladder === here.ladder && rankOf(atLeast) > here.rank ? atLeast : from;
}

/**
 * The next rung up the same ladder. Vulnerability alone never calls 112: whoever needs an ambulance has an
 * answer that says so, and an ambulance sent on age or worry alone is missing elsewhere.
 */
export function raisedByOne(code: DispositionCode): DispositionCode {
  const { ladder, rank } = dispositions[code];
  const above = dispositionCodes
    .filter((one) => dispositions[one].ladder === ladder && dispositions[one].rank > rank)
    .sort((left, right) => rankOf(left) - rankOf(right));
  const next = above[0];
  return next === undefined || next === 'emergency_112' ? code : next;
}
