import type { Page } from 'playwright-core';
import type { QueryArgs, QueryName, QueryResults } from '../../shared/protocol/deskProtocol.ts';
import type { DeskBridge } from '../../shared/protocol/shellProtocol.ts';

/** Asks the engine over the page's own bridge, to compare what a person saw with what the desk holds. */
export async function askPage<Name extends QueryName>(
  page: Page,
  query: Name,
  args: QueryArgs<Name>,
): Promise<QueryResults[Name]> {
  const answer = await page.evaluate(
    ([name, asked]) =>
      new Promise<unknown>((resolve, reject) => {
        const { desk } = window as unknown as { readonly desk: DeskBridge };
        const id = `ask-${performance.now()}`;
        const stop = desk.receive((message) => {
          const heard = message as { readonly id?: unknown; readonly result?: unknown };
          if (heard.id !== id) return;
          stop();
          if ('result' in heard) resolve(heard.result);
          else reject(new Error(JSON.stringify(heard)));
        });
        desk.send({ id, query: name, args: asked });
      }),
    [query, args] as const,
  );
  return answer as QueryResults[Name];
}
