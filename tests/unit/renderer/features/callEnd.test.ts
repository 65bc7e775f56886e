import { describe, expect, it } from 'vitest';
import { isChangedSinceAgreed } from '../../../../renderer/features/plan/planChange.ts';
import { bothTexts, versionPair } from '../../../../renderer/features/versions/versionChoice.ts';
import { assessmentLacking, findMissing } from '../../../../renderer/features/wrapUp/missingItems.ts';
import { findOutcomes } from '../../../../renderer/features/wrapUp/outcomeSearch.ts';
import { ageInYears, draftSbar } from '../../../../renderer/features/wrapUp/sbarDraft.ts';
import { texts as en } from '../../../../renderer/texts/en.ts';
import { texts as fi } from '../../../../renderer/texts/fi.ts';
import { texts as sv } from '../../../../renderer/texts/sv.ts';
import type { Outcome } from '../../../../shared/domain/contact/contact.ts';
import type { ClientView } from '../../../../shared/protocol/deskViews.ts';
import {
  asking,
  assessment,
  contact,
  decision,
  dispositions,
  field,
  nurse,
  other,
  plan,
  proposal,
  question,
  same,
  script,
} from './callRecords.ts';

const labelOf = (code: Outcome) => fi.outcome[code];
const codesOf = (typed: string) => findOutcomes(typed, labelOf).map((one) => one.code);

describe('outcomes', () => {
  it('[RC9] nothing typed shows them all in order', () => {
    expect(codesOf('')).toHaveLength(21);
    expect(codesOf('').slice(0, 2)).toEqual(['D01', 'D02']);
  });

  it.each([
    ['9', 'D09'],
    ['09', 'D09'],
    ['D09', 'D09'],
    ['d9', 'D09'],
    ['21', 'D21'],
    ['takaisin', 'D18'],
    ['kotikaynti', 'D15'],
    ['KELA', 'D17'],
    ['siirto koord', 'D14'],
  ])('[RC9] %j finds %s first', (typed, code) => {
    expect(codesOf(typed)[0]).toBe(code);
  });

  it('[RC9] a first digit shows the codes that go on from it', () => {
    expect(codesOf('1')).toEqual([
      'D01',
      'D10',
      'D11',
      'D12',
      'D13',
      'D14',
      'D15',
      'D16',
      'D17',
      'D18',
      'D19',
    ]);
  });

  it('[RC9] nonsense finds nothing', () => {
    expect(codesOf('xyzzy')).toEqual([]);
  });
});

describe('two versions', () => {
  const mine = field('call the daughter', nurse, '2026-02-03T10:00:00.000Z');
  const theirs = field('home visit today', other, '2026-02-03T10:01:00.000Z');

  it('[RC8] mine is of this desk, whatever the order', () => {
    const pair = versionPair([...theirs, ...mine], 'desk-1');
    expect(pair?.mine.value).toBe('call the daughter');
    expect(pair?.theirs.value).toBe('home visit today');
  });

  it('[RC8] two versions of other desks can be told apart too', () => {
    const pair = versionPair([...mine, ...theirs], 'desk-9');
    expect([pair?.mine.value, pair?.theirs.value]).toEqual(['call the daughter', 'home visit today']);
  });

  it('[RC8] one version is nothing to choose from', () => {
    expect(versionPair(mine, 'desk-1')).toBeNull();
  });

  it('[RC8] both keeps both, the older first, and repeats nothing', () => {
    const pair = versionPair([...theirs, ...mine], 'desk-1');
    expect(pair && bothTexts(pair)).toBe('call the daughter\nhome visit today');
    const longer = field('call the daughter today', other, '2026-02-03T10:02:00.000Z');
    const nested = versionPair([...mine, ...longer], 'desk-1');
    expect(nested && bothTexts(nested)).toBe('call the daughter today');
  });
});

