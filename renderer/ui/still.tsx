import { isValidElement, memo, type ReactNode, useRef } from 'react';

type Act = (...args: readonly unknown[]) => unknown;

/**
 * A control that is drawn again only when something it shows has changed. Screens make new handlers and new icons each
 * time they are drawn; what a control shows rarely changes, and a call has dozens of controls on screen for every answer.
 */
export function still<Props extends object>(draw: (props: Props) => ReactNode): (props: Props) => ReactNode {
  const Drawn = memo(draw as (props: object) => ReactNode, isSame);
  return function Still(props: Props) {
    const now = useRef<object>(props);
    now.current = props;
    const acts = useRef<Record<string, Act>>({});
    const calm = Object.fromEntries(
      Object.entries(props).map(([name, value]) => {
        if (typeof value !== 'function' || !/^on[A-Z]/.test(name)) return [name, value];
        acts.current[name] ??= (...args) => (Reflect.get(now.current, name) as Act | undefined)?.(...args);
        return [name, acts.current[name]];
      }),
    );
    return <Drawn {...calm} />;
  };
}

function isSame(left: object, right: object): boolean {
  const [one, other] = [Object.entries(left), new Map<string, unknown>(Object.entries(right))];
  return one.length === other.size && one.every(([name, value]) => isSameShown(value, other.get(name)));
}

/** Equal in what it shows: an icon made anew of the same kind is the same icon. */
function isSameShown(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one, at) => isSameShown(one, right[at]));
  if (!isValidElement<object>(left) || !isValidElement<object>(right)) return false;
  return left.type === right.type && left.key === right.key && isSame(left.props, right.props);
}
