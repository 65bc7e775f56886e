import type { Page } from 'playwright-core';

const marksName = 'benchMarks';

/**
 * From a key to the painted answer to it, in the page's own time: the key event's stamp, then the first frame after
 * `look` gives another value than before the key, then a task after that frame. `look` is text of a function.
 */
export async function markKeys(page: Page, look: string): Promise<void> {
  await page.evaluate(
    ({ name, body }) => {
      // The page's policy forbids code from text, so the two looks are known here by name.
      const looks: Record<string, () => string> = {
        question: () => document.activeElement?.closest('[id^="question-"]')?.id ?? '',
        word: () => document.getElementById('word')?.textContent ?? '',
      };
      const see = looks[body] ?? (() => '');
      const marks: number[] = [];
      Reflect.set(window, name, marks);
      window.addEventListener(
        'keydown',
        (event) => {
          if (!/^\d$/.test(event.key)) return;
          const pressed = event.timeStamp;
          const before = see();
          const wait = () => {
            if (see() === before) return void requestAnimationFrame(wait);
            const painted = new MessageChannel();
            painted.port1.onmessage = () => marks.push(performance.now() - pressed);
            requestAnimationFrame(() => painted.port2.postMessage(0));
          };
          requestAnimationFrame(wait);
        },
        true,
      );
      if (body === 'word')
        window.addEventListener('keydown', () => {
          const word = document.getElementById('word');
          if (word !== null) word.textContent = `blank ${performance.now()}`;
        });
    },
    { name: marksName, body: look },
  );
}

export function readMarks(page: Page): Promise<number[]> {
  return page.evaluate((name) => Reflect.get(window, name) as number[], marksName);
}

/** One light look at the page, for looking is work for its thread too: how many keys are answered, and where the focus is. */
export function lookAtMarks(
  page: Page,
): Promise<{ readonly marks: number; readonly question: string | null }> {
  return page.evaluate((name) => {
    const focused = document.activeElement?.closest('[id^="question-"]')?.id.slice(9) ?? null;
    return { marks: (Reflect.get(window, name) as number[]).length, question: focused };
  }, marksName);
}
