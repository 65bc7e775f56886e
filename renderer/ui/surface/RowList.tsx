import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './RowList.module.css';

export interface RowListProps<Row extends object> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** What type-ahead and a screen reader hear first; a row that has no words yet is named by its id. */
  readonly nameOf: (row: Row) => string;
  readonly render: (row: Row) => ReactNode;
  readonly onOpen: (id: string) => void;
  readonly empty: ReactNode;
  readonly selected?: string | null;
}

/** Arrows move, Enter opens. Rows are keyed by record id, so focus stays on the same record when data comes. */
export function RowList<Row extends object>(props: RowListProps<Row>) {
  if (props.rows.length === 0) return <>{props.empty}</>;
  return (
    <GridList
      aria-label={props.label}
      className={cx(styles.list)}
      onAction={(id) => props.onOpen(String(id))}
    >
      {props.rows.map((row) => {
        const id = props.idOf(row);
        return (
          <GridListItem
            key={id}
            id={id}
            textValue={props.nameOf(row) || id}
            className={cx(styles.row, props.selected === id && styles.current)}
          >
            {props.render(row)}
          </GridListItem>
        );
      })}
    </GridList>
  );
}
