import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { type Children, startShown } from '../setup/children.ts';
import { type LinkCutter, openLinkCutter } from './linkCutter.ts';

export interface DeskRowOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly electron: { readonly path: string; readonly args: readonly string[] };
  readonly pageUrl: string;
  readonly regionPort: number;
  readonly children: Children;
  readonly number: number;
}

export interface DeskRow {
  readonly cutter: LinkCutter;
  readonly restart: () => void;
}

/** One desk with a cable of its own to the region. */
export async function openDeskRow(options: DeskRowOptions): Promise<DeskRow> {
  const cutter = await openLinkCutter(options.regionPort);
  mkdirSync(options.dataDir, { recursive: true });
  let desk = start(options, cutter.port);
  return {
    cutter,
    restart: () => {
      desk.once('exit', () => {
        desk = start(options, cutter.port);
      });
      desk.kill('SIGTERM');
    },
  };
}

function start(
  { root, dataDir, electron, pageUrl, children, number }: DeskRowOptions,
  port: number,
): ChildProcess {
  const env = {
    LUOTSI_REGION: `http://127.0.0.1:${port}`,
    LUOTSI_PAGE_URL: pageUrl,
    LUOTSI_TEST: '1',
  };
  const args = [...electron.args, '--log-level=3', root, '--data', dataDir];
  return children.add(`desk ${number}`, startShown({ file: electron.path, args, cwd: root, env }));
}
