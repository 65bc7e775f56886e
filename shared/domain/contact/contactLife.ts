import { defineLifecycle } from '../../script/lifecycle.ts';

export type ContactPhase = 'ringing' | 'talking' | 'wrappingUp' | 'closed';
export type ContactWord = 'answer' | 'wrapUp' | 'resume' | 'close';

/** A contact from ring to closed. Closing is allowed from anywhere but ringing: gaps are shown, not enforced. */
export const contactLife = defineLifecycle<ContactPhase, ContactWord>('ringing', {
  ringing: { answer: 'talking', close: 'closed' },
  talking: { wrapUp: 'wrappingUp', close: 'closed' },
  wrappingUp: { resume: 'talking', close: 'closed' },
  closed: {},
});
