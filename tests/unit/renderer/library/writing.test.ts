import { describe, expect, it } from 'vitest';
import {
  afterKeepingMine,
  afterKey,
  afterSave,
  type Typing,
  typedText,
  typingStatus,
} from '../../../../renderer/features/library/open/scriptTyping.ts';
import { markedLines } from '../../../../renderer/features/library/text/textDifference.ts';
import { lineOf, lineOfWords } from '../../../../renderer/features/library/text/textPlaces.ts';
import { yamlLine } from '../../../../renderer/features/library/text/yamlLine.ts';
import { draftText } from '../../../../renderer/stories/library/libraryTexts.ts';

const first = { text: 'one', hash: 'h1' };
const mine = { text: 'one and mine', hash: 'h2' };
const theirs = { text: 'one and theirs', hash: 'h3' };
const seen = (typing: Typing, source: typeof first) => [
  typingStatus(typing, source),
  typedText(typing, source),
];

describe('typing into a draft', () => {
  it('[LW4] what is typed is dirty until it is saved, and never flashes back to the old text', () => {
    const typing = afterKey(null, first, mine.text);
    expect(seen(typing, first)).toEqual(['dirty', mine.text]);
    const saved = afterSave(typing, mine);
    // The answer to the save is here, the followed query not yet.
    expect(seen(saved, first)).toEqual(['clean', mine.text]);
    expect(seen(saved, mine)).toEqual(['clean', mine.text]);
  });

  it('[LW4] typing goes on while a save is under way', () => {
    const typing = afterKey(
      afterSave(afterKey(null, first, mine.text), mine),
      first,
      'one and mine and more',
    );
    expect(seen(typing, first)).toEqual(['dirty', 'one and mine and more']);
    expect(seen(typing, mine)).toEqual(['dirty', 'one and mine and more']);
  });

  it('[LW4] with nothing unsaved the text of a colleague is simply shown', () => {
    const saved = afterSave(afterKey(null, first, mine.text), mine);
    expect(seen(saved, theirs)).toEqual(['clean', theirs.text]);
    expect(seen(null, theirs)).toEqual(['clean', theirs.text]);
    expect(seen(afterKey(saved, theirs, `${theirs.text}!`), theirs)).toEqual(['dirty', `${theirs.text}!`]);
  });

  it('[LW4] a text saved by a colleague meanwhile is not replaced until the author has seen it', () => {
    const typing = afterKey(null, first, mine.text);
    expect(seen(typing, theirs)).toEqual(['apart', mine.text]);
    expect(seen(afterKeepingMine(typing, theirs), theirs)).toEqual(['dirty', mine.text]);
    expect(seen(null, theirs)).toEqual(['clean', theirs.text]);
  });
});

const lineAt = (line: number | null) => (line === null ? null : draftText.split('\n')[line - 1]?.trim());

describe('places in a text', () => {
  it('[LW5] a question is found by its id, wherever it is named from', () => {
    expect(lineAt(lineOf(draftText, 'minutes'))).toBe('- id: minutes');
    expect(lineAt(lineOf(draftText, 'ask.minutes'))).toBe('- id: minutes');
    expect(lineAt(lineOf(draftText, 'now'))).toMatch(/^- \{id: now,/);
  });

  it('[LW5] a path leads to the item and as deep into it as the text goes', () => {
    expect(lineAt(lineOf(draftText, 'decide.1'))).toBe('- to: same_day');
    expect(lineAt(lineOf(draftText, 'decide[1] same_day'))).toBe('- to: same_day');
    expect(lineAt(lineOf(draftText, 'decide.1.when'))).toMatch(/^when: \{minutes/);
    expect(lineAt(lineOf(draftText, 'ask.1.say.sv'))).toMatch(/^sv: Hur många/);
    expect(lineAt(lineOf(draftText, 'ask.0.nothing'))).toBe('- id: now_severe');
    expect(lineAt(lineOf(draftText, 'include.0'))).toMatch(/^include:/);
  });

  it('[LW5] items within items are not counted', () => {
    const text = 'ask:\n  - id: one\n    options:\n      - a\n      - b\n  - id: two\n';
    expect(lineOf(text, 'ask.1')).toBe(6);
  });

  it('[LW5] the reader of YAML names a line itself', () => {
    expect(lineOf(draftText, 'Nested mappings are not allowed at line 12, column 5:')).toBe(12);
  });

  it('[LW5] what stands in a shared block stands nowhere here', () => {
    expect(lineOf(draftText, 'ask.os_awake')).toBeNull();
    expect(lineOf(draftText, 'open_safety.decide.0')).toBeNull();
  });

  it('[LW5] a rule is found by its own words', () => {
    const line = lineOfWords(draftText, 'decide', 'Kipu on kestänyt yli 20 minuuttia.');
    expect(lineAt(line)).toBe('- to: same_day');
    expect(lineOfWords(draftText, 'decide', 'Onko teillä juuri nyt')).toBeNull();
  });

  it('[LW5] no part of a line is lost when it is coloured', () => {
    const parted = draftText.split('\n').map((line) =>
      yamlLine(line)
        .map((part) => part.text)
        .join(''),
    );
    expect(parted.join('\n')).toBe(draftText);
    expect(yamlLine('  - id: cough # why').map((part) => part.kind)).toEqual([
      'mark',
      'key',
      'plain',
      'comment',
    ]);
  });
});

describe('two texts written apart', () => {
  const others = (left: string, right: string) =>
    markedLines(left, right)
      .filter((line) => line.isOther)
      .map((line) => line.text);

  it('[LW6] exactly the lines that the other has not are marked', () => {
    expect(others('a\nb\nc', 'a\nx\nc')).toEqual(['b']);
    expect(others('a\nb\nc', 'a\nc')).toEqual(['b']);
    expect(others('a\nc', 'a\nb\nc')).toEqual([]);
    expect(others('a\nb\nc\nd', 'a\nc\nb\nd')).toHaveLength(1);
    expect(others('x\nb\ny\nc\nz', '1\nb\n2\nc\n3')).toEqual(['x', 'y', 'z']);
    expect(others('a', 'a')).toEqual([]);
    expect(others('a\na', 'a')).toEqual(['a']);
  });

  it('[LW6] every line stands there, marked or not', () => {
    expect(markedLines('a\nb\n', 'x').map((line) => line.text)).toEqual(['a', 'b', '']);
  });
});
