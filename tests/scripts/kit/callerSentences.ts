// What callers say first, as a nurse would type it while listening: inflected, colloquial, in a hurry, misspelt.
// Each stands with the scripts that are right for it; any of them among the first three is a find.

export interface CallerSentence {
  readonly language: 'fi' | 'sv' | 'en';
  readonly said: string;
  readonly right: readonly string[];
}

function rowsOf(language: CallerSentence['language'], lines: string): readonly CallerSentence[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [said = '', right = ''] = line.split('|').map((part) => part.trim());
      return { language, said, right: right.split(' ') };
    });
}

/** Those the search was made with. */
export const knownSentences: readonly CallerSentence[] = [
  ...rowsOf(
    'fi',
    `
puristaa rintaa aamusta asti | chest_pain
rintapistos | chest_pain
rintaan koskee kun kävelen | chest_pain
rintakippua | chest_pain
sydänalasta ahdistaa | chest_pain breathing_difficulty
lapsel kuume | fever_child_3_15 fever_child_u3
vauvalla on kuumetta 39 | fever_child_u3
kuumetta ollut kolme päivää | fever_adult
äiti ei pärjää kotona | older_person_home
mummo ei enää pärjää yksin kotonaan | older_person_home
ei rahaa vuokraan | urgent_money_homeless
rahat on loppu eikä ole ruokaa | urgent_money_homeless
saimme häädön | urgent_money_homeless
isä kaatui eikä pääse ylös | dizziness_fall_older
pyörryttää kun nousee sängystä | dizziness_fall_older
huimausta | dizziness_fall_older
päätä särkee kovasti | headache
paansarky | headache
migreenikohtaus | headache
löin pääni kaapin oveen | head_injury
poika putosi keinusta päälleen | head_injury
suupieli roikkuu ja puhe puuroutuu | stroke_signs
toinen käsi ei toimi | stroke_signs
ei saa henkeä | breathing_difficulty
hengenahistus | breathing_difficulty
vauva hengittää tiheään ja vinkuu | breathing_child
haukkuvaa yskää yöllä lapsella | breathing_child
yskänyt jo kolme viikkoa | cough_respiratory
kurkku kipeä ja nieleminen sattuu | sore_throat
kurkkukipee | sore_throat
korva on lukossa | ear_problem
korvatulehus | ear_problem
silmä rähmii ja punottaa | eye_problem
roska silmässä | eye_problem
nenästä tulee verta eikä lopu | nosebleed
nenäverenvuoto ei tyrehdy | nosebleed
nenä tukossa ja poskia särkee | nasal_sinus
maha kipee | abdominal_pain_adult abdominal_pain_child
lapsella vatsa kipeä | abdominal_pain_child
lapsi oksentaa eikä pidä mitään sisällään | child_vomiting_diarrhoea
ripulia koko yö lapsella | child_vomiting_diarrhoea
vatsa ei ole toiminut viikkoon | constipation
umetus | constipation
kirvelee pissatessa | urinary_symptoms
pissatulehdus | urinary_symptoms
virtsatietulehus | urinary_symptoms
selkä jumissa en pääse liikkumaan | back_pain
noidannuoli iski | back_pain
nilkka vääntyi ja turposi | limb_injury
käsi murtui taitaa olla poikki | limb_injury
pohje turvonnut ja punainen | leg_pain_swelling
poltin käteni kuumaan uuniin | burn
kaadoin kiehuvaa vettä päälle | burn
koira puri käteen | wound_bite
sain haavan puukosta | wound_bite
kyykäärme puri | wound_bite
näppylöitä koko iholla | skin_rash
punkin purema | skin_rash
ampiainen pisti ja kasvot turpoaa | allergic_reaction
hammasta särkee | toothache_oral
poski turvoksissa hampaan takia | toothache_oral
sokerit korkealla | diabetes_hypo_hyper
verensokeri on liian matala | diabetes_hypo_hyper
sydän hakkaa levossakin | palpitations
rytmihäiriöitä | palpitations
raskaana ja tulee verta | pregnancy_problem
vauva ei liiku mahassa | pregnancy_problem
lapsi söi lääkkeitä | poisoning_overdose
otin vahingossa liikaa lääkettä | poisoning_overdose medication_question
unohdin ottaa lääkkeen | medication_question
resepti on loppunut | medication_question
en jaksa enää elää | mental_health_crisis
haluan tappaa itseni | mental_health_crisis
en saa nukuttua ja itkettää koko ajan | mood_anxiety_sleep mental_health_crisis
ahistaa | mood_anxiety_sleep mental_health_crisis
mies hakkaa minua | domestic_violence
ex seuraa ja uhkailee | domestic_violence
naapurin lapsi huutaa öisin ja pelkään että lyödään | child_welfare_concern
olen aivan loppu vauvan kanssa | family_exhausted_parent
vaimolla dementia en jaksa enää valvoa | memory_caregiver_strain informal_care_support
hoidan miestäni kotona saako tukea | informal_care_support
henkilökohtainen avustaja ei tullut | disability_services
kuljetuspalvelua haluaisin hakea | disability_services
oon tosi yksinäinen | loneliness_senior
ei ole ketään kenelle puhua | loneliness_senior
juonut viikon putkeen ja kädet tärisee | substance_withdrawal
haluaisin katkaisuun | substance_withdrawal adult_social_substance
palveluseteli kotihoitoon | voucher_budget
oleskelulupa loppuu | immigrant_integration
mihin numeroon pitää soittaa | general_info
hiivatulehdus vaivaa | vaginal_symptoms_bleeding
tarvitsen jälkiehkäisyn | vaginal_symptoms_bleeding
vanhus on sekava eikä syö | fatigue_unwell_older
`,
  ),
  ...rowsOf(
    'sv',
    `
trycker över bröstet | chest_pain
brostsmarta | chest_pain
barnet har feber | fever_child_3_15 fever_child_u3
min baby har 39 graders feber | fever_child_u3
mamma klarar sig inte hemma längre | older_person_home
inga pengar till hyran | urgent_money_homeless
vi blir vräkta | urgent_money_homeless
pappa ramlade och kommer inte upp | dizziness_fall_older
huvuvärk | headache
hänger i mungipan och sluddrar | stroke_signs
svårt att andas | breathing_difficulty
barnet har skällande hosta | breathing_child
ont i halsen och svårt att svälja | sore_throat
örat är täppt | ear_problem
ögat är rött och kladdigt | eye_problem
blöder näsblod | nosebleed
jätteont i magen | abdominal_pain_adult abdominal_pain_child
barnet kräks hela natten | child_vomiting_diarrhoea
det svider när jag kissar | urinary_symptoms
urinvägsinfektjon | urinary_symptoms
ryggskott | back_pain
stukat foten | limb_injury
brände mig på spisen | burn
hunden bet mig | wound_bite
fästing | skin_rash
tandvärken är outhärdlig | toothache_oral
hjärtat slår så fort | palpitations
gravid och blöder | pregnancy_problem
har tagit för många tabletter | poisoning_overdose
vill inte leva längre | mental_health_crisis
min man slår mig | domestic_violence
så ensam | loneliness_senior
tröttnat på att vårda min fru | informal_care_support memory_caregiver_strain
sockret är för lågt | diabetes_hypo_hyper
`,
  ),
  ...rowsOf(
    'en',
    `
tight feeling in my chest | chest_pain
chst pain | chest_pain
my child has a fever | fever_child_3_15 fever_child_u3
baby is burning hot | fever_child_u3
my mother can't manage at home | older_person_home
I have no money for rent | urgent_money_homeless
we are being evicted | urgent_money_homeless
my father fell and can't get up | dizziness_fall_older
bad hedache | headache
his face is drooping | stroke_signs
I can't breathe properly | breathing_difficulty
barking cough at night | breathing_child
throat is sore | sore_throat
earach | ear_problem
something in my eye | eye_problem
nose won't stop bleeding | nosebleed
stomach hurts a lot | abdominal_pain_adult abdominal_pain_child
my son keeps throwing up | child_vomiting_diarrhoea
it burns when I pee | urinary_symptoms
my back is killing me | back_pain
twisted my ankle | limb_injury
spilled boiling water on my arm | burn
bitten by a dog | wound_bite
tooth ache | toothache_oral
my heart is racing | palpitations
pregnant and bleeding | pregnancy_problem
swallowed too many tablets | poisoning_overdose
I want to kill myself | mental_health_crisis
my husband hits me | domestic_violence
feeling very lonely | loneliness_senior
forgot to take my pills | medication_question
diarhea in toddler | child_vomiting_diarrhoea
`,
  ),
];

