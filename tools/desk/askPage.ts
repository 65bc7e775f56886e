import type { Page } from 'playwright-core';
import type {
  CommandArgs,
  CommandName,
  CommandResults,
  QueryArgs,
  QueryName,
  QueryResults,
} from '../../shared/protocol/deskProtocol.ts';
import type { DeskBridge } from '../../shared/protocol/shellProtocol.ts';

/** Asks the engine over the page's own bridge, to compare what a person saw with what the desk holds. */
export async function askPage<Name extends QueryName>(
  page: Page,
  query: Name,
  args: QueryArgs<Name>,
): Promise<QueryResults[Name]> {
  return (await send(page, { query, args })) as QueryResults[Name];
}

/** A wish past the keyboard, for what a tool must set up and no person would do by hand. */
export async function commandPage<Name extends CommandName>(
  page: Page,
  command: Name,
  args: CommandArgs<Name>,
): Promise<CommandResults[Name]> {
  return (await send(page, { command, args })) as CommandResults[Name];
}

interface WithBridge {
  readonly desk: DeskBridge;
}

async function send(page: Page, message: object): Promise<unknown> {
  return page.evaluate(
    (words) =>
      new Promise<unknown>((resolve, reject) => {
        const { desk } = window as Window & typeof globalThis & WithBridge;
        const id = `ask-${performance.now()}`;
        const stop = desk.receive((heard) => {
          const answer = heard as { readonly id?: unknown; readonly result?: unknown };
          if (answer.id !== id) return;
          stop();
          if ('result' in answer) resolve(answer.result);
          else reject(new Error(JSON.stringify(answer)));
        });
        desk.send({ id, ...words });
      }),
    message,
  );
}
