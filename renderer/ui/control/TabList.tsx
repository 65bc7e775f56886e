import type { KeyboardEvent, ReactNode } from 'react';
import { cx } from '../cx.ts';

export interface TabRow<Id extends string> {
  readonly id: Id;
  readonly content: ReactNode;
}

export interface TabListProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabRow<Id>[];
  readonly chosen: Id | null | undefined;
  /** A tab's element is named by this and the tab's id. */
  readonly idPrefix: string;
  /** The element that shows the chosen tab. */
  readonly controls: string;
  readonly look: {
    readonly list: string | undefined;
    readonly tab: string | undefined;
    readonly shown: string | undefined;
  };
  readonly onChoose: (id: Id) => void;
  /** An arrow to the neighbour: whoever owns the tabs says which that is and where focus goes. */
  readonly onStep: (step: 1 | -1, list: HTMLElement) => void;
}

/** Tabs in a row: one of them takes Tab, arrows move between them. */
export function TabList<Id extends string>({ tabs, chosen, look, onStep, ...props }: TabListProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    onStep(step, event.currentTarget);
  };
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={props.label}
      className={cx(look.list)}
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ id, content }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${props.idPrefix}${id}`}
          aria-selected={id === chosen}
          aria-controls={props.controls}
          tabIndex={id === chosen ? 0 : -1}
          className={cx(look.tab, id === chosen && look.shown)}
          onClick={() => props.onChoose(id)}
        >
          {content}
        </button>
      ))}
    </div>
  );
}