describe('what is missing', () => {
  it('[RC10] an empty contact lacks its reason, its client and its outcome, in that order', () => {
    expect(findMissing(contact({ reason: [], client: [] }), null)).toEqual(['reason', 'client', 'outcome']);
  });

  it('[RC10] anonymous advice is not a missing client', () => {
    const anonymous = contact({ client: field({ kind: 'anonymous' as const }) });
    expect(findMissing(anonymous, null)).toEqual(['outcome']);
  });

  const having = (given: Parameters<typeof assessment>[1]) =>
    contact({ outcome: field<Outcome>('D09'), assessment: assessment({}, given) });

  it('[RC10] an assessment is followed to its end', () => {
    const view = { ...asking([]), proposal };
    expect(findMissing(having({ view: asking(['p1']) }), null)).toEqual(['assessmentOpen']);
    expect(findMissing(having({ view }), null)).toEqual(['decision']);
    expect(findMissing(having({ view, decision: decision() }), null)).toEqual(['safetyNet']);
    const lowered = decision({ direction: 'lower', chosen: 'self_care' });
    const read = { view, safetyNetReadAt: '2026-02-03T10:07:00.000Z' };
    expect(findMissing(having({ ...read, decision: lowered }), null)).toEqual(['confirmation']);
    expect(findMissing(having({ ...read, decision: { ...lowered, confirmedBy: other } }), null)).toEqual([]);
    expect(findMissing(having({ ...read, decision: decision({ proposed: 'ed_now' }) }), null)).toEqual([
      'decisionStale',
    ]);
  });

  it('[PA5] what one problem lacks is said though another has it, and leads to the one that lacks it', () => {
    const view = { ...asking([]), proposal };
    const read = { view, decision: decision(), safetyNetReadAt: '2026-02-03T10:07:00.000Z' };
    const done = assessment({}, { ...read, id: 'first' });
    const open = assessment({}, { view: asking(['p1']), id: 'second' });
    const both = contact({ outcome: field<Outcome>('D09'), assessment: done, assessed: [done, open] });
    expect(findMissing(both, null)).toEqual(['assessmentOpen']);
    expect(assessmentLacking(both, 'assessmentOpen')?.id).toBe('second');
    expect(assessmentLacking(both, 'safetyNet')).toBeUndefined();
    const apart = assessment({ p1: 'yes' }, { ...read });
    const answers = {
      p1: { answer: 'yes', source: 'asked' as const, disputed: false, differs: true as const },
    };
    const differing = contact({ ...both, assessed: [{ ...apart, answers }] });
    expect(findMissing(differing, null)).toEqual(['twoVersions']);
  });

  it('[RC10] two versions anywhere are one item', () => {
    const disputed = contact({
      outcome: field<Outcome>('D09'),
      reason: [...field('a'), ...field('b', other)],
    });
    expect(findMissing(disputed, plan({ agreedAt: 'x', disputed: ['fields.need'] }))).toEqual([
      'twoVersions',
    ]);
  });

  it('[RC10] a plan is agreed or advice only', () => {
    const done = contact({ outcome: field<Outcome>('D09') });
    expect(findMissing(done, plan())).toEqual(['plan']);
    expect(findMissing(done, plan({ adviceOnly: field<string | null>('advice is enough') }))).toEqual([]);
    expect(findMissing(done, plan({ agreedAt: '2026-02-03T10:09:00.000Z' }))).toEqual([]);
  });
});

describe('an agreed plan', () => {
  const agreedAt = '2026-02-03T10:10:00.000Z';
  it('[RC7] says when it has changed since', () => {
    const before = { goals: field('walk daily', nurse, '2026-02-03T10:09:00.000Z') };
    const after = { goals: field('walk daily', other, '2026-02-03T10:11:00.000Z') };
    expect(isChangedSinceAgreed(plan({ fields: before }))).toBe(false);
    expect(isChangedSinceAgreed(plan({ fields: before, agreedAt }))).toBe(false);
    expect(isChangedSinceAgreed(plan({ fields: after, agreedAt }))).toBe(true);
  });

  it('[RC7] a text that a colleague had written before, and that came after, has changed it', () => {
    const early = '2026-02-03T10:05:00.000Z';
    const theirs = field('walk daily', { ...other, desk: 'desk_c' }, early).map((one) => ({
      ...one,
      seq: 8,
    }));
    const agreed = { agreedAt, agreedBy: nurse };
    const known = plan({ ...agreed, agreedBasis: 8, fields: { goals: theirs } });
    const unknown = plan({ ...agreed, agreedBasis: 7, fields: { goals: theirs } });
    expect([known, unknown].map(isChangedSinceAgreed)).toEqual([false, true]);
  });
});

