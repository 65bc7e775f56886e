// Keeps EX9. What is wrong with an authored or a foreign text, in the reader's language. The checks themselves speak
// English, as the command line does, and so do the schema and the YAML reader: this table is where that is put in words.
import { own } from '../../base/own.ts';
import type { LocalText } from '../../base/text.ts';
import { fhirRows } from './fhirWords.ts';
import { yamlWords } from './yamlWords.ts';

/** A message of a check, then the same in Finnish and Swedish; `$1` is what the message names. */
type Row = readonly [message: RegExp, fi: string, sv: string];

const shape: readonly Row[] = [
  [/^unknown key: (.+)$/, 'tuntematon avain: $1', 'okänd nyckel: $1'],
  [/^the fi text is missing$/, 'suomenkielinen teksti puuttuu', 'den finska texten saknas'],
  [/^the sv text is missing$/, 'ruotsinkielinen teksti puuttuu', 'den svenska texten saknas'],
  [/^the en text is missing$/, 'englanninkielinen teksti puuttuu', 'den engelska texten saknas'],
  [/^is missing$/, 'puuttuu', 'saknas'],
  [/^must not be empty$/, 'ei saa olla tyhjä', 'får inte vara tom'],
  [/^must be yes or no$/, 'on oltava yes tai no', 'måste vara yes eller no'],
  [
    /^must be snake_case, starting with a letter$/,
    'saa sisältää pieniä kirjaimia, numeroita ja alaviivoja, ja sen on alettava kirjaimella',
    'får ha små bokstäver, siffror och understreck och måste börja med en bokstav',
  ],
  [/^must be like (.+)$/, 'on kirjoitettava näin: $1', 'måste skrivas så här: $1'],
  [/^needs 2 to 12 options$/, 'vastausvaihtoehtoja on oltava 2–12', 'måste ha 2–12 svarsalternativ'],
  [/^Invalid input: expected (".+")$/, 'on oltava $1', 'måste vara $1'],
  [/^Too big: .*<=(\d+) characters$/, 'on pidempi kuin $1 merkkiä', 'är längre än $1 tecken'],
  [/^Too small: .*>=(\d+) characters$/, 'on lyhyempi kuin $1 merkkiä', 'är kortare än $1 tecken'],
  [/^Too big: .*<=(\d+) items$/, 'kohtia on enemmän kuin $1', 'har fler än $1 punkter'],
  [/^Too small: .*>=(\d+) items$/, 'kohtia on vähemmän kuin $1', 'har färre än $1 punkter'],
  [/^Too big: .*<=?(-?[\d.]+)$/, 'luku on suurempi kuin $1', 'talet är större än $1'],
  [/^Too small: .*>=(-?[\d.]+)$/, 'luku on pienempi kuin $1', 'talet är mindre än $1'],
  [/^Too small: .*>(-?[\d.]+)$/, 'luvun on oltava suurempi kuin $1', 'talet måste vara större än $1'],
  [/^Invalid ISO date$/, 'ei ole päivämäärä muodossa 2026-01-31', 'är inget datum i formen 2026-01-31'],
  [/^Invalid URL$/, 'ei ole verkko-osoite', 'är ingen webbadress'],
  [/^must be (\d+|[a-z][a-z0-9_]*)$/, 'on oltava $1', 'måste vara $1'],
  [/^Invalid input$/, 'ei kelpaa tähän', 'duger inte här'],
];

