// Keeps EX8. Why something has no place on the other side, in the reader's language.
import type { LocalText } from '../../base/text.ts';

/** A reason by itself, or one made of names and figures of the resource; those are shown as they stand there. */
export const loss = {
  noPlace: {
    fi: 'tälle ei ole paikkaa kysymyspohjassa',
    sv: 'detta har ingen plats i ett frågeunderlag',
    en: 'has no place in a script',
  },
  noText: (otherwise: string): LocalText => ({
    fi: `tekstiä ei ole: sen tilalla on ”${otherwise}”`,
    sv: `texten saknas: ”${otherwise}” står i stället`,
    en: `no text: "${otherwise}" stands for it`,
  }),
  secondText: (language: string): LocalText => ({
    fi: `toinen teksti samalla kielellä (${language})`,
    sv: `en andra text på samma språk (${language})`,
    en: `a second text in ${language}`,
  }),
  toTranslate: (missing: readonly string[]): LocalText => ({
    fi: `tekstiä ei ole kielellä ${missing.join(', ')}: merkitty käännettäväksi`,
    sv: `text saknas på ${missing.join(', ')}: märkt för översättning`,
    en: `no text in ${missing.join(', ')}: marked for translation`,
  }),
  tooLong: (most: number): LocalText => ({
    fi: `pidempi kuin ${most} merkkiä: loppu on jätetty pois`,
    sv: `längre än ${most} tecken: resten är avklippt`,
    en: `longer than ${most} characters: the rest is cut off`,
  }),
  endCut: { fi: 'loppu on jätetty pois', sv: 'slutet är avklippt', en: 'the end is cut off' },
  notAskedBefore: (name: string): LocalText => ({
    fi: `kysymystä ${name} ei kysytä ennen tätä`,
    sv: `frågan ${name} ställs inte före den här`,
    en: `${name} is not asked before this`,
  }),
  cannotCompare: (operator: string, id: string): LocalText => ({
    fi: `kysymyspohja ei voi käyttää vertailua ”${operator}” kysymykseen ${id}`,
    sv: `ett frågeunderlag kan inte använda jämförelsen ”${operator}” för frågan ${id}`,
    en: `a script cannot say "${operator}" of ${id}`,
  }),
  askedAlways: {
    fi: 'kysytään aina, vastattiin aiempiin kysymyksiin mitä tahansa',
    sv: 'frågas alltid, oavsett vad som svarats tidigare',
    en: 'asked whatever was answered',
  },
  addressAsText: {
    fi: 'verkko-osoite kysytään vapaana tekstinä',
    sv: 'en webbadress frågas som fri text',
    en: 'an address is asked as free text',
  },
  timeAsText: {
    fi: 'kellonaika kysytään vapaana tekstinä',
    sv: 'ett klockslag frågas som fri text',
    en: 'a time of day is asked as free text',
  },
  dateOnly: {
    fi: 'kysytään vain päivä, ei kellonaikaa',
    sv: 'endast datumet frågas, inte klockslaget',
    en: 'only the date is asked, not the time of day',
  },
  oneAnswer: {
    fi: 'kysymykseen annetaan yksi vastaus',
    sv: 'en fråga har ett svar',
    en: 'a question has one answer',
  },
  notByTelephone: (type: string): LocalText => ({
    fi: `kysymystä, jonka tyyppi on ${type}, ei voi kysyä puhelimessa; jätetty pois`,
    sv: `en fråga av typen ${type} kan inte ställas per telefon; utelämnad`,
    en: `a question of type ${type} cannot be asked on the telephone; left out`,
  }),
  optionsAsText: (count: number, least: number, most: number): LocalText => ({
    fi: `${count} vastausvaihtoehtoa; kysymyspohjassa niitä on ${least}–${most}: kysytään vapaana tekstinä`,
    sv: `${count} svarsalternativ; ett frågeunderlag har ${least}–${most}: frågas som fri text`,
    en: `${count} options to choose from; a script has ${least} to ${most}: asked as free text`,
  }),
  seeType: { fi: 'ks. kohta type', sv: 'se stället type', en: 'see type' },
  ownWordsBeside: {
    fi: 'omin sanoin annetulle vastaukselle vaihtoehtojen lisäksi ei ole paikkaa',
    sv: 'ett svar med egna ord utöver alternativen har ingen plats',
    en: 'an answer in own words beside the options has no place',
  },
  valueSetElsewhere: {
    fi: 'arvojoukko on muualla; mitään ei haeta',
    sv: 'värdemängden finns någon annanstans; ingenting hämtas',
    en: 'the value set is somewhere else; nothing is fetched',
  },
  filterNeedsServer: {
    fi: 'suodatin vaatii koodistopalvelimen',
    sv: 'ett filter kräver en terminologiserver',
    en: 'a filter needs a terminology server',
  },
  otherValueSet: {
    fi: 'toista arvojoukkoa ei haeta',
    sv: 'en annan värdemängd hämtas inte',
    en: 'another value set is not fetched',
  },
  rangeAssumed: (min: number, max: number): LocalText => ({
    fi: `arvojen rajoja ei ole: oletetaan ${min}–${max}`,
    sv: `gränser för värdena saknas: ${min}–${max} antas`,
    en: `no range of values: ${min} to ${max} is assumed`,
  }),
  noUnit: {
    fi: 'yksikköä ei ole: kysytään kertojen määränä',
    sv: 'enhet saknas: frågas som antal gånger',
    en: 'no unit: asked as a number of times',
  },
  foreignUnit: (unit: string): LocalText => ({
    fi: `yksikkö ei ole käytössä täällä (${unit}): kysytään kertojen määränä`,
    sv: `enheten används inte här (${unit}): frågas som antal gånger`,
    en: `a unit that is not ours (${unit}): asked as a number of times`,
  }),
  askedOnce: (linkId: string): LocalText => ({
    fi: `kysytään kohdan ${linkId} jälkeen, ei erikseen jokaisesta sen vastauksesta`,
    sv: `frågas efter ${linkId}, inte en gång för vart och ett av dess svar`,
    en: `asked after ${linkId}, not once for each of its answers`,
  }),
  renamed: (linkId: string, id: string): LocalText => ({
    fi: `”${linkId}” on tässä ${id}`,
    sv: `”${linkId}” heter ${id} här`,
    en: `"${linkId}" is ${id} here`,
  }),
  noDecision: {
    fi: 'kysely ei päätä: kaikki kysymykset ovat vain tiedoksi, ja yksi sääntö ohjaa hoitajalle kahden tunnin kuluessa, kunnes säännöt on kirjoitettu',
    sv: 'ett formulär beslutar inte: alla frågor är bara för kännedom, och en regel leder till en sjukskötare inom två timmar tills reglerna är skrivna',
    en: 'a questionnaire does not decide: every question is for information, and one rule leads to a nurse within two hours, until rules are written',
  },
  rules: (count: number): LocalText => ({
    fi: `sääntöjä ${count}: kysely kysyy eikä päätä`,
    sv: `${count} regler: ett formulär frågar och beslutar inte`,
    en: `${count} rules: a questionnaire asks and does not decide`,
  }),
  raises: (count: number): LocalText => ({
    fi: `haavoittuvuuden arvion rivejä ${count}, samasta syystä kuin säännöt`,
    sv: `${count} rader i bedömningen av sårbarhet, av samma skäl som reglerna`,
    en: `${count} rows of the vulnerability screen, as for rules`,
  }),
  linesAfterOutcome: (count: number): LocalText => ({
    fi: `tuloksesta riippuvia rivejä ${count}`,
    sv: `${count} rader som beror på utfallet`,
    en: `${count} lines that follow the outcome`,
  }),
  hint: { fi: 'ohje hoitajalle', sv: 'en anvisning till sjukskötaren', en: 'a hint for the nurse' },
  orderOfAsking: {
    fi: 'kohdat ovat kysymisjärjestyksessä, eivät aiheittain',
    sv: 'punkterna står i den ordning de frågas, inte ämnesvis',
    en: 'items stand in the order of asking',
  },
  noComparisons: {
    fi: 'kysytään aina: ehtoa ei voi sanoa vertailujen luettelona',
    sv: 'frågas alltid: villkoret kan inte sägas som en lista av jämförelser',
    en: 'asked whatever was answered: no list of comparisons says it',
  },
  endsOfScale: {
    fi: 'kokonaisluvulla ei ole sanoja asteikon päille',
    sv: 'ett heltal har inga ord för skalans två ändar',
    en: 'an integer has no words for its two ends',
  },
  meaningOfAnswers: {
    fi: 'mikä vastaus on vaarallinen tai rauhoittava ja mitä ”ei tiedä” merkitsee, ei näy missään kohdassa',
    sv: 'vilket svar som är farligt eller lugnande och vad ”vet inte” betyder framgår inte av någon punkt',
    en: 'what is dangerous, reassuring or meant by "not sure" stands in no item',
  },
  sources: (count: number): LocalText => ({
    fi: `lähteitä ${count}`,
    sv: `${count} källor`,
    en: `${count} sources`,
  }),
  searchWords: { fi: 'hakusanat', sv: 'sökord', en: 'words to search by' },
  twoVersions: {
    fi: 'vastauksesta on kaksi versiota: jonkun on ensin valittava',
    sv: 'svaret har två versioner: någon måste först välja',
    en: 'two versions: a person must choose first',
  },
  notInVersion: {
    fi: 'kysymystä ei ole tässä kysymyspohjan versiossa',
    sv: 'frågan finns inte i den här versionen av frågeunderlaget',
    en: 'no question of this version of the script',
  },
  whoAnswered: {
    fi: 'kuka kunkin vastauksen antoi, milloin, ja kysyttiinkö se vai kerrottiinko se kysymättä',
    sv: 'vem som gav varje svar, när, och om det frågades eller berättades oombett',
    en: 'who gave each answer, when, and whether it was asked or told unasked',
  },
  decisionDetails: {
    fi: 'perustelut, toisen ammattilaisen vahvistus ja turvaohjeiden lukeminen',
    sv: 'motiveringar, en andra persons bekräftelse och att säkerhetsråden lästes upp',
    en: 'reasons, confirmation by a second person, and the reading of the safety net',
  },
} as const satisfies Record<string, LocalText | ((...values: never[]) => LocalText)>;
