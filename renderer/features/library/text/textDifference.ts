// Keeps LW6. Two texts line by line: which lines of one are not in the other, in order.
export interface MarkedLine {
  readonly text: string;
  readonly isOther: boolean;
}

/** Beyond this many differing lines on both sides each is simply marked: two wholly different texts need no alignment. */
const alignedLinesMax = 1_500;

/** The lines of `text`, those marked that a longest common reading with `other` leaves out. */
export function markedLines(text: string, other: string): readonly MarkedLine[] {
  const left = text.split('\n');
  const right = other.split('\n');
  const start = left.findIndex((line, at) => line !== right[at]);
  if (start < 0) return left.map((line) => ({ text: line, isOther: false }));
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end))
    end += 1;
  const inner = left.slice(start, left.length - end);
  const common = commonLines(inner, right.slice(start, right.length - end));
  return left.map((line, at) => ({
    text: line,
    isOther: at >= start && at < left.length - end && !common.has(at - start),
  }));
}

/** Indexes of `left` in one longest common subsequence. */
function commonLines(left: readonly string[], right: readonly string[]): ReadonlySet<number> {
  if (left.length > alignedLinesMax || right.length > alignedLinesMax) return new Set();
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const common = new Set<number>();
  let row = 0;
  let column = 0;
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      common.add(row);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return common;
}