const references: readonly Row[] = [
  [
    /^the question (\S+) is not asked: add it to ask, or (.+) when it is shared$/,
    'kysymystä $1 ei kysytä: lisätään se kohtaan ask, tai $2, jos se on yhteinen',
    'frågan $1 ställs inte: den läggs till i ask, eller $2 om den är gemensam',
  ],
  [
    /^the question (\S+) stands there twice$/,
    'kysymys $1 on siinä kahteen kertaan',
    'frågan $1 står där två gånger',
  ],
  [
    /^(\S+) is not asked before this$/,
    'kysymystä $1 ei kysytä ennen tätä',
    'frågan $1 ställs inte före den här',
  ],
  [
    /^(\S+) is asked for information only and cannot decide$/,
    'kysymys $1 kysytään vain tiedoksi, eikä se voi ratkaista',
    'frågan $1 ställs bara för kännedom och kan inte avgöra',
  ],
  [
    /^(\S+) is a (?:date|text) and cannot decide$/,
    'kysymykseen $1 vastataan vapaasti tai päivämäärällä, eikä se voi ratkaista',
    'frågan $1 besvaras fritt eller med ett datum och kan inte avgöra',
  ],
  [
    /^add (.+) to ask, so that its place is decided$/,
    'kohtaan ask on lisättävä $1, jotta sen paikka on päätetty',
    '$1 måste läggas till i ask, så att dess plats är bestämd',
  ],
  [
    /^only an information question waits for others: rules decide the rest$/,
    'vain tiedoksi kysyttävä kysymys voi odottaa muita: muista päättävät säännöt',
    'bara en fråga för kännedom väntar på andra: reglerna avgör resten',
  ],
  [
    /^(\S+) is answered yes or no$/,
    'kysymykseen $1 vastataan yes tai no',
    'frågan $1 besvaras med yes eller no',
  ],
  [/^(\S+) is answered with a number$/, 'kysymykseen $1 vastataan luvulla', 'frågan $1 besvaras med ett tal'],
  [
    /^(\S+) has no numbers to compare$/,
    'kysymyksessä $1 ei ole lukuja, joita verrata',
    'frågan $1 har inga tal att jämföra',
  ],
  [
    /^(\S+) has no option (.+)$/,
    'kysymyksessä $1 ei ole vaihtoehtoa $2',
    'frågan $1 har inget alternativ $2',
  ],
  [/^has no option (.+)$/, 'vaihtoehtoa $1 ei ole', 'alternativet $1 finns inte'],
  [/^there is no block (.+)$/, 'yhteistä osaa $1 ei ole', 'den gemensamma delen $1 finns inte'],
  [/^there is no source (.+)$/, 'lähdettä $1 ei ole', 'källan $1 finns inte'],
  [/^there is no topic (.+)$/, 'aihetta $1 ei ole', 'ämnet $1 finns inte'],
  [/^there is no script (.+)$/, 'kysymyspohjaa $1 ei ole', 'frågeunderlaget $1 finns inte'],
  [
    /^there is no question (\S+) to fill in$/,
    'täytettävää kysymystä $1 ei ole',
    'frågan $1 att fylla i finns inte',
  ],
  [
    /^no included block has the question (.+)$/,
    'kysymystä $1 ei ole missään mukaan otetussa osassa',
    'frågan $1 finns inte i någon inkluderad del',
  ],
  [
    /^no included block has the row (.+)$/,
    'riviä $1 ei ole missään mukaan otetussa osassa',
    'raden $1 finns inte i någon inkluderad del',
  ],
  [/^goes round in a circle: (.+)$/, 'kiertää kehää: $1', 'går runt i en cirkel: $1'],
  [/^min must be below max$/, 'arvon min on oltava pienempi kuin max', 'min måste vara mindre än max'],
  [
    /^good and unknown must lie between min and max$/,
    'arvojen good ja unknown on oltava rajojen min ja max välissä',
    'good och unknown måste ligga mellan min och max',
  ],
  [
    /^unknown is kept for "not sure" and cannot be an option$/,
    'unknown on varattu vastaukselle ”ei tiedä” eikä voi olla vaihtoehto',
    'unknown är reserverat för ”vet inte” och kan inte vara ett alternativ',
  ],
  [
    /^rules tell more than (\d+) kinds of answers apart$/,
    'säännöt erottavat toisistaan yli $1 erilaista vastausta',
    'reglerna skiljer åt fler än $1 slags svar',
  ],
  [
    /^must be a condition such as (.+)$/,
    'on oltava ehto, esimerkiksi $1',
    'måste vara ett villkor, till exempel $1',
  ],
  [
    /^must hold exactly one condition; join several with any or all$/,
    'tässä on oltava täsmälleen yksi ehto; useat yhdistetään sanalla any tai all',
    'här måste finnas exakt ett villkor; flera förenas med any eller all',
  ],
  [/^is not a question id$/, 'ei ole kysymyksen tunnus', 'är ingen frågas kod'],
  [
    /^must be a list with at least one condition$/,
    'on oltava luettelo, jossa on vähintään yksi ehto',
    'måste vara en lista med minst ett villkor',
  ],
  [
    /^must be a value, or one of (.+) with its value$/,
    'on oltava arvo tai jokin näistä arvoineen: $1',
    'måste vara ett värde eller något av dessa med sitt värde: $1',
  ],
  [
    /^does not fit this version and is left out$/,
    'ei sovi tähän versioon ja jätetään pois',
    'passar inte den här versionen och lämnas bort',
  ],
];

