import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

type Role = Parameters<Page['getByRole']>[0];

const tabsMax = 60;

/** Somebody at a desk with a keyboard and eyes, and without a mouse. */
export interface Person {
  readonly press: (...keys: string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Waits until the text stands on the screen. */
  readonly sees: (text: string | RegExp) => Promise<void>;
  readonly canSee: (text: string | RegExp) => Promise<boolean>;
  readonly seesNot: (text: string | RegExp) => Promise<void>;
  /** Goes with Tab to what has this role and name, as anybody without a mouse does. */
  readonly tabTo: (role: Role, name: string | RegExp) => Promise<void>;
  readonly pressButton: (name: string | RegExp) => Promise<void>;
  readonly fill: (field: string | RegExp, text: string) => Promise<void>;
  /** The question that has the focus; null when none has. */
  readonly question: () => Promise<string | null>;
}

export function personAt(page: Page): Person {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string) => page.keyboard.type(text);
  const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first();
  const tabTo = async (role: Role, name: string | RegExp) => {
    const wanted = page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) });
    await wanted.first().waitFor({ state: 'visible', timeout: 15_000 });
    for (let tabs = 0; tabs < tabsMax; tabs += 1) {
      if (await hasFocus(wanted)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${role} ${String(name)}`);
  };
  return {
    press,
    type,
    sees: (text) => seen(text).waitFor({ state: 'visible', timeout: 20_000 }),
    canSee: (text) => seen(text).isVisible(),
    seesNot: (text) => seen(text).waitFor({ state: 'hidden', timeout: 20_000 }),
    tabTo,
    pressButton: async (name) => {
      await tabTo('button', name);
      await press('Enter');
    },
    fill: async (field, text) => {
      await tabTo('textbox', field);
      await press('Control+a');
      await type(text);
    },
    question: () => focusedQuestion(page),
  };
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluateAll((all) => all.some((one) => one === document.activeElement));
}

function focusedQuestion(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.closest('[id^="question-"]')?.id.slice(9) ?? null);
}

export interface AnswerPlan {
  /** Digit, or text that is typed and entered, by question. */
  readonly answers: Readonly<Record<string, string>>;
  /** What is pressed for a question that the plan does not name. */
  readonly otherwise: string;
  /** Stops in front of this question, its answer not given. */
  readonly before?: string;
  /** Text that stands on the screen when nothing more needs to be asked. */
  readonly until?: string | RegExp;
}

/** Answers as asked, question by question, until the focus leaves the questions. Returns what was answered. */
export async function answerAsAsked(person: Person, plan: AnswerPlan): Promise<string[]> {
  const answered: string[] = [];
  for (;;) {
    const question = await person.question();
    if (question === null || question === plan.before) return answered;
    const answer = plan.answers[question] ?? plan.otherwise;
    if (/^\d$/.test(answer)) await person.press(answer);
    else {
      await person.type(answer.replace(/^#/, ''));
      await person.press('Enter');
    }
    answered.push(question);
    const isDone = async () => plan.until !== undefined && (await person.canSee(plan.until));
    await until(
      `the step after ${question}`,
      async () => (await person.question()) !== question || (await isDone()),
      { msMax: 10_000 },
    );
    if (await isDone()) return answered;
  }
}
