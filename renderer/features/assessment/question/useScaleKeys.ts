import { useRef } from 'react';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';

/** How long a 1 waits for a 0 where the scale reaches 10. */
const secondDigitMs = 700;

/** Digits on a scale are the number itself: 7 is 7, and 1 followed by 0 is 10. */
export function useScaleKeys(question: QuestionView, give: (value: number) => void): (digit: number) => void {
  const begun = useRef<{ digit: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const min = question.min ?? 0;
  const max = question.max ?? 10;
  const giveInRange = (value: number) => {
    if (value >= min && value <= max) give(value);
  };
  return (digit) => {
    const first = begun.current;
    begun.current = null;
    if (first !== null) {
      clearTimeout(first.timer);
      const both = first.digit * 10 + digit;
      return giveInRange(both <= max ? both : digit);
    }
    if (digit === 0 || digit * 10 > max) return giveInRange(digit);
    const timer = setTimeout(() => {
      begun.current = null;
      giveInRange(digit);
    }, secondDigitMs);
    begun.current = { digit, timer };
  };
}