const limits: readonly Row[] = [
  [/^is larger than (\d+) bytes$/, 'on suurempi kuin $1 tavua', 'är större än $1 byte'],
  [/^is larger than (\d+) characters$/, 'on pidempi kuin $1 merkkiä', 'är längre än $1 tecken'],
  [
    /^makes a script larger than (\d+) bytes$/,
    'kysymyspohjasta tulisi suurempi kuin $1 tavua',
    'frågeunderlaget skulle bli större än $1 byte',
  ],
  [/^has more than (\d+) lines$/, 'rivejä on yli $1', 'har fler än $1 rader'],
  [/^has more than (\d+) values$/, 'arvoja on yli $1', 'har fler än $1 värden'],
  [/^has more than (\d+) parts$/, 'osia on yli $1', 'har fler än $1 delar'],
  [
    /^has (\d+) questions; a script has at most (\d+)$/,
    'kysymyksiä on $1; kysymyspohjassa saa olla enintään $2',
    'har $1 frågor; ett frågeunderlag har högst $2',
  ],
  [
    /^is nested more than (\d+) deep$/,
    'sisäkkäisiä tasoja on yli $1',
    'har fler än $1 nivåer inuti varandra',
  ],
  [
    /^line (\d+) is longer than (\d+) characters$/,
    'rivi $1 on pidempi kuin $2 merkkiä',
    'rad $1 är längre än $2 tecken',
  ],
  [
    /^line (\d+) is a row of signs$/,
    'rivi $1 on pelkkiä merkkejä peräkkäin',
    'rad $1 är bara en rad av tecken',
  ],
  [
    /^uses an alias or is not YAML$/,
    'käyttää viittausta (alias) tai ei ole YAMLia',
    'använder en hänvisning (alias) eller är inte YAML',
  ],
  [
    /^Map keys must be words at line (\d+), column (\d+)$/,
    'avaimen on oltava sana: rivi $1, sarake $2',
    'en nyckel måste vara ett ord: rad $1, kolumn $2',
  ],
  [
    /^Map keys must be unique at line (\d+), column (\d+)$/,
    'sama avain on kahteen kertaan: rivi $1, sarake $2',
    'samma nyckel står två gånger: rad $1, kolumn $2',
  ],
  [/^has the key (.+)$/, 'avain $1 ei ole sallittu', 'nyckeln $1 är inte tillåten'],
  [/^has half a sign.*$/, 'tekstissä on rikkinäinen merkki', 'det finns ett trasigt tecken i texten'],
  [
    /^has a NUL in a text$/,
    'tekstissä on merkki, jota ei voi tallentaa',
    'det finns ett tecken som inte kan sparas i texten',
  ],
  [/^has a number out of all proportion$/, 'luku on kohtuuttoman suuri', 'ett tal är orimligt stort'],
];

