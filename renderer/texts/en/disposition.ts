import type { disposition as fi } from '../fi/disposition.ts';

export const disposition: Record<keyof typeof fi, string> = {
  poison_centre: 'Poison Information Centre 0800 147 111 (24/7)',
  maternity_unit: 'Phone the maternity hospital before leaving',
  dental_urgent: 'Urgent dental service',
  police_112: 'Police via 112',
  cpr: 'Telephone-guided CPR',
  nollalinja: 'Nollalinja domestic-violence helpline 080 005 005 (24/7)',
  shelter: 'Shelter (no referral, 24/7)',
  mieli_crisis: 'MIELI crisis line 09 2525 0111 (24/7)',
  child_notice: 'Child-welfare notification without delay',
  older_notice: 'Notice of an older person’s service need',
  support_contact: 'Contact to social care to assess the need for support',
  social_parallel: 'Involve social emergency services in parallel',
  health_script: 'Go on to a health assessment',
  kela_urgent: 'Kela: urgent basic social assistance',
  interpreter: 'Interpreter on the line',
  anticoag_note: 'Tell the receiving unit about the blood thinner',
};
