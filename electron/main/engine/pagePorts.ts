import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { EngineSupervisor } from './engineSupervisor.ts';

export interface PagePorts {
  /** A page of ours has loaded and asks for its port. */
  readonly add: (page: WebContents) => void;
  /** After a restart of the engine every page gets a new port; the old one told it that the engine stopped. */
  readonly renew: () => void;
}

export function openPagePorts(engine: EngineSupervisor<MessagePortMain>): PagePorts {
  const pages = new Set<WebContents>();
  let count = 0;
  const connect = (page: WebContents) => {
    if (page.isDestroyed() || page.isCrashed()) return;
    const { port1, port2 } = new MessageChannelMain();
    count += 1;
    if (engine.attach(count, port2)) page.postMessage('desk-port', null, [port1]);
    else port1.close();
  };
  return {
    add: (page) => {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page));
      pages.add(page);
      connect(page);
    },
    renew: () => {
      for (const page of pages) connect(page);
    },
  };
}
