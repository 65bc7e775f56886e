export interface LinePart {
  readonly kind: 'comment' | 'key' | 'mark' | 'plain';
  readonly text: string;
}

/** One line of YAML in the few parts worth telling apart by eye: what is a key, what is a remark, what is said. */
export function yamlLine(line: string): readonly LinePart[] {
  const comment = /(^|\s)#.*$/.exec(line);
  const body = comment === null ? line : line.slice(0, comment.index);
  const rest: LinePart[] = comment === null ? [] : [{ kind: 'comment', text: line.slice(comment.index) }];
  const key = /^(\s*)((?:- )*)(\{?)(['"]?[\w-]+['"]?:)(?=\s|$)/.exec(body);
  if (key !== null) {
    const [all, indent = '', dashes = '', brace = '', name = ''] = key;
    return [
      { kind: 'mark', text: `${indent}${dashes}${brace}` },
      { kind: 'key', text: name },
      { kind: 'plain', text: body.slice(all.length) },
      ...rest,
    ];
  }
  const dash = /^\s*- /.exec(body)?.[0] ?? '';
  return [{ kind: 'mark', text: dash }, { kind: 'plain', text: body.slice(dash.length) }, ...rest];
}