describe('the summary of a handoff', () => {
  const say =
    (texts: Readonly<Record<string, string>>) => (key: string, values?: Readonly<Record<string, unknown>>) =>
      (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values?.[name] ?? ''));
  const source = {
    contact: contact(),
    scripts: [],
    client: null,
    plan: null,
    dispositions,
    language: 'fi' as const,
    age: null,
    say: say(fi.wrapUp),
    sayAssessment: say(fi.assessment),
    sayContact: say(fi.contact),
    saySeveral: say(fi.several),
  };
  const client: ClientView = {
    id: 'client_1',
    clientId: 'client_1',
    identityCode: field<string | null>(null),
    municipality: field<string | null>(null),
    registeredAt: 'x',
    masked: [],
    signs: { pending: 0, savedAt: null, regionAt: null },
    familyName: field('Testinen'),
    givenNames: field('Tessa'),
    birthDate: field<string | null>('1950-03-01'),
    language: field('sv'),
    interpreter: field(true),
    phone: field<string | null>('040 555 0100'),
    address: field<string | null>('Katu 1'),
    nonDisclosure: field(true),
    allergies: field<'none' | 'listed' | 'notRecorded'>('notRecorded'),
    alerts: { a: { id: 'a', kind: 'medicine' as const, text: 'Varfariini', addedBy: nurse, addedAt: 'x' } },
  };

  it('[RC11] the situation is the caller’s own words', () => {
    expect(draftSbar(source).situation).toBe('Chest feels tight');
  });

  it('[RC11] an unknown person is said to be unknown, and allergies not recorded are not "none"', () => {
    expect(draftSbar(source).background).toBe(
      'Asiakas: tunnistamaton. Kieli: suomi. Allergioita ei kirjattu.',
    );
  });

  it('[RC11] the background holds what matters for care and no address or number', () => {
    const { background } = draftSbar({ ...source, client, age: 75 });
    expect(background).toBe(
      'Asiakas: Testinen Tessa, 75 v. Kieli: ruotsi. tarvitsee tulkin. Turvakielto. Allergioita ei kirjattu. Lääke: Varfariini.',
    );
    expect(background).not.toMatch(/Katu|040/);
  });

  it('[RC11] allergies on record without a name are said; while desks differ, neither they nor an order are kept silent', () => {
    const [listed] = field<'none' | 'listed' | 'notRecorded'>('listed');
    const [none] = field<'none' | 'listed' | 'notRecorded'>('none');
    const [yes] = field(true);
    const [no] = field(false);
    if (listed === undefined || none === undefined || yes === undefined || no === undefined)
      throw new Error();
    const disputed = { ...client, allergies: [listed, none], nonDisclosure: [yes, no] };
    const { background } = draftSbar({ ...source, client: disputed });
    expect(background).toContain('Allergia kirjattu, mutta ei mikä.');
    expect(background).toContain('Turvakielto.');
  });

  it('[RC11] an urgency that nobody has accepted is called a proposal', () => {
    const asked = script([question('p1'), question('p2')]);
    const now = assessment({ p1: 'yes' }, { view: { ...asking([]), proposal } });
    const drafted = draftSbar({ ...source, scripts: [asked], contact: contact({ assessment: now }) });
    expect(drafted.assessment).toBe(
      'Arviointi: Test script\nKiireellisyys: go same_day (ehdotus, ei vielä hyväksytty)\np1? Kyllä',
    );
  });

  it('[PA5] every problem is told with its own urgency after the contact’s, a shared answer once and two troubles’ equal answers twice', () => {
    const asked = script([question('shared'), question('own')]);
    const second = {
      ...script([question('shared'), question('own'), question('other')]),
      id: 'second',
      title: same('Second'),
    };
    const view = { ...asking([]), proposal };
    const first = assessment({ shared: 'no', own: 'no' }, { view, decision: decision() });
    const own = assessment(
      { shared: 'no', own: 'no', other: 'no' },
      { id: 'assessment-2', scriptId: 'second' },
    );
    const from = { contactId: null, assessmentId: first.id };
    const shared = { answer: 'no', source: 'shared' as const, disputed: false, from };
    const beside = { ...own, answers: { ...own.answers, shared } };
    const urgency = {
      disposition: 'same_day',
      assessmentId: first.id,
      standing: 'decided' as const,
      open: 1,
    };
    const both = contact({ assessment: beside, assessed: [first, beside], urgency });
    expect(draftSbar({ ...source, scripts: [asked, second], contact: both }).assessment).toBe(
      [
        'Koko yhteydenoton kiireellisyys: go same_day',
        'Arviointi: Test script\nKiireellisyys: go same_day\nshared? Ei\nown? Ei',
        'Arviointi: Second\nArviointi on kesken.\nown? Ei\nother? Ei',
      ].join('\n\n'),
    );
  });

  it('[RP5] a repeat caller’s earlier outcome and what has changed are told to the receiver', () => {
    const asked = script([question('p1')]);
    const earlier = {
      contactId: 'contact_0',
      assessmentId: 'a0',
      at: '2026-02-02T08:00:00.000Z',
      disposition: 'self_care',
      answers: {},
    };
    const now = assessment({ p1: 'yes' }, { earlier, changeTold: field('Kipu yltyi') });
    const { assessment: told } = draftSbar({
      ...source,
      scripts: [asked],
      contact: contact({ assessment: now }),
    });
    expect(told).toContain('Sama asia arvioitu 2.2.2026 10:00: go self_care');
    expect(told).toContain('Muuttunut edellisestä soitosta: Kipu yltyi');
  });

  it('[RC11] no assessment is said as such', () => {
    expect(draftSbar(source).assessment).toBe('Arviointia ei ole tehty.');
  });

  it.each([
    ['1950-03-01', '2026-02-28', 75],
    ['1950-03-01', '2026-03-01', 76],
    ['2025-12-31', '2026-01-01', 0],
    [null, '2026-01-01', null],
  ])('[RC11] born %j is at %s %j years old', (birthDate, at, years) => {
    expect(ageInYears(birthDate, at)).toBe(years);
  });
});

describe('texts of the call', () => {
  const areas = ['contact', 'assessment', 'plan', 'wrapUp', 'outcome', 'disposition'] as const;
  const holes = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([hole]) => hole).sort();
  it.each(areas)('[RC12] %s says the same in three languages', (area) => {
    for (const texts of [sv, en]) {
      const here: Readonly<Record<string, string>> = texts[area];
      const finnish: Readonly<Record<string, string>> = fi[area];
      expect(Object.keys(here).sort()).toEqual(Object.keys(finnish).sort());
      for (const [key, text] of Object.entries(finnish)) {
        expect(here[key]?.trim(), `${area}.${key}`).not.toBe('');
        expect(holes(here[key] ?? ''), `${area}.${key}`).toEqual(holes(text));
      }
    }
  });
});
