import { type ParseArgsConfig, parseArgs } from 'node:util';

const exitUsage = 2;

/**
 * The arguments of a tool. A mistake in them ends it with the usage line and a status that no finding has. Switches
 * given to npm itself (`npm run x --json` without `--`) are taken as meant for the tool.
 */
export function readCommandLine<Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    return parseArgs({ ...config, args: [...process.argv.slice(2), ...takenByNpm(config)] });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return endWithUsage(why, usage);
  }
}

export function endWithUsage(why: string, usage: string): never {
  process.stderr.write(`${why}\nUsage: ${usage}\n`);
  process.exit(exitUsage);
}

/** Only switches: of an option with a value npm keeps the name and hands on the value alone. */
function takenByNpm({ options = {} }: ParseArgsConfig): string[] {
  return Object.entries(options)
    .filter(([name, { type }]) => type === 'boolean' && process.env[`npm_config_${name}`] === 'true')
    .map(([name]) => `--${name}`);
}

/** Whoever reads our lines may have read enough (`| head`): that is no trouble. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
