// What a YAML reader stumbles on, in Finnish and Swedish, by the code it gives the mistake.
export const yamlWords: Readonly<Record<string, readonly [fi: string, sv: string]>> = {
  ALIAS_PROPS: [
    'viittauksella (*) ei voi olla omia merkintöjä',
    'en hänvisning (*) kan inte ha egna märkningar',
  ],
  BAD_ALIAS: ['viittauksen (* tai &) nimi ei kelpaa', 'namnet på hänvisningen (* eller &) duger inte'],
  BAD_COLLECTION_TYPE: ['merkintä (!) ei sovi tähän', 'märkningen (!) passar inte här'],
  BAD_DIRECTIVE: ['ohjausrivi (%) on virheellinen', 'styrraden (%) är felaktig'],
  BAD_DQ_ESCAPE: [
    'lainausmerkeissä on kenoviivan jälkeen väärä merkki',
    'inom citattecken står ett fel tecken efter ett omvänt snedstreck',
  ],
  BAD_INDENT: ['sisennys ei täsmää', 'indraget stämmer inte'],
  BAD_PROP_ORDER: ['merkinnät ovat väärässä järjestyksessä', 'märkningarna står i fel ordning'],
  BAD_SCALAR_START: [
    'teksti ei voi alkaa tällä merkillä ilman lainausmerkkejä',
    'en text kan inte börja med det här tecknet utan citattecken',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'samalla rivillä on kaksi avainta; teksti, jossa on kaksoispiste, pannaan lainausmerkkeihin',
    'två nycklar står på samma rad; en text med kolon sätts inom citattecken',
  ],
  BLOCK_IN_FLOW: [
    'sulkeiden sisällä ei voi olla sisennettyjä rivejä',
    'inom klamrar kan det inte finnas indragna rader',
  ],
  DUPLICATE_KEY: ['sama avain on kahteen kertaan', 'samma nyckel står två gånger'],
  IMPOSSIBLE: ['rakenne on rikki', 'strukturen är trasig'],
  KEY_OVER_1024_CHARS: ['avain on pidempi kuin 1024 merkkiä', 'nyckeln är längre än 1024 tecken'],
  MISSING_CHAR: [
    'jokin merkki puuttuu, esimerkiksi lainausmerkki, sulje, pilkku tai kaksoispiste',
    'ett tecken saknas, till exempel ett citattecken, en klammer, ett komma eller ett kolon',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'avain jatkuu usealle riville; kaksoispiste voi puuttua',
    'nyckeln fortsätter på flera rader; ett kolon kan saknas',
  ],
  MULTIPLE_ANCHORS: ['tässä on useampi kuin yksi ankkuri (&)', 'här finns mer än ett ankare (&)'],
  MULTIPLE_DOCS: [
    'tekstissä on useita asiakirjoja (---), ja niitä saa olla yksi',
    'texten har flera dokument (---), och det får finnas ett',
  ],
  MULTIPLE_TAGS: ['tässä on useampi kuin yksi merkintä (!)', 'här finns mer än en märkning (!)'],
  NON_STRING_KEY: ['avaimen on oltava sana', 'en nyckel måste vara ett ord'],
  RESOURCE_EXHAUSTION: [
    'teksti on liian mutkikas luettavaksi',
    'texten är för invecklad för att kunna läsas',
  ],
  TAB_AS_INDENT: [
    'sisennyksessä on sarkain; sisennetään välilyönneillä',
    'indraget har en tabb; indrag görs med mellanslag',
  ],
  TAG_RESOLVE_FAILED: ['merkintää (!) ei tunneta', 'märkningen (!) är okänd'],
  UNEXPECTED_TOKEN: ['tässä on jotain, mikä ei kuulu tähän', 'här står något som inte hör hit'],
};