/** Those it was not: written beforehand, measured and never tuned for. */
export const unseenSentences: readonly CallerSentence[] = [
  ...rowsOf(
    'fi',
    `
kova puristava tunne rinnassa | chest_pain
rintaa pistelee | chest_pain
tytöllä nousi kuume yöllä | fever_child_3_15 fever_child_u3
kumetta ja palelee | fever_adult
isoisä ei selviä enää kotona | older_person_home
sähköt katkaistaan huomenna | urgent_money_homeless
ei ole missä nukkua | urgent_money_homeless
mummi kaatui keittiössä | dizziness_fall_older
pää on kipeänä kolmatta päivää | headache
puhe on sekavaa ja toinen puoli halvaantunut | stroke_signs
henkeä ahdistaa portaissa | breathing_difficulty
lapsi hengittää oudosti | breathing_child
limaista yskää | cough_respiratory
nielu on kipeä | sore_throat
korvaa särkee yöllä | ear_problem
silmät punoittavat | eye_problem
verta nenästä | nosebleed
flunssa ja nuhainen olo | nasal_sinus cough_respiratory
vatsaa vääntää | abdominal_pain_adult
pikkulapsi ripuloi | child_vomiting_diarrhoea
kova vatsa ei tule kakkaa | constipation
pissalla käydessä kirvelee | urinary_symptoms
alaselkää särkee | back_pain
ranne kipeä kaaduttuani | limb_injury
jalka turposi ja on kuuma | leg_pain_swelling
kahvit kaatui syliin ja iho paloi | burn
kissa puri sormeen | wound_bite
kutiseva ihottuma vatsalla | skin_rash
hamas lohkesi | toothache_oral
insuliinia tuli liikaa | diabetes_hypo_hyper
sydän jättää lyöntejä väliin | palpitations
supistuksia viikolla 30 | pregnancy_problem
söi myrkkysieniä | poisoning_overdose
voiko näitä lääkkeitä ottaa yhdessä | medication_question
itsemurha-ajatuksia | mental_health_crisis
masentaa | mood_anxiety_sleep mental_health_crisis
puoliso on väkivaltainen | domestic_violence
lapsi on yksin kotona illat | child_welfare_concern
väsynyt äiti ei jaksa lasten kanssa | family_exhausted_parent
isällä muistisairaus ja karkailee | memory_caregiver_strain
omaishoitajan vapaapäivät | informal_care_support
`,
  ),
  ...rowsOf(
    'sv',
    `
ont i bröstet när jag går | chest_pain
flickan har hög feber | fever_child_3_15 fever_child_u3
farmor klarar inte sig själv | older_person_home
elen stängs av | urgent_money_homeless
yr när jag reser mig | dizziness_fall_older
migrän sedan igår | headache
får ingen luft | breathing_difficulty
lång hosta med slem | cough_respiratory
ont i örat på natten | ear_problem
magont | abdominal_pain_adult abdominal_pain_child
blod i urinen | urinary_symptoms
vrickade foten | limb_injury
kliande utslag | skin_rash allergic_reaction
tappat en tand | toothache_oral
glömde ta medicinen | medication_question
ångest hela tiden | mood_anxiety_sleep mental_health_crisis
oroar mig för grannens barn | child_welfare_concern
färdtjänst | disability_services
`,
  ),
  ...rowsOf(
    'en',
    `
pressure on my chest | chest_pain
high temperature in a 5 year old | fever_child_3_15
grandma is not coping alone | older_person_home
nowhere to sleep tonight | urgent_money_homeless
feeling dizzy when standing up | dizziness_fall_older
hit his head on the floor | head_injury
short of breth | breathing_difficulty
cough that won't go away | cough_respiratory
blocked ears | ear_problem
belly ache | abdominal_pain_adult abdominal_pain_child
blood in my urine | urinary_symptoms
broke my wrist | limb_injury
swollen calf | leg_pain_swelling
itchy rash all over | skin_rash allergic_reaction
chipped a tooth | toothache_oral
anxiety and can't sleep | mood_anxiety_sleep mental_health_crisis
worried about the neighbour's kid | child_welfare_concern
wheelchair taxi card | disability_services
`,
  ),
];
