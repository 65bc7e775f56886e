// Some checks need what only root may do: lose packets, fill a file system. They run in namespaces of their own, so that
// nothing of the machine changes.
import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

const tools: Readonly<Record<string, string>> = {
  unshare: 'util-linux',
  ip: 'iproute2',
  mount: 'mount',
  'iptables-legacy': 'iptables',
};

/** Why such checks cannot run here, or null. As the other tests do, root installs what is missing. */
export function whyNoRootRun(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  try {
    const missing = missingTools();
    if (missing.length > 0) {
      const packages = missing.map((tool) => tools[tool] ?? tool);
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'ignore' });
    }
    execFileSync('unshare', [...ownNamespaces, 'iptables-legacy', '-m', 'statistic', '-h'], {
      stdio: 'ignore',
    });
    return null;
  } catch {
    const missing = missingTools();
    return missing.length > 0 ? `needs ${missing.join(', ')}` : 'needs network and mount namespaces';
  }
}

function missingTools(): string[] {
  return Object.keys(tools).filter((tool) => {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
}

const ownNamespaces = ['--net', '--mount', '--propagation', 'private'];

/** The network that the machine is in, for whoever must be sure to be in another one. */
export const outerNetwork = 'LUOTSI_OUTER_NETWORK';

export function outerNetworkNow(): string {
  return process.platform === 'linux' ? readlinkSync('/proc/self/ns/net') : '';
}

/** A program and its arguments, as a program that runs them in namespaces of their own with a loopback of their own. */
export function inOwnNamespaces(program: string, args: readonly string[]): [string, string[]] {
  const script = 'ip link set lo up && exec "$0" "$@"';
  return ['unshare', [...ownNamespaces, 'sh', '-c', script, program, ...args]];
}
