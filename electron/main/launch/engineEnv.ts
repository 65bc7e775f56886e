// A child gets what it needs to find files, certificates and its time zone; no key, no password and no NODE_OPTIONS.
const passed = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'LUOTSI_LOG',
] as const;

export function engineEnv(
  env: Readonly<Record<string, string | undefined>>,
  testing: boolean,
): Record<string, string> {
  const kept = [...passed, ...(testing ? (['LUOTSI_TEST'] as const) : [])];
  return Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
