import { memo, type ReactNode } from 'react';
import { type Call, useCall } from './callContext.ts';

/**
 * A part of an open contact that takes from it what it shows, and is drawn again only when that has changed: an
 * answer changes the call, and little of the screen.
 */
export function fromCall<Props extends object, Own extends object = object>(
  take: (call: Call, own: Own) => Props,
  draw: (props: Props) => ReactNode,
): (own: Own) => ReactNode {
  const Drawn = memo(draw as (props: object) => ReactNode);
  return function FromCall(own: Own) {
    return <Drawn {...take(useCall(), own)} />;
  };
}
