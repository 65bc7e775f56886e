/** A draft whose proof is a function of thirty pairs of far apart questions: as large as two to the thirtieth. */
export function unprovableText(id: string, version: number): string {
  const asks = Array.from({ length: 60 }, (_, at) => `q${at}`).map(
    (name) =>
      `  - {id: ${name}, type: yes_no, worse: yes, say: {fi: ${name} a, sv: ${name} b, en: ${name} c}}`,
  );
  const pairs = Array.from({ length: 30 }, (_, at) => `{all: [{q${at}: yes}, {q${at + 30}: yes}]}`);
  return [
    `id: ${id}\nversion: ${version}\nstatus: draft\narea: health\ntitle: {fi: a, sv: b, en: c}`,
    'keywords: {fi: [a], sv: [b], en: [c]}\nsources: [{id: s, mark: know, title: t}]\nask:',
    ...asks,
    'decide:',
    '  - to: same_day\n    because: {fi: a, sv: b, en: c}\n    source: s\n    when:\n      any:',
    ...pairs.map((pair) => `        - ${pair}`),
    '  - {to: self_care, because: {fi: a, sv: b, en: c}, source: s}',
    'safetyNet: [{id: net, say: {fi: a, sv: b, en: c}}]',
  ].join('\n');
}