const foreign: readonly Row[] = [
  [/^is not JSON$/, 'ei ole JSON-muodossa', 'är inte JSON'],
  [
    /^is not a Questionnaire$/,
    'ei ole FHIR-kysely (Questionnaire)',
    'är inget FHIR-formulär (Questionnaire)',
  ],
  [
    /^may change the meaning of everything around it$/,
    'voi muuttaa kaiken ympärillään olevan merkityksen',
    'kan ändra betydelsen av allt omkring',
  ],
  [
    /^has no question a script can ask$/,
    'ei ole yhtään kysymystä, jonka kysymyspohja voi kysyä',
    'har ingen fråga som ett frågeunderlag kan ställa',
  ],
  [/^names two items$/, 'tunnus on kahdella kohdalla', 'två punkter har samma kod'],
];

const release: readonly Row[] = [
  [
    /^the proof takes more than (\d+) s or (\d+) MB$/,
    'todistus vie yli $1 sekuntia tai $2 Mt',
    'beviset tar mer än $1 sekunder eller $2 MB',
  ],
];

const rows = [...shape, ...references, ...limits, ...foreign, ...fhirRows, ...release];

/** What the schema calls a kind of value. */
const kinds: Readonly<Record<string, readonly [fi: string, sv: string]>> = {
  string: ['teksti', 'en text'],
  number: ['luku', 'ett tal'],
  int: ['kokonaisluku', 'ett heltal'],
  boolean: ['true tai false', 'true eller false'],
  array: ['luettelo', 'en lista'],
  object: ['avaimia arvoineen', 'nycklar med värden'],
  record: ['avaimia arvoineen', 'nycklar med värden'],
  null: ['tyhjä', 'tomt'],
  undefined: ['ei mitään', 'ingenting'],
};

/** A message this table does not know is shown as it is, and named as the checker's own. */
export function problemWords(message: string): LocalText {
  return (
    wordsOf(message) ?? {
      fi: `tarkistuksen viesti englanniksi: ”${message}”`,
      sv: `kontrollens meddelande på engelska: ”${message}”`,
      en: message,
    }
  );
}

export function isWorded(message: string): boolean {
  return wordsOf(message) !== null;
}

function wordsOf(message: string): LocalText | null {
  const ofKind = /^Invalid input: expected (\w+), received (\w+)$/.exec(message);
  if (ofKind !== null) return wrongKind(message, ofKind[1] ?? '', ofKind[2] ?? '');
  const oneOf = /^Invalid (?:option: expected one of|discriminator value\. Expected) (.+)$/.exec(message);
  if (oneOf !== null) return noneOf(message, (oneOf[1] ?? '').replaceAll(/["' ]/g, '').replaceAll('|', ', '));
  const yaml = /^[\s\S]+ \(([A-Z0-9_]+)\) at line (\d+), column (\d+)$/.exec(message);
  if (yaml !== null) return notYaml(message, yaml.slice(1));
  for (const [pattern, fi, sv] of rows)
    if (pattern.test(message))
      return { fi: message.replace(pattern, fi), sv: message.replace(pattern, sv), en: message };
  return null;
}

/** A mistake without words of ours is still named by its place; what it is stays with the reader's own text. */
function notYaml(message: string, [code = '', line = '', column = '']: readonly string[]): LocalText {
  const words = own(yamlWords, code) ?? [`”${message}”`, `”${message}”`];
  return {
    fi: `riviä ${line} ei voi lukea YAMLina (sarake ${column}): ${words[0]}`,
    sv: `rad ${line} kan inte läsas som YAML (kolumn ${column}): ${words[1]}`,
    en: message,
  };
}

function noneOf(message: string, allowed: string): LocalText {
  return { fi: `ei ole mikään näistä: ${allowed}`, sv: `är inget av dessa: ${allowed}`, en: message };
}

function wrongKind(message: string, expected: string, received: string): LocalText {
  const word = (kind: string, at: 0 | 1) => (Object.hasOwn(kinds, kind) ? (kinds[kind]?.[at] ?? kind) : kind);
  return {
    fi: `tässä on oltava ${word(expected, 0)}, nyt: ${word(received, 0)}`,
    sv: `här måste stå ${word(expected, 1)}, nu: ${word(received, 1)}`,
    en: message,
  };
}
