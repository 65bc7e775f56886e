/** The edits of workload W1: 500 per desk on 50 plans, a tenth of them on plans that all desks share. */
export interface LeastEdit {
  readonly desk: string;
  readonly deskSeq: number;
  readonly plan: string;
  readonly field: string;
  readonly value: string;
  readonly shared: boolean;
  readonly at: string;
}

export const stormDesks = 20;
export const stormEdits = 500;
const plansPerDesk = 50;
const sharedEvery = 10;

export function isSharedEdit(index: number): boolean {
  return index % sharedEvery === 0;
}

/** 200–300 bytes of JSON each, as a nurse's sentence in a plan is. */
export function editText(desk: number, index: number): string {
  return `Edit ${index} of desk ${desk}: ${'the client rests, drinks and calls again if it gets worse. '.repeat(2)}`;
}

export function makeLeastEdit(desk: number, index: number): LeastEdit {
  const shared = isSharedEdit(index);
  const plan = index % plansPerDesk;
  return {
    desk: `desk_${desk}`,
    deskSeq: index + 1,
    plan: shared ? `shared_${plan}` : `desk_${desk}_${plan}`,
    field: `field_${index % 12}_${desk}`,
    value: editText(desk, index),
    shared,
    at: new Date(1_790_000_000_000 + index).toISOString(),
  };
}
