// What a reader of FHIR says of a resource that is not as the standard has it, in Finnish and Swedish.
export type FhirRow = readonly [message: RegExp, fi: string, sv: string];

/** Rules of the standard's own about a Questionnaire come first; any other is named by its code. */
export const fhirRows: readonly FhirRow[] = [
  [
    /^Constraint que-1 not met: [\s\S]*$/,
    'ryhmässä (group) on oltava kohtia, näyttökohdassa (display) ei saa olla',
    'en grupp (group) måste ha punkter, en visningspunkt (display) får inte ha det',
  ],
  [
    /^Constraint que-2 not met: [\s\S]*$/,
    'sama linkId on usealla kohdalla',
    'samma linkId finns på flera punkter',
  ],
  [
    /^Constraint que-4 not met: [\s\S]*$/,
    'kysymyksessä on sekä answerOption että answerValueSet',
    'frågan har både answerOption och answerValueSet',
  ],
  [
    /^Constraint que-5 not met: [\s\S]*$/,
    'vain choice- ja open-choice-kysymyksessä voi olla answerValueSet',
    'bara choice- och open-choice-frågor kan ha answerValueSet',
  ],
  [
    /^Constraint que-7 not met: [\s\S]*$/,
    'kun operator on exists, arvon on oltava true tai false',
    'när operator är exists måste värdet vara true eller false',
  ],
  [
    /^Constraint que-12 not met: [\s\S]*$/,
    'ehtoja (enableWhen) on useita, joten enableBehavior puuttuu',
    'det finns flera villkor (enableWhen), så enableBehavior saknas',
  ],
  [
    /^Constraint (\S+) not met: [\s\S]*$/,
    'ei täytä FHIR-standardin sääntöä $1',
    'uppfyller inte FHIR-standardens regel $1',
  ],
  [/^Missing required property$/, 'pakollinen tieto puuttuu', 'en obligatorisk uppgift saknas'],
  [/^Invalid additional property "(.+)"$/, 'ylimääräinen tieto $1', 'en överflödig uppgift $1'],
  [
    /^Expected array of values for property$/,
    'tässä on oltava luettelo arvoja',
    'här måste stå en lista med värden',
  ],
  [/^Expected single value for property$/, 'tässä on oltava yksi arvo', 'här måste stå ett enda värde'],
  [
    /^Invalid number of values: expected (\d+\.\.\S+), but found (\d+)$/,
    'arvoja on oltava $1, nyt niitä on $2',
    'det måste finnas $1 värden, nu är de $2',
  ],
  [
    /^Incorrect number of values provided for slice '(.+)': expected (\d+\.\.\S+), but found (\d+)$/,
    'osassa $1 on oltava $2 arvoa, nyt niitä on $3',
    'delen $1 måste ha $2 värden, nu är de $3',
  ],
  [
    /^Value did not match expected pattern$/,
    'arvo ei ole standardin määräämä',
    'värdet är inte det som standarden anger',
  ],
  [/^Invalid empty (?:non-primitive )?value$/, 'arvo on tyhjä', 'värdet är tomt'],
  [
    /^Invalid JSON type: expected (\w+), but got (\w+)$/,
    'arvon laji on oltava $1, nyt se on $2',
    'värdet måste vara av slaget $1, nu är det $2',
  ],
  [
    /^Invalid JSON type: (.+) is not a valid FHIR type$/,
    'standardissa ei ole lajia $1',
    'standarden har inte slaget $1',
  ],
  [/^Invalid (?:null|undefined) value$/, 'arvo puuttuu', 'värdet saknas'],
  [/^Invalid numeric value$/, 'ei ole luku', 'är inget tal'],
  [/^Invalid (\w+) (?:format|value)$/, 'ei ole muotoa $1', 'har inte formen $1'],
  [/^base64Binary exceeds (\d+) bytes$/, 'on suurempi kuin $1 tavua', 'är större än $1 byte'],
  [/^String must contain non-whitespace content$/, 'tekstissä on vain tyhjää', 'texten är bara tomrum'],
  [/^String cannot be larger than 1 MB$/, 'teksti on suurempi kuin 1 Mt', 'texten är större än 1 MB'],
  [/^Expected number to be an integer$/, 'on oltava kokonaisluku', 'måste vara ett heltal'],
  [
    /^Expected number to be in the range (-?\d+)\.\.(-?\d+)$/,
    'luvun on oltava välillä $1–$2',
    'talet måste ligga mellan $1 och $2',
  ],
  [/^is not valid$/, 'ei ole standardin mukainen', 'följer inte standarden'],
];
